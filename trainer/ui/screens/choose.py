"""A choice: one question, a few answers, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import hang

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """One answer and what it stands for."""

    text: str
    value: T


class ChooseScreen(ModalScreen[T | None], Generic[T]):
    """Ask; the answer's digit or Enter answers, Esc gives None."""

    CSS_PATH = SHEETS / "choose.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "back", id="choose.back"),
        Binding("enter,space", "take", "take", id="choose.take"),
        *(Binding(str(number), f"answer({number})", show=False, id=f"choose.{number}") for number in range(1, 10)),
    ]

    def __init__(self, question: str, answers: Sequence[Answer[T]], *, back: str = "esc  back") -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._back = back

    def compose(self) -> ComposeResult:
        """Lay out question and answers."""
        with Vertical(id="box"):
            yield Static(self._question, id="question", markup=False)
            yield Choices()
            yield Static(self._back, id="back", markup=False)

    def on_mount(self) -> None:
        """Let the arrows work at once."""
        choices = self.query_one(Choices)
        choices.put(self._options)
        choices.focus(scroll_visible=False)

    def action_take(self) -> None:
        """Take what is highlighted as the answer; nothing before the answers are there, as keys may be faster."""
        for listed in self.query(Choices):
            listed.action_select()

    def action_answer(self, number: int) -> None:
        """Take the answer with a number."""
        if number <= len(self._answers):
            self._answer(number - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is highlighted as the answer."""
        self._answer(event.option_index)

    def on_option_list_option_highlighted(self) -> None:
        """Keep the highlighted answer in sight where the terminal is too small for the box."""
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if not self.query(Choices):  # answered meanwhile
            return
        choices = self.query_one_optional(Choices)
        if choices is None:  # answered meanwhile
            return
        heights = [str(option.prompt).count("\n") + 1 for option in choices.options]
        at = choices.highlighted or 0
        answer = Region(0, choices.virtual_region.y + sum(heights[:at]), 1, sum(heights[at : at + 1]))
        self.query_one("#box").scroll_to_region(answer, animate=False)

    def _answer(self, index: int) -> None:
        """Give an answer, once: a second key may have been on its way, and would take the screen beneath."""
        if self.is_current:
            self.dismiss(self._answers[index].value)

    def _options(self, width: int) -> list[Option]:
        numbered = enumerate(self._answers, 1)
        return [Option(hang(f"{number}  ", Content(answer.text), width)) for number, answer in numbered]
