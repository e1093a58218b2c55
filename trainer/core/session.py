"""The live session: a course that a clock drives and a person steers.

Time is asked of the clock it is given; nothing counts ticks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.core.clock import Clock
from trainer.core.events import (
    Beaten,
    Cause,
    Ended,
    Event,
    Events,
    Paused,
    Resumed,
    Returned,
    Skipped,
    SkipReason,
    StopReason,
)
from trainer.core.moves import Moves
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.presence import Seen, lose, see
from trainer.core.timeline import StepKind

GAP = 2.0
"""Seconds between two looks after which nobody can have been led: the session is interrupted."""


class Session(Moves):
    """One running session.

    Commands and `look()` return the events they set off, oldest first. Front ends call `look()` several times a
    second and whenever `due()` says so; they never count.
    """

    def __init__(self, prescriptions: Iterable[Prescription], pace: Pace, clock: Clock) -> None:
        super().__init__(prescriptions, pace, clock)
        self._suspended = clock.awake() - clock.seconds()
        self._seen: Seen | None = None

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

    # Whether somebody is there

    def seen(self) -> None:
        """Take note that somebody is there: what was credited until now stays. Every command says so itself."""
        if self.running:
            self._seen = see(self.course, self.spent)

    def lost(self) -> Events:
        """Take back what time alone has credited since somebody was last seen, and let the clock stand still there."""
        if not self.running:
            return ()
        lost = None if self._seen is None else lose(self.course, self._seen)
        return self._tell(lost or Paused(cause=Cause.SILENT))

    # Commands

    def start(self) -> Events:
        """Begin with the first step."""
        if self.course.cursor >= 0 or self.over:
            return ()
        self._settle()
        events = self._enter(self.course.following(-1), self._looked)
        self.seen()
        return events

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
        events = self._tell(Resumed())
        self.seen()
        return events

    def next(self) -> Events:
        """Go on to the next step; what was held so far counts."""
        return self._act(self._forward)

    def back(self) -> Events:
        """Go back to the repetition before, or to getting ready; takes a skipped exercise back in where it was left."""
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
        """Leave out this exercise, or the rest of it; after the last one there is a moment to take that back."""
        return self._act(lambda: self._left_out(reason))

    def leave_out(self, item: int) -> Events:
        """Leave out an exercise that is still to come, for a safety rule; it does not come back."""
        step = self.step
        if step is None or item <= step.item or self.course.closed(item):
            return ()
        return self._tell(Skipped(item=item, reason=SkipReason.CLOSED))

    def stop(self, reason: StopReason, item: int | None = None) -> Events:
        """Stop an exercise for pain: this one, or `item` of those before it.

        It does not come back; the one that is on ends now, and some reasons end the session.
        """
        return self._act(lambda: self._halt(reason, self._item if item is None else item), anyway=True)

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
        elif step.kind is StepKind.DONE:
            events = self._enter(self.course.entrance(step.item), self._looked)
        return events if self.over else events + self._tell(Returned())

    # How it works

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
        if self.step is not None and not interrupted:
            events += command()
        self.seen()
        return events
