"""The ladder: which cues the events of a session ask for, and how often the bell rings for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trainer.core.course import Course
from trainer.core.events import Beaten, Cause, Ended, Entered, Event, Lost, Paused, Resumed, Returned
from trainer.core.timeline import WORK, Step, StepKind

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


class Moment(StrEnum):
    """What a cue tells; a hook is given these words."""

    READY = "ready"
    """Get ready for an exercise, or wait before it."""
    START = "start"
    """A repetition, a rest or an activity begins."""
    BEAT = "beat"
    """A count or breath within a repetition begins."""
    RELEASE = "release"
    SWITCH = "switch"
    REST = "rest"
    """Between sets."""
    END = "end"
    """An exercise is over."""
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    """The session is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing to be told."""

    moment: Moment
    step: Step
    """The step it is about: the one that began, or that stands still; at an end the one that ended."""
    bells: int = 0
    beat: int = 0
    first: bool = False
    """Whether the step is the first of its exercise."""
    cause: Cause | None = None
    """Why the clock stands still, at a pause."""


_MOMENTS = {
    StepKind.WAIT: Moment.READY,
    StepKind.PREPARE: Moment.READY,
    StepKind.RELEASE: Moment.RELEASE,
    StepKind.SWITCH: Moment.SWITCH,
    StepKind.REST: Moment.REST,
    **dict.fromkeys(WORK, Moment.START),
}
_BELLS = {Moment.SWITCH: SWITCH, Moment.START: HOLD}


def bells(events: Iterable[Event], course: Course) -> int:
    """Return how often the bell rings for what happened; the most telling event speaks."""
    return max((cue.bells for cue in hear(events, course)), default=0)


def hear(events: Iterable[Event], course: Course) -> tuple[Cue, ...]:
    """Return the cues of events that have had their effect on a course, in their order."""
    return tuple(cue for event in events for cue in _cues(event, course))


def _cues(event: Event, course: Course) -> Iterator[Cue]:
    match event:
        case Entered(step=index) if course.steps[index].kind is StepKind.DONE:
            yield Cue(moment=Moment.END, step=course.steps[index], bells=EXERCISE)
        case Entered(step=index):
            yield from _entering(index, course)
        case Beaten(step=index, beat=beat):
            yield Cue(moment=Moment.BEAT, step=course.steps[index], bells=HOLD, beat=beat)
        case Paused(cause=cause):
            yield Cue(moment=Moment.PAUSE, step=course.steps[course.cursor], cause=cause)
        case Lost():
            yield Cue(moment=Moment.PAUSE, step=course.steps[course.cursor], cause=Cause.SILENT)
        case Returned():
            yield Cue(moment=Moment.PAUSE, step=course.steps[course.cursor], cause=Cause.RETURNED)
        case Resumed():
            yield Cue(moment=Moment.RESUME, step=course.steps[course.cursor], first=_is_first(course.cursor, course))
        case Ended():
            last = course.steps[course.cursor]
            # Nobody is to be startled out of a rest: its end is soft.
            yield Cue(moment=Moment.FINISH, step=last, bells=HOLD if last.kind is StepKind.QUIET else FINISH)


def _entering(index: int, course: Course) -> Iterator[Cue]:
    step, moment = course.steps[index], _MOMENTS[course.steps[index].kind]
    quiet = step.kind is StepKind.QUIET
    ended = course.steps[index - 1] if index and course.steps[index - 1].item != step.item else None
    if ended is not None:
        yield Cue(moment=Moment.END, step=ended, bells=HOLD if ended.kind is StepKind.QUIET else EXERCISE)
    rings = 0 if quiet or ended is not None else _BELLS.get(moment, 0)
    yield Cue(moment=moment, step=step, bells=rings, first=_is_first(index, course))


def _is_first(index: int, course: Course) -> bool:
    return not 0 < index < len(course.steps) or course.steps[index - 1].item != course.steps[index].item
