"""The inventory and the survey say what lies in the data directory and how it is, and change nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeClock, steady
from tests.store.harm import damage, make_folder, make_huge, make_pipe, point_at_device, remove, with_saves
from tests.store.support import NOON, FaultyFs, HastyFs, ReadOnlyFs, document, month_file, on, opened, put_file, record
from trainer import gallery
from trainer.archive import own
from trainer.store.envelope import seal
from trainer.store.fs import Fs
from trainer.store.layout import OWN
from trainer.store.lock import Lock, is_held
from trainer.store.oddities import Odd, is_fresh, narrowed
from trainer.store.stamps import moment_of
from trainer.store.survey import Stock, read_journal, survey


def looked(root: Path, fs: Fs | None = None, user: int | None = None) -> Stock:
    """Look at a data directory; whatever is there, no byte changes and nothing is made."""
    before = tree(root)
    found = survey(root, FakeClock(NOON), fs or HastyFs(), user)
    assert tree(root) == before
    return found


def tree(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything under a directory: modes, times and bytes."""
    return {
        str(path.relative_to(root)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() and path.lstat().st_size < 1 << 20 else b"",
        )
        for path in sorted(root.rglob("*"))
    }


def odd(stock: Stock, what: Odd) -> Sequence[str]:
    return sorted(str(one.path.relative_to(stock.root)) for one in stock.oddities if one.what is what)


def test_the_inventory_says_what_is_where(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    damage(month_file(store))
    store = opened(tmp_path)
    folder = month_file(store).parent
    store.save(record("old", at=record().at.replace(year=2020)), record("g", "gate"))
    damage(folder / "2020-11.json")
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document("x"))
    (tmp_path / "store" / "ff" / "2026-10.json").write_bytes(seal({"records": {}}, 9))
    huge = tmp_path / "store" / "ff" / "2026-09.json"
    huge.touch()
    make_huge(huge)
    found = {str(info.path.relative_to(tmp_path / "store")): info for info in opened(tmp_path).files()}
    device = store.device
    assert {name: (info.state, info.records, info.corrupt, info.ours) for name, info in found.items()} == {
        f"{device}/2020-11.json": ("damaged", 0, 0, True),
        f"{device}/2026-11.json": ("ok", 2, 1, True),
        f"{device}/standing.json": ("ok", 1, 0, True),
        "ff/2026-09.json": ("too large", 0, 0, False),
        "ff/2026-10.json": ("newer", 0, 0, False),
        "ff/2026-11.json": ("ok", 1, 0, False),
    }
    assert found["ff/2026-09.json"].size == 1 << 30
    assert found["ff/2026-11.json"].device == "ff"
    assert (folder / "2020-11.json").read_bytes() == b"garbage"
    assert found == {str(info.path.relative_to(tmp_path / "store")): info for info in looked(tmp_path).files}


def test_hostile_names_do_not_reach_the_notices(tmp_path: Path) -> None:
    folder = tmp_path / "store" / "\x1b]0;evil\x07"
    folder.mkdir(parents=True)
    (folder / "2026-11.json").write_bytes(b"garbage")
    (notice,) = opened(tmp_path).notices
    assert notice.startswith("]0;evil/2026-11.json is damaged")


# A survey


def test_a_healthy_store_has_nothing_odd(tmp_path: Path) -> None:
    root = tmp_path / "data"
    store = with_saves(root)
    found = looked(root)
    assert (found.there, found.device, found.why_not, found.nameless) == (True, store.device, None, False)
    assert (found.oddities, found.ahead, found.future, found.strays, found.journals) == ((), (), (), (), ())
    (device,) = found.devices
    assert (device.id, device.ours, device.records) == (store.device, True, 3)
    assert device.first == device.last == record().at.date()
    assert device.written is not None
    assert abs(device.written - FakeClock().now()) < timedelta(minutes=1)
    assert found.size == sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def test_where_nothing_is_nothing_is_made(tmp_path: Path) -> None:
    found = looked(tmp_path / "none" / "there")
    assert (found.there, found.devices, found.oddities, found.why_not) == (False, (), (), None)
    assert found.room is not None
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    assert looked(tmp_path / "file" / "data").why_not == f"{tmp_path}/file is no directory"


def test_a_read_only_place_is_said(tmp_path: Path) -> None:
    with_saves(tmp_path)
    assert looked(tmp_path, ReadOnlyFs()).why_not == "the directory is read-only"


