#!/usr/bin/env python3
"""What goes over the wire: bytes per second in a hold, in getting ready, paused, and on screens where nothing happens.

    python bench/bytes.py [--seconds 10]

Counted in a real pty with true colour, at 80×24 and 40×20, in an app that a person would see the same in.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from start import TRAINER, Terminal, environment, row

from trainer.clock import SystemClock
from trainer.coach import Coach
from trainer.core.checkin import CheckIn
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.store.store import Store

SIZES = ((80, 24), (40, 20))
LONGEST = 30.0
"""Seconds that a screen may take to come."""
SETTLE = 1.5
"""Seconds after a key in which a screen may still be painted."""
HELD = "hip-flexor-stretch"
"""An exercise with a hold of 20 seconds, after 10 of getting ready."""
READY = 6.0
"""Seconds of getting ready that are counted."""


def _until(terminal: Terminal, text: str) -> None:
    if not terminal.read(LONGEST, lambda: text in terminal.screen()):
        sys.exit(f"'{text}' never came to the screen, which shows:\n{terminal.screen()}")
    terminal.read(SETTLE)


def _watch(terminal: Terminal, seconds: float) -> float:
    """Bytes per second from now on."""
    before = len(terminal.pieces)
    terminal.read(seconds)
    return sum(len(piece) for _, piece in terminal.pieces[before:]) / seconds


def _tell(what: str, rate: float, most: float | None) -> None:
    target = "" if most is None else f"≤ {most:.0f} B/s" if most else "0 B/s"
    row(what, f"{rate:.0f} B/s", target, met=most is None or rate <= most)


def _idle(columns: int, rows: int, seconds: float, data: Path) -> None:
    size = f"{columns}×{rows}"
    terminal = Terminal([TRAINER], environment(data), columns=columns, rows=rows)
    try:
        _until(terminal, "Ready to train")
        _tell(f"{size}: idle on Today", _watch(terminal, seconds), 0)
        terminal.type("3")
        _until(terminal, "exercises")
        _tell(f"{size}: idle in the library", _watch(terminal, seconds), 0)
    finally:
        terminal.close()


def _session(columns: int, rows: int, seconds: float, data: Path) -> None:
    size = f"{columns}×{rows}"
    terminal = Terminal([TRAINER, "go", HELD], environment(data), columns=columns, rows=rows)
    try:
        _until(terminal, "GET READY")
        _tell(f"{size}: getting ready", _watch(terminal, READY), None)
        terminal.type(" ")
        _until(terminal, "HOLD")
        _tell(f"{size}: a running hold", _watch(terminal, seconds), 600)
        terminal.type(" ")
        _until(terminal, "PAUSED")
        _tell(f"{size}: paused", _watch(terminal, seconds), 0)
    finally:
        terminal.close()


def _answer(folder: Path) -> None:
    """Answer what would be asked first, so that a session begins at once."""
    clock = SystemClock()
    coach = Coach(Store(folder, clock), lambda: load_library(library_path()), clock)
    coach.care.tell(screened=True, knee_pain=False, heart_problem=False)
    coach.care.check_in(CheckIn(at=clock.now(), pain=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10, help="how long to count on each screen, at most 15")
    given = parser.parse_args()
    for columns, rows in SIZES:
        with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
            _answer(Path(folder))
            _idle(columns, rows, given.seconds, Path(folder))
            _session(columns, rows, given.seconds, Path(folder))


if __name__ == "__main__":
    main()
