"""Gates: what closes exercise as a whole, and what opens it. Pure; the texts are the rules'.

A closing stays until something recorded after it lifts it. 'After' is by the store's stamps, so that a clock set back
neither opens a gate early nor keeps one shut for ever. Days are the person's calendar days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import Clear, Closed, Closing, Facts, Gate, Lift, Reach, because
from trainer.core.events import StopReason

NEEDED = ("chest", "symptoms", "heart", "acute", "stop-for-pain", "choose")
"""The rules without which no session is led."""
REST = timedelta(days=4)
"""From the day of a flare-up or spasm to the first day that may be open: the strict end of 1 to 3 days."""
BREAK = timedelta(days=14)
"""A break after which beginning again counts as re-starting; ours."""
TRAVEL = timedelta(days=1)
"""How far a guidance may lie ahead of today: a day by travelling; more was dated by a clock that was ahead."""
RECORD = "record"
"""What cannot be read, where it is not the rules themselves."""


def closings(told: CheckIn, before: Sequence[CheckIn] = ()) -> tuple[Closing, ...]:
    """Return what a check-in closes; `before` are earlier ones, oldest first."""
    day = told.at.date()
    found = [
        _closing(symptom, told.day or day if symptom is Symptom.FLARE_UP else day) for symptom in sorted(told.symptoms)
    ]
    asked = [one.after for one in before if one.after is not None]
    if told.after is After.UP and asked and asked[-1] is After.UP:
        found.append((Closing(gate=Gate.NERVE, day=day, about="pain up twice"),))
    return tuple(closing for group in found for closing in group)


def closings_of_stop(reason: StopReason, day: date) -> tuple[Closing, ...]:
    """Return what a stop in a session closes besides setting the exercise aside."""
    symptoms = {
        StopReason.CHEST: Symptom.CHEST_PAIN,
        StopReason.NUMBNESS: Symptom.NUMBNESS,
        StopReason.SPASM: Symptom.SPASM,
    }
    return _closing(symptoms[reason], day) if reason in symptoms else ()


def unbroken(guidance: date, days: Iterable[date]) -> date:
    """Return the last day of training that is reached from a guidance without a long break; without any, its own."""
    last = guidance
    for day in sorted(days):
        last = max(last, day) if day - last <= BREAK else last
    return last


def clears(told: CheckIn) -> tuple[Clear, ...]:
    """Return what a check-in opens: one without spasm shows that a spasm is over, once its days of rest are."""
    return () if Symptom.SPASM in told.symptoms else (Clear(what=Gate.SPASM, on=told.at.date()),)


def _closing(symptom: Symptom, day: date) -> tuple[Closing, ...]:
    gates = {
        Symptom.CHEST_PAIN: (Gate.CHEST,),
        Symptom.NUMBNESS: (Gate.NERVE,),
        Symptom.OTHER: (Gate.NERVE,),
        Symptom.RADIATING: (Gate.NERVE,),
        # A spasm counts as a flare-up of its day.
        Symptom.SPASM: (Gate.SPASM, Gate.ACUTE),
        Symptom.FLARE_UP: (Gate.ACUTE,),
    }
    return tuple(Closing(gate=gate, day=day, about=symptom.value) for gate in gates[symptom])


def gates(facts: Facts, today: date) -> tuple[Closed, ...]:
    """Return the gates that are closed today, the gravest first; one for each gate."""
    found = (
        _latest(facts, today, Gate.CHEST),
        _latest(facts, today, Gate.NERVE),
        _heart(facts, today),
        _latest(facts, today, Gate.SPASM),
        _latest(facts, today, Gate.ACUTE),
        _rules(facts),
    )
    return tuple(closed for closed in found if closed is not None)


def shut_on(closed: Iterable[Closed], day: date) -> Closed | None:
    """Return the gravest of today's gates that is still closed on a day ahead, as far as can be seen."""
    return next((one for one in closed if one.until is None or day < one.until), None)


