"""The check-in, question by question."""

from __future__ import annotations

from datetime import date, timedelta

from trainer import reasons, wording
from trainer.coach import Coach
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.errors import ClosedError, NotSavedError
from trainer.plain import ask, felt
from trainer.plain.line import GoneError, Line

DAYS = 7
"""How many days back one can name by a number."""
FIRST = "Check in first: 'trainer check-in 2'."


def check_in(line: Line, coach: Coach) -> None:
    """Ask how the person is and keep it; raises ClosedError where nothing was said, or what was said closes."""
    try:
        told = _told(line, coach)
    except GoneError:
        told = None
    if told is None:
        raise ClosedError(FIRST)
    try:
        coach.care.check_in(told)
    except NotSavedError as error:
        line.say(error.sentence)
    for gate in coach.care.gates()[:1]:
        rule = coach.library.rules.get(gate.rule)
        urgent = "" if rule is None else rule.urgent
        raise ClosedError(f"{reasons.guided(gate, coach.library)} {urgent}".rstrip())


def _told(line: Line, coach: Coach) -> CheckIn | None:
    line.say("How are you?")
    pain = ask.number(
        line,
        "Pain now? Type a number from 0, none, to 10, the worst, then Enter. q is not now.",
        range(11),
        empty="Say your pain first: a number from 0, none, to 10, the worst.",
    )
    if pain is None:
        return None
    symptoms = _symptoms(line, coach)
    after = _after(line) if coach.care.asks_after() else None
    if not symptoms and coach.care.asks_flare_up(pain) and _is_flare_up(line, pain):
        symptoms = frozenset({Symptom.FLARE_UP})
    day = _day(line, coach) if Symptom.FLARE_UP in symptoms else None
    return CheckIn(at=coach.clock.now(), pain=pain, symptoms=symptoms, after=after, day=day)


def _symptoms(line: Line, coach: Coach) -> frozenset[Symptom]:
    radiated = _radiated(coach)
    if radiated:
        line.say(f"Is the pain into the buttock or leg from {radiated} still there? Then say so here.")
    names = [(wording.opening(text), what) for text, what in felt.SYMPTOMS]
    return frozenset(ask.several(line, "Is anything new?", names, enter="no"))


def _after(line: Line) -> After:
    question = "Was the pain up after the last session? yes or no. Enter alone: no, it was gone, or as before."
    return After.UP if ask.agree(line, question, words=("u", "up"), otherwise=False) else After.SAME


def _is_flare_up(line: Line, pain: int) -> bool:
    answers = (("Yes, a flare-up", True), ("No, it is as it is", False))
    said = ask.choose(line, f"Pain {pain}: is this a flare-up?", answers, otherwise=True, enter="yes")
    return said is not False


def _day(line: Line, coach: Coach) -> date:
    today = coach.clock.now().date()
    days = [today - timedelta(days=back) for back in range(DAYS)]
    answers = [(wording.opening(wording.day(day, today)), day) for day in days]
    said = ask.choose(line, "On which day did it begin?", answers, otherwise=today, enter="today")
    return said or today


def _radiated(coach: Coach) -> str | None:
    """Name the exercise that was stopped for pain into the buttock or leg since the last check-in."""
    last = coach.care.last()
    stops = (one for one in coach.set_aside() if one.reason is StopReason.RADIATING)
    fresh = next((one for one in stops if last is None or one.at > last.at), None)
    known = None if fresh is None else coach.library.exercises.get(fresh.exercise)
    return None if known is None else known.name
