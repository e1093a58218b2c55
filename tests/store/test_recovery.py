"""A damaged file is kept, its newest good copy is used, and the person is told once; nothing is taken on trust."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.store.harm import (
    corrupt_copies,
    damage,
    make_empty,
    make_folder,
    make_huge,
    make_pipe,
    point_at_device,
    point_nowhere,
    remove,
    with_saves,
)
from tests.store.support import (
    FaultyFs,
    PowerCutError,
    document,
    forget_machine,
    ids,
    month_file,
    opened,
    put_file,
    record,
)
from trainer.core.record import Record
from trainer.errors import NotSavedError
from trainer.store.envelope import seal

KINDS = [damage, make_pipe, make_folder, make_huge, point_at_device, make_empty]


@pytest.mark.parametrize("harm", KINDS)
def test_a_damaged_file_is_kept_and_the_copy_before_is_used(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = month_file(with_saves(tmp_path))
    harm(path)
    store = opened(tmp_path, FakeClock())
    assert ids(store.history()) == ["r0", "r1"]
    (aside,) = corrupt_copies(store)
    assert aside.name == "2026-11.json.corrupt-20261120T061000Z"
    (notice,) = store.notices
    assert notice.startswith("2026-11.json was damaged (")
    assert f"it is kept as {aside.name}. The copy from before its last change is used: 2 records" in notice
    assert notice.endswith("the last written 2026-11-20 07:10. What was saved after it is missing.")
    again = opened(tmp_path)
    assert again.notices == []
    again.save(record("r3"))
    assert ids(opened(tmp_path).history()) == ["r0", "r1", "r3"]


def test_what_was_damaged_is_kept_byte_by_byte(tmp_path: Path) -> None:
    path = month_file(with_saves(tmp_path))
    bad = path.read_bytes()[:-7] + b"\x1b[2J"
    path.write_bytes(bad)
    assert corrupt_copies(opened(tmp_path))[0].read_bytes() == bad


@pytest.mark.parametrize("harm", [remove, point_nowhere])
def test_a_missing_file_with_older_copies_comes_back(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    harm(month_file(with_saves(tmp_path)))
    store = opened(tmp_path)
    assert ids(store.history()) == ["r0", "r1"]
    assert len(store.notices) == 1


def test_the_copy_before_that_is_used_when_both_are_damaged(tmp_path: Path) -> None:
    path = month_file(with_saves(tmp_path))
    damage(path)
    damage(path.with_name("2026-11.json.1"))
    store = opened(tmp_path)
    assert ids(store.history()) == ["r0"]
    assert len(corrupt_copies(store)) == 2
    store.save(record("next"))
    damage(path)
    assert ids(opened(tmp_path).history()) == ["r0"]


def test_when_no_copy_is_good_the_month_is_empty_and_says_so(tmp_path: Path) -> None:
    path = month_file(with_saves(tmp_path))
    for name in ("2026-11.json", "2026-11.json.1", "2026-11.json.2"):
        damage(path.with_name(name))
    store = opened(tmp_path)
    assert store.history() == ()
    assert "There was no good older copy: what it held is missing." in store.notices[0]
    assert len(corrupt_copies(store)) == 3
    assert opened(tmp_path).notices == []
    store.save(record("new"))
    assert ids(opened(tmp_path).history()) == ["new"]


def test_when_what_has_force_is_lost_it_is_said_what_that_was(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("g", "gate"))
    damage(month_file(store, "standing"))
    (notice,) = opened(tmp_path).notices
    assert "the gates that were closed and the exercises set aside are missing. Tell them again (" in notice


def test_one_damaged_copy_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = month_file(with_saves(tmp_path))
    for number in range(5):
        path.write_bytes(b"garbage %d" % number)
        opened(tmp_path, FakeClock()).history()
    held = {copy.read_bytes() for copy in corrupt_copies(opened(tmp_path))}
    assert held == {b"garbage %d" % number for number in range(5)}


def test_an_open_store_mends_before_it_saves(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    damage(month_file(store))
    store.save(record("r9"))
    assert ids(store.history()) == ids(opened(tmp_path).history()) == ["r0", "r1", "r9"]
    assert len(store.notices) == 1


def test_standing_files_are_mended_too(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("one", "gate"))
    store.save(record("two", "gate"))
    damage(month_file(store, "standing"))
    store = opened(tmp_path)
    assert ids(store.standing("gate")) == ["one"]
    assert store.notices[0].startswith("standing.json was damaged")


def test_a_file_that_cannot_be_read_now_is_not_put_aside(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    path = month_file(store)

    class BadSectorFs(FaultyFs):
        bad = True

        def open(self, path_: Path, flags: int) -> int:
            if self.bad and path_ == path and not flags & os.O_CREAT:
                raise OSError(5, "Input/output error")
            return super().open(path_, flags)

    fs = BadSectorFs()
    store = opened(tmp_path, fs=fs)
    assert ids(store.history()) == ["r0", "r1"]
    assert "cannot be read (Input/output error); the copy before its last change is read" in store.notices[0]
    with pytest.raises(NotSavedError, match="the disk reports an error"):
        store.save(record("r9"))
    assert corrupt_copies(store) == []
    fs.bad = False
    assert ids(store.history()) == ["r0", "r1", "r2", "r9"]
    assert store.retry() == 1
    assert ids(opened(tmp_path).history()) == ["r0", "r1", "r2", "r9"]


@pytest.mark.parametrize("harm", KINDS)
def test_another_devices_damaged_file_is_only_read_around(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    other = with_saves(tmp_path)
    forget_machine(tmp_path)
    harm(month_file(other))
    store = opened(tmp_path)
    store.save(record("ours"))
    assert ids(store.history()) == ["ours", "r0", "r1"]
    assert corrupt_copies(other) == []
    assert f"{other.device}/2026-11.json is damaged" in store.notices[1]
    assert store.notices[1].endswith("the copy before its last change is read.")


def test_a_conflict_copy_is_read_and_never_changed(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    copy = month_file(store).with_name("2026-11.sync-conflict-20261103-120000-ABCDEFG.json")
    put_file(copy, document("elsewhere"))
    assert ids(opened(tmp_path).history()) == ["elsewhere", "r0", "r1", "r2"]
    damage(copy)
    store = opened(tmp_path)
    assert ids(store.history()) == ["r0", "r1", "r2"]
    assert "sync-conflict-20261103-120000-ABCDEFG.json is damaged" in store.notices[0]
    assert copy.read_bytes() == b"garbage"


def test_a_newer_format_is_read_and_never_overwritten(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    path = month_file(store)
    newer = seal({"records": {"1": document("later")}}, 2)
    path.write_bytes(newer)
    store = opened(tmp_path)
    assert ids(store.history()) == ["later"]
    assert "was written by a newer trainer" in store.notices[0]
    with pytest.raises(NotSavedError, match="update this one"):
        store.save(record("x"))
    store.save(record("g", "gate"))
    assert ids(store.pending) == ["x"]
    assert path.read_bytes() == newer


def test_a_newer_format_that_is_not_understood_shows_the_older_copy(tmp_path: Path) -> None:
    path = month_file(with_saves(tmp_path))
    newer = b'{"format":7,"checksum":"new","data":["?"]}'
    path.write_bytes(newer)
    store = opened(tmp_path)
    assert ids(store.history()) == ["r0", "r1"]
    assert "cannot be understood by this one; the copy before its last change is read" in store.notices[0]
    with pytest.raises(NotSavedError, match="newer trainer"):
        store.save(record("x"))
    assert path.read_bytes() == newer


def test_random_damage_never_breaks_anything_and_never_changes_a_record(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = month_file(with_saves(tmp_path))
    good = path.read_bytes()
    whole, before = opened(tmp_path).history(), [f"r{number}" for number in range(2)]
    for _ in range(300):
        bad = spoil(good, chance)
        path.write_bytes(bad)
        store = opened(tmp_path)
        found = store.history()
        if bad == good:
            assert found == whole
        else:
            assert ids(found) == before
            assert set(map(repr, found)) < set(map(repr, whole))
            assert len(store.notices) == 1
        for copy in corrupt_copies(store):
            copy.unlink()


@pytest.mark.long
def test_random_damage_at_length(tmp_path: Path) -> None:
    for seed in range(20):
        root = tmp_path / str(seed)
        root.mkdir()
        test_random_damage_never_breaks_anything_and_never_changes_a_record(root)


def spoil(good: bytes, chance: random.Random) -> bytes:
    """Do to bytes what disks, editors and half copies do."""
    bad = bytearray(good)
    place = chance.randrange(len(bad))
    match chance.randrange(6):
        case 0:
            bad[place] ^= 1 << chance.randrange(8)
        case 1:
            del bad[place:]
        case 2:
            bad[place:] = bytes(len(bad) - place)
        case 3:
            bad[place : place + 16] = chance.randbytes(16)
        case 4:
            bad += chance.randbytes(20)
        case 5:
            del bad[place : place + chance.randrange(1, 40)]
    return bytes(bad)


def test_a_power_cut_while_mending_is_mended_at_the_next_start(tmp_path: Path) -> None:
    for at in range(1, 100):
        root = tmp_path / str(at)
        path = month_file(with_saves(root))
        damage(path)
        fs = FaultyFs(at)
        fs.cut = True
        try:
            opened(root, fs=fs).history()
        except PowerCutError:
            store = opened(root)
            assert ids(store.history()) == ["r0", "r1"], at
            assert [copy.read_bytes() for copy in corrupt_copies(store)] == [b"garbage"], at
        else:
            return
    raise AssertionError("never came to the end")


def test_a_month_that_would_become_too_large_to_read_is_not_written(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    big: Record = record("big", body={"note": "x" * 9_000_000})
    with pytest.raises(NotSavedError, match="the file would become too large"):
        store.save(big)
    assert ids(opened(tmp_path).history()) == ["r0", "r1", "r2"]
