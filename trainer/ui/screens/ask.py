"""Asking: questions one after the other, each answer kept at once, what cannot be kept refused in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from trainer.coach import Coach
from trainer.errors import NotSavedError, RefusedError
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.marks import hang, line

Changes = Mapping[str, object]
"""Fields of the profile with their new values."""
DIGITS = 9
"""How many answers have a digit; a longer list has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer: what it keeps, what it asks then; neither skips."""

    text: str
    keep: Changes | None = None
    ask: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A question with one answer of several."""

    text: str
    replies: tuple[Reply, ...]
    why: str = ""
    at: int | None = None
    """The present answer; None is the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A question with any number of answers."""

    text: str
    things: tuple[tuple[str, str], ...]
    """Values with their names."""
    ticked: frozenset[str]
    keep: Callable[[frozenset[str]], Changes]
    why: str = ""
    replies: tuple[Reply, ...] = ()
    """Answers in place of ticks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A question whose answer is typed; `keep` raises RefusedError for what cannot be read."""

    text: str
    why: str
    keep: Callable[[str], Changes]
    value: str = ""
    most: int = 40
    """The most characters."""


Question = Pick | Tick | Write
SKIP = Reply(text="Skip")
DONE = Reply(text="Done")
GO_ON = Reply(text="Go on")
"""The one answer to what is only to be read."""
UNKEPT = "What you changed is not kept yet: d keeps it, esc drops it."


