"""Whole weeks for many kinds of people, kept as files to be read as a physiotherapist would; `--update-snapshots`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plans.people import PEOPLE, write

WEEKS = Path(__file__).parent / "weeks"


@pytest.mark.parametrize("name", PEOPLE)
def test_a_persons_week_is_the_one_that_was_read(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = write(tmp_path, name, tmp_path / "home").read_text("utf-8")
    kept = WEEKS / f"{name}.txt"
    if request.config.getoption("--update-snapshots"):
        WEEKS.mkdir(exist_ok=True)
        kept.write_text(found, "utf-8")
    assert found == kept.read_text("utf-8")


def test_no_week_is_kept_of_nobody() -> None:
    assert {path.stem for path in WEEKS.iterdir()} == set(PEOPLE)
