"""An exercise by itself: its figure, which moves once and when it is asked to, and all that is said about it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.coach import Coach
from trainer.ui.screens.moving import moves, shows
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.figure import Demonstration, Figures
from trainer.ui.widgets.keyline import KeyLine


class ExerciseScreen(ReaderScreen):
    """Show an exercise; gives True when the person wants to train it."""

    CSS_PATH = SHEETS / "exercise.tcss"
    HELP = "Arrows and page keys scroll. enter shows the movement again, i hides the figure; esc goes back."
    BINDINGS = [
        Binding("enter", "again", "move", id="library.move", tooltip="Show the movement again"),
        Binding("i", "figure", "figure", id="library.figure", tooltip="Show or hide the figure"),
    ]

    def __init__(self, text: Callable[[int], Content], exercise: str, coach: Coach) -> None:
        super().__init__(text, trainable=True)
        self._exercise = exercise
        self._coach = coach

    def compose(self) -> ComposeResult:
        """Lay out figure and text."""
        with Container(id="page"):
            yield Demonstration(id="figure")
            with VerticalScroll(id="text"):
                yield Static()
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look the figure up when the text is there."""
        self.call_after_refresh(self._find)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to move what can move."""
        if action in {"again", "figure"}:
            view = self.query_one_optional(Demonstration)
            shown = view is not None and view.scene is not None
            return shown and (action == "figure" or moves(self.app, self._coach))
        return super().check_action(action, parameters)

    def action_again(self) -> None:
        """Show the movement again."""
        self.query_one(Demonstration).again()

    def action_figure(self) -> None:
        """Show or hide the figure; the text takes its place."""
        self.toggle_class("-away")
        self.call_after_refresh(self._fill)

    def _find(self) -> None:
        view = self.query_one_optional(Demonstration)
        if view is None:  # closed meanwhile
            return
        figures = Figures(self._coach.store.root)
        view.find(self._exercise, figures if shows(self._coach.settings) else None, moving=moves(self.app, self._coach))
        for fault in figures.faults:
            self.notify(f"The figure is left out: {fault}.", severity="warning", markup=False)
        self.refresh_bindings()
