"""Cues: which sounds an event of the session asks for."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.core.course import Course
from trainer.core.events import Beaten, Ended, Entered, Event
from trainer.core.timeline import StepKind

HOLD = 1
"""Bells at the start of work."""
SWITCH = 2
"""Bells to change sides."""
EXERCISE = 3
"""Bells at the end of an exercise."""
FINISH = 5
"""Bells at the end of the session."""
PATTERNS = (("start of a hold", HOLD), ("switch sides", SWITCH), ("end of an exercise", EXERCISE), ("finish", FINISH))
"""What each number of bells means, for trying them."""

_STARTS = {StepKind.HOLD, StepKind.MOVE, StepKind.COUNT, StepKind.BREATHE, StepKind.ACTIVITY}


def bells(events: Iterable[Event], course: Course) -> int:
    """Return how often the bell rings for what happened; the most telling event speaks."""
    return max((_ring(event, course) for event in events), default=0)


def _ring(event: Event, course: Course) -> int:
    match event:
        case Beaten():
            return HOLD
        case Ended():
            quiet = course.steps[course.cursor].kind is StepKind.QUIET
            return HOLD if quiet else FINISH
        case Entered(step=index):
            return _entering(index, course)
        case _:
            return 0


def _entering(index: int, course: Course) -> int:
    step = course.steps[index]
    if index and course.steps[index - 1].item != step.item:
        # Nobody is to be startled out of a rest: its end is soft.
        return HOLD if course.steps[index - 1].kind is StepKind.QUIET else EXERCISE
    if step.kind is StepKind.SWITCH:
        return SWITCH
    return HOLD if step.kind in _STARTS else 0
