#!/usr/bin/env python3
"""How punctual a session is: its cues beside a busy process, its keys, its processor in a hold, and an hour's drift.

    python bench/timing.py [--minutes 1] [--presses 100] [--seconds 10]

Cues: `trainer go` in a real pty, on one core with a process that never rests. A bell is late by the time from its
deadline on the session's own timeline, counted from the first line of its journal, to its byte coming out of the pty.
Ten minutes are the figure that is promised; one minute is a first look.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate, cycle
from math import ceil
from pathlib import Path
from statistics import median

from prepared import answered, worked
from start import TRAINER, Terminal, environment, row
from trained import Moment

from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.core.timeline import seconds, timeline
from trainer.cues import Herald
from trainer.resources import library_path
from trainer.shelf import load_library

ROUTINE = "back-pain-stretches"
"""Five exercises, most of them in holds of five and ten seconds."""
HELD = "hip-flexor-stretch"
"""An exercise with a hold of 20 seconds."""
LATE = 20
"""Milliseconds a cue may be late, at p99."""
STRAY = 2
"""Milliseconds by which the most punctual of the first and of the last bells differ without any drift."""
MEDIAN, LATEST = 6, 35
"""Milliseconds from a key to its frame."""
BUSY = 0.01
"""The most of the processor's time that a hold may take."""
LONGEST = 30.0
"""Seconds that a screen may take to come."""
SETTLE = 1.5
"""Seconds after a key in which a screen may still be painted."""
LOOK = 0.25
"""Seconds after which the screen looks at a session at the latest; a tick is seen coming from there."""
HAIR = 1e-6
"""Seconds past a deadline at which a simulated session is looked at."""
HOUR = 3600.0
UNEVEN = (0.25, 0.0317, 1.9, 0.001, 0.7, 0.13)
"""Seconds between the looks at a simulated session, as on a machine that has other things to do."""
_BELL = re.compile(rb"\x1b\][^\x07\x1b]*\x07|(\x07)")
"""A bell, or the end of a sequence that is none."""
_ENTERED = re.compile(r'"line":\{"at":"([^"]+)","event":"entered"')


@dataclass(frozen=True, slots=True)
class Ring:
    """One bell that has to ring."""

    at: float
    """Seconds of the session."""
    due: bool
    """Whether it is the first of its cue; the others follow it by the app's own timers."""


def _p99(figures: Sequence[float]) -> float:
    return sorted(figures)[ceil(0.99 * len(figures)) - 1]


# Cues


