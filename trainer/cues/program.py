"""A program: runs a person's command for one way, one child at a time, without anybody waiting for it.

Whatever the child does – hang, flood its output, not be there – happens beside the session, and is told once.
"""

from __future__ import annotations

import atexit
import os
from collections import deque
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import Any

from trainer.errors import RefusedError, TrainerError

LIMIT = 5.0
"""Seconds after which a child is ended."""
POLL = 0.05
"""Seconds between looks at a child."""
FAREWELL = 0.5
"""Seconds given to ending a child when the trainer ends."""


class Program:
    """One way's program. `run` only leaves a note; a thread of its own does the rest and goes when nothing is left."""

    def __init__(
        self, name: str, words: Callable[[], list[str]], *, waiting: int = 1, cuts: bool = False, limit: float = LIMIT
    ) -> None:
        """Let `words` give the command, asked once and off the session's thread; it raises TrainerError.

        `waiting` is how many calls wait for a running one, the oldest of them lost first; with `cuts` a new call ends
        the running child.
        """
        self.name = name
        self._words = words
        self._command: list[str] | None = None
        self._cuts = cuts
        self._limit = limit
        self._calls: deque[tuple[str, dict[str, str]]] = deque(maxlen=waiting)
        self._lock = Lock()
        self._cut = Event()
        self._thread: Thread | None = None
        self._closed = False
        self._told = False
        self._trouble = ""

    def run(self, text: str = "", environ: Mapping[str, str] | None = None) -> None:
        """Have the command run with a text as its last word, in place of `{}` where that stands; never waits."""
        with self._lock:
            if self._closed:
                return
            self._calls.append((text, dict(environ or {})))
            if self._cuts:
                self._cut.set()
            if self._thread is None:
                self._begin()

    def trouble(self) -> str:
        """Return a sentence about what went wrong, once; empty otherwise."""
        told, self._trouble = self._trouble, ""
        return told

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs any more, at most so long; say whether that is so."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self._thread is None

    def stop(self) -> None:
        """End what runs and forget what waits."""
        with self._lock:
            self._calls.clear()
            self._cut.set()

    def close(self) -> None:
        """End what runs, and run nothing more."""
        self._closed = True
        self.stop()
        self.wait(FAREWELL)

    def _begin(self) -> None:
        self._thread = Thread(target=self._work, name=self.name, daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # no more threads
            self._thread = None
            self._give_up(f"{self.name} is off: this machine can start nothing more.")
        else:
            atexit.register(self.close)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._calls:
                    self._thread = None
                    if not self._closed:
                        atexit.unregister(self.close)
                    return
                text, environ = self._calls.popleft()
                self._cut.clear()
            try:
                self._run(text, environ)
            except TrainerError as error:
                self._give_up(error.sentence)
            except FileNotFoundError:
                self._give_up(f"{self.name} is off: '{self._first}' is not there. Change it under You, Sounds.")
            except (OSError, ValueError) as error:
                self._give_up(f"{self.name} is off: '{self._first}' cannot be run: {_why(error)}.")

    def _run(self, text: str, environ: Mapping[str, str]) -> None:
        import subprocess

        if self._command is None:
            self._command = self._words()
        child = subprocess.Popen(
            _with(self._command, text),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environ},
            start_new_session=True,  # ended with all it starts, and not by the terminal's own keys
        )
        self._watch(child)

    def _watch(self, child: Any) -> None:
        """Stay with a child until it is done, cut short, or over its time."""
        for _ in range(max(1, round(self._limit / POLL))):
            if child.poll() is not None:
                break
            if self._cut.wait(POLL):
                break
        if child.poll() is None:
            _end(child)
            if not self._cut.is_set():
                self._complain(f"took longer than {self._limit:g} s and was ended")
        elif child.returncode:
            self._complain(f"ended with an error ({child.returncode})")

    @property
    def _first(self) -> str:
        return (self._command or [""])[0]

    def _complain(self, what: str) -> None:
        """Leave a sentence, one in a session: a cue comes every few seconds."""
        if not self._told:
            self._told, self._trouble = True, f"{self.name} {what}: '{self._first}'."

    def _give_up(self, sentence: str) -> None:
        self._closed = True
        self._calls.clear()
        self._told, self._trouble = True, sentence


def split(line: str) -> list[str]:
    """Return a command line's words as a shell would part them; RefusedError for one that cannot be read."""
    import shlex

    try:
        words = shlex.split(line)
    except ValueError:
        raise RefusedError("A quotation mark in the command has no partner; add it.") from None
    if not words:
        raise RefusedError("The command is empty; write a program's name.")
    return words


def _with(command: list[str], text: str) -> list[str]:
    if not text:
        return command
    filled = [text if word == "{}" else word for word in command]
    return filled if filled != command else [*command, text]


def _end(child: Any) -> None:
    """End a child and what it started. It was not waited for yet, so its number is still its own."""
    import signal
    import subprocess
    from contextlib import suppress

    with suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        child.wait(FAREWELL)


def _why(error: Exception) -> str:
    return (
        error.strerror or "no reason given" if isinstance(error, OSError) else "a character in it cannot be passed on"
    )
