"""Gates: what closes exercise as a whole, and what opens it. Pure; the texts are the rules'.

A closing stays until something recorded after it lifts it. 'After' is by the store's stamps, so that a clock set back
neither opens a gate early nor keeps one shut for ever. Days are the person's calendar days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def closes_activity(closed: Iterable[Closed], *, planned: bool) -> Closed | None:
    """Return what closes activity: chest and heart close all of it, any gate closes planning it; never logging it."""
    whole = {Gate.CHEST, Gate.HEART}
    return next((one for one in closed if planned or one.by in whole), None)


def _latest(facts: Facts, today: date, gate: Gate) -> Closed | None:
    """Return the closing of a gate that keeps it shut longest."""
    shut = [one for one in facts.closings if one.gate is gate and not _opened(one, facts, today)]
    if not shut:
        return None
    last = max(shut, key=lambda one: (one.day, one.stamp))
    lifts = {Gate.CHEST: Lift.DOCTOR, Gate.NERVE: Lift.DISCUSSED, Gate.SPASM: Lift.CHECK_IN, Gate.ACUTE: Lift.DAY}
    until = last.day + REST if gate in {Gate.SPASM, Gate.ACUTE} else None
    return because(gate, facts, Reach.ALL, lifts[gate], since=last.day, until=until, about=last.about)


def _opened(closing: Closing, facts: Facts, today: date) -> bool:
    cleared = [one for one in facts.clears if one.what == closing.gate and one.stamp > closing.stamp and one.on]
    first = closing.day + REST
    if closing.gate is Gate.SPASM:
        return today >= first and any(one.on is not None and one.on >= first for one in cleared)
    if closing.gate is Gate.ACUTE:
        return today >= first or any(one.clinician for one in cleared)
    return bool(cleared)


def _heart(facts: Facts, today: date) -> Closed | None:
    profile = facts.profile
    if not profile.heart_problem:
        return None
    told = profile.heart_guidance
    last = None if told is None else max(filter(None, (told, facts.trained)))
    if last is not None and today - last <= BREAK:
        return None
    about = "guidance" if told is None else "restart"
    return because(Gate.HEART, facts, Reach.ALL, Lift.GUIDANCE, since=last, about=about)


def _rules(facts: Facts) -> Closed | None:
    if all(rule in facts.handouts for rule in NEEDED):
        return None
    return because(Gate.RULES, facts, Reach.ALL, Lift.REPAIR)
