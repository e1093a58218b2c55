"""Locks between processes: `flock` on a small file, freed by the system when its holder dies, however it dies.

The filelock package does the same and costs 12 ms to import, a tenth of a start; these lines cost nothing,
take their file through the `Fs` seam and say who holds it.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from threading import Event

from trainer.store.fs import Fs

_STEP = 0.002
_OWNER_CAP = 4096


class Lock:
    """One lock file. Taking it again while it is held only counts."""

    def __init__(self, path: Path, fs: Fs) -> None:
        self._path = path
        self._fs = fs
        self._fd: int | None = None
        self._depth = 0

    def take(self, wait: float = 0.0) -> bool:
        """Take it, trying for `wait` seconds; False when another holds it. OSError where it cannot be made."""
        tries = 1 + round(wait / _STEP)
        for attempt in range(tries):
            if self._depth or self._try():
                self._depth += 1
                return True
            if attempt + 1 < tries:
                Event().wait(_STEP)
        return False

    def free(self) -> None:
        """Give it back; the outermost call lets others in."""
        self._depth -= 1
        if not self._depth and self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def lost(self) -> bool:
        """Say whether another process has put its own lock file in the place of ours."""
        if self._fd is None:
            return False
        try:
            return not _is_open(self._fd, self._path.stat())
        except OSError:
            return False

    def sign(self, owner: str) -> None:
        """Write into the lock file who holds it."""
        if self._fd is not None:
            with suppress(OSError):  # a full disk: the lock holds without a name
                os.ftruncate(self._fd, 0)
                os.pwrite(self._fd, owner.encode()[:_OWNER_CAP], 0)

    def owner(self) -> str:
        """What the holder signed; empty when nobody did."""
        try:
            return self._fs.read(self._path, _OWNER_CAP).data.decode(errors="replace")
        except OSError:
            return ""

    def wrest(self) -> bool:
        """Take it from its holder by putting a new lock file in its place; the holder sees that in `lost()`."""
        with suppress(FileNotFoundError):
            self._fs.unlink(self._path)
        return self.take()

    def _try(self) -> bool:
        fd = self._fs.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return False
        except OSError:
            os.close(fd)
            raise
        if not is_open_at(fd, self._path):
            os.close(fd)
            return False
        with suppress(PermissionError):
            os.fchmod(fd, 0o600)
        self._fd = fd
        return True


def is_held(path: Path, fs: Fs) -> bool:
    """Say whether somebody holds a lock; its file is neither made nor changed, only tried for a moment."""
    try:
        fd = fs.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # file systems without locks
        return False
    finally:
        os.close(fd)
    return False


def is_open_at(fd: int, path: Path) -> bool:
    """Say whether a path still names the file that is open here."""
    try:
        return _is_open(fd, path.stat())
    except OSError:
        return False


def _is_open(fd: int, there: os.stat_result) -> bool:
    return os.path.samestat(os.fstat(fd), there)