def was_shut(facts: Facts, day: date) -> Closed | None:
    """Return what closed exercise on a day that is over: what is of that day or before, and not opened by then.

    What was told later of that day counts too; a word that opens counts from the day it was told.
    """
    then = replace(
        facts,
        closings=tuple(one for one in facts.closings if one.day <= day),
        clears=tuple(one for one in facts.clears if one.said is None or one.said <= day),
    )
    found = (_latest(then, day, gate) for gate in (Gate.CHEST, Gate.NERVE, Gate.SPASM, Gate.ACUTE))
    return next((one for one in found if one is not None), None)


def closes_activity(closed: Iterable[Closed], *, planned: bool) -> Closed | None:
    """Return what closes activity: chest and heart close all of it, any gate closes planning it; never logging it.

    So does a record that cannot be read: it may be one of those two.
    """
    whole = {Gate.CHEST, Gate.HEART}
    return next((one for one in closed if planned or one.by in whole or one.about == RECORD), None)


def _latest(facts: Facts, today: date, gate: Gate) -> Closed | None:
    """Return the closing of a gate that keeps it shut longest."""
    shut = [one for one in facts.closings if one.gate is gate and not _opened(one, facts, today)]
    if not shut:
        return None
    last = max(shut, key=lambda one: (_day(one, facts, today), one.stamp))
    day = _day(last, facts, today)
    lifts = {Gate.CHEST: Lift.DOCTOR, Gate.NERVE: Lift.DISCUSSED, Gate.SPASM: Lift.CHECK_IN, Gate.ACUTE: Lift.DAY}
    until = day + REST if gate is Gate.ACUTE or (gate is Gate.SPASM and today < day + REST) else None
    return because(gate, facts, Reach.ALL, lifts[gate], since=day, until=until, about=last.about)


def _opened(closing: Closing, facts: Facts, today: date) -> bool:
    first = _day(closing, facts, today) + REST
    cleared = _cleared(closing, facts)
    if closing.gate is Gate.SPASM:
        return any(one.on is not None and first <= one.on <= today for one in cleared)
    words = [one for one in cleared if _is_of(one, closing)]
    if closing.gate is Gate.ACUTE:
        return today >= first or any(one.clinician for one in words)
    return bool(words)


def _cleared(closing: Closing, facts: Facts) -> list[Clear]:
    """Return what was recorded after a closing to open its gate."""
    return [one for one in facts.clears if one.what == closing.gate and one.stamp > closing.stamp and one.on]


def _is_of(word: Clear, closing: Closing) -> bool:
    """Say whether a clinician's word is no older than what it is to open.

    Recorded after the closing and yet on an earlier day, it shows that the closing's clock was ahead: it counts.
    """
    if word.said is not None and word.said < closing.day:
        return True
    return word.on is not None and word.on >= closing.day


def _day(closing: Closing, facts: Facts, today: date) -> date:
    """Return the day to count from; where it is still to come, its clock was ahead: the first day told of since."""
    if closing.day <= today:
        return closing.day
    return min([closing.day, *(one.on for one in _cleared(closing, facts) if one.on is not None)])


def _heart(facts: Facts, today: date) -> Closed | None:
    profile = facts.profile
    if not profile.heart_problem:
        return None
    told = profile.heart_guidance
    last = None if told is None else max(filter(None, (told, facts.trained)))
    if last is not None and -TRAVEL <= max(filter(None, (today, facts.latest))) - last <= BREAK:
        return None
    about = "guidance" if told is None else "restart"
    return because(Gate.HEART, facts, Reach.ALL, Lift.GUIDANCE, since=last, about=about)


def _rules(facts: Facts) -> Closed | None:
    if facts.unreadable:
        return because(Gate.RULES, facts, Reach.ALL, Lift.REPAIR, about=RECORD)
    if all(rule in facts.handouts for rule in NEEDED):
        return None
    return because(Gate.RULES, facts, Reach.ALL, Lift.REPAIR)
