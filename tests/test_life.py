"""The life that benches are measured with: the same for the same seed, plausible, and whole."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeClock
from tests.home import shipped
from tests.store.support import CHECKOUT
from trainer.coach import Coach
from trainer.core.log import SessionLog
from trainer.core.plan import monday_of
from trainer.plans import kept
from trainer.store.stamps import device_of
from trainer.store.store import Store

EVENING = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
YEARS = 1.0


@pytest.fixture(scope="module")
def life() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(CHECKOUT / "bench"))
        yield importlib.import_module("life")


@pytest.fixture(scope="module")
def root(life: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("life") / "data"
    life.live(folder, years=YEARS, until=EVENING)
    return folder


@pytest.fixture
def store(root: Path) -> Store:
    return Store(root, FakeClock(EVENING))


@pytest.fixture
def coach(store: Store) -> Coach:
    return Coach(store, shipped, FakeClock(EVENING))


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "store").rglob("*.json*")}


def test_it_is_the_same_for_the_same_seed_and_day_and_another_for_another(life: Any, tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        life.live(tmp_path / name, years=0.1, seed=seed, until=EVENING)
    assert contents(tmp_path / "one") == contents(tmp_path / "same")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_every_file_is_whole_and_nothing_is_to_be_told(store: Store, coach: Coach) -> None:
    assert {info.state for info in store.files()} == {"ok"}
    trained = [record for record in store.history() if record.kind in {"session", "activity"}]
    assert len(coach.history()) == len(trained) > 300 * YEARS
    assert store.notices == []


def test_it_ends_before_now_and_reaches_back_as_far_as_was_asked(store: Store) -> None:
    history = [record for record in store.history() if record.kind != kept.KIND]
    assert max(record.at for record in history) < EVENING
    days = (EVENING.date() - history[0].at.date()).days
    assert YEARS * 365.25 - 10 < days <= YEARS * 365.25


def test_there_is_all_that_happens_in_a_life(store: Store, coach: Coach) -> None:
    kinds = Counter(record.kind for record in store.history())
    assert all(kinds[kind] > 30 * YEARS for kind in ("session", "activity", "check-in", "plan"))
    standing = {kind: len(store.standing(kind)) for kind in ("gate", "clear", "set-aside", "profile", "settings")}
    assert all(standing.values()), standing
    sessions = [one.what for one in coach.history() if isinstance(one.what, SessionLog)]
    statuses = {item.status.value for what in sessions for item in what.items}
    assert statuses == {"done", "partial", "skipped", "stopped", "left"}
    assert any(what.late for what in sessions)
    assert any("\u0590" <= letter <= "\u06ff" for what in sessions for letter in what.note)


def test_there_are_holidays_in_it_without_a_session_for_a_week(coach: Coach) -> None:
    days = sorted({one.at.date() for one in coach.history() if isinstance(one.what, SessionLog)})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    assert 7 <= max(gaps) <= 31


def test_most_weeks_are_planned_and_can_be_read(store: Store) -> None:
    mondays = [monday_of(EVENING.date()) - timedelta(weeks=ago) for ago in range(50)]
    found = [kept.read(store, monday) for monday in mondays]
    assert sum(one.unreadable for one in found) == 0
    assert 30 < sum(one.plan.outline is not None for one in found) < 50
    assert any(one.plan.edits for one in found)
    assert any(one.generation > 1 for one in found)


def test_two_devices_wrote_it_in_the_same_months_and_some_records_both(store: Store) -> None:
    versions = [version.record for version in store.everything()]
    writers: dict[str, set[str]] = {}
    for record in versions:
        if record.kind in {"session", "activity"}:
            writers.setdefault(record.id, set()).add(device_of(record.stamp))
    assert len({device for devices in writers.values() for device in devices}) == 2
    assert any(len(devices) == 2 for devices in writers.values())
    months = [{path.name for path in folder.glob("2*.json")} for folder in (store.root / "store").iterdir()]
    theirs = [names for names in months if names]
    assert len(theirs) == 2
    assert len(theirs[0] & theirs[1]) >= 6


def test_some_of_it_was_corrected_moved_removed_and_brought_back(store: Store) -> None:
    versions: dict[str, list[Any]] = {}
    for version in store.everything():
        if version.record.kind in {"session", "activity"}:
            versions.setdefault(version.record.id, []).append(version.record)
    amended = [sorted(found, key=lambda one: one.stamp) for found in versions.values() if len(found) > 1]
    assert any(not one.deleted and one.body != found[0].body for found in amended for one in found)
    assert any(one.at != found[0].at for found in amended for one in found)
    assert any(found[-1].deleted for found in amended)
    assert any(one.deleted for found in amended for one in found if not found[-1].deleted)


def test_it_ends_open_with_something_set_aside(coach: Coach) -> None:
    assert coach.care.gates() == ()
    assert len(coach.set_aside()) >= 2
    assert coach.care.profile.screened
