"""After a session: what was done against planned, how the week stands, and a few questions, all optional."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.log import Remembered, SessionLog
from trainer.core.text import clean
from trainer.errors import TrainerError
from trainer.run import Run
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.jotting import Jotting
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.marks import hang
from trainer.ui.widgets.outcome import outcome
from trainer.ui.widgets.rating import BOUT, HELPFUL, NOTE, SESSION, asked, hint, noting

MOST_NOTE = 200
"""The most characters of a note."""
MARGIN = 4
"""Columns beside the questions that are not theirs."""


class AfterScreen(Screen[None]):
    """The session is saved already; this only adds what the person says."""

    CSS_PATH = SHEETS / "after.tcss"
    AUTO_FOCUS = ""
    HELP = (
        "The session is saved. Digits answer the question with the arrow, x stands for 10; a helpful exercise is "
        "named by its number. Nothing here must be answered: enter is done."
    )
    BINDINGS = [
        *(Binding(str(n), f"answer({n})", show=False, id=f"after.{n}") for n in range(10)),
        Binding("x", "answer(10)", "10", id="after.10", show=False, tooltip="Answer 10"),
        Binding("enter,q,escape", "done", "done", id="after.done", tooltip="Back to Today"),
        Binding("down,tab", "move(1)", "next question", id="after.down", tooltip="The next question"),
        Binding("up,shift+tab", "move(-1)", show=False, id="after.up", tooltip="The question before"),
        Binding("backspace", "clear", "clear", id="after.clear", tooltip="Take the answer back"),
        Binding("pagedown", "turn(1)", "scroll", id="after.pagedown", tooltip="Scroll what was done down"),
        Binding("pageup", "turn(-1)", show=False, id="after.pageup", tooltip="Scroll what was done up"),
        Binding("question_mark", "help", "help", id="help", show=False, tooltip="Explain this screen"),
    ]

    def __init__(self, run: Run, coach: Coach) -> None:
        super().__init__()
        self._run = run
        self._coach = coach
        self._at = 0
        self._numbers: dict[str, int] = {}
        self._helped: list[str] = []
        self._asked = SESSION if run.remembered and isinstance(run.remembered.what, SessionLog) else BOUT
        self._stands: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the questions, the outcome and the week."""
        yield Static(id="title")
        yield Static(id="trouble", markup=False)
        with Container(id="sheet"):
            with Vertical(id="say"):
                yield Static(id="questions")
                with Horizontal(id="noting"):
                    yield Static(id="before")
                    yield Jotting(id="note", max_length=MOST_NOTE, compact=True)
                yield Static(id="hint")
                yield Static(id="standing")
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="outcome")
                yield Static(id="week")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look how the week stands, once what was done is painted."""
        self.query_one("#note", Jotting).cursor_blink = False
        self.query_one("#say").display = self._run.remembered is not None
        self.call_after_refresh(self._look_at_week)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.call_after_refresh(self._fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ask nothing about a session of which nothing is kept."""
        return self._run.remembered is not None or action in {"done", "help"}

    def action_answer(self, number: int) -> None:
        """Answer the question one is at; one stays there, as who types 10 in two digits would answer two."""
        question = self._asked[self._at]
        if number not in question.allowed:
            return
        if question is HELPFUL:
            self._toggle(number)
        else:
            self._numbers[question.name] = number
        self._fill()

    def action_move(self, by: int) -> None:
        """Go to another question; the note is typed where it stands."""
        self._at = (self._at + by) % len(self._asked)
        note = self.query_one("#note", Jotting)
        self.set_focus(note if self._asked[self._at] is NOTE else None)
        self._fill()

    def action_clear(self) -> None:
        """Take an answer back."""
        if self._asked[self._at] is HELPFUL:
            self._helped.clear()
        self._numbers.pop(self._asked[self._at].name, None)
        self._fill()

    def action_turn(self, by: int) -> None:
        """Scroll what was done."""
        told = self.query_one("#told", VerticalScroll)
        told.scroll_relative(y=by * max(1, told.size.height - 1), animate=False)

    def on_input_submitted(self) -> None:
        """Be done: enter means the same wherever one is."""
        self.action_done()

    def action_done(self) -> None:
        """Keep the answers and go back."""
        note = clean(self.query_one("#note", Jotting).value, newlines=False).strip()[:MOST_NOTE]
        if self._numbers or self._helped or note:
            numbers = {name: self._numbers.get(name) for name in ("exertion", "pain")}
            self._run.rate(exertion=numbers["exertion"], pain=numbers["pain"], helpful=self._helped, note=note)
            if self._run.trouble:
                self.notify(self._run.trouble, severity="warning", markup=False)
        self.dismiss()

    def action_help(self) -> None:
        """Explain this screen."""
        from trainer.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def _toggle(self, number: int) -> None:
        """Say of an exercise that it helped, or take that back."""
        exercises = self._exercises()
        if number <= len(exercises):
            one = exercises[number - 1]
            self._helped = [name for name in self._helped if name != one] + ([] if one in self._helped else [one])

    def _exercises(self) -> list[str]:
        what = None if self._run.remembered is None else self._run.remembered.what
        return [item.prescription.exercise for item in what.items] if isinstance(what, SessionLog) else []

    def _look_at_week(self) -> None:
        """Look how the week stands with this session in it."""
        if self._run.remembered is None:
            return
        from trainer import planned
        from trainer.core.plan import monday_of
        from trainer.plans.desk import Desk

        try:
            week = Desk(self._coach).week(monday_of(self._coach.clock.now().date()), explained=False)
        except TrainerError:  # the session is what counts here
            return
        self._stands = tuple(planned.balance(week.balance))
        self._fill()

    def _fill(self) -> None:
        told = self.query_one_optional("#told", VerticalScroll)
        if told is None:  # closed meanwhile
            return
        remembered = self._run.remembered
        title = Content("Nothing was done, so nothing is kept.") if remembered is None else _title(remembered)
        self.query_one("#title", Static).update(title)
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(self._run.trouble)
        trouble.update(f"⚠ {self._run.trouble}")
        if remembered is not None:
            self._fill_questions()
            width = told.scrollable_content_region.width
            helped = self._helped if isinstance(remembered.what, SessionLog) else None
            self.query_one("#outcome", Static).update(outcome(remembered.what, width, helped))
            self._fill_week(width)

    def _fill_questions(self) -> None:
        places = {name: number for number, name in enumerate(self._exercises(), 1)}
        helped = ", ".join(str(places[name]) for name in sorted(self._helped, key=places.__getitem__))
        said = {**{name: f"{number:>2}" for name, number in self._numbers.items()}, HELPFUL.name: helped}
        width = self.query_one("#say").size.width - MARGIN
        self.query_one("#questions", Static).update(asked(self._asked, self._at, said, width))
        here = self._asked[self._at]
        self.query_one("#before", Static).update(noting(here=here is NOTE))
        self.query_one("#hint", Static).update(hint(here, width))

    def _fill_week(self, width: int) -> None:
        """Write how the week stands where there is room: below what was done, or else beside it."""
        beside = self.has_class("-wide")
        for name, here in (("#standing", beside), ("#week", not beside)):
            self.query_one(name, Static).update(_week(self._stands, width) if here else "")


def _title(remembered: Remembered) -> Content:
    return Content.assemble((remembered.what.name, "bold $accent"), f"\n{wording.said(remembered.what)}")


def _week(stands: tuple[str, ...], width: int) -> Content:
    lines = [hang("  ", Content.styled(one, "$muted"), width) for one in stands]
    return Content("\n").join([Content.styled("This week", "bold"), *lines]) if lines else Content("")
