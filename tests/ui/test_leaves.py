"""The leaves that several screens ask with."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from trainer.ui.screens.leaf import Leaf
from trainer.ui.screens.leaves import begun


def test_the_two_readings_of_a_repeated_hour_can_be_told_apart() -> None:
    shown: list[Leaf] = []
    taken: list[datetime | None] = []
    now = datetime(2026, 10, 25, 8, tzinfo=ZoneInfo("Europe/Berlin"))
    leaf = begun(now, taken.append, shown.append, "")
    assert leaf.take is not None
    leaf.take("2:30")
    rows = shown[-1].rows
    assert [row.text for row in rows] == [
        "today, Sun 25 Oct 02:30 (UTC+02:00)",
        "today, Sun 25 Oct 02:30 (UTC+01:00)",
    ]
    for row in rows:
        row.take()
    assert [f"{one:%H:%M%z}" for one in taken if one is not None] == ["02:30+0200", "02:30+0100"]
