#!/usr/bin/env python3
"""How long the plan takes: the line for a prompt, and a week planned at once, as well as it gets, and planned again.

    python bench/today.py [--runs 20] [--years 10]

The line is timed from exec to exit, beside a Python that does nothing: worked out anew, as after each change, and told
again from the file it is kept in. Plans are timed within the process, with the history read and the week looked up.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from life import live
from prepared import opened

from trainer.clock import SystemClock
from trainer.core.plan import monday_of
from trainer.core.profile import Profile
from trainer.plans.desk import Desk

TRAINER = str(Path(sys.executable).with_name("trainer"))
AGO = 60 * 10**9
"""Nanoseconds by which files are made older, so that the line may be kept."""


def row(what: str, took: list[float], most: float | None = None) -> None:
    """Print one line of the table: the median of milliseconds, and what it may be."""
    median = statistics.median(took)
    target = "" if most is None else f"≤ {most:g} ms"
    missed = most is not None and median > most
    print(f"{what:<52} {median:>8.0f} ms  {target:<10} {'← missed' if missed else ''}".rstrip(), flush=True)


def timed(runs: int, do: Callable[[], object], before: Callable[[], object] = lambda: None) -> list[float]:
    """Return the milliseconds of each run; the first one only warms up."""
    took = []
    for _ in range(runs + 1):
        before()
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    return took[1:]


@contextmanager
def life(years: float) -> Iterator[Path]:
    """A data directory with years of history and a plan for this week."""
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        root = Path(folder, "data")
        live(root, years=years)
        desk = _desk(root)
        desk.take(desk.first(monday_of(SystemClock().now().date())))
        for path in root.rglob("*"):
            found = path.stat()
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - AGO))
        yield root


def _desk(root: Path) -> Desk:
    return Desk(opened(root))


def _lines(runs: int, root: Path) -> None:
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"LANG": "C.UTF-8", "TRAINER_DATA": str(root)}

    def run(*argv: str) -> None:
        subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL)

    def forget() -> None:
        (root / "local" / "prompt").unlink(missing_ok=True)

    row("python -c pass", timed(runs, lambda: run(sys.executable, "-c", "pass")))
    row("trainer --version", timed(runs, lambda: run(TRAINER, "--version")))
    row("today --short, worked out anew", timed(runs, lambda: run(TRAINER, "today", "--short"), forget), 120)
    row("today --short, told again", timed(runs, lambda: run(TRAINER, "today", "--short")), 120)


def _plans(runs: int, root: Path, what: str) -> None:
    desk = _desk(root)
    monday = monday_of(SystemClock().now().date()) + timedelta(days=7)
    row(f"a week at once, {what}", timed(runs, lambda: desk.first(monday)), 100)
    row(f"a week as well as it gets, {what}", timed(max(3, runs // 4), lambda: desk.best(monday)), 1000)
    desk.take(desk.best(monday))
    coach = opened(root)
    told = Profile(left_out=frozenset({desk.week(monday).days[0].session.items[0].exercise.id}))  # type: ignore[union-attr]
    coach.care.tell(left_out=told.left_out)
    again = Desk(coach)
    row(f"planned again, {what}", timed(max(3, runs // 4), lambda: again.again(monday)), 300)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--years", type=float, default=10)
    given = parser.parse_args()
    with life(given.years) as root:
        _lines(given.runs, root)
        _plans(given.runs, root, f"{given.years:g} years of history")
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        _plans(given.runs, Path(folder, "data"), "a beginner")


if __name__ == "__main__":
    main()
