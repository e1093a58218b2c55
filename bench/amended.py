"""Corrections of a life: what was kept is changed later, on either device or on both at once, moved, or removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from luck import LAPTOP, Act, Luck

from trainer.core.record import Record

CHANGED, TWICE, MOVED, REMOVED, BROUGHT_BACK = 0.045, 0.055, 0.06, 0.07, 0.075
"""How likely each is, each with those before it."""


def amendments(made: Record, written: datetime, luck: Luck) -> Iterator[Act]:
    """Correct a session or a bout, mostly not at all."""
    how = luck.dice.random()
    if how >= BROUGHT_BACK:
        return
    at = written + timedelta(minutes=luck.dice.randint(5, 4000))
    device = luck.any([LAPTOP, LAPTOP, luck.device(at.date())])
    better = replace(made, body={**made.body, **_change(made, luck)})
    if how < CHANGED:
        yield Act(at, device, (better,))
    elif how < TWICE:
        other = replace(better, body={**better.body, **_change(made, luck), "note": "Told on the other machine."})
        yield Act(at, LAPTOP, (better,))
        yield Act(at + timedelta(minutes=4), luck.device(at.date(), likely=1.0), (other,), apart=True)
    elif how < MOVED:
        yield Act(at, device, (replace(better, at=made.at - timedelta(days=1)),))
    else:
        yield Act(at, device, (replace(made, deleted=True),))
        if how >= REMOVED:
            yield Act(at + timedelta(minutes=luck.dice.randint(1, 600)), device, (made,))


def _change(made: Record, luck: Luck) -> dict[str, Any]:
    found: dict[str, Any] = {"exertion": luck.exertion(), "note": luck.note()}
    if made.kind == "activity":
        return found | {"seconds": 60.0 * luck.any([10, 20, 30, 40])}
    return found | {"pain": luck.any([0, 1, 2, 3, 4, 5])}
