"""Corrections that move a record to another month: right whichever months are read, and whatever comes between."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.store.support import (
    FaultyFs,
    PowerCutError,
    carry,
    document,
    forget_machine,
    ids,
    month_file,
    on,
    opened,
    put_file,
    record,
)
from trainer.core.record import Record
from trainer.store.store import Store

AUGUST, SEPTEMBER, OCTOBER = (on(2026, month, 5) for month in (8, 9, 10))
MONTHS = (AUGUST, SEPTEMBER, OCTOBER)


def in_month(root: Path, when: datetime) -> Sequence[Record]:
    """Ask a fresh store for one month only."""
    last = date(when.year, when.month, 28)
    return opened(root).history(last.replace(day=1), last)


def shown_in(root: Path) -> list[str]:
    """Say in which months, each asked for on its own, there is anything; and check that all agree."""
    found = [when.strftime("%m") for when in MONTHS if in_month(root, when)]
    assert [entry.at.strftime("%m") for entry in opened(root).history()] == found
    return found


def test_the_old_month_shows_it_no_more(tmp_path: Path) -> None:
    (old,) = opened(tmp_path).save(record("a", at=AUGUST))
    (new,) = opened(tmp_path).save(replace(old, at=OCTOBER))
    assert shown_in(tmp_path) == ["10"]
    assert opened(tmp_path).versions("a", OCTOBER) == opened(tmp_path).versions("a", AUGUST) == (old, new)


def test_it_can_move_on_and_come_back(tmp_path: Path) -> None:
    (found,) = opened(tmp_path).save(record("a", at=AUGUST))
    for when in (SEPTEMBER, OCTOBER, SEPTEMBER, AUGUST, OCTOBER):
        (found,) = opened(tmp_path).save(replace(found, at=when))
        assert shown_in(tmp_path) == [when.strftime("%m")]
    assert len(opened(tmp_path).versions("a", SEPTEMBER)) == 6


def test_what_was_moved_can_be_deleted(tmp_path: Path) -> None:
    (found,) = opened(tmp_path).save(record("a", at=AUGUST))
    (found,) = opened(tmp_path).save(replace(found, at=OCTOBER))
    opened(tmp_path).save(replace(found, deleted=True))
    assert shown_in(tmp_path) == []


def test_a_record_known_only_by_its_id_is_moved_too_once_it_was_read(tmp_path: Path) -> None:
    opened(tmp_path).save(record("a", at=AUGUST))
    store = opened(tmp_path)
    store.history()
    store.save(record("a", at=OCTOBER))
    assert shown_in(tmp_path) == ["10"]


def test_two_versions_in_one_save_share_a_home(tmp_path: Path) -> None:
    opened(tmp_path).save(record("a", at=AUGUST), record("a", at=OCTOBER))
    assert shown_in(tmp_path) == ["10"]


def test_another_device_may_move_it(tmp_path: Path) -> None:
    one = opened(tmp_path)
    (old,) = one.save(record("a", at=AUGUST))
    forget_machine(tmp_path)
    two = opened(tmp_path)
    assert two.device != one.device
    two.save(replace(old, at=OCTOBER))
    assert shown_in(tmp_path) == ["10"]
    assert sorted(path.parent.name for path in tmp_path.glob("store/*/2026-08.json")) == sorted(
        [one.device, two.device]
    )


def test_when_two_devices_move_it_apart_the_later_one_counts_in_every_month(tmp_path: Path) -> None:
    clock = FakeClock()
    one = Store(tmp_path / "one", clock)
    (old,) = one.save(record("a", at=AUGUST))
    two = Store(tmp_path / "two", clock)
    carry(tmp_path / "one", tmp_path / "two")
    one.save(replace(old, at=SEPTEMBER))
    clock.advance(60)
    two.save(replace(old, at=OCTOBER))
    carry(tmp_path / "one", tmp_path / "two")
    carry(tmp_path / "two", tmp_path / "one")
    assert shown_in(tmp_path / "one") == shown_in(tmp_path / "two") == ["10"]


@pytest.mark.parametrize("error", [None, errno.EIO, errno.ENOSPC])
def test_a_move_that_breaks_off_is_whole_or_not_at_all_in_every_month(tmp_path: Path, error: int | None) -> None:
    for at in range(1, 200):
        root = tmp_path / str(at)
        (old,) = opened(root).save(record("a", at=AUGUST))
        fs = FaultyFs()
        store = opened(root, fs=fs)
        fs.at, fs.cut, fs.error, fs.stays, fs.steps = at, error is None, error or 0, True, 0
        try:
            store.save(replace(old, at=OCTOBER))
        except (Exception, PowerCutError):  # noqa: BLE001 - whatever it was, the files are looked at
            opened(root).history()  # what a start does: it reads the recent months, and so finds a half move
            assert shown_in(root) in (["08"], ["10"]), at
        else:
            assert at > 10
            return
    raise AssertionError("never came to the end")


def test_a_damaged_home_gets_its_moved_record_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (old,) = store.save(record("a", at=AUGUST))
    (new,) = store.save(replace(old, at=OCTOBER))
    month_file(store, "2026-08").write_bytes(b"garbage")
    assert opened(tmp_path).history() == (new,)
    assert shown_in(tmp_path) == ["10"]


def test_a_home_named_by_a_stranger_is_no_way_out_of_the_store(tmp_path: Path) -> None:
    good = document("a")
    put_file(tmp_path / "store" / "ff" / "2026-11.json", good, {**good, "id": "b", "home": "../../../evil"})
    store = opened(tmp_path)
    assert ids(store.history()) == ["a"]
    assert "no records (1)" in store.notices[0]
