"""After a session: what was done per exercise and side, and two questions, both optional."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.log import Remembered
from trainer.run import Run
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.outcome import outcome

ROOMY = 64
"""Columns from which the scales are explained."""
QUESTIONS = (
    ("exertion", "How hard was it?", "1 no work · 10 could not go on · aim 4–6", range(1, 11)),
    ("pain", "Pain now?", "0 none · 10 worst", range(11)),
)
HOW = "  Type a digit, or x for 10."


class AfterScreen(Screen[None]):
    """The session is saved already; this only adds what the person says."""

    CSS_PATH = SHEETS / "after.tcss"
    HELP = "The session is saved. Digits answer the question with the arrow, x stands for 10; enter is done."
    BINDINGS = [
        *(Binding(str(n), f"answer({n})", show=False, id=f"after.{n}") for n in range(10)),
        Binding("x", "answer(10)", "10", id="after.10", show=False, tooltip="Answer 10"),
        Binding("up", "move(-1)", show=False, id="after.up", tooltip="The question before"),
        Binding("down,tab", "move(1)", "other question", id="after.down", tooltip="The other question"),
        Binding("backspace", "clear", "clear", id="after.clear", tooltip="Take the answer back"),
        Binding("enter,q,escape", "done", "done", id="after.done", tooltip="Back to Today"),
        Binding("question_mark", "help", "help", id="help", show=False, tooltip="Explain this screen"),
    ]

    def __init__(self, run: Run, coach: Coach) -> None:
        super().__init__()
        self._run = run
        self._coach = coach
        self._at = 0
        self._answers: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out the outcome and the questions."""
        yield Static(id="title")
        yield Static(id="trouble", markup=False)
        yield Static(id="questions")
        with VerticalScroll():
            yield Static(id="outcome")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.call_after_refresh(self._fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ask nothing about a session of which nothing is kept."""
        return self._run.remembered is not None or action in {"done", "help"}

    def action_answer(self, number: int) -> None:
        """Answer the question one is at, and go to the other one when it is open."""
        name, _, _, allowed = QUESTIONS[self._at]
        if self._run.remembered is None or number not in allowed:
            return
        self._answers[name] = number
        self._fill()

    def action_move(self, by: int) -> None:
        """Go to the other question."""
        self._at = (self._at + by) % len(QUESTIONS)
        self._fill()

    def action_clear(self) -> None:
        """Take an answer back."""
        self._answers.pop(QUESTIONS[self._at][0], None)
        self._fill()

    def action_done(self) -> None:
        """Keep the answers and go back."""
        if self._answers:
            self._run.rate(exertion=self._answers.get("exertion"), pain=self._answers.get("pain"))
            if self._run.trouble:
                self.notify(self._run.trouble, severity="warning", markup=False)
        self.dismiss()

    def action_help(self) -> None:
        """Explain this screen."""
        from trainer.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def _fill(self) -> None:
        scroll = self.query_one_optional(VerticalScroll)
        if scroll is None:  # closed meanwhile
            return
        remembered = self._run.remembered
        title = Content("Nothing was done, so nothing is kept.") if remembered is None else _title(remembered)
        self.query_one("#title", Static).update(title)
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(self._run.trouble)
        trouble.update(f"⚠ {self._run.trouble}")
        questions = self.query_one("#questions", Static)
        questions.display = remembered is not None
        asked = [self._question(index) for index in range(len(QUESTIONS))]
        questions.update(Content("\n").join([*asked, Content.styled(HOW, "$muted")]))
        width = scroll.scrollable_content_region.width
        told = Content("") if remembered is None else outcome(remembered.what, width)
        self.query_one("#outcome", Static).update(told)

    def _question(self, index: int) -> Content:
        name, text, scale, _ = QUESTIONS[index]
        given = self._answers.get(name)
        arrow = ("▸ ", "bold $accent") if index == self._at else "  "
        value = (f"{given:>2}", "bold $accent") if given is not None else (" –", "$muted")
        hint = f"   {scale}" if self.size.width >= ROOMY else ""
        return Content.assemble(arrow, f"{text:<18}", value, (hint, "$muted"))


def _title(remembered: Remembered) -> Content:
    return Content.assemble((remembered.what.name, "bold $accent"), f"\n{wording.said(remembered.what)}")
