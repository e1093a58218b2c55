"""The herald: gives a session's cues by all the ways the person chose; what only a front end can do it hands back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil

from trainer import wording
from trainer.core.events import Event
from trainer.core.session import Session
from trainer.core.settings import Notice, Settings
from trainer.core.text import clean
from trainer.core.timeline import StepKind
from trainer.cues.ladder import Cue, Moment, hear
from trainer.cues.notice import notice
from trainer.cues.program import Program, split
from trainer.cues.voice import speaks, words
from trainer.cues.words import said

BELL = 0.18
"""Seconds between the bells of one cue."""
TICKS = 3
"""The last seconds that tick, where the person wants that."""
QUEUE = 4
"""Cues that wait for a command that is still busy with an older one."""
SPEAKING = 15.0
"""Seconds a voice may take: an announcement is longer than a command ought to run, and the next cue cuts it short."""
_EDGE = 0.02
"""Seconds by which a shown second ends early, as in `wording.countdown`."""
_NOTICED = {Moment.READY, Moment.SWITCH, Moment.END, Moment.FINISH}
"""What is worth a notice on the desktop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a front end is to do itself, now and on its own timer."""

    bells: tuple[float, ...] = ()
    """Seconds from now at which the bell rings; empty for silence."""
    flash: bool = False
    """Whether the phase's band flashes."""
    write: str = ""
    """A sequence to write to the terminal as it is; empty for none."""


class Herald:
    """Gives the cues of one session. Nothing here waits, and no program is looked for before its first cue."""

    def __init__(self, settings: Settings, environ: Mapping[str, str] = os.environ) -> None:
        sounds = settings.sounds
        self._settings = settings
        self._environ = environ
        self._speech = speaks(sounds.speech, environ)
        audible = settings.bell or self._speech or bool(sounds.hook) or sounds.notice is not Notice.OFF
        self._bell = settings.bell or not audible
        self.sound = audible
        """Whether anything but the flash is given. Somebody who chose silence can turn the bell on for a session."""
        self._voice = Program("The voice", partial(words, sounds.voice), cuts=True, limit=SPEAKING)
        self._hook = Program("Your command for cues", partial(split, sounds.hook), waiting=QUEUE)
        self._second = ""

    def tell(self, events: Iterable[Event], session: Session) -> Call:
        """Give the cues of what happened, also where nothing did: a second may tick. Call it at each look."""
        cues = hear(events, session.course)
        ring = max((cue.bells for cue in cues), default=0)
        ticks = self._ticks(session)
        flash = ring > 0 and self._settings.sounds.flash
        if not self.sound:
            return Call(flash=flash)
        text = said(cues, session.course) if cues else ""
        self._say(text)
        self._call(cues, session)
        times = chime(ring or ticks) if self._bell else ()
        return Call(bells=times, flash=flash, write=self._notice(cues, text))

    def due(self, session: Session) -> float | None:
        """Return the seconds until the session has to be looked at again, for its own sake or for a tick."""
        due, left = session.due(), session.left
        if due is None or left is None or not self._ticking(session):
            return due
        second = ceil(left - _EDGE) - 1
        return min(due, max(0.0, left - _EDGE - second)) if 0 < second <= TICKS else due

    def troubles(self) -> tuple[str, ...]:
        """Return sentences about ways that do not work, each once."""
        return tuple(filter(None, (self._voice.trouble(), self._hook.trouble())))

    def mute(self) -> bool:
        """Turn the sound off, or on again, for this session; say whether it is on."""
        self.sound = not self.sound
        if not self.sound:
            self._voice.stop()
            self._hook.stop()
        return self.sound

    def wait(self, seconds: float) -> None:
        """Let what is being said and run come to its end, each at most so long; only for a front end that leaves."""
        self._voice.wait(seconds)
        self._hook.wait(seconds)

    def close(self) -> None:
        """End what is being said and run."""
        self._voice.close()
        self._hook.close()

    def _say(self, text: str) -> None:
        if text and self._speech:
            self._voice.run(text, {"TRAINER_SAY": text})

    def _call(self, cues: tuple[Cue, ...], session: Session) -> None:
        if self._settings.sounds.hook:
            for cue in cues[-QUEUE:]:
                self._hook.run(environ=told(cue, session))

    def _notice(self, cues: tuple[Cue, ...], text: str) -> str:
        if not text or not any(cue.moment in _NOTICED for cue in cues):
            return ""
        return notice(self._settings.sounds.notice, text, self._environ)

    def _ticking(self, session: Session) -> bool:
        step = session.step
        return self._settings.tick and step is not None and step.kind is StepKind.HOLD and session.running

    def _ticks(self, session: Session) -> int:
        """Return 1 where one of the last seconds of a hold has just begun."""
        if not self._ticking(session):
            return 0
        before, self._second = self._second, wording.face(session)
        return int(before != self._second and session.left is not None and _EDGE < session.left <= TICKS + _EDGE)


def chime(bells: int) -> tuple[float, ...]:
    """Return when each bell of a cue rings, in seconds from its start."""
    return tuple(number * BELL for number in range(bells))


def told(cue: Cue, session: Session) -> dict[str, str]:
    """Return what a hook is told, by its names in the environment."""
    step, course = cue.step, session.course
    facts = {
        "EVENT": cue.moment.value,
        "EXERCISE": course.planned[step.item].name,
        "PHASE": step.kind.value,
        "SIDE": wording.side(step.side),
        "REPETITION": str(step.repetition or ""),
        "OF": str(step.of or ""),
        "SECONDS": "" if step.seconds is None else f"{step.seconds:g}",
        "POSITION": wording.position(step.position),
        "SAY": said((cue,), course),
    }
    return {f"TRAINER_{name}": clean(value, newlines=False) for name, value in facts.items()}
