"""The journal: the running session's events, each on disk before it is shown, and what an interrupted one left."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from trainer.core.clock import Clock
from trainer.core.text import clean
from trainer.errors import BusyError, RefusedError
from trainer.store.faults import NewerError, cause_of, not_saved
from trainer.store.fs import Fs, OddFileError, TooLargeError
from trainer.store.layout import CAP, JOURNAL, Layout
from trainer.store.lines import Left, parse, to_line
from trainer.store.lock import Lock, is_open_at
from trainer.store.recovery import free_name

_LOOK_WAIT = 0.1
"""Seconds to wait for the lock: somebody who only looks whether it is held must not keep a session out."""
_FAILURES = (OSError, NewerError)


class Journal:
    """This device's one session journal. Whoever writes it holds its lock, which ends with the process."""

    def __init__(self, layout: Layout, device: str, clock: Clock, fs: Fs) -> None:
        self._layout = layout
        self._folder = layout.folder(device)
        self._path = self._folder / JOURNAL
        self._lock = Lock(layout.local / "live.lock", fs)
        self._clock = clock
        self._fs = fs
        self._text = b""
        self._fd: int | None = None
        self._held = False
        self._ours = False
        self._taken = ""
        self.notice = ""
        """Why the session is in memory only; empty while it is on disk."""

    def begin(self, header: Mapping[str, Any]) -> bool:
        """Start a journal; True when it is on disk, BusyError when a session is running.

        False where it cannot be written: `notice` says why, the session goes on in memory, and each `append` tries
        the disk again. RefusedError while an interrupted session waits to be adopted.
        """
        self._be_idle()
        text = to_line(header, self._clock.now())
        try:
            self._secure()
            self._text = text
            self._put(text)
        except _FAILURES as error:
            self._text, self.notice = text, _memory(error)
        except RefusedError:
            self.leave()
            raise
        return not self.notice

    def append(self, line: Mapping[str, Any]) -> bool:
        """Add a line; True when it is on disk, False in a session that is in memory only.

        NotSavedError when the disk refuses: the line is kept and written with the next. BusyError when another
        terminal has taken the session over.
        """
        if not self._text:
            raise ValueError("no session has begun")
        if self._taken:
            raise BusyError(self._taken)
        text = to_line(line, self._clock.now())
        self._text += text
        if self.notice:
            return self._append_again(text)
        try:
            self._put(text)
        except _FAILURES as error:
            raise not_saved(cause_of(error)) from error
        return True

    def check(self) -> None:
        """BusyError when another terminal has taken the session over; cheap enough to be asked at every look."""
        if self._taken:
            raise BusyError(self._taken)
        if self._held:
            self._check_lock()

    def finish(self) -> None:
        """Remove the journal, its session being saved, and let others in; `notice` says when that failed."""
        self.notice = ""
        if self._held and self._ours and not self._lock.lost():
            try:
                with suppress(FileNotFoundError):
                    self._fs.unlink(self._path)
                self._fs.sync_folder(self._folder)
            except OSError as error:
                self.notice = f"The session's journal could not be removed: {cause_of(error)}."
        self.leave()

    def leave(self) -> None:
        """Let go of the journal and keep its file: the session can be adopted later."""
        self._let_go()
        self._text, self._ours, self._taken = b"", False, ""

    def set_apart(self) -> None:
        """Move a journal aside that no session can be read from; it is kept under another name."""
        with suppress(OSError):
            if self._fs.look(self._path) is not None:
                self._fs.replace(self._path, free_name(self._path, self._fs, self._clock))

    def left(self) -> Left | None:
        """What an interrupted session of this device left; None while its owner lives and when there is none."""
        return None if self._text or self.busy() else self.look()

    def look(self) -> Left | None:
        """What the journal holds now, whoever writes it."""
        try:
            return parse(self._fs.read(self._path, CAP).data)
        except _FAILURES:
            return None

    def adopt(self, *, force: bool = False) -> Left | None:
        """Go on with the journal there is: what is appended follows its good lines. None when there is none.

        BusyError while another terminal has it, unless `force`: that one is told at its next `append`. Where
        nothing can be written it goes on in memory, as with `begin`.
        """
        self._be_idle()
        failure = self._try_take(force=force)
        left = self.look()
        if left is None:
            self.leave()
            return None
        self._ours, self._text = True, left.text
        try:
            if failure is not None:
                raise failure
            self._keep_dropped(left)
            self._put(b"")
        except OSError as error:
            self.notice = _memory(error)
        return left

    def busy(self) -> str | None:
        """The sentence for a session that runs in another terminal; None when none does."""
        if self._held:
            return None
        try:
            if self._fs.look(self._path) is None or self._is_free():
                return None
        except OSError:
            return None
        return self._say("A session is running in another terminal")

    def _be_idle(self) -> None:
        if self._text:
            raise BusyError("A session is running here already.")
        self.notice, self._ours = "", False

    def _append_again(self, text: bytes) -> bool:
        try:
            self._secure()
            self._put(text)
        except (*_FAILURES, BusyError, RefusedError):
            self._taken = ""
            return False
        self.notice = ""
        return True

    def _secure(self) -> None:
        """Hold the lock, and a place with no other session's journal."""
        if self._lock.lost():
            self._let_go()
        if not self._held:
            self._take()
        if not self._ours:
            self._clear_place()
            self._ours = True

    def _take(self, *, force: bool = False) -> None:
        for folder in (self._layout.local, self._folder):
            self._fs.make_folders(folder)
        if not self._lock.take(_LOOK_WAIT) and not (force and self._lock.wrest()):
            raise BusyError(self._say("A session is running in another terminal"))
        self._held = True
        self._lock.sign(_terminal())

    def _try_take(self, *, force: bool) -> OSError | None:
        try:
            self._take(force=force)
        except OSError as error:
            return error
        return None

    def _clear_place(self) -> None:
        """Refuse to begin over a session that can be adopted; put aside what is none."""
        if self._fs.look(self._path) is None:
            return
        with suppress(OddFileError, TooLargeError):
            if parse(self._fs.read(self._path, CAP).data) is not None:
                raise RefusedError("An interrupted session is still here: go on with it or close it first.")
        self._fs.replace(self._path, free_name(self._path, self._fs, self._clock))

    def _keep_dropped(self, left: Left) -> None:
        if left.dropped:
            self._fs.keep(self._path, free_name(self._path, self._fs, self._clock))

    def _put(self, text: bytes) -> None:
        """Bring the whole journal to the disk; only its last text when the rest is known to be there."""
        if len(self._text) > CAP:
            raise OSError(errno.EFBIG, "too large")
        self._check_lock()
        if self._fd is None or not is_open_at(self._fd, self._path):
            self._rewrite()
        else:
            self._add(self._fd, text)
        self._check_lock()

    def _rewrite(self) -> None:
        # A new inode: who held the journal before and does not know that it was taken over writes to the old one.
        self._close()
        self._fs.swap(self._path, self._text)
        self._fd = self._fs.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)

    def _add(self, fd: int, text: bytes) -> None:
        try:
            self._fs.put_all(fd, text)
            self._fs.sync(fd)
        except BaseException:
            self._close()  # part of the line may be there: the next write replaces the file
            raise

    def _check_lock(self) -> None:
        if self._lock.lost():
            self._let_go()
            self._ours, self._taken = False, self._say("This session was taken over in another terminal")
            raise BusyError(self._taken)

    def _let_go(self) -> None:
        self._close()
        if self._held:
            self._held = False
            self._lock.free()

    def _close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _is_free(self) -> bool:
        free = self._lock.take()
        if free:
            self._lock.free()
        return free

    def _say(self, what: str) -> str:
        owner = clean(self._lock.owner(), newlines=False)
        left = self.look()
        age = "" if left is None else f"last event {_ago((self._clock.now() - left.at).total_seconds())} ago"
        about = ", ".join(filter(None, (owner, age)))
        return f"{what} ({about})." if about else f"{what}."


def _memory(error: Exception) -> str:
    return f"This session is kept in memory only: {cause_of(error)}."


def _terminal() -> str:
    for fd in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(fd).removeprefix("/dev/")
    return f"process {os.getpid()}"


def _ago(seconds: float) -> str:
    if seconds < 90:
        return f"{max(0, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{round(minutes / 60)} h"
