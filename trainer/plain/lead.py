"""Leading a session line by line: the clock, what is heard and what is said."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum

from trainer.coach import Coach
from trainer.core.events import Cause, Events
from trainer.core.timeline import StepKind
from trainer.cues import Herald
from trainer.errors import TrainerError
from trainer.plain import countdown
from trainer.plain.countdown import Countdown
from trainer.plain.line import GoneError, InterruptError, Line
from trainer.plain.speech import GO_ON, Speech
from trainer.plain.steer import Steering
from trainer.run import Run

LOOK = 1.0
"""Seconds between looks at the clock where nothing is due: half of what the engine takes for an interruption."""
LATE = 0.001
"""Seconds after a deadline at which one looks, so that it has come."""
FAREWELL = 2.0
"""Seconds for the last words of a voice or a command to come to their end."""
WELCOME = (
    "Enter pauses and goes on. Type p for pain, i to hear how it is done, help for the other keys, each with Enter."
)


class Ending(Enum):
    """How leading a session came to its end."""

    OVER = "over"
    LEFT = "left"
    """It can be gone on with."""
    LOST = "lost"
    """It goes on in another terminal."""
    CUT = "cut"
    """Ctrl+C, twice; what was done is kept."""


class Lead:
    """One session, led to its end. The session decides; this asks and says."""

    def __init__(self, run: Run, coach: Coach, line: Line) -> None:
        self._run = run
        self._clock = coach.clock
        self._line = line
        self._herald = Herald(coach.settings)
        self._speech = Speech(run.session, coach.library, lambda: line.answers)
        self._countdown = Countdown(run.session)
        self._rings: list[float] = []
        """When the bells of the present cue are still to ring, by the clock."""
        self._steering = Steering(run, line, self._speech, tell=self._tell, leave=self._leave, mute=self._herald.mute)
        self._trouble: str | None = None
        self._warned = False
        self._begun = False
        self._ending: Ending | None = None

    def lead(self) -> Ending:
        """Lead it; whatever ends this before its time leaves the session to be gone on with."""
        stop = False
        try:
            while self._ending is None:
                stop = self._guarded(stop=stop)
            self._ring_out()
            self._herald.wait(FAREWELL)
        except BaseException:
            self._run.leave()
            raise
        finally:
            self._herald.close()
        return self._ending

    def _guarded(self, *, stop: bool) -> bool:
        """Take a turn; True where the person wants to stop."""
        try:
            if stop:
                self._stop()
            else:
                self._turn()
        except InterruptError:
            return True
        except GoneError as closed:
            self._closed(person=closed.person)
        return False

    # Time

    def _begin(self) -> None:
        session = self._run.session
        self._begun = True
        self._line.say(self._speech.welcome(self._run.head.name))
        if self._line.answers:
            self._line.say(WELCOME)
        if session.step is None:
            self._tell(self._run.do(session.start))
        else:
            self._line.say(self._speech.returned())

    def _turn(self) -> None:
        """Wait for a word or the next deadline, whichever comes first."""
        if not self._begun:
            self._begin()
            return
        if not self._line.answers and self._hands_free():
            return
        said = self._line.hear(self._wait())
        self._ring()
        self._tell(self._run.look())
        self._announce()
        if said is not None and self._ending is None:
            self._warned = False
            self._steering.heed(said)

    def _wait(self) -> float | None:
        """Say how long nothing will happen; None while the clock stands."""
        session = self._run.session
        due: list[float | None] = [max(0.0, self._rings[0] - self._clock.seconds()) if self._rings else None]
        if session.running:
            ahead = (self._herald.due(session), self._countdown.due())
            due += [LOOK, *(None if one is None else one + LATE for one in ahead)]
        return min((one for one in due if one is not None), default=None)

    def _announce(self) -> None:
        mark = self._countdown.passed()
        if mark is not None and self._ending is None:
            self._line.say(countdown.said(mark))

    def _hands_free(self) -> bool:
        """Go on where something waits and nobody can say so; True where that was done."""
        session, step = self._run.session, self._run.session.step
        if session.cause is Cause.ASLEEP:
            self._leave()
            return True
        slow = step is not None and step.kind is StepKind.MOVE and session.spent < session.course.pace.move
        if session.cause is None and (session.length is not None or slow):
            return False
        self._tell(self._run.do(session.press))
        return True

    def _tell(self, events: Events) -> None:
        """Say and sound what happened, and see whether that was all."""
        session = self._run.session
        if self._run.lost:
            self._ending = Ending.LOST
            return
        if session.over:
            self._ending = Ending.OVER
        bells = self._herald.tell(events, session).bells
        if bells:
            self._rings = [self._clock.seconds() + one for one in bells]
            self._ring()
        if not events:
            return
        self._countdown.restart()
        self._line.say(*self._speech.tell(events), *self._herald.troubles())
        if self._run.trouble != self._trouble:
            self._trouble = self._run.trouble
            self._line.say(self._trouble or "All is saved now.")

    def _ring(self) -> None:
        """Ring a bell that is due."""
        if self._rings and self._rings[0] <= self._clock.seconds():
            self._rings.pop(0)
            self._line.ring()

    def _ring_out(self) -> None:
        """Let the last bells ring."""
        with suppress(InterruptError):
            while self._rings:
                self._line.rest(max(0.0, self._rings[0] - self._clock.seconds()) + LATE)
                self._ring()

    # Ends

    def _stop(self) -> None:
        """Pause and ask on the first Ctrl+C, end on the second; where nobody can answer, on the first."""
        if self._warned or not self._line.answers:
            self._ending = Ending.CUT
            self._run.do(self._run.session.finish)
            return
        self._warned = True
        self._tell(self._run.do(self._run.session.pause))
        self._line.say(f"Ctrl+C once more ends the session, and keeps what was done. {GO_ON}")

    def _closed(self, *, person: bool) -> None:
        """Leave the session where somebody is gone; a pipe that has no more to say is hands-free from here on."""
        if person or not self._run.session.running:
            self._leave()

    def _leave(self) -> None:
        self._run.leave()
        self._ending = Ending.OVER if self._run.session.over else Ending.LEFT
        with suppress(OSError, TrainerError):
            self._line.say("Left for later. Start the trainer again within four hours to go on.")
