"""Steering: what each word of the person does to a session, and what is asked while its clock stands still."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trainer.core.events import Cause, Eased, Events, Extended, SkipReason, StopReason
from trainer.core.timeline import StepKind
from trainer.plain import ask, felt
from trainer.plain.line import Line
from trainer.plain.speech import GO_ON, Speech
from trainer.run import Run

UNKNOWN = "That is no key. Type help and Enter to hear them."


class Steering:
    """The person's hand on one session."""

    def __init__(
        self,
        run: Run,
        line: Line,
        speech: Speech,
        *,
        tell: Callable[[Events], None],
        leave: Callable[[], None],
        mute: Callable[[], bool],
    ) -> None:
        self._run = run
        self._line = line
        self._speech = speech
        self._tell = tell
        self._leave = leave
        self._mute = mute
        self._keys = self._commands()

    @property
    def _over(self) -> bool:
        return self._run.session.over or self._run.lost

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
            "m": lambda: self._line.say("Sound on." if self._mute() else "Sound off."),
            "q": lambda: self._ask(self._finish),
            "h": lambda: self._explain(*_help()),
        }
        return {word: does[words[0]] for words, _ in felt.KEYS for word in words}

    def heed(self, said: str) -> None:
        """Do what is said; Enter alone is the one key."""
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
        if not self._over and not any(isinstance(event, Eased) for event in events):
            self._line.say("Go less far: it is at its shortest.")

    def _extend(self) -> None:
        events = self._run.do(self._run.session.extend)
        self._tell(events)
        if not self._over and not any(isinstance(event, Extended) for event in events):
            self._line.say("This cannot be made longer.")

    def _explain(self, *lines: str) -> None:
        """Say something longer, while the clock stands still."""
        session, step = self._run.session, self._run.session.step
        if session.running and step is not None and step.kind is not StepKind.WAIT:
            self._do(lambda: session.pause(Cause.ASKING))
        if self._over:
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
        if self._over:
            return
        question()
        if session.cause is Cause.ASKING and not self._over:
            self._do(session.resume if before is None else lambda: session.pause(before))

    def _hurt(self) -> None:
        said = ask.choose(self._line, "What do you feel?", felt.STOPS, enter="nothing, go on")
        if said == felt.DISCOMFORT:
            self._ease()
        elif isinstance(said, StopReason):
            item = self._which()
            self._do(lambda: self._run.session.stop(said, item))

    def _which(self) -> int | None:
        """Ask which exercise hurt, where one has just been done and another is got ready for; None is this one."""
        session = self._run.session
        before, step = session.before, session.step
        if before is None or step is None:
            return None
        planned = session.course.planned
        done = planned[before].name
        answers = ((done, before), (planned[step.item].name, step.item))
        return ask.choose(self._line, "In which one?", answers, otherwise=before, enter=done)

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


def _help() -> list[str]:
    """Name the keys."""
    keys = [f"{' or '.join(words)}: {about}." for words, about in felt.KEYS]
    return ["Enter alone starts, goes on, pauses, or counts.", *keys, "After each letter or word comes Enter."]
