"""Refusals: the sentence for each hard rule that a change by hand would break."""

from __future__ import annotations

from datetime import timedelta

from trainer import wording
from trainer.core.library import Library
from trainer.core.planner.explain import Breach, Rule
from trainer.core.planner.problem import LONGEST, Technique
from trainer.plans.known import Known


def sentence(breach: Breach, known: Known) -> str:
    """Say which rule is in the way, and what would be right."""
    library = known.library
    day = wording.day(known.plan.monday + timedelta(days=breach.day))
    one, other = name(breach.exercise, library), name(breach.other, library)
    if breach.rule is Rule.ROOM:
        return _room(breach, day)
    return {
        Rule.PAST: "That day is over; what was planned then stays as it is.",
        Rule.SLOT: f"{day} has no free time; tell some under You, or take another day.",
        Rule.FAMILY: f"{one} and {other} are two forms of the same exercise; a session has one of them.",
        Rule.RIVALS: f"{one} and {other} work the same muscles; take one of them on a day.",
        Rule.REST: f"{one} needs rest around it: strengthening against a load is not done on days so close.",
        Rule.DOSAGE: f"No handout says how much of {one} to do, so it is not planned; you can train it by choice.",
    }.get(breach.rule, f"{one} is closed on {day}.")


def series(one: Technique, library: Library) -> str:
    """Say that a handout asks for its order."""
    handout = library.handouts.get(one.series or "")
    title = "Its handout" if handout is None else handout.title
    return f"{title} asks for its order; {name(one.exercise, library)} is number {one.place} there."


def name(exercise: str, library: Library) -> str:
    """Return an exercise's name."""
    known = library.exercises.get(exercise)
    return exercise if known is None else known.name


def _room(breach: Breach, day: str) -> str:
    length, room = wording.minutes(breach.seconds), breach.room // 60
    if breach.room >= LONGEST:
        return f"The session on {day} would take {length}; one has {room} min at most."
    return f"The session on {day} would take {length}; there are {room} min of free time."
