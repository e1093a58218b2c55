"""A home: one person's data, clock and disk; each coach it gives is the trainer started once more in it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.fakes import FakeClock
from trainer.coach import Coach, Trainable
from trainer.core.events import Events
from trainer.core.library import Library
from trainer.core.pace import Pace
from trainer.core.settings import Settings
from trainer.core.timeline import Step
from trainer.resources import library_path
from trainer.run import Run
from trainer.shelf import load_library
from trainer.store.fs import Fs
from trainer.store.layout import JOURNAL
from trainer.store.store import Store

LOOK = 0.5
"""Seconds between looks at a running session."""
AT_ONCE = Settings(pace=Pace(prepare=0, fetch=0))
"""No getting ready: a session begins with its first hold."""


@cache
def shipped() -> Library:
    """Return the library as it is shipped, read once."""
    return load_library(library_path())


def named(name: str) -> Trainable:
    """Return a shipped routine or exercise."""
    return shipped().anything(name)


class Disk(Fs):
    """A real disk that can be full. It does not wait for the platter: no power is cut here."""

    def __init__(self) -> None:
        self.full = False
        self.full_for = ""
        """The end of a file's name for which alone it is full."""

    def sync(self, fd: int) -> None:
        pass

    def put(self, fd: int, data: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().put(fd, data)

    def write(self, path: Path, data: bytes) -> None:
        if self.full_for and path.name.removesuffix(".new").endswith(self.full_for):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(path, data)


@dataclass
class Home:
    """Where one person trains."""

    root: Path
    clock: FakeClock = field(default_factory=FakeClock)
    disk: Disk = field(default_factory=Disk)

    def coach(self, fs: Fs | None = None) -> Coach:
        """Start the trainer."""
        return Coach(Store(self.root, self.clock, fs or self.disk), shipped, self.clock)

    @property
    def journal(self) -> Path:
        """The file of the running or interrupted session."""
        return next(iter(self.root.glob(f"store/*/{JOURNAL}")), self.root / "none")

    def let(self, run: Run, seconds: float) -> Events:
        """Let time pass as it does for a front end."""
        events: Events = ()
        for _ in range(round(seconds / LOOK)):
            self.clock.advance(LOOK)
            events += run.look()
        return events

    def finish(self, run: Run) -> None:
        """Train to the end, going on wherever something waits."""
        while not run.session.over:
            self._through(run)

    def reach(self, run: Run, number: int) -> Step:
        """Train until so many repetitions are done and the next one is under way."""
        while True:
            step = run.session.step
            assert step is not None, "the session ended before"
            if step.work and len(run.session.course.marks) >= number and run.session.running:
                self.let(run, 2 * LOOK)
                return step
            self._through(run)

    def _through(self, run: Run) -> None:
        if run.session.cause is not None or run.session.length is None:
            run.do(run.session.press)
        self.let(run, LOOK)


def start(run: Run) -> Run:
    """Begin as a front end does."""
    run.do(run.session.start)
    return run


def die(coach: Coach) -> None:
    """End as `kill -9` does: the lock goes, the journal stays."""
    coach.store.journal().leave()
