"""Hostile exports: whatever number or day is in one, it is refused or not shown, and every command goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.archive.support import exported, forged, live
from tests.home import Home
from tests.shell import Shell

COMMANDS: Sequence[Sequence[str]] = (
    ("today",),
    ("history", "--since", "all"),
    ("history", "show", "last"),
    ("history", "edit", "last", "--note", "x"),
    ("log", "walk", "10"),
    ("plan", "--json"),
    ("report", "--text", "--since", "all"),
    ("doctor",),
    ("export", "-"),
)
SAD = (0, 1, 3)
"""The codes of a command that did its work or refused it in a sentence."""


def _held(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in record["body"]["items"] if item["held"])
    return found


Change = Callable[[dict[str, Any], object], object]
CHANGES: Mapping[str, tuple[str, Change, Sequence[object]]] = {
    "activity seconds": ("activity", lambda r, value: r["body"].update(seconds=value), [1e308, -5.0, 86401.0]),
    "activity planned": ("activity", lambda r, value: r["body"].update(planned=value), [1e308, -5.0]),
    "share seconds": ("session", lambda r, value: _held(r)["held"][0].update(seconds=value), [1e308, -5.0]),
    "share repetitions": ("session", lambda r, value: _held(r)["held"][0].update(repetitions=value), [10**30, -5]),
    "mark seconds": ("session", lambda r, value: _held(r)["marks"][0].update(seconds=value), [1e308, -5.0]),
    "ended": (
        "session",
        lambda r, value: r["body"].update(ended=value),
        ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
    ),
    "gate": ("gate", lambda r, value: r["body"].update(day=value), ["0001-01-01", "9999-12-31"]),
    "at": (
        "activity",
        lambda r, value: r.update(at=value),
        ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2199-12-31T00:00:00+00:00"],
    ),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in CHANGES for value in CHANGES[name][2]])
def test_no_number_or_day_of_an_import_makes_a_command_fail(
    home: Home, shell: Shell, tmp_path: Path, name: str, value: object
) -> None:
    kind, change, _ = CHANGES[name]
    live(home, ["walk", "train", "flare up"])

    def poison(read: dict[str, Any]) -> None:
        change(next(record for record in read["content"]["records"] if record["kind"] == kind), value)

    file = tmp_path / "hostile.json"
    file.write_bytes(forged(poison, exported(home.coach())))
    into = ("--data", str(tmp_path / "new"))
    assert shell(*into, "import", str(file), "--yes").code in SAD
    for words in COMMANDS:
        assert (words, shell(*into, *words).code) in [(words, code) for code in SAD]


@pytest.mark.parametrize("seconds", [1e308, -5.0])
def test_a_bout_of_no_time_that_there_is_is_kept_and_not_shown(
    home: Home, shell: Shell, tmp_path: Path, seconds: float
) -> None:
    live(home, ["walk"])

    def poison(read: dict[str, Any]) -> None:
        for record in read["content"]["records"]:
            if record["kind"] == "activity":
                record["body"]["seconds"] = seconds

    file = tmp_path / "hostile.json"
    file.write_bytes(forged(poison, exported(home.coach())))
    new = Home(tmp_path / "new", home.clock)
    assert shell("--data", str(new.root), "import", str(file), "--yes").code == 0
    coach = new.coach()
    assert coach.history() == ()
    assert any("cannot read it. It is kept" in notice for notice in coach.store.notices)
