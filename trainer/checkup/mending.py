"""The mending: a repair as it is led – listed, asked for, done, told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trainer import output
from trainer.checkup.data import repaired
from trainer.checkup.report import Report
from trainer.checkup.sheet import idle, outcome, repairs, width
from trainer.coach import Coach
from trainer.core.clock import Clock
from trainer.errors import BusyError
from trainer.repair import carry_out

Agreed = Callable[[int], bool]
"""Asks whether so many things are to be done; raises UsageError where nobody can be asked."""


def mend(report: Report, root: Path, clock: Clock, coach: Callable[[], Coach], *, agreed: Agreed, as_json: bool) -> int:
    """List the repairs, ask, do them; returns the exit code. BusyError while a session runs elsewhere."""
    steps, columns = report.steps, width()
    if report.stock.running is not None:
        raise BusyError("A session is running in another terminal; repair when it is over.")
    if not as_json:
        output.tell(repairs(steps, columns) if steps else idle(report, columns))
    if steps and not agreed(len(steps)):
        output.say("Nothing was changed.")
        return 1
    done = []
    for one in carry_out(steps, root, clock, coach):
        done.append(one)
        if not as_json:
            output.tell(outcome(one, columns))
    if as_json:
        output.tell_data(repaired(done, report.stock))
    return 0 if all(one.well for one in done) else 1
