"""Leading a session line by line: the clock, what is heard and what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum

from trainer import cues
from trainer.coach import Coach
from trainer.core.events import Cause, Eased, Events, Extended, SkipReason, StopReason
from trainer.core.timeline import StepKind
from trainer.errors import TrainerError
from trainer.plain import ask, countdown, felt
from trainer.plain.countdown import Countdown
from trainer.plain.line import GoneError, InterruptError, Line
from trainer.plain.speech import GO_ON, Speech
from trainer.run import Run

LOOK = 1.0
"""Seconds between looks at the clock where nothing is due: half of what the engine takes for an interruption."""
LATE = 0.001
"""Seconds after a deadline at which one looks, so that it has come."""
BELL = 0.18
"""Seconds between the bells of one cue."""
WELCOME = (
    "Enter pauses and goes on. Type p for pain, i to hear how it is done, help for the other keys, each with Enter."
)
UNKNOWN = "That is no key. Type help and Enter to hear them."


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
        self._line = line
        self._settings = coach.settings
        self._sound = coach.settings.bell
        self._speech = Speech(run.session, coach.library, lambda: line.answers)
        self._countdown = Countdown(run.session)
        self._rings = 0
        self._trouble: str | None = None
        self._warned = False
        self._begun = False
        self._ending: Ending | None = None
        self._keys = self._commands()

    def lead(self) -> Ending:
        """Lead it; whatever ends this before its time leaves the session to be gone on with."""
        stop = False
        try:
            while self._ending is None:
                stop = self._guarded(stop=stop)
            self._ring_out()
        except BaseException:
            self._run.leave()
            raise
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
        if self._rings:
            self._rings -= 1
            self._line.ring()
        self._tell(self._run.look())
        self._announce()
        if said is not None and self._ending is None:
            self._warned = False
            self._heed(said)

    def _wait(self) -> float | None:
        """Say how long nothing will happen; None while the clock stands."""
        session = self._run.session
        due: list[float | None] = [BELL if self._rings else None]
        if session.running:
            ahead = (session.due(), self._countdown.due())
            due += [LOOK, *(None if one is None else one + LATE for one in ahead)]
        return min((one for one in due if one is not None), default=None)

    def _announce(self) -> None:
        mark = self._countdown.passed()
        if mark is None or self._ending is not None:
            return
        self._line.say(countdown.said(mark))
        step = self._run.session.step
        if self._settings.tick and mark in countdown.LAST and step is not None and step.kind is StepKind.HOLD:
            self._ring(1)

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
        if not events:
            return
        self._countdown.restart()
        self._ring(cues.bells(events, session.course))
        self._line.say(*self._speech.tell(events))
        if self._run.trouble != self._trouble:
            self._trouble = self._run.trouble
            self._line.say(self._trouble or "All is saved now.")

    def _ring(self, times: int) -> None:
        if self._sound and times:
            self._rings = times - 1
            self._line.ring()

    def _ring_out(self) -> None:
        """Let the last bells ring."""
        with suppress(InterruptError):
            while self._rings:
                self._line.rest(BELL)
                self._rings -= 1
                self._line.ring()

    # What the person says

    def _commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what each key and word does."""
        session = self._run.session
        does: dict[str, Callable[[], None]] = {
            "p": lambda: self._ask(self._hurt),
            "n": lambda: self._ask(self._skip),
            "b": lambda: self._do(session.back),
            "s": lambda: self._do(session.next),
            "r": lambda: self._do(session.repeat),
            "e": self._ease,
            "+": self._extend,
            "i": lambda: self._explain(*self._speech.how()),
            "w": lambda: self._line.say(self._speech.place()),
            "m": self._mute,
            "q": lambda: self._ask(self._finish),
            "h": lambda: self._explain(*_help()),
        }
        return {word: does[words[0]] for words, _ in felt.KEYS for word in words}

    def _heed(self, said: str) -> None:
        word = said.strip().casefold()
        if not word:
            self._do(self._run.session.press)
        elif word in self._keys:
            self._keys[word]()
        else:
            self._line.say(UNKNOWN)

    def _do(self, command: Callable[[], Events]) -> None:
        self._tell(self._run.do(command))

    def _ease(self) -> None:
        events = self._run.do(self._run.session.ease)
        self._tell(events)
        if self._ending is None and not any(isinstance(event, Eased) for event in events):
            self._line.say("Go less far: it is at its shortest.")

    def _extend(self) -> None:
        events = self._run.do(self._run.session.extend)
        self._tell(events)
        if self._ending is None and not any(isinstance(event, Extended) for event in events):
            self._line.say("This cannot be made longer.")

    def _mute(self) -> None:
        self._sound = not self._sound
        self._line.say("Sound on." if self._sound else "Sound off.")

    def _explain(self, *lines: str) -> None:
        """Say something longer, while the clock stands still."""
        session, step = self._run.session, self._run.session.step
        if session.running and step is not None and step.kind is not StepKind.WAIT:
            self._do(lambda: session.pause(Cause.ASKING))
        if self._ending is not None:
            return
        self._line.say(*lines)
        if session.cause is Cause.ASKING:
            self._do(session.pause)
        elif session.cause is not None:
            self._line.say(GO_ON)

    # Questions, while the clock stands still

    def _ask(self, question: Callable[[], None]) -> None:
        """Ask; the clock goes on by itself only where it was running."""
        session = self._run.session
        before = session.cause
        self._do(lambda: session.pause(Cause.ASKING))
        if self._ending is not None:
            return
        question()
        if session.cause is Cause.ASKING and self._ending is None:
            self._do(session.resume if before is None else lambda: session.pause(before))

    def _hurt(self) -> None:
        said = ask.choose(self._line, "What do you feel?", felt.STOPS, enter="nothing, go on")
        if said == felt.DISCOMFORT:
            self._ease()
        elif isinstance(said, StopReason):
            self._do(lambda: self._run.session.stop(said))

    def _skip(self) -> None:
        said = ask.choose(self._line, "Why skip this one?", felt.SKIPS, enter="do it after all")
        if said == felt.HURTS:
            self._hurt()
        elif isinstance(said, SkipReason):
            self._do(lambda: self._run.session.skip(said))

    def _finish(self) -> None:
        said = ask.choose(self._line, "Finish here?", felt.FINISHES, enter="go on")
        if said:
            self._do(self._run.session.finish)
        elif said is False:
            self._leave()

    # Ends

    def _stop(self) -> None:
        """Pause and ask on the first Ctrl+C, end on the second; where nobody can answer, on the first."""
        if self._warned or not self._line.answers:
            self._ending = Ending.CUT
            self._run.do(self._run.session.finish)
            return
        self._warned = True
        self._do(self._run.session.pause)
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


def _help() -> list[str]:
    """Name the keys."""
    keys = [f"{' or '.join(words)}: {about}." for words, about in felt.KEYS]
    return ["Enter alone starts, goes on, pauses, or counts.", *keys, "After each letter or word comes Enter."]
