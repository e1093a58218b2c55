"""What could not be read in full is on record, as long as it is so: half must not pass for all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.home import Disk
from tests.store.harm import damage, with_saves
from tests.store.support import ShutFs, document, month_file, opened, put_file, record
from trainer.errors import NotSavedError


def test_of_a_whole_store_nothing_is_unread(tmp_path: Path) -> None:
    with_saves(tmp_path)
    store = opened(tmp_path)
    store.everything()
    assert store.unread == ()


def test_a_folder_is_unread_as_long_as_it_is_shut(tmp_path: Path) -> None:
    put_file(tmp_path / "store" / "ff" / "2020-11.json", document())
    fs = ShutFs("ff")
    store = opened(tmp_path, fs=fs)
    assert store.unread == (f"{tmp_path}/store/ff cannot be read (Permission denied); what it holds is not shown.",)
    fs.shut = ()
    assert len(store.everything()) == 1
    assert store.unread == ()


def test_another_devices_damaged_file_is_unread_until_it_is_whole(tmp_path: Path) -> None:
    theirs = tmp_path / "store" / "ff" / "2026-11.json"
    put_file(theirs, document())
    good = theirs.read_bytes()
    damage(theirs)
    store = opened(tmp_path)
    (said,) = store.unread
    assert said.startswith("ff/2026-11.json is damaged")
    theirs.write_bytes(good)
    assert len(store.everything()) == 1
    assert store.unread == ()


def test_what_was_mended_just_now_counts_as_unread(tmp_path: Path) -> None:
    damage(month_file(with_saves(tmp_path)))
    assert "2026-11.json was damaged" in opened(tmp_path).unread[0]
    assert opened(tmp_path).unread == ()


@pytest.mark.parametrize("at", [datetime(1969, 12, 31, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)])
def test_what_would_not_read_back_is_not_saved(tmp_path: Path, at: datetime) -> None:
    store = opened(tmp_path)
    with pytest.raises(ValueError, match="is no time of a record"):
        store.save(record("a", at=at))
    assert store.pending == ()


def test_a_file_with_a_time_outside_the_calendar_is_read_without_it(tmp_path: Path) -> None:
    odd = {**document("b"), "at": "0001-01-01T00:00:00+14:00"}
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document("a"), odd)
    store = opened(tmp_path)
    assert [one.id for one in store.history()] == ["a"]
    assert "ff/2026-11.json has entries that are no records (1); they are left as they are." in store.notices


def test_a_refusal_ends_otherwise_where_nothing_is_tried_again(tmp_path: Path) -> None:
    disk = Disk()
    store = opened(tmp_path, fs=disk)
    disk.full = True
    with pytest.raises(NotSavedError) as told:
        store.save(record("a"))
    assert told.value.sentence.endswith("It is kept in memory and tried again.")
    assert told.value.at_end.endswith("Nothing of it is kept: do it again once that is mended.")
    disk.full, disk.full_for = False, "2026-11.json"
    with pytest.raises(NotSavedError) as told:
        store.save(record("g", "gate"), record("b"))
    assert told.value.at_end.endswith("Only a part of it is kept: do it again once that is mended.")
