"""The bench: where the steps of a repair are done, one at a time, and nothing else is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.coach import Coach
from trainer.core.clock import Clock
from trainer.core.text import clean
from trainer.errors import RefusedError, TrainerError
from trainer.repair.steps import SETTLED, Deed, Step, is_old, name, title, when
from trainer.run import read_left
from trainer.store.documents import Version
from trainer.store.faults import DamagedError, NewerError, cause_of
from trainer.store.fs import Fs
from trainer.store.journal import Journal
from trainer.store.layout import Layout
from trainer.store.lock import Lock, is_held
from trainer.store.oddities import STAGE, is_wide, narrowed
from trainer.store.recovery import recover
from trainer.store.survey import read_journal, strays_of
from trainer.store.writer import Writer

_WAIT = 5.0
"""Seconds to wait while another process saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a step."""

    step: Step
    said: str
    """A sentence."""
    well: bool
    """Whether it was done, or needed no doing any more."""


def carry_out(
    steps: Iterable[Step], root: Path, clock: Clock, coach: Callable[[], Coach], fs: Fs | None = None
) -> Iterator[Done]:
    """Do these steps and nothing else, each looked at once more right before; what fails is said, the rest goes on."""
    bench = _Bench(root, clock, coach, fs or Fs())
    for step in steps:
        yield bench.do(step)


class _Bench:
    """Where the repairs are done, one at a time, each under the lock of those who write there."""

    def __init__(self, root: Path, clock: Clock, coach: Callable[[], Coach], fs: Fs) -> None:
        self._layout = Layout(root=root)
        self._clock = clock
        self._coach = coach
        self._fs = fs

    def do(self, step: Step) -> Done:
        """Do one step."""
        deeds = {
            Deed.NARROW: self._narrow,
            Deed.MEND: self._mend,
            Deed.FINISH: self._finish,
            Deed.CLEAN: self._clean,
            Deed.APART: self._set_apart,
            Deed.FOLD: self._fold,
        }
        try:
            if self._busy():
                return self._failed(step, "a session has begun meanwhile")
            return Done(step=step, said=deeds[step.deed](step), well=True)
        except (OSError, DamagedError, NewerError, TrainerError) as error:
            return self._failed(step, cause_of(error))

    def _failed(self, step: Step, why: str) -> Done:
        place = name(step.paths[0], self._layout.root)
        return Done(step=step, said=f"{place} was left as it is: {clean(why, newlines=False)}.", well=False)

    def _busy(self) -> bool:
        return is_held(self._layout.local / "live.lock", self._fs)

    def _narrow(self, step: Step) -> str:
        count = sum(map(self._close, step.paths))
        place = name(step.paths[0], self._layout.root)
        if not count:
            return f"{place} is private already."
        return f"{place} is private now." if count == 1 else f"{count} are private now, the first {place}."

    def _close(self, path: Path) -> bool:
        about = self._fs.about(path)
        if about is None or about.st_uid != os.geteuid() or not is_wide(about):
            return False
        fd = self._fs.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            there = os.fstat(fd)
            if not os.path.samestat(about, there):
                return False
            os.fchmod(fd, narrowed(there.st_mode & 0o777, folder=path.is_dir()))
        finally:
            os.close(fd)
        return True

    def _mend(self, step: Step) -> str:
        with _Held(self._layout.local / "lock", self._fs):
            said = recover(step.paths[0], self._fs, self._clock)
        return said or f"{name(step.paths[0], self._layout.root)} is good already."

    def _finish(self, step: Step) -> str:
        device = step.paths[0].parent.name
        with _Held(self._layout.local / "lock", self._fs):
            strays = [one for one in strays_of(self._layout, device, self._fs) if self._is_in(one, step)]
            Writer(self._layout, device, self._fs).bring_home(strays)
            left = [one for one in strays_of(self._layout, device, self._fs) if self._is_in(one, step)]
        if left:
            raise RefusedError("its file could not be written")
        return f"{len(strays)} correction{' is' if len(strays) == 1 else 's are'} finished."

    def _is_in(self, version: Version, step: Step) -> bool:
        return self._layout.file(step.paths[0].parent.name, version.home) in step.paths

    def _clean(self, step: Step) -> str:
        (path,) = step.paths
        with _Held(self._layout.local / "lock", self._fs):
            about = self._fs.about(path)
            if about is None:
                return f"{name(path, self._layout.root)} is gone already."
            if about.st_mtime > (self._clock.now() - SETTLED).timestamp():
                raise RefusedError("it is being written")
            self._remove(path, folder=stat.S_ISDIR(about.st_mode))
            self._fs.sync_folder(path.parent)
        return f"{name(path, self._layout.root)} is removed."

    def _remove(self, path: Path, *, folder: bool) -> None:
        if not folder:
            self._fs.unlink(path)
        elif not path.name.startswith(STAGE) or is_held(self._layout.local / "incoming.lock", self._fs):
            raise RefusedError("it is in use")
        else:
            shutil.rmtree(path)

    def _set_apart(self, step: Step) -> str:
        (path,) = step.paths
        journal = Journal(self._layout, path.parent.name, self._clock, self._fs)
        with _Held(self._layout.local / "live.lock", self._fs):
            if self._fs.about(path) is None:
                return f"{name(path, self._layout.root)} is gone already."
            left, state = read_journal(path, self._fs)
            if state in {"newer", "unreadable"} or (left is not None and read_left(left, self._clock) is not None):
                raise RefusedError("it is not damaged now")
            before = set(self._fs.names(path.parent))
            journal.set_apart()
            kept = sorted(set(self._fs.names(path.parent)) - before)
        if not kept:
            raise RefusedError("it could not be moved")
        return f"{name(path, self._layout.root)} is moved aside and kept as {kept[0]}."

    def _fold(self, step: Step) -> str:
        (path,) = step.paths
        left = Journal(self._layout, path.parent.name, self._clock, self._fs).look()
        past = None if left is None else read_left(left, self._clock)
        if past is None:
            return f"{name(path, self._layout.root)} is gone already."
        if not is_old(past, self._clock.now()):
            raise RefusedError("somebody has gone on with the session")
        coach = self._coach()
        kept = coach.interruption.close()
        if self._fs.about(path) is not None:
            raise RefusedError(coach.store.why_not or "the session could not be kept")
        what = "was closed; nothing of it was done" if kept is None else "is in the history"
        return f"The session '{title(past)}' of {when(past.head.began, self._clock)} {what}."


class _Held:
    """A lock held for one repair; OSError when somebody else has it."""

    def __init__(self, path: Path, fs: Fs) -> None:
        self._lock = Lock(path, fs)

    def __enter__(self) -> None:
        if not self._lock.take(_WAIT):
            raise TimeoutError("another trainer is at it")

    def __exit__(self, *_: object) -> None:
        self._lock.free()
