"""A leaf: one page of a dialog that leads from page to page, with rows to choose from or something to type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from trainer.errors import RefusedError
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.marks import hang

T = TypeVar("T")

NAMES = 10
"""Columns of what stands before the text of rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line to choose, with its key and what it does."""

    key: str
    text: str | Content
    take: Callable[[], None]
    name: str = ""
    """What stands before the text, in a column of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of the dialog: rows to choose from, or something to type."""

    text: str | Content
    why: str = ""
    rows: tuple[Row, ...] = ()
    at: int = 0
    """The row that is highlighted at first."""
    take: Callable[[str], None] | None = None
    """Takes what was typed; raises RefusedError for what cannot be read."""
    look: Callable[[str], str] = str
    """Says what was understood of what is typed; raises RefusedError as well."""
    value: str = ""
    begun: bool = False
    """Whether `value` is what was typed so far: typing goes on behind it."""
    typing: Callable[[str], None] | None = None
    """Takes a digit typed where there are rows: a number begins with it."""
    most: int = 40
    """The most characters."""
    back: Callable[[], None] | None = None
    """Goes to the one before."""
    refused: str = ""
    """Why it does not go on from here, told at once."""


class LeafScreen(ModalScreen[T | None], Generic[T]):
    """Show a leaf at a time; Esc closes it from any of them and gives None. Its sheet belongs to who uses it."""

    BINDINGS = [
        Binding("enter,space", "take", "take", id="leaf.take", tooltip="Take what is highlighted"),
        Binding("backspace", "back", "one back", id="leaf.back", tooltip="The one before"),
        Binding("escape,q", "leave", "keep nothing", id="leaf.leave", tooltip="Close without keeping anything"),
    ]

    def __init__(self, first: Leaf) -> None:
        super().__init__()
        self._leaf = first
        self._turned = 0
        """How many leaves were shown."""

    def compose(self) -> ComposeResult:
        """Lay out a leaf."""
        with Vertical(id="box"):
            yield Static(id="question")
            yield Static(id="why", markup=False)
            yield Choices(id="answers")
            yield Input(id="typed", placeholder="type it, then enter", compact=True)
            yield Static(id="understood", markup=False)
            yield Static(id="refused", markup=False)
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the first leaf, or where keys have led meanwhile."""
        self.query_one("#typed", Input).cursor_blink = False
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go back where there is one before."""
        return action != "back" or (self._leaf.back is not None and self._leaf.take is None)

    def on_key(self, event: Key) -> None:
        """Take the row whose key it is; what is typed before there is a place for it goes there, too."""
        row = next((row for row in self._leaf.rows if row.key == event.key), None)
        if not self.is_current:
            return
        if row is not None:
            event.stop()
            row.take()
        elif self._leaf.typing is not None and event.key.isdecimal():
            event.stop()
            self._leaf.typing(event.key)
        elif self._leaf.begun and event.character is not None and event.is_printable:
            event.stop()
            self.query_one("#typed", Input).insert_text_at_cursor(event.character)

    def action_take(self) -> None:
        """Take what is highlighted, at once: a second enter is for the next leaf, and none before there are rows."""
        if self._leaf.begun:
            self._typed(self.query_one("#typed", Input).value)
            return
        for listed in self.query(Choices):
            self._take(listed.highlighted)

    def action_back(self) -> None:
        """Go to the one before."""
        if self._leaf.back is not None:
            self._leaf.back()

    def action_leave(self) -> None:
        """Close; nothing is kept."""
        if self.is_current:
            self.dismiss(None)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Take what was clicked on, unless another leaf has come meanwhile."""
        if event.option_id == self._identity(event.option_index):
            self._take(event.option_index)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        self._typed(event.value)

    def _typed(self, text: str) -> None:
        """Take what was typed; say in place why it cannot be."""
        if self._leaf.take is None or not self.is_current:
            return
        try:
            self._leaf.take(text)
        except RefusedError as error:
            self.refuse(error.sentence)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        self.refuse("")
        self._understand(event.value)

    # What is shown

    def put(self, leaf: Leaf) -> None:
        """Show another leaf; before there is a screen it waits, as keys may be faster."""
        self._leaf = leaf
        self._turned += 1
        if self.query("#keys"):
            self._show()

    def refuse(self, sentence: str) -> None:
        """Say in place why something cannot be; nothing takes it away."""
        refused = self.query_one("#refused", Static)
        refused.update(sentence)
        refused.display = bool(sentence)

    def _show(self) -> None:
        leaf = self._leaf
        self.query_one("#question", Static).update(leaf.text)
        why, typed, choices = self.query_one("#why", Static), self.query_one("#typed", Input), self.query_one(Choices)
        why.update(leaf.why)
        why.display = bool(leaf.why)
        typed.display = leaf.take is not None
        choices.display = not typed.display
        if leaf.take is not None:
            typed.max_length, typed.value = leaf.most, leaf.value
            typed.select_on_focus = not leaf.begun
            typed.cursor_position = len(typed.value)
            self.set_focus(typed)
        else:
            choices.put(self._options, leaf.at)
            self.set_focus(choices)
        self._understand(typed.value if typed.display else "")
        self.refuse(leaf.refused)
        self.refresh_bindings()

    def _take(self, index: int | None) -> None:
        if self.is_current and index is not None and index < len(self._leaf.rows):
            self._leaf.rows[index].take()

    def _options(self, width: int) -> list[Option]:
        return [Option(_label(row, width), id=self._identity(at)) for at, row in enumerate(self._leaf.rows)]

    def _identity(self, index: int) -> str:
        return f"{self._turned}.{index}"

    def _understand(self, text: str) -> None:
        """Say what is understood of what is typed; nothing where it cannot be read yet."""
        understood = self.query_one("#understood", Static)
        try:
            said = self._leaf.look(text) if text.strip() and self._leaf.take is not None else ""
        except RefusedError:
            said = ""
        understood.update(f"= {said}   enter takes it")
        understood.display = bool(said)


def _label(row: Row, width: int) -> Content:
    mark = Content.assemble(f"{row.key}  ", (row.name and f"{row.name:<{NAMES}}", "$muted"))
    return hang(mark, Content(row.text) if isinstance(row.text, str) else row.text, width)
