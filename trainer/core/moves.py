"""Moves: what each command and each end of a step sets off in a session, as of the last look at the clock."""

from __future__ import annotations

from trainer.core.dosage import MOST_DURATION
from trainer.core.events import (
    ENDING,
    Cause,
    Ended,
    Entered,
    Event,
    Events,
    Extended,
    Held,
    Paused,
    Restored,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.glance import Glance
from trainer.core.timeline import Step, StepKind

EXTENSION = 10
"""Seconds one press of `+` adds."""


class Moves(Glance):
    """The part of a session that goes from step to step."""

    @property
    def _item(self) -> int:
        return self.course.steps[self.course.cursor].item

    @property
    def _closing(self) -> bool:
        return self.course.steps[self.course.cursor].kind is StepKind.DONE

    def _tell(self, event: Event, at: float | None = None) -> Events:
        self.course.apply(event, self._looked if at is None else at)
        return (event,)

    def _enter(self, index: int | None, at: float) -> Events:
        return self._tell(Ended() if index is None else Entered(step=index), at)

    def _complete(self, step: Step, after: float) -> Events:
        """End a step `after` seconds of it, which may lie before the last look."""
        end = self.course.origin + after
        marks = self._tell(_held(step, after, done=True)) if step.work else ()
        return marks + self._enter(self.course.following(self.course.cursor), end)

    def _credit(self) -> Events:
        """Log what was held of a work step that is being cut short."""
        step = self.step
        if step is None or not step.work or self.spent <= 0:
            return ()
        return self._tell(_held(step, self.spent))

    def _pressed(self) -> Events:
        step = self.course.steps[self.course.cursor]
        if step.kind in {StepKind.PREPARE, StepKind.DONE}:
            return self._forward()
        if step.seconds is None:
            return self._complete(step, self.spent)
        return self._tell(Paused(cause=Cause.PERSON))

    def _forward(self) -> Events:
        return self._credit() + self._enter(self.course.following(self.course.cursor), self._looked)

    def _backward(self) -> Events:
        marks = self._credit()
        course = self.course
        target = course.preceding(course.cursor)
        if target is None:
            return marks + self._enter(course.cursor, self._looked)
        item = course.steps[target].item
        if item in course.skipped:
            marks += self._tell(Restored(item=item))
            target = course.entrance(item)
        return marks + self._enter(target, self._looked)

    def _again(self) -> Events:
        if self._closing:
            return ()
        steps = self.course.steps
        same = (i for i in range(self.course.cursor, -1, -1) if steps[i].item == self._item)
        target = next((i for i in same if steps[i].work), self.course.cursor)
        return self._credit() + self._enter(target, self._looked)

    def _longer(self) -> Events:
        if self.length is None or self.length + EXTENSION > MOST_DURATION:
            return ()
        return self._tell(Extended(seconds=EXTENSION))

    def _easier(self) -> Events:
        eased = self.course.easier()
        if eased is None:
            return ()
        events = self._tell(eased)
        step, length = self.step, self.length
        if step is None or length is None or self.spent < length:
            return events
        return events + self._complete(step, self.spent)

    def _left_out(self, reason: SkipReason) -> Events:
        """Leave out this exercise; where nothing comes after it, that can be taken back for a moment."""
        if self._closing:
            return ()
        events = self._credit() + self._tell(Skipped(item=self._item, reason=reason))
        target = self.course.following(self.course.cursor)
        return events + self._enter(self.course.closing if target is None else target, self._looked)

    def _halt(self, reason: StopReason, item: int) -> Events:
        """Stop an exercise that was reached; one that is not the present one lets the present one wait."""
        if not 0 <= item <= self._item:
            raise ValueError(f"exercise {item} was not reached")
        stopped = Stopped(item=item, reason=reason)
        if reason in ENDING:
            return self._credit() + self._tell(stopped) + self._tell(Ended(reason=reason))
        planned = self.course.planned
        if planned[item].exercise != planned[self._item].exercise:
            return self._tell(stopped) + self._tell(Paused(cause=Cause.STOPPED))
        events = self._credit() + self._tell(stopped)
        events += self._enter(self.course.following(self.course.cursor), self._looked)
        return events if self.over else events + self._tell(Paused(cause=Cause.STOPPED))


def _held(step: Step, spent: float, *, done: bool = False) -> Held:
    return Held(
        item=step.item,
        round=step.round,
        part=step.part,
        repetition=step.repetition,
        side=step.side,
        planned=step.seconds,
        seconds=spent,
        complete=done or (step.seconds is not None and spent >= step.seconds),
    )
