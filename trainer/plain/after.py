"""After a session: what to do where it was stopped, what was done, how the week stands, and what may be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from trainer import planned, reasons, wording
from trainer.coach import Coach
from trainer.core.course import Status
from trainer.core.events import StopReason
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog
from trainer.core.plan import monday_of
from trainer.core.text import clean
from trainer.core.weekly import Status as Standing
from trainer.core.weekly import Week
from trainer.errors import TrainerError
from trainer.plain import ask, felt
from trainer.plain.aloud import sentences
from trainer.plain.line import Line
from trainer.plans.desk import Desk
from trainer.run import Run

MOST_NOTE = 200
"""The longest note, in characters, as where one logs."""


def alarm(line: Line, coach: Coach, felt_: StopReason, trouble: str | None) -> None:
    """Say what to do at once, in words that cannot be missed, and wait until that was heard."""
    line.ring()
    rule = coach.library.rules.get(felt.RULES[felt_])
    line.say("", reasons.ALARMS[felt_].upper(), "")
    if rule is None:
        line.say("The rules could not be read. Do not exercise; talk to your doctor first.")
    else:
        line.say(f"{rule.text}  [{wording.source(coach.library.handouts.get(rule.handout or ''))}]")
        line.say(*([f"{rule.urgent} [{wording.OURS}]"] if rule.urgent else []))
    phone = coach.care.profile.phone
    line.say(*([f"Your line for advice: {phone}"] if phone else []))
    line.say(*(reasons.guided(gate, coach.library) for gate in coach.care.gates()[:1]))
    line.say(f"The session is over. {trouble or 'What was done is saved.'}")
    if line.answers:
        line.say("Press Enter when you have read this.")
        line.answer()


def tell(line: Line, run: Run) -> None:
    """Say what was done, against what was planned."""
    remembered = run.remembered
    if remembered is None:
        line.say("Nothing was done, so nothing is kept.")
        return
    line.say(*_done(remembered))
    if run.trouble:
        line.say(run.trouble)


def rate(line: Line, run: Run) -> None:
    """Ask what may be added; each answer can be skipped, and is kept at once."""
    remembered = run.remembered
    if remembered is None:
        return
    line.say("What follows is up to you; Enter skips a question.")
    question = "How hard was it, from 1, no work, to 10, could not go on? Aim for 4 to 6."
    run.rate(exertion=ask.number(line, question, range(1, 11)))
    if isinstance(remembered.what, SessionLog):
        _rate_session(line, run, remembered.what)
    run.rate(note=ask.text(line, "A note for yourself?", _note))
    line.say(run.trouble or "Saved.")


def week(line: Line, coach: Coach) -> None:
    """Say how the week stands."""
    monday = monday_of(coach.clock.now().date())
    with suppress(TrainerError):
        line.say(*_standing(Desk(coach).week(monday, explained=False)))


def _rate_session(line: Line, run: Run, what: SessionLog) -> None:
    asked = {item.prescription.exercise: item.prescription.name for item in what.items if item.marks}
    names = [(name, exercise) for exercise, name in asked.items()]
    if names:
        run.rate(helpful=ask.several(line, "Which of them helped?", names, enter="skip"))
    run.rate(pain=ask.number(line, "Pain now, from 0, none, to 10, the worst?", range(11)))


def _note(said: str) -> str:
    note = clean(said, newlines=False).strip()
    if len(note) > MOST_NOTE:
        raise ValueError(f"The note has {len(note)} characters; say it in {MOST_NOTE}.")
    return note


def _done(remembered: Remembered) -> Iterator[str]:
    what = remembered.what
    yield sentences(f"{what.name}: {wording.said(what)}{_of(what)}")
    for item in what.items if isinstance(what, SessionLog) else ():
        yield _item(item)


def _of(what: SessionLog | ActivityLog) -> str:
    asked = what.planned if isinstance(what, ActivityLog) else None
    return "" if asked is None else f" of {wording.duration(asked)}"


def _item(item: ItemLog) -> str:
    status = wording.STATUSES[item.status]
    why = f", {item.reason}" if item.reason and item.status is not Status.DONE else ""
    return sentences(f"{item.prescription.name}: {status}{why}", wording.held(item).replace("), ", "); "))


def _standing(value: Week) -> Iterator[str]:
    """Say it in a few sentences: sessions by their status, then the balance."""
    if value.empty:
        trained = sum(isinstance(one.what, SessionLog) for day in value.days for one in day.trained)
        counted = f"{trained} {'session' if trained == 1 else 'sessions'} so far"
        minutes = f"Activity: {value.balance.minutes} min" if value.balance.minutes else ""
        yield sentences(f"This week: {counted}", minutes)
        return
    found = Counter(day.session.status for day in value.days if day.session is not None)
    said = [f"{found[status]} {planned.STATUSES[status]}" for status in Standing if found[status]]
    yield sentences(f"This week, planned sessions: {', '.join(said) or 'none'}")
    yield from (sentences(one) for one in planned.balance(value.balance))
