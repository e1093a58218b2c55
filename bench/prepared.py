"""What benches prepare and look up alike: a person who has answered the first questions, and a process's work."""

from __future__ import annotations

import os
from pathlib import Path

from trainer.clock import SystemClock
from trainer.coach import Coach
from trainer.core.checkin import CheckIn
from trainer.core.settings import Settings
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.store.store import Store


def opened(root: Path) -> Coach:
    """Start the trainer in a data directory, without a screen."""
    clock = SystemClock()
    return Coach(Store(root, clock), lambda: load_library(library_path()), clock)


def answered(root: Path, settings: Settings) -> Coach:
    """Answer what would be asked first, so that a session begins at once."""
    coach = opened(root)
    coach.care.tell(screened=True, knee_pain=False, heart_problem=False)
    coach.care.check_in(CheckIn(at=coach.clock.now(), pain=0))
    coach.change(settings)
    return coach


def worked(pid: int) -> float:
    """Seconds of the processor a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