def _cues(minutes: float, folder: Path) -> None:
    wanted = minutes * 60
    asked = answered(folder, Settings()).prescribe(load_library(library_path()).anything(ROUTINE))
    settings = Settings(tick=True, pace=_pace(asked, wanted))
    answered(folder, settings)
    rings = [ring for ring in _rings(asked, settings) if ring.at <= wanted]
    core = max(os.sched_getaffinity(0))
    terminal = _alone(core, folder)
    try:
        began = _began(terminal, folder)
        with _crowded(core):  # only now: the moment it began is to be known to a hair
            while len(heard := _heard(terminal)) < len(rings) and time.monotonic() < began + wanted + 1:
                terminal.read(0.5)
    finally:
        terminal.close()
    if len(heard) < len(rings):
        sys.exit(f"{len(rings)} bells were due and {len(heard)} came; the screen shows:\n{terminal.screen()}")
    late = [(at - began - ring.at) * 1000 for at, ring in zip(heard, rings, strict=False) if ring.due]
    part = max(1, len(late) // 4)
    drift = min(late[-part:]) - min(late[:part])  # what a busy machine adds is never less than nothing
    row(f"{len(late)} cues in {minutes:g} min: late, median", f"{median(late):.1f} ms")
    row("  p99", f"{_p99(late):.1f} ms", f"≤ {LATE} ms", met=_p99(late) <= LATE)
    row("  earliest, latest", f"{min(late):.1f}, {max(late):.1f} ms", "≥ 0 ms", met=min(late) >= 0)
    row("  drift, first to last quarter", f"{drift:+.1f} ms", f"± {STRAY} ms", met=abs(drift) <= STRAY)


def _pace(asked: Sequence[Prescription], wanted: float) -> Pace:
    """Return the quickest pace at which a session lasts as long as wanted."""
    for release in range(1, 31):
        pace = Pace(release=release)
        if seconds(timeline(asked, pace), pace) >= wanted:
            return pace
    sys.exit(f"the routine does not last {wanted / 60:g} minutes")


def _rings(asked: Sequence[Prescription], settings: Settings) -> list[Ring]:
    """Say when each bell has to ring, by a session and a herald on a clock that is always in time."""
    moment = Moment(datetime.now(UTC))
    session, herald = Session(asked, settings.pace, moment), Herald(settings, {})
    rings: list[Ring] = []
    events = session.start()
    while True:
        at = moment.passed
        if bells := herald.tell(events, session).bells:
            rings = [ring for ring in rings if ring.at < at]  # a new cue cuts an older one short
            rings += [Ring(at + after, due=not after) for after in bells]
        due = herald.due(session)
        if due is None:
            return rings
        moment.passed += min(due + HAIR, LOOK)
        events = session.advance()


@contextmanager
def _crowded(core: int) -> Iterator[None]:
    """Have a process that never rests on a core."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        os.sched_setaffinity(busy.pid, {core})
        try:
            yield
        finally:
            busy.kill()


def _alone(core: int, folder: Path) -> Terminal:
    """Start the trainer on that core; the bench itself listens on the others."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        return Terminal([TRAINER, "go", ROUTINE], environment(folder), columns=80, rows=24)
    finally:
        os.sched_setaffinity(0, every - {core} or every)


def _began(terminal: Terminal, folder: Path) -> float:
    """Return when the session began, on the monotonic clock, by the first line of its journal."""

    def entered() -> re.Match[str] | None:
        return next(
            filter(None, (_ENTERED.search(path.read_text()) for path in folder.glob("store/*/live.jsonl"))), None
        )

    end = time.monotonic() + LONGEST
    while (found := entered()) is None:
        if time.monotonic() > end:
            sys.exit(f"no session began; the screen shows:\n{terminal.screen()}")
        terminal.read(0.05)
    return time.monotonic() - (datetime.now(UTC) - datetime.fromisoformat(found[1])).total_seconds()


def _heard(terminal: Terminal) -> list[float]:
    """Return when each bell came."""
    return [at for at, piece in terminal.pieces for found in _BELL.finditer(piece) if found[1]]


# Keys and the processor


def _keys(presses: int, seconds_: float, folder: Path) -> None:
    """Pause and go on, again and again, half a second into a repetition: nothing else is painted then."""
    answered(folder, Settings())
    terminal = Terminal([TRAINER, "go", HELD], environment(folder), columns=80, rows=24)
    took = []
    try:
        if not terminal.read(LONGEST, lambda: "GET READY" in terminal.screen()):
            sys.exit(f"no session began; the screen shows:\n{terminal.screen()}")
        terminal.type(" ")
        terminal.read(SETTLE)
        busy = _share(terminal, seconds_)
        for number in range(presses):
            if number % 2 == 0:
                terminal.type("r")  # it goes on without end: each time the repetition begins anew
                terminal.read(0.5)
            took.append(_answered(terminal) * 1000)
            terminal.read(0.25)
    finally:
        terminal.close()
    row(
        f"{presses} times space: key to frame, median",
        f"{median(took):.1f} ms",
        f"≤ {MEDIAN} ms",
        met=median(took) <= MEDIAN,
    )
    row("  p99", f"{_p99(took):.1f} ms", f"≤ {LATEST} ms", met=_p99(took) <= LATEST)
    row(f"processor in a hold, over {seconds_:g} s", f"{busy:.1%}", f"≤ {BUSY:.0%}", met=busy <= BUSY)


def _answered(terminal: Terminal) -> float:
    """Press the one key and return the seconds until anything is painted."""
    before, pressed = len(terminal.pieces), time.monotonic()
    terminal.type(" ")
    if not terminal.read(1, lambda: len(terminal.pieces) > before):
        sys.exit(f"a key was not answered; the screen shows:\n{terminal.screen()}")
    return terminal.pieces[before][0] - pressed


def _share(terminal: Terminal, seconds_: float) -> float:
    """Return the share of one core that the trainer takes from now on."""
    before = worked(terminal.pid)
    terminal.read(seconds_)
    return (worked(terminal.pid) - before) / seconds_


# An hour


def _hour(folder: Path) -> None:
    """Look at a simulated session at uneven times and see how far any step begins from where the plan has it."""
    once = answered(folder, Settings()).prescribe(load_library(library_path()).anything(ROUTINE))
    asked, pace = list(once), Pace()
    while seconds(timeline(asked, pace), pace) < HOUR:
        asked += once
    moment = Moment(datetime.now(UTC))
    session = Session(asked, pace, moment)
    planned = list(accumulate((step.seconds or 0.0 for step in session.course.steps), initial=0.0))
    session.start()
    drift, looks = 0.0, cycle(UNEVEN)
    while not session.over:
        drift = max(drift, abs(session.course.origin - planned[session.course.cursor]))
        moment.passed += next(looks)
        session.look()
        if session.cause is not None:
            sys.exit(f"the simulated session stands still: {session.cause}")
    row(f"{planned[-1] / 60:.0f} simulated minutes: drift", f"{drift * 1000:.3f} ms", "0 ms", met=drift < HAIR)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1, help="how long to listen to the cues, at most 20")
    parser.add_argument("--presses", type=int, default=100, help="how many keys to time")
    parser.add_argument("--seconds", type=float, default=10, help="how long to watch the processor, at most 15")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        _cues(given.minutes, Path(folder))
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        _keys(given.presses, given.seconds, Path(folder))
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        _hour(Path(folder))


if __name__ == "__main__":
    main()
