#!/usr/bin/env python3
"""What goes over the wire, what a hold costs the processor, and how soon a key is answered.

    python bench/bytes.py [--seconds 10] [--keys 60]

Counted in a real pty, in an app that a person would see the same in: bytes from `trainer go` to the first cue, per
second in getting ready, in a hold and paused, with true colour and over a slow line, and where nothing happens.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from prepared import answered, worked
from start import TRAINER, Terminal, environment, row

from trainer.core.settings import Settings

SIZES = ((80, 24), (40, 20), (120, 36), (200, 60))
MOST = {(80, 24): 350, (40, 20): 150}
"""Bytes per second in a hold in true colour."""
MOST_SLOW = {(80, 24): 250, (40, 20): 150}
"""The same over a slow line."""
MOST_START = {(80, 24): 16_000}
"""Bytes from the start to the first cue."""
BUSY = 0.01
"""The most of the processor's time that a hold may take."""
MEDIAN, LATEST = 6, 35
"""Milliseconds from a key to its frame."""
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


def _session(columns: int, rows: int, seconds: float, data: Path, *, slow: bool) -> None:
    size = f"{columns}×{rows}{', slow line' if slow else ''}"
    most = (MOST_SLOW if slow else MOST).get((columns, rows))
    terminal = Terminal([TRAINER, "go", HELD], environment(data), columns=columns, rows=rows)
    try:
        terminal.read(LONGEST, lambda: "last one" in terminal.screen())
        terminal.read(SETTLE)
        started = sum(len(piece) for _, piece in terminal.pieces)
        _amount(f"{size}: from the start to the first cue", started, MOST_START.get((columns, rows)))
        _tell(f"{size}: getting ready", _watch(terminal, READY), None)
        terminal.type(" ")
        terminal.read(SETTLE)
        before = worked(terminal.pid)
        _tell(f"{size}: a running hold", _watch(terminal, seconds), most)
        busy = (worked(terminal.pid) - before) / seconds
        row(f"{size}: processor in a hold", f"{busy:.1%}", f"≤ {BUSY:.0%}", met=busy <= BUSY)
        terminal.type(" ")
        _until(terminal, "Space to go on")
        _tell(f"{size}: paused", _watch(terminal, seconds), 0)
    finally:
        terminal.close()


def _amount(what: str, count: int, most: float | None) -> None:
    target = "" if most is None else f"≤ {most / 1000:.0f} kB"
    row(what, f"{count / 1000:.1f} kB", target, met=most is None or count <= most)


def _keys(count: int, data: Path) -> None:
    """Add ten seconds to a hold, again and again, and see how soon the frame comes."""
    terminal = Terminal([TRAINER, "go", HELD], environment(data), columns=80, rows=24)
    took = []
    try:
        _until(terminal, "GET READY")
        terminal.type(" ")
        for _ in range(count):
            terminal.read(0.31)
            terminal.type("r")  # it goes on without end: each time the repetition begins anew
            terminal.read(0.31)
            before, pressed = len(terminal.pieces), time.monotonic()
            terminal.type("+")
            terminal.read(1, lambda before=before: len(terminal.pieces) > before)
            took.append((terminal.pieces[-1][0] - pressed) * 1000)
    finally:
        terminal.close()
    row(
        "80×24: key to frame, median",
        f"{statistics.median(took):.1f} ms",
        f"≤ {MEDIAN} ms",
        met=statistics.median(took) <= MEDIAN,
    )
    late = sorted(took)[max(0, round(0.99 * count) - 1)]
    row("80×24: key to frame, p99", f"{late:.1f} ms", f"≤ {LATEST} ms", met=late <= LATEST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10, help="how long to count on each screen, at most 15")
    parser.add_argument("--keys", type=int, default=60, help="how many keys to time")
    given = parser.parse_args()
    for columns, rows in SIZES:
        for slow in (False, True):
            with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
                answered(Path(folder), Settings(slow=slow))
                if not slow and (columns, rows) in MOST:
                    _idle(columns, rows, given.seconds, Path(folder))
                _session(columns, rows, given.seconds, Path(folder), slow=slow)
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        answered(Path(folder), Settings(slow=False))
        _keys(given.keys, Path(folder))


if __name__ == "__main__":
    main()
