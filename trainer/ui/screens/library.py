"""Library: every exercise, searched and filtered, with what each handout says about it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer import reasons, wording
from trainer.coach import Coach
from trainer.core.exercise import Exercise
from trainer.core.library import select
from trainer.core.text import clean
from trainer.errors import TrainerError
from trainer.ui.screens import opinion
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.screens.exercise import ExerciseScreen
from trainer.ui.screens.moving import moves, shows
from trainer.ui.screens.narrowing import Filter, Narrowing, choices, said
from trainer.ui.screens.page import Page
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.figure import Demonstration, Figures
from trainer.ui.widgets.marks import kind_mark, line

NARROW = 60
"""Columns below which list and detail take turns."""


class LibraryScreen(Page):
    """List on the left, the exercise on the right."""

    CSS_PATH = SHEETS / "library.tcss"
    NAME = "library"
    HELP = (
        "Every exercise of the five handouts, and your own. Numbers and cautions say which handout they are from; "
        "what no handout says is marked as ours. Type after / to search names, regions and equipment."
    )
    BINDINGS = [
        Binding("enter", "open", "detail", id="library.open", tooltip="Show the exercise by itself"),
        Binding("t", "train", "train", id="library.train", tooltip="Train this one now"),
        Binding(
            "c", "cautions", "cautions", id="library.cautions", tooltip="What to be careful with, and whether it is now"
        ),
        Binding("s", "clear_aside", "clear", id="library.clear", tooltip="Clear an exercise that was stopped for pain"),
        Binding("h", "helpful", "helpful", id="library.helpful", tooltip="Say how helpful it is to you"),
        Binding("o", "leave_out", "leave out", id="library.leave-out", tooltip="Leave it out, or take it back in"),
        Binding("slash", "search", "search", id="search", tooltip="Search the list"),
        Binding("f", "filter", "filter", id="filter", tooltip="Narrow the list"),
        Binding("escape", "clear", "show all", id="library.all", tooltip="Take search and filter away"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._filter = Filter()
        self._found: tuple[Exercise, ...] = ()
        self._figures = Figures(coach.store.root)

    def body(self) -> ComposeResult:
        """Lay out search, list and detail."""
        yield Input(placeholder="search names, regions, equipment", id="search", max_length=60, compact=True)
        yield Static(id="gate")
        yield Static(id="count")
        yield Static(id="nothing", markup=False)
        with Horizontal(id="columns"):
            yield Choices(id="list")
            with VerticalScroll(id="detail"):
                yield Demonstration(id="figure")
                yield Static(id="text")

    def fill(self) -> None:
        """Show the exercises that fit search and filter."""
        search = self.query_one("#search", Input)
        search.cursor_blink = False
        search.display = bool(search.value) or search.has_focus
        narrowed = self._filter
        self._found = select(
            self.coach.library.exercises.values(),
            search=clean(search.value, newlines=False),
            kind=narrowed.kind,
            position=narrowed.position,
            equipment=narrowed.equipment,
            handout=narrowed.handout,
            own=narrowed.own,
        )
        self._list()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.is_current:
            self.call_after_refresh(self.fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what has something to act on."""
        if action == "train":
            return bool(self._found) and not self.coach.care.gates()
        if action in {"open", "leave_out", "helpful"}:
            return bool(self._found)
        if action == "clear_aside":
            chosen = self._chosen() if self.is_mounted else None
            return chosen is not None and chosen.id in {one.exercise for one in self.coach.set_aside()}
        searching = self.is_mounted and self.query_one("#search").has_focus
        if action == "clear":
            return self._narrowed() or searching
        return action != "search" or not searching

    def action_search(self) -> None:
        """Type to search."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Take search and filter away."""
        self._filter = Filter()
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
        self.query_one(Choices).focus()
        self.fill()

    def action_open(self) -> None:
        """Show the exercise by itself."""
        exercise = self._chosen()
        if exercise is not None:
            said = ExerciseScreen(lambda width: self._leaflet(exercise, width), exercise.id, self.coach)
            self.app.push_screen(said, self._opened)

    def action_train(self) -> None:
        """Train the exercise now, with the dosage one chooses where there are several."""
        exercise = self._chosen()
        if exercise is None:
            return
        if len(exercise.dosages) < 2:
            self.train(exercise)
            return
        answers = tuple(
            Answer(
                text=f"{wording.dosage(d)}  ({wording.source(self.coach.library.handouts.get(d.handout or ''))})",
                value=n,
            )
            for n, d in enumerate(exercise.dosages)
        )

        def chosen(number: int | None) -> None:
            if number is not None:
                self.lead(lambda: self.coach.begin(exercise, exercise.dosages[number]))

        self.app.push_screen(ChooseScreen("Which dosage?", answers), chosen)

    def action_cautions(self) -> None:
        """Browse what to be careful with."""
        from trainer.ui.screens.cautions import CautionsScreen

        self.app.push_screen(CautionsScreen(self.coach))

    def action_leave_out(self) -> None:
        """Leave the exercise out of routines, or take it back in."""
        exercise = self._chosen()
        if exercise is None:
            return
        out = self.coach.care.profile.left_out ^ {exercise.id}
        self._do(lambda: self.coach.care.tell(left_out=frozenset(out)))
        self.notify(opinion.turned(exercise, out), markup=False)

    def action_helpful(self) -> None:
        """Ask how helpful the exercise is."""
        exercise = self._chosen()
        if exercise is not None:
            self.app.push_screen(AskScreen(self.coach, [opinion.helpfulness(exercise, self.coach.care.profile)]))

    def action_clear_aside(self) -> None:
        """Clear an exercise that was stopped for pain, reminded of why."""
        exercise = self._chosen()
        aside = next((one for one in self.coach.set_aside() if exercise and one.exercise == exercise.id), None)
        if exercise is None or aside is None:
            return
        when = wording.day(aside.at.date(), self.coach.clock.now().date())
        question = f"You stopped {exercise.name} ({when}): {aside.reason.value}. Is that over?"
        answers = (Answer(text="Yes: it is over, clear it", value=True), Answer(text="No: keep it out", value=False))

        def cleared(over: bool | None) -> None:
            if over:
                self._do(lambda: self.coach.care.clear(exercise.id, why="the person cleared it"))

        self.app.push_screen(ChooseScreen(question, answers), cleared)

    def _do(self, change: Callable[[], object]) -> None:
        try:
            change()
        except TrainerError as error:
            self.notify(error.sentence, severity="warning", markup=False)
        self.fill()

    def action_filter(self) -> None:
        """Narrow the list by one property."""
        self.app.push_screen(ChooseScreen("Show only", choices(self.coach.library)), self._narrow)

    def on_input_changed(self) -> None:
        """Search while typing."""
        self.fill()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.query_one(Choices).focus()
        self.fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the exercise beside the list."""
        if event.option_list.id == "list" and event.option_index < len(self._found):
            exercise, detail = self._found[event.option_index], self.query_one("#detail", VerticalScroll)
            width = detail.scrollable_content_region.width
            self.query_one("#text", Static).update(self._leaflet(exercise, width))
            detail.scroll_home(animate=False)
            figures = self._figures if self.has_class("-wide") and shows(self.coach.settings) else None
            self.query_one(Demonstration).rest_on(exercise.id, figures, moving=moves(self.app, self.coach))

    def on_option_list_option_selected(self) -> None:
        """Open it: enter and a click mean the same."""
        self.action_open()

    def _narrow(self, chosen: Filter | list[Narrowing] | None) -> None:
        if isinstance(chosen, list):
            self.app.push_screen(ChooseScreen("Which one?", chosen), self._narrow)
        elif chosen is not None:
            self._filter = chosen
            self.fill()

    def _opened(self, train: bool | None) -> None:
        if train:
            self.action_train()

    def _chosen(self) -> Exercise | None:
        index = self.query_one(Choices).highlighted
        return None if index is None or index >= len(self._found) else self._found[index]

    def _narrowed(self) -> bool:
        return self._filter != Filter() or (self.is_mounted and bool(self.query_one("#search", Input).value))

    def _leaflet(self, exercise: Exercise, width: int) -> Content:
        return opinion.leaflet_of(exercise, self.coach, width)

    def _list(self) -> None:
        gates = self.coach.care.gates()
        gate = self.query_one("#gate", Static)
        gate.display = bool(gates)
        gate.update(reasons.sentence(gates[0], self.coach.library) if gates else "")
        listed = self.query_one(Choices)
        before = listed.highlighted_option
        ids = [exercise.id for exercise in self._found]
        at = ids.index(before.id) if before is not None and before.id in ids else 0
        facts = self.coach.care.facts()
        shut = {one.id: reasons.reason(bars[0]) for one in self._found if (bars := self.coach.care.closed(one, facts))}
        listed.put(lambda width: [Option(_label(one, shut.get(one.id), width), id=one.id) for one in self._found], at)
        self.query_one("#nothing").display = not ids
        self.query_one("#columns").display = bool(ids)
        self.query_one("#nothing", Static).update("Nothing fits. esc shows all exercises.")
        self.query_one("#count", Static).update(self._count())
        if not self.query_one("#search").has_focus:
            listed.focus()

    def _count(self) -> Content:
        total = len(self.coach.library.exercises)
        count = f"{len(self._found)} exercises" if not self._narrowed() else f"{len(self._found)} of {total} exercises"
        width = self.query_one("#count", Static).content_size.width
        return line(
            Content.styled(count, "$muted"), Content.styled(said(self._filter, self.coach.library), "$accent"), width
        )


def _label(exercise: Exercise, shut: str | None, width: int) -> Content:
    """Name an exercise; one that is closed is dimmed, with the reason as far as there is room."""
    own = "yours  " if exercise.own else ""
    mark = Content.assemble((own, "$warning"), kind_mark(exercise.kind))
    if shut is None:
        return line(Content(exercise.name), mark, width)
    return line(Content.assemble((exercise.name, "$muted"), (f"  {shut}", "$stop")), mark, width)
