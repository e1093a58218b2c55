"""What a running session shows: the step, its time, and what comes next, as of the last look at the clock."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.core.clock import Clock
from trainer.core.course import Course
from trainer.core.events import Cause
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.timeline import GETTING_READY, Step, StepKind, seconds

BETWEEN = GETTING_READY | {StepKind.DONE}
"""Kinds of steps in which no exercise is on: what hurts is the one before."""


class Glance:
    """The part of a session that only tells."""

    def __init__(self, prescriptions: Iterable[Prescription], pace: Pace, clock: Clock) -> None:
        self.course = Course(prescriptions, pace)
        self._clock = clock
        self._looked = clock.seconds()

    @property
    def step(self) -> Step | None:
        """The current step; None before the start and after the end."""
        return self.course.step

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.course.over

    @property
    def cause(self) -> Cause | None:
        """Why the clock stands still; None while it runs."""
        return self.course.cause

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self.step is not None and self.cause is None

    @property
    def spent(self) -> float:
        """Seconds of the current step so far, as of the last look."""
        if self.step is None:
            return 0.0
        return (self._looked if self.cause is None else 0.0) - self.course.origin

    @property
    def length(self) -> float | None:
        """Seconds of the current step with what `+` added; None where it waits for the person."""
        step = self.step
        return None if step is None or step.seconds is None else step.seconds + self.course.extra

    @property
    def left(self) -> float | None:
        """Seconds left of the current step, as of the last look; None where it waits for the person."""
        return None if self.length is None else max(0.0, self.length - self.spent)

    @property
    def total_left(self) -> float:
        """Seconds left of the whole session, as far as the pace is known."""
        course = self.course
        if course.over:
            return 0.0
        first = course.following(course.cursor)
        after = (step for step in course.steps[len(course.steps) if first is None else first :] if course.open(step))
        return (self.left or 0.0) + seconds(after, course.pace)

    @property
    def upcoming(self) -> Step | None:
        """The next step, leaving out what is skipped or stopped."""
        index = self.course.following(self.course.cursor)
        return None if index is None else self.course.steps[index]

    @property
    def prescription(self) -> Prescription | None:
        """What the current exercise asks now."""
        return None if self.step is None else self.course.today[self.step.item]

    @property
    def before(self) -> int | None:
        """The exercise done last, while one gets ready for another; None else, and where it cannot be stopped."""
        step, course = self.step, self.course
        done = {mark.item for mark in course.marks.values()}
        if step is None or step.kind not in BETWEEN or step.repetition or step.item in done:
            return None
        return max((item for item in done if item < step.item and not course.barred(item)), default=None)

    def next_item(self) -> int | None:
        """Return the exercise after the current one that is still to be done."""
        course = self.course
        item = -1 if self.step is None else self.step.item
        return next((i for i in range(item + 1, len(course.planned)) if not course.closed(i)), None)

    def due(self) -> float | None:
        """Seconds until the next event by itself; None while nothing runs."""
        step, length = self.step, self.length
        if step is None or not self.running or length is None:
            return None
        beat = self._next_beat(step)
        return max(0.0, self.course.origin + (length if beat is None else beat) - self._clock.seconds())

    def _next_beat(self, step: Step) -> float | None:
        """Return the second of the step at which its next beat begins."""
        following = self.course.beat + 1
        if step.seconds is None or following >= len(step.beats):
            return None
        return step.seconds / len(step.beats) * following
