"""Adding: the library's exercises, searched while typing, to take one into a day; what is closed says why."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from trainer import reasons
from trainer.core.exercise import Exercise, Kind
from trainer.core.library import Library, select
from trainer.core.text import clean
from trainer.core.weekly import Day, Week
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.marks import kind_mark, line


class AddScreen(ModalScreen[None]):
    """Choose an exercise; `add` takes it, or returns the sentence of the rule in the way, and one may choose again."""

    CSS_PATH = SHEETS / "add.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("enter", "take", "add", id="add.take", tooltip="Add what is highlighted", priority=True),
        Binding("escape", "leave", "back", id="add.leave", tooltip="Add nothing"),
        *(
            Binding(key, f"turn('{key}')", show=False, id=f"add.{key}", priority=True)
            for key in ("up", "down", "pageup", "pagedown")
        ),
    ]

    def __init__(self, title: str, day: Day, week: Week, library: Library, add: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._there = {item.exercise.id for item in day.session.items} if day.session is not None else set()
        self._week = week
        self._library = library
        self._add = add
        self._found: tuple[Exercise, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out search and list."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            yield Input(placeholder="type to search", id="search", max_length=60, compact=True)
            yield Choices(id="list")
            yield Static(id="refused", markup=False)
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Let one type at once."""
        search = self.query_one("#search", Input)
        search.cursor_blink = False
        search.focus()
        self._fill()

    def action_take(self) -> None:
        """Add what is highlighted."""
        at = self.query_one(Choices).highlighted
        if at is None or at >= len(self._found) or not self.is_current:
            return
        refused = self._add(self._found[at].id)
        if refused:
            self._refuse(refused)
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Add nothing."""
        if self.is_current:
            self.dismiss(None)

    def action_turn(self, key: str) -> None:
        """Go through the list while the search has the focus."""
        listed = self.query_one(Choices)
        turn = {
            "up": listed.action_cursor_up,
            "down": listed.action_cursor_down,
            "pageup": listed.action_page_up,
            "pagedown": listed.action_page_down,
        }
        turn[key]()
        self._refuse("")

    def on_input_changed(self) -> None:
        """Search while typing."""
        self._refuse("")
        self._fill(0)

    def on_option_list_option_selected(self) -> None:
        """A click adds, as enter does."""
        self.action_take()

    def on_key(self, event: Key) -> None:
        """Keep what is typed in the search, wherever the focus is after a click."""
        search = self.query_one("#search", Input)
        if event.character and event.is_printable and not search.has_focus:
            search.focus()
            search.insert_text_at_cursor(event.character)
            event.stop()

    def _fill(self, at: int | None = None) -> None:
        text = clean(self.query_one("#search", Input).value, newlines=False)
        plannable = (one for one in self._library.exercises.values() if one.kind in {Kind.STRETCH, Kind.STRENGTHEN})
        found = select(plannable, search=text)
        self._found = tuple(sorted(found, key=lambda one: bool(self._shut(one))))
        self.query_one(Choices).put(lambda width: [self._option(one, width) for one in self._found], at)

    def _option(self, exercise: Exercise, width: int) -> Option:
        shut = self._shut(exercise)
        name = Content.assemble(
            kind_mark(exercise.kind),
            " ",
            (exercise.name, "$muted" if shut else ""),
            ("  yours" if exercise.own else "", "$warning"),
        )
        return Option(line(name, Content.styled(shut, "$muted"), width), id=exercise.id)

    def _shut(self, exercise: Exercise) -> str:
        """Say why an exercise cannot be added; empty where nothing is known against it."""
        if exercise.id in self._there:
            return "is there"
        closed = self._week.closed.get(exercise.id)
        if closed is not None:
            return reasons.reason(closed)
        return "" if exercise.own or any(one.stated for one in exercise.dosages) else "no dosage"

    def _refuse(self, sentence: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.update(sentence)
        refused.display = bool(sentence)
