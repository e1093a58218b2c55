#!/usr/bin/env python3
"""How long a start takes: first frame and memory beside a bare Textual app, and the commands that open no screen.

    python bench/start.py [--runs 15] [--years 10]

First frame: from exec until 40 printing characters have come out of a real pty of 100×30 that answers as a modern
terminal does. The programs run in turn, so a busy moment of the machine meets all of them; a ratio is the median
of the ratios pair by pair. Memory is the peak of the resident set.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyte
from life import live

TRAINER = str(Path(sys.executable).with_name("trainer"))
FRAME = 40
"""Printing characters that make a first frame."""
QUIET = 0.6
"""Seconds to let a program settle after its first frame before its memory is read."""
SLOWEST = 20.0
"""Seconds after which a program has no first frame."""
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready " * 60)
Bare().run()
"""
_ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\|\x1b.")
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[6n": b"\x1b[1;1R"}
"""What a modern terminal says when it is asked: it knows synchronised output, and where its cursor is."""


class Terminal:
    """A program in a real pty, and every piece it printed with the moment it came."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], *, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self.pieces: list[tuple[float, bytes]] = []
        self.began = time.monotonic()
        self.pid, self._fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(argv[0], [*argv], dict(env))

    def read(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> bool:
        """Take in what is printed for so long, or until it is enough; says whether it was."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and select.select([self._fd], [], [], left)[0]:
            try:
                piece = os.read(self._fd, 65536)
            except OSError:  # the program has ended
                break
            self.pieces.append((time.monotonic(), piece))
            for question, answer in _ANSWERS.items():
                if question in piece:
                    os.write(self._fd, answer)
            if enough():
                return True
        return enough()

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def screen(self) -> str:
        """What is on the screen."""
        for _, piece in self.pieces[self._fed :]:
            self._stream.feed(piece)
        self._fed = len(self.pieces)
        return "\n".join(self._screen.display)

    def painted(self) -> bool:
        """Whether there is a first frame."""
        printed = _ESCAPES.sub(b"", b"".join(piece for _, piece in self.pieces))
        return len(b"".join(printed.split())) >= FRAME

    def peak(self) -> float:
        """The most memory it had so far, in MB."""
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
        if found is None:
            sys.exit(f"the program ended by itself; it said:\n{self.screen()}")
        return int(found[1]) / 1024

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        for _ in range(30):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            self.read(0.1)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start of a program."""

    first: float
    """Milliseconds to its first frame."""
    peak: float
    """MB."""


def environment(data: Path) -> dict[str, str]:
    """The same surroundings for every program, whatever the shell has set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
    known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TRAINER_DATA": str(data)}
    return kept | known


def row(what: str, figure: str, target: str = "", *, met: bool = True) -> None:
    """Print one line of the table."""
    print(f"{what:<44} {figure:>24}  {target:<10} {'' if met else '← missed'}".rstrip(), flush=True)


@contextmanager
def lives(years: float) -> Iterator[tuple[Path, Path]]:
    """Two data directories, one with no history and one with years of it."""
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        live(old, years=years)
        yield new, old


def _start(argv: Sequence[str], env: Mapping[str, str]) -> Start:
    terminal = Terminal(argv, env, columns=100, rows=30)
    try:
        if not terminal.read(SLOWEST, terminal.painted):
            sys.exit(f"{' '.join(argv)} painted nothing")
        first = terminal.pieces[-1][0] - terminal.began
        terminal.read(QUIET)
        return Start(first=first * 1000, peak=terminal.peak())
    finally:
        terminal.close()


def _screens(runs: int, programs: Mapping[str, tuple[Sequence[str], Mapping[str, str]]]) -> None:
    found: dict[str, list[Start]] = {name: [] for name in programs}
    for number in range(runs + 1):
        for name, (argv, env) in programs.items():
            start = _start(argv, env)
            if number:  # the first one only warms up
                found[name].append(start)
    bare, *ours = found
    row(f"{bare}: first frame", f"{statistics.median(s.first for s in found[bare]):.0f} ms")
    row(f"{bare}: memory", f"{statistics.median(s.peak for s in found[bare]):.1f} MB")
    for name in ours:
        _against(name, found[name], found[bare])


def _against(name: str, ours: Sequence[Start], bare: Sequence[Start]) -> None:
    first = statistics.median(s.first / b.first for s, b in zip(ours, bare, strict=True))
    peak = statistics.median(s.peak / b.peak for s, b in zip(ours, bare, strict=True))
    row(
        f"{name}: first frame",
        f"{statistics.median(s.first for s in ours):.0f} ms = ×{first:.2f}",
        "≤ ×1.5",
        met=first <= 1.5,
    )
    row(f"{name}: memory", f"{statistics.median(s.peak for s in ours):.1f} MB = ×{peak:.2f}", "≤ ×1.4", met=peak <= 1.4)


def _command(runs: int, env: Mapping[str, str], *words: str) -> None:
    """Time a command and see that it imports no screens."""
    took = []
    for number in range(runs + 1):
        began = time.perf_counter()
        subprocess.run([TRAINER, *words], env=env, check=True, stdout=subprocess.DEVNULL)
        if number:
            took.append((time.perf_counter() - began) * 1000)
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", TRAINER, *words], env=env, check=True, capture_output=True
    )
    clean = not re.search(rb"\| +textual\b", seen.stderr)
    row(f"trainer {' '.join(words)}", f"{statistics.median(took):.0f} ms", "no textual", met=clean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--years", type=float, default=10)
    given = parser.parse_args()
    with lives(given.years) as (new, old):
        bare = Path(new.parent, "bare.py")
        bare.write_text(BARE)
        history = f"trainer, {given.years:g} years of history"
        _screens(
            given.runs,
            {
                "bare Textual app": ([sys.executable, str(bare)], environment(new)),
                "trainer, no history": ([TRAINER], environment(new)),
                history: ([TRAINER], environment(old)),
            },
        )
        _command(given.runs, environment(old), "--version")
        _command(given.runs, environment(old), "library", "list")


if __name__ == "__main__":
    main()
