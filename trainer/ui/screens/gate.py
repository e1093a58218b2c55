"""A closed gate: why, what lifts it, and the one thing to record that opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from textual.screen import Screen

from trainer import reasons, wording
from trainer.coach import Coach
from trainer.core.closed import Closed, Gate, Lift
from trainer.errors import TrainerError
from trainer.ui.screens.choose import Answer, ChooseScreen

DAYS = 8
"""How many days back a clinician's word can be recorded with a key; older ones on the command line."""
ASKS = {
    Lift.DOCTOR: "When did you contact a doctor?",
    Lift.DISCUSSED: "When did you discuss it with a clinician?",
    Lift.GUIDANCE: "When did a clinician give you guidance?",
    Lift.DAY: "When did a clinician say you may exercise?",
}
"""What is to be recorded, by what lifts the gate."""


def tell(screen: Screen[Any], coach: Coach, closed: Closed, then: Callable[[], None]) -> None:
    """Say what is closed and nothing else: who has just told of it is not asked how to open it again."""
    screen.app.push_screen(ChooseScreen[None](_said(coach, closed), []), lambda _: then())


def ask(screen: Screen[Any], coach: Coach, closed: Closed, then: Callable[[], None]) -> None:
    """Say what is closed, and record the word that opens it, if there is one, once it is confirmed."""
    question = ASKS.get(closed.lift)
    if question is None:
        tell(screen, coach, closed, then)
        return
    today = coach.clock.now().date()
    days = [today - timedelta(days=back) for back in range(DAYS)]
    # 'Not yet' comes first: nobody is to open a gate by pressing enter once too often.
    answers: list[Answer[date | None]] = [Answer(text="Not yet", value=None)]
    answers += [Answer(text=wording.opening(wording.day(one, today)), value=one) for one in days]

    def answered(on: date | None) -> None:
        if on is None:
            then()
        else:
            _confirm(screen, coach, closed, on, then)

    screen.app.push_screen(ChooseScreen[date | None](f"{_said(coach, closed)}\n\n{question}", answers), answered)


def _said(coach: Coach, closed: Closed) -> str:
    said = reasons.sentence(closed, coach.library)
    rule = coach.library.rules.get(closed.rule)
    if rule is None or not rule.urgent:
        return said
    return f"{said}\n\n{rule.urgent}  [{wording.OURS}]"


def _confirm(screen: Screen[Any], coach: Coach, closed: Closed, on: date, then: Callable[[], None]) -> None:
    """Ask once more: one digit, meant for something else, is not to open a gate."""
    day = wording.day(on, coach.clock.now().date())
    question = f"{ASKS[closed.lift]} You said: {day}. Record that? Exercise may open at once."
    answers = (Answer(text="No, leave it closed", value=False), Answer(text="Yes, record it", value=True))

    def confirmed(yes: bool | None) -> None:
        if yes:
            _record(screen, coach, closed, on)
        then()

    screen.app.push_screen(ChooseScreen[bool](question, answers), confirmed)


def _record(screen: Screen[Any], coach: Coach, closed: Closed, on: date) -> None:
    try:
        if closed.lift is Lift.GUIDANCE:
            coach.care.tell(heart_guidance=on)
        else:
            coach.care.clear(Gate(closed.by), on=on, clinician=True)
    except TrainerError as error:
        screen.notify(error.sentence, severity="warning", markup=False)
    else:
        screen.notify("Recorded. Start slowly, at the low end.", markup=False)