@pytest.mark.parametrize("harm", [damage, remove, make_pipe, make_folder, make_huge, point_at_device])
def test_what_would_take_a_damaged_files_place_is_known(tmp_path: Path, harm: type) -> None:
    store = with_saves(tmp_path)
    harm(month_file(store))
    (info,) = looked(tmp_path).files
    assert info.damaged
    assert info.older is not None
    assert info.older.records == 2
    assert info.older.written is not None
    assert abs(info.older.written - FakeClock().now()) < timedelta(minutes=1)
    assert looked(tmp_path).devices[0].records == 2


def test_of_nothing_good_nothing_is_promised(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    for name in ("2026-11.json", "2026-11.json.1", "2026-11.json.2"):
        damage(month_file(store).with_name(name))
    (info,) = looked(tmp_path).files
    assert (info.damaged, info.older) == (True, None)


def test_what_no_trainer_made_is_named_and_what_a_synchroniser_keeps_is_not(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    folder = month_file(store).parent
    for path in (folder / "holiday.jpg", tmp_path / "store" / "README", tmp_path / "notes", tmp_path / "local" / "x"):
        path.write_text("x")
    (tmp_path / "store" / ".stfolder").mkdir()
    (folder / ".syncthing.2026-11.json.tmp").write_text("x")
    photos = tmp_path / "store" / "photos"
    photos.mkdir()
    (photos / "one.jpg").write_text("x")
    foreign = {"local/x", "notes", "store/README", f"store/{store.device}/holiday.jpg", "store/photos"}
    assert set(odd(looked(tmp_path), Odd.FOREIGN)) == foreign


def test_leftovers_of_writes_are_known_by_their_names(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    folder = month_file(store).parent
    for path in (folder / ".2026-11.json.new", folder / ".standing.json.1.new", tmp_path / "local" / "prompt.123"):
        path.write_text("x")
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document())
    (tmp_path / "store" / "ff" / ".2026-11.json.new").write_text("x")
    found = looked(tmp_path)
    ours = {one.path.name: one.ours for one in found.oddities if one.what is Odd.LEFTOVER}
    assert len(odd(found, Odd.LEFTOVER)) == 4
    assert ours[".standing.json.1.new"]
    assert not is_fresh(".photo.jpg.new")
    (theirs,) = (one for one in found.oddities if one.what is Odd.LEFTOVER and one.path.parent.name == "ff")
    assert not theirs.ours


def test_open_permissions_are_found_and_what_is_not_ours_to_close_is_left_out(tmp_path: Path) -> None:
    root = tmp_path / "data"
    store = with_saves(root)
    month_file(store).chmod(0o644)
    (root / "store").chmod(0o755)
    assert odd(looked(root), Odd.WIDE) == ["store", f"store/{store.device}/2026-11.json"]
    root.chmod(0o755)
    assert odd(looked(root), Odd.WIDE)[0] == "."
    (root / "photos").mkdir()
    assert "." not in odd(looked(root), Odd.WIDE)


def test_another_users_files_are_told_and_never_ours(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    month_file(store).chmod(0o644)
    found = looked(tmp_path, user=os.geteuid() + 1)
    assert f"store/{store.device}/2026-11.json" in odd(found, Odd.OWNER)
    assert odd(found, Odd.WIDE) == []
    assert not any(one.ours for one in found.oddities)


def test_a_link_is_told(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    path = month_file(store)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert odd(looked(tmp_path), Odd.LINK) == [f"store/{store.device}/2026-11.json"]


class Shut(HastyFs):
    """A file system in which one folder may not be listed."""

    def names(self, folder: Path) -> tuple[str, ...]:
        if folder.name == "ff":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return super().names(folder)


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    with_saves(tmp_path)
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document())
    found = looked(tmp_path, Shut())
    assert odd(found, Odd.CLOSED) == ["store/ff"]
    assert [device.ours for device in found.devices] == [True]


@pytest.mark.parametrize("closed", ["store", "data"])
def test_a_survey_ends_where_folders_may_not_be_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    root = tmp_path / "data"
    with_saves(root)
    inside = {"store": root / "store", "data": root}[closed]
    real = Path.is_dir

    def is_dir(self: Path) -> bool:
        if inside in self.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert survey(root, FakeClock(NOON), HastyFs()).there


def test_the_persons_own_folders_are_no_oddity(tmp_path: Path) -> None:
    with_saves(tmp_path)
    before = looked(tmp_path).size
    for folder in OWN:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.toml").write_text("0123456789")
    found = looked(tmp_path)
    assert odd(found, Odd.FOREIGN) == []
    assert found.size == before + 30
    assert {gallery.FOLDER, *own.FOLDERS} == set(OWN)


def test_what_was_put_aside_is_found_whether_its_file_is_there_or_not(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    folder = month_file(store).parent
    names = ["2026-11.json.corrupt-1", "2020-01.json.corrupt-1", "live.jsonl.corrupt-1", "standing.json.1.corrupt-1"]
    for name in names:
        (folder / name).write_text("x")
    (tmp_path / "local" / "device.json.corrupt-1").write_text("x")
    assert sorted(path.name for path in looked(tmp_path).aside) == sorted([*names, "device.json.corrupt-1"])


def test_stamps_ahead_of_this_clock_are_counted_by_device(tmp_path: Path) -> None:
    with_saves(tmp_path)
    now = int(NOON.timestamp() * 1000)
    day = 24 * 60 * 60 * 1000
    ahead = [document("a", now + 2 * day), document("b", now + 900 * day), document("c", now + day - 1)]
    put_file(tmp_path / "store" / "ff" / "2026-11.json", *ahead)
    (found,) = looked(tmp_path).ahead
    assert (found.device, [one.id for one in found.records], found.most.days) == ("ff", ["b", "a"], 900)


def test_a_stamp_of_the_end_of_time_is_no_error() -> None:
    assert moment_of("999999999999999-000000-ff").year == 9999


def test_what_is_dated_later_than_now_is_found_unless_it_is_a_plan_or_put_right(tmp_path: Path) -> None:
    store = opened(tmp_path)
    late = on(2031, 3, 1)
    store.save(record("late", at=late), record("plan", "plan", at=late), record("gate", "gate", at=late))
    (wrong,) = store.save(record("wrong", at=late))
    store.save(replace(wrong, at=on(2026, 11, 1)))
    (gone,) = store.save(record("gone", at=late))
    store.save(replace(gone, deleted=True))
    assert [one.id for one in looked(tmp_path).future] == ["late"]


def test_a_correction_that_a_crash_cut_short_is_found(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (old,) = store.save(record("a", at=on(2026, 8, 5)))
    store.save(replace(old, at=on(2026, 10, 5)))
    home = month_file(store, "2026-08")
    before = home.with_name("2026-08.json.1").read_bytes()
    assert looked(tmp_path).strays == ()
    home.write_bytes(before)
    (stray,) = looked(tmp_path).strays
    assert (stray.record.id, stray.home) == ("a", "2026-08")


def test_a_damaged_table_of_names_is_told_and_nobody_is_us(tmp_path: Path) -> None:
    with_saves(tmp_path)
    damage(tmp_path / "local" / "device.json")
    found = looked(tmp_path)
    assert (found.nameless, found.device) == (True, None)
    assert [device.ours for device in found.devices] == [False]


def test_whether_a_lock_is_held_is_known_without_making_or_taking_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = Lock(path, Fs())
    assert not is_held(path, Fs())
    assert not path.exists()
    assert lock.take()
    assert is_held(path, Fs())
    lock.free()
    assert not is_held(path, Fs())
    assert lock.take()
    lock.free()


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES])
def test_whatever_cannot_be_read_a_survey_ends(tmp_path: Path, error: int) -> None:
    store = with_saves(tmp_path)
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document())
    month_file(store).with_name("live.jsonl").write_bytes(b"garbage")
    good = FaultyFs()
    survey(tmp_path, FakeClock(NOON), good)
    for step in range(1, good.steps + 1):
        for stays in (False, True):
            found = survey(tmp_path, FakeClock(NOON), FaultyFs(step, error, stays=stays))
            assert found.there


def test_a_journal_the_disk_does_not_give_is_not_taken_for_damaged(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_bytes(b"garbage")
    assert read_journal(path, HastyFs()) == (None, "damaged")
    assert read_journal(path, FaultyFs(1)) == (None, "unreadable")


def test_free_space_is_unknown_where_there_is_no_place(tmp_path: Path) -> None:
    assert Fs().room(tmp_path / "none") is None
    assert (Fs().room(tmp_path) or 0) > 0


@steady
@given(st.integers(0, 0o777), st.booleans())
def test_narrowing_only_takes_away_and_leaves_nothing_to_others(mode: int, folder: bool) -> None:
    less = narrowed(mode, folder=folder)
    assert less & ~mode == 0
    assert less & 0o077 == 0
