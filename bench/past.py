#!/usr/bin/env python3
"""How long the past takes: Progress opened, four weeks of history told, ten years brought in, and the memory for it.

    python bench/past.py [--runs 7] [--years 10]

Progress: from the key `4`, pressed in a real pty of 80×24 when the first screen has come to rest, to the first piece
of a frame, and to the last piece before nothing more comes: then all of it is there. Each run is a process of its own,
so that what the screen imports counts. Commands are timed from exec to exit. Memory is the peak of the resident set
with Progress open.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from life import live
from start import SLOWEST, TRAINER, Terminal, environment, row

QUIET = 0.8
"""Seconds without a byte after which a screen is taken to be whole."""
MOST_ONE, MOST_ALL = 250, 600
"""Milliseconds in which Progress opens, with one year and with all of them."""
MOST_HISTORY = 150
"""Milliseconds of `trainer history --since 4w --json`."""
MOST_IMPORT = 5000
"""Milliseconds of `trainer import`."""
MOST_MEMORY = 60
"""MB with Progress open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One time that Progress was opened."""

    first: float
    """Milliseconds to the first piece of a frame."""
    whole: float
    """Milliseconds to the last piece."""
    peak: float
    """MB."""


def _rest(terminal: Terminal) -> None:
    """Read until nothing has come for a while."""
    end = time.monotonic() + SLOWEST
    seen = -1
    while seen < len(terminal.pieces):
        seen = len(terminal.pieces)
        terminal.read(QUIET, lambda: len(terminal.pieces) > seen)  # noqa: B023 - called before `seen` changes
        if time.monotonic() > end:
            sys.exit(f"the screen never comes to rest; it shows:\n{terminal.screen()}")


def _open(env: Mapping[str, str]) -> Opened:
    terminal = Terminal([TRAINER], env, columns=80, rows=24)
    try:
        if not terminal.read(SLOWEST, terminal.painted):
            sys.exit("trainer painted nothing")
        _rest(terminal)
        before, today, pressed = len(terminal.pieces), terminal.screen(), time.monotonic()
        terminal.type("4")
        terminal.read(SLOWEST, lambda: len(terminal.pieces) > before)
        _rest(terminal)
        if len(terminal.pieces) == before or terminal.screen() == today:
            sys.exit(f"the key 4 changed nothing on the screen, which shows:\n{today}")
        first, last = terminal.pieces[before][0], terminal.pieces[-1][0]
        return Opened(first=(first - pressed) * 1000, whole=(last - pressed) * 1000, peak=terminal.peak())
    finally:
        terminal.close()


def _progress(runs: int, what: str, root: Path, most: int, *, memory: bool = False) -> None:
    _open(environment(root))  # the first one only warms up
    found = [_open(environment(root)) for _ in range(runs)]
    first, whole = (statistics.median(times) for times in zip(*((one.first, one.whole) for one in found), strict=True))
    row(f"Progress, {what}: first paint", f"{first:.0f} ms")
    row(f"Progress, {what}: whole", f"{whole:.0f} ms", f"≤ {most} ms", met=whole <= most)
    if memory:
        peak = statistics.median(one.peak for one in found)
        row(f"Progress, {what}: memory", f"{peak:.1f} MB", f"≤ {MOST_MEMORY} MB", met=peak <= MOST_MEMORY)


def _timed(root: Path, *words: str) -> float:
    """Run a command of the trainer and return its milliseconds."""
    began = time.perf_counter()
    done = subprocess.run([TRAINER, *words], env=environment(root), check=False, capture_output=True, text=True)
    took = (time.perf_counter() - began) * 1000
    if done.returncode:
        sys.exit(f"trainer {' '.join(words)} ended with {done.returncode}:\n{done.stderr.strip()}")
    return took


def _command(what: str, took: Sequence[float], most: int | None = None) -> None:
    median = statistics.median(took)
    target = "" if most is None else f"≤ {most} ms"
    row(what, f"{median:.0f} ms", target, met=most is None or median <= most)


def _history(runs: int, root: Path) -> None:
    words = ("history", "--since", "4w", "--json")
    _timed(root, *words)
    _command(f"trainer {' '.join(words)}", [_timed(root, *words) for _ in range(runs)], MOST_HISTORY)


def _exchange(runs: int, root: Path, folder: Path) -> None:
    """Take everything out, and bring it into an empty data directory, each time into a new one."""
    file = folder / "all.json"
    out = []
    for _ in range(runs):
        file.unlink(missing_ok=True)
        out.append(_timed(root, "export", str(file)))
    _command(f"trainer export, {file.stat().st_size / 1e6:.1f} MB", out)
    back = [_timed(folder / f"empty-{number}", "import", str(file), "--yes") for number in range(runs)]
    _command("trainer import, into nothing", back, MOST_IMPORT)
    again = [_timed(folder / f"empty-{number}", "import", str(file), "--yes") for number in range(runs)]
    _command("trainer import, once more", again, MOST_IMPORT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--years", type=float, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as name:
        folder = Path(name)
        one, many = folder / "one", folder / "many"
        live(one, years=1)
        live(many, years=given.years)
        _progress(given.runs, "1 year", one, MOST_ONE)
        _progress(given.runs, f"{given.years:g} years", many, MOST_ALL, memory=True)
        _history(given.runs, many)
        _exchange(max(3, given.runs // 2), many, folder)


if __name__ == "__main__":
    main()
