"""Presence: where a session stood when somebody was last known to be there, and the way back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.core.course import Course
from trainer.core.events import Held, Key, Lost, key_of
from trainer.core.timeline import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A moment at which somebody was there."""

    step: int
    spent: float
    extra: int
    steps: tuple[Step, ...]
    marks: Mapping[Key, Held]


def see(course: Course, spent: float) -> Seen:
    """Take note of a running course, `spent` seconds into its step."""
    return Seen(step=course.cursor, spent=spent, extra=course.extra, steps=course.steps, marks=dict(course.marks))


def lose(course: Course, seen: Seen) -> Lost | None:
    """Tell what leads back to a moment; None where the course has other steps since."""
    if seen.steps is not course.steps or seen.step > course.cursor:
        return None
    late = {key_of(step) for step in course.steps[seen.step : course.cursor + 1] if step.work}
    marks = tuple(mark for key, mark in seen.marks.items() if key in late)
    return Lost(step=seen.step, spent=seen.spent, extra=seen.extra, marks=marks)
