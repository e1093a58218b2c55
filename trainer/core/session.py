"""The live session: a course that a clock drives and a person steers.

Time is asked of the clock it is given; nothing counts ticks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.core.clock import Clock
from trainer.core.dosage import MOST_DURATION
from trainer.core.events import (
    ENDING,
    Beaten,
    Cause,
    Ended,
    Entered,
    Event,
    Events,
    Extended,
    Held,
    Paused,
    Restored,
    Resumed,
    Returned,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.glance import Glance
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.timeline import Step, StepKind

GAP = 2.0
"""Seconds between two looks after which nobody can have been led: the session is interrupted."""
EXTENSION = 10
"""Seconds one press of `+` adds."""


class Session(Glance):
    """One running session.

    Commands and `look()` return the events they set off, oldest first. Front ends call `look()` several times a
    second and whenever `due()` says so; they never count.
    """

    def __init__(self, prescriptions: Iterable[Prescription], pace: Pace, clock: Clock) -> None:
        super().__init__(prescriptions, pace, clock)
        self._suspended = clock.awake() - clock.seconds()

    # Time

    def look(self) -> Events:
        """Check for an interruption, then let time take its course."""
        now = self._clock.seconds()
        suspended = self._clock.awake() - now
        asleep = suspended - self._suspended > GAP
        self._suspended = suspended
        if self.running and (asleep or now - self._looked > GAP):
            return self._tell(Paused(cause=Cause.ASLEEP if asleep else Cause.GAP))
        return self.advance()

    def advance(self) -> Events:
        """Let time take its course up to now, however long that is; knows no interruptions."""
        self._looked = max(self._looked, self._clock.seconds())
        events: Events = ()
        while (step := self.step) is not None and self.running:
            beat = self._next_beat(step)
            if beat is not None and self.spent >= beat:
                events += self._tell(Beaten(step=self.course.cursor, beat=self.course.beat + 1))
            elif self.length is not None and self.spent >= self.length:
                events += self._complete(step, self.length)
            else:
                break
        return events

    # Commands

    def start(self) -> Events:
        """Begin with the first step."""
        if self.course.cursor >= 0 or self.over:
            return ()
        self._settle()
        return self._enter(self.course.following(-1), self._looked)

    def press(self) -> Events:
        """Do what the one key does: start or go on when something waits, count at one's own pace, else pause."""
        if self.course.cursor < 0:
            return self.start()
        return self.resume() if self.cause is not None else self._act(self._pressed)

    def pause(self, cause: Cause = Cause.PERSON) -> Events:
        """Let the clock stand still; a standing one only changes its reason."""
        return self._act(lambda: self._tell(Paused(cause=cause)))

    def resume(self) -> Events:
        """Let the clock run on."""
        if self.step is None or self.cause is None:
            return ()
        self._settle()
        return self._tell(Resumed())

    def next(self) -> Events:
        """Go on to the next step; what was held so far counts."""
        return self._act(self._forward)

    def back(self) -> Events:
        """Go back to the repetition before, or to getting ready; takes a skipped exercise back in."""
        return self._act(self._backward)

    def repeat(self) -> Events:
        """Do this repetition again from its start, or the one just done."""
        return self._act(self._again)

    def extend(self) -> Events:
        """Add ten seconds to the current step, as far as a step may go."""
        return self._act(self._longer)

    def ease(self) -> Events:
        """Make the rest of this exercise easier; no event when nothing is left to ease."""
        return self._act(self._easier)

    def skip(self, reason: SkipReason) -> Events:
        """Leave out this exercise, or the rest of it."""
        return self._act(lambda: self._leave(Skipped(item=self._item, reason=reason)))

    def leave_out(self, item: int) -> Events:
        """Leave out an exercise that is still to come, for a safety rule; it does not come back."""
        step = self.step
        if step is None or item <= step.item or self.course.closed(item):
            return ()
        return self._tell(Skipped(item=item, reason=SkipReason.CLOSED))

    def stop(self, reason: StopReason) -> Events:
        """Stop this exercise for pain: it ends now and does not come back; some reasons end the session."""
        return self._act(lambda: self._halt(reason), anyway=True)

    def finish(self) -> Events:
        """End the session here."""
        return self._act(lambda: self._credit() + self._tell(Ended()), anyway=True)

    # After an interruption

    def replay(self, events: Iterable[Event]) -> None:
        """Rebuild a session that has not started from what its journal tells; its clock stands."""
        for event in events:
            self.course.apply(event, self._looked)
        if self.running:
            self.course.apply(Paused(cause=Cause.RETURNED), self._looked)

    def take_up(self) -> Events:
        """Go on with a replayed session: the clock stands, with a fresh get-ready before the step it was in.

        A journal cut off between a stop or skip and the step after it goes on with that step.
        """
        step = self.step
        if step is None:
            return ()
        events: Events = ()
        if self.course.closed(step.item):
            events = self._enter(self.course.following(self.course.cursor), self._looked)
        return events if self.over else events + self._tell(Returned())

    # How it works

    @property
    def _item(self) -> int:
        return self.course.steps[self.course.cursor].item

    def _settle(self) -> None:
        """Look at the clock anew: the time it stood still is nobody's."""
        self._looked = self._clock.seconds()
        self._suspended = self._clock.awake() - self._looked

    def _act(self, command: Callable[[], Events], *, anyway: bool = False) -> Events:
        """Bring time up to now, then do a command.

        An interruption that shows itself comes first, and alone unless the command is to be done `anyway`.
        """
        was_running = self.running
        events = self.look()
        interrupted = was_running and self.cause is not None and not anyway
        return events if self.step is None or interrupted else events + command()

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
        if step.kind is StepKind.PREPARE:
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
            target = course.first(item)
        return marks + self._enter(target, self._looked)

    def _again(self) -> Events:
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

    def _leave(self, event: Skipped | Stopped) -> Events:
        events = self._credit() + self._tell(event)
        return events + self._enter(self.course.following(self.course.cursor), self._looked)

    def _halt(self, reason: StopReason) -> Events:
        stopped = Stopped(item=self._item, reason=reason)
        if reason in ENDING:
            return self._credit() + self._tell(stopped) + self._tell(Ended(reason=reason))
        events = self._leave(stopped)
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
