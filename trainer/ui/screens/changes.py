"""Changes: what a plan worked out anew would change, day by day, before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer import wording
from trainer.core.exercise import Kind
from trainer.core.library import Library
from trainer.plans.draft import Draft
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.marks import hang, kind_mark

_DAY = 12
"""Columns of a day's name."""


class ChangesScreen(ModalScreen[bool]):
    """Show what would change; gives True when the person takes it."""

    CSS_PATH = SHEETS / "changes.tcss"
    BINDINGS = [
        Binding("enter,space", "answer(True)", "take it", id="changes.take", tooltip="Take these changes"),
        Binding("escape,q", "answer(False)", "leave it", id="changes.leave", tooltip="Leave everything as it is"),
    ]

    def __init__(self, draft: Draft, library: Library, today: date, *, title: str = "What would change") -> None:
        super().__init__()
        self._draft = draft
        self._library = library
        self._today = today
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the changes."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="room"):
                yield Static(id="changes")
            yield KeyLine(id="keys", word=self._word)

    def on_mount(self) -> None:
        """Show them."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        self.call_after_refresh(self._fill)

    def action_answer(self, take: bool) -> None:
        """Take the changes or leave them, once: a second key may have been on its way."""
        if self.is_current:
            self.dismiss(take)

    def _fill(self) -> None:
        room = self.query_one_optional("#room", VerticalScroll)
        if room is None:  # answered meanwhile
            return
        room.focus()
        width = room.scrollable_content_region.width
        self.query_one("#changes", Static).update(said(self._draft, self._library, self._today, width))

    def _word(self, binding: Binding) -> str:
        nothing = not self._draft.changes and not self._draft.refused
        return "good" if nothing and binding.action == "answer(True)" else binding.description


def said(draft: Draft, library: Library, today: date, width: int) -> Content:
    """Say what a draft would change, by day, and what kept by hand cannot stay."""
    lines: list[Content] = []
    for day in sorted({one.day for one in draft.moves} | {day for day, _, _ in draft.minutes}):
        name = wording.weekday(day) if width < 2 * _DAY + 8 else wording.day(day)
        if day == today and width >= 2 * _DAY + 8:
            name = "today"
        head = Content.styled(f"{name:<{_DAY}}", "bold")
        for change in _of_day(draft, library, day):
            lines.append(hang(head, change, width))
            head = Content(" " * _DAY)
    for day, exercise in draft.refused:
        sentence = f"{_name(exercise, library)} on {wording.day(day)} cannot stay: it breaks a rule."
        lines.append(hang(Content.styled("⚠ ", "$warning"), Content(sentence), width))
    return Content("\n").join(lines or [Content("Nothing would change.")])


def _of_day(draft: Draft, library: Library, day: date) -> Iterator[Content]:
    for move in draft.moves:
        if move.day == day and not move.gone:
            yield Content.assemble(("+ ", "bold $success"), _name(move.exercise, library))
    for move in draft.moves:
        if move.day == day and move.gone:
            yield Content.assemble(("− ", "bold $stop"), (_name(move.exercise, library), "$muted"))
    for on, before, now in draft.minutes:
        if on == day:
            yield Content.assemble(kind_mark(Kind.ACTIVITY), f" activity {before} → {now} min")


def _name(exercise: str, library: Library) -> str:
    known = library.exercises.get(exercise)
    return exercise if known is None else known.name