class AskScreen(ModalScreen[bool]):
    """Ask; gives True when all was asked, False when the person left before."""

    CSS_PATH = SHEETS / "ask.tcss"
    BINDINGS = [
        Binding("enter,space", "take", "take", id="ask.take", tooltip="Take what is highlighted"),
        Binding("d", "done", "done", id="ask.done", tooltip="Keep what is ticked"),
        Binding("s", "skip", "skip", id="ask.skip", tooltip="Leave this question open"),
        Binding("escape", "leave", "back", id="ask.leave", tooltip="Ask nothing more"),
    ]

    def __init__(self, coach: Coach, questions: Sequence[Question], *, skippable: bool = False) -> None:
        super().__init__()
        self.coach = coach
        self._questions = tuple(questions)
        self._skippable = skippable
        self._number = 0
        self._now: Question = questions[0]
        self._refused = ""
        self._before: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Lay out a question and its answers."""
        with Vertical(id="box"):
            yield Static(id="question")
            with VerticalScroll(id="room", can_focus=False):
                yield Static(id="why", markup=False)
            yield Choices(id="answers")
            yield Input(id="typed", placeholder="type it, then enter", compact=True)
            yield Static(id="refused", markup=False)
            yield KeyLine(id="keys", word=self._word)

    def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one("#typed", Input).cursor_blink = False
        self._show()

    def on_resize(self) -> None:
        """Fit the question to the new width."""
        self.call_after_refresh(self._head)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works with the present question."""
        if action == "done":
            return isinstance(self._now, Tick) and self._rows()[-1] is DONE
        return action != "skip" or (self._skippable and len(self._rows()) > 1)

    def action_take(self) -> None:
        """Take what is highlighted."""
        self.query_one(Choices).action_select()

    def action_done(self) -> None:
        """Keep what is ticked, wherever the highlight is."""
        asked = self._now
        if isinstance(asked, Tick):
            self._keep(lambda: asked.keep(asked.ticked))

    def action_skip(self) -> None:
        """Leave this question open and ask the next one."""
        self._number += 1
        if self._number < len(self._questions):
            self._turn(self._questions[self._number])
        else:
            self.end(whole=True)

    def action_leave(self) -> None:
        """Ask nothing more; what was changed and not kept is said first."""
        if self._changed() and self._refused != UNKEPT:
            self._refuse(UNKEPT)
        else:
            self.end(whole=False)

    def end(self, *, whole: bool) -> None:
        """Close, saying whether all was asked; once, as a second key may have been on its way."""
        if self.is_current:
            self.dismiss(whole)

    def on_key(self, event: Key) -> None:
        """Take a digit as the answer."""
        rows = self._rows()
        if event.key.isdecimal() and 1 <= int(event.key) <= len(rows) and self._numbered():
            event.stop()
            self._answer(int(event.key) - 1)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Take what was chosen: enter, space and a click mean the same."""
        self._answer(event.option_index)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; nothing typed skips where that can be."""
        asked = self._now
        if isinstance(asked, Write) and (event.value.strip() or not self._skippable):
            self._keep(lambda: asked.keep(event.value))
        elif isinstance(asked, Write):
            self.action_skip()

    def on_input_changed(self) -> None:
        """Take a refusal away once it is answered."""
        self._refuse("")

    def _answer(self, index: int) -> None:
        asked, reply, choices = self._now, self._rows()[index], self.query_one(Choices)
        if isinstance(asked, Tick) and isinstance(reply, str):
            self._now = replace(asked, ticked=asked.ticked ^ {reply})
            choices.put(self._options, choices.highlighted)
            self._refuse("")
            self.refresh_bindings()
        elif reply is DONE:
            self.action_done()
        elif isinstance(reply, Reply):
            self._reply(reply)

    def _reply(self, reply: Reply) -> None:
        if reply.keep is not None:
            changes = reply.keep
            self._keep(lambda: changes, reply.ask)
        else:
            self._turn(reply.ask)

    def _keep(self, make: Callable[[], Changes], then: Question | None = None) -> None:
        """Keep an answer and go on; say in place why it cannot be."""
        try:
            self.tell(make())
        except RefusedError as error:
            self._refuse(error.sentence)
            return
        self._turn(then)

    def _turn(self, then: Question | None) -> None:
        """Ask what follows from an answer, else the next question."""
        if then is None:
            self.action_skip()
        else:
            self._now = then
            self._show()

    def tell(self, changes: Changes) -> None:
        """Keep what was told; what could not be written is kept in memory, and said."""
        try:
            self.coach.care.tell(**changes)
        except NotSavedError as error:
            self.notify(error.sentence, severity="warning", markup=False)

    def _changed(self) -> bool:
        return isinstance(self._now, Tick) and self._now.ticked != self._before

    # What is shown

    def _rows(self) -> list[str | Reply]:
        """Return what can be chosen: things to tick by their values, then answers."""
        asked = self._now
        if isinstance(asked, Write):
            return []
        if isinstance(asked, Tick):
            last = SKIP if self._skippable and not asked.ticked else DONE
            return [*(value for value, _ in asked.things), *asked.replies, last]
        skips = self._skippable and asked in self._questions and asked.replies[0] != GO_ON
        return [*asked.replies, *([SKIP] if skips else [])]

    def _numbered(self) -> bool:
        return not isinstance(self._now, Tick) or len(self._now.things) <= DIGITS

    def _show(self) -> None:
        self._before = self._now.ticked if isinstance(self._now, Tick) else frozenset()
        self.set_class(len(self._rows()) == 1, "-reading")
        self._head()
        self._refuse("")
        typed, choices = self.query_one("#typed", Input), self.query_one(Choices)
        typed.display = isinstance(self._now, Write)
        choices.display = not typed.display
        if isinstance(self._now, Write):
            typed.max_length, typed.value = self._now.most, self._now.value
            typed.focus()
        else:
            choices.put(self._options, self._at())
            choices.focus()
        self.refresh_bindings()

    def _head(self) -> None:
        question = self.query_one("#question", Static)
        count = f"{self._number + 1} of {len(self._questions)}" if len(self._questions) > 1 else ""
        width = question.content_size.width
        lines = list(Content.styled(self._now.text, "bold").wrap(max(10, width - len(count) - 2)))
        lines[0] = line(lines[0], Content.styled(count, "$muted"), width)
        question.update(Content("\n").join(lines))
        self.query_one("#why", Static).update(self._now.why)
        self.query_one("#room").display = bool(self._now.why)

    def _at(self) -> int:
        rows = self._rows()
        if isinstance(self._now, Pick):
            return len(rows) - 1 if self._now.at is None else self._now.at
        return len(rows) - 1 if self._numbered() else 0

    def _options(self, width: int) -> list[Option]:
        return [Option(self._label(index, row, width)) for index, row in enumerate(self._rows())]

    def _label(self, index: int, row: str | Reply, width: int) -> Content:
        asked = self._now
        digit = f"{index + 1}  " if index < DIGITS and self._numbered() else "   " if self._numbered() else ""
        text = row.text if isinstance(row, Reply) else dict(asked.things)[row] if isinstance(asked, Tick) else row
        if not isinstance(asked, Tick):
            return hang(digit, Content(text), width)
        on = isinstance(row, str) and row in asked.ticked
        mark = Content.assemble(("✓ " if on else "  ", "bold $accent"), digit)
        return hang(mark, Content.styled(text, "bold" if on else ""), width)

    def _refuse(self, sentence: str) -> None:
        self._refused = sentence
        refused = self.query_one("#refused", Static)
        refused.update(sentence)
        refused.display = bool(sentence)

    def _word(self, binding: Binding) -> str:
        leave = "drop changes" if self._changed() else "skip the rest" if self._skippable else "back"
        words = {"take": "tick" if isinstance(self._now, Tick) else "take", "leave": leave}
        return words.get(binding.action, binding.description)
