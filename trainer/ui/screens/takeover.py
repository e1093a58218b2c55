"""A session in another terminal: looked on at from here, or taken over."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.timeline import Step
from trainer.run import Run
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.sheets import SHEETS
from trainer.watched import Watched

EVERY = 1.0
"""Seconds between looks at what the other terminal writes down."""
ENDED = "The session in the other terminal has ended."


class WatchScreen(ModalScreen[bool]):
    """Look on; True to take the session over, False to go back."""

    CSS_PATH = SHEETS / "takeover.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("t", "dismiss(True)", "take over", id="watch.take", tooltip="Go on with the session here"),
        Binding("escape,q", "dismiss(False)", "back", id="watch.back", tooltip="Leave it alone"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach

    def compose(self) -> ComposeResult:
        """Lay out what the other terminal does, and what one can do."""
        with Vertical(id="box"):
            yield Static(id="now")
            yield Static(id="where", markup=False)
            yield Static("t  take it over   esc  back", id="back", markup=False)

    def on_mount(self) -> None:
        """Look now, and again and again."""
        self._look()
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        if not self.is_current:
            return
        where, watched = self._coach.interruption.elsewhere(), self._coach.interruption.watch()
        if where is None:
            self.app.notify(ENDED, markup=False)
            self.dismiss(False)
            return
        self.query_one("#now", Static).update(Content("\n").join(_told(watched)))
        self.query_one("#where", Static).update(where)


def offer(screen: Screen[None], coach: Coach, lead: Callable[[Callable[[], Run]], None]) -> None:
    """Offer to look on at the session in another terminal, or to have it led here."""
    answers = (
        Answer(text="Look on", value=False),
        Answer(text="Take it over: it ends there, and goes on here", value=True),
    )

    def take(over: bool | None) -> None:
        if over:
            lead(coach.interruption.take_over)

    def chosen(over: bool | None) -> None:
        if over is False:
            screen.app.push_screen(WatchScreen(coach), take)
        else:
            take(over)

    where = coach.interruption.elsewhere() or ENDED
    screen.app.push_screen(ChooseScreen(where, answers, back="esc  neither"), chosen)


def _told(watched: Watched | None) -> list[Content]:
    """Tell line by line how a session stands."""
    if watched is None:
        return [Content("It cannot be read from here.")]
    head, step = watched.head, watched.step
    if step is None:
        return [Content.styled(head.name, "bold"), Content("It is over." if watched.over else "It has just begun.")]
    exercise = head.prescriptions[step.item].name
    here = f"Exercise {step.item + 1} of {len(head.prescriptions)}"
    following = watched.upcoming
    name = "" if following is None else head.prescriptions[following.item].name
    return [
        Content.styled(head.name, "bold"),
        Content(f"{exercise} · {here}"),
        Content(""),
        Content.styled(_phase(watched, step), "bold $accent"),
        Content.styled(wording.following(following, step, name), "$muted"),
    ]


def _phase(watched: Watched, step: Step) -> str:
    word = wording.PHASES[step.kind] if watched.cause is None else "PAUSED"
    count = f"{step.repetition} of {step.of}" if step.repetition else ""
    left = "" if watched.left is None else f"{wording.countdown(watched.left)} left"
    return "  ".join(part for part in (word, count, wording.side(step.side), left) if part)
