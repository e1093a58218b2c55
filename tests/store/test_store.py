"""What the store promises to whoever saves and reads, on real files."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.fakes import FakeClock
from tests.store.support import ids, month_file, on, opened, record
from trainer.core.record import STANDING, Record
from trainer.store.store import Store


def test_a_new_store_is_empty_and_has_nothing_to_tell(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    assert (store.history(), store.standing("gate"), store.recent(), store.pending) == ((), (), (), ())
    assert store.notices == []
    assert store.writable
    assert store.why_not is None


def test_what_was_saved_is_read_by_another_process(tmp_path: Path) -> None:
    body: dict[str, object] = {"note": "warm – gut", "held": [10, 12.5], "side": None, "done": True, "more": {"x": {}}}
    saved = opened(tmp_path).save(record("a", body=body), record("g", "gate"))
    other = opened(tmp_path)
    assert other.history() == saved[:1]
    assert other.standing("gate") == saved[1:]
    assert other.history()[0].body == body


def test_an_open_store_sees_what_another_process_saves(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    one.save(record("a"))
    assert ids(two.history()) == ["a"]
    two.save(record("b"), record("g", "gate"))
    assert ids(one.history()) == ["a", "b"]
    assert ids(one.standing("gate")) == ["g"]


def test_nothing_is_saved_by_an_empty_save(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert store.save() == ()
    assert store.files() == ()


def test_history_is_in_the_order_it_happened_and_between_two_days(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("c", at=on(2026, 11, 3)), record("a", at=on(2026, 9, 30)), record("b", at=on(2026, 10, 1)))
    assert ids(store.history()) == ["a", "b", "c"]
    assert ids(store.history(date(2026, 10, 1))) == ["b", "c"]
    assert ids(store.history(None, date(2026, 10, 1))) == ["a", "b"]
    assert ids(store.history(date(2026, 10, 1), date(2026, 10, 31))) == ["b"]
    assert store.history(date(2027, 1, 1)) == store.history(date(2026, 10, 2), date(2026, 10, 1)) == ()


def test_equal_times_are_ordered_by_id(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("b"), record("a"))
    assert ids(store.history()) == ["a", "b"]


def test_recent_is_last_month_and_all_since(tmp_path: Path) -> None:
    store = opened(tmp_path, FakeClock(on(2027, 1, 31)))
    for id_, month in (("nov", on(2026, 11, 30)), ("dec", on(2026, 12, 1)), ("feb", on(2027, 2, 1))):
        store.save(record(id_, at=month))
    assert ids(store.recent()) == ["dec", "feb"]


@pytest.mark.parametrize("kind", sorted(STANDING))
def test_standing_kinds_are_no_history(tmp_path: Path, kind: str) -> None:
    store = opened(tmp_path)
    saved = store.save(record("a", kind))
    assert store.standing(kind) == saved
    assert store.history() == ()
    assert [info.path.name for info in store.files()] == ["standing.json"]


def test_a_correction_replaces_and_the_old_value_stays_on_record(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (old,) = store.save(record("a", body={"pain": 2}))
    (new,) = store.save(replace(old, body={"pain": 3}))
    assert new.stamp > old.stamp
    for reader in (store, opened(tmp_path)):
        assert reader.history() == (new,)
        assert reader.versions("a", old.at) == (old, new)


def test_what_is_deleted_is_not_shown_and_stays_on_record(tmp_path: Path) -> None:
    store = opened(tmp_path)
    saved = store.save(record("a"), record("g", "gate"))
    gone = store.save(*(replace(found, deleted=True) for found in saved))
    assert store.history() == store.standing("gate") == ()
    assert store.versions("a", saved[0].at) == (saved[0], gone[0])
    assert store.versions("g", saved[1].at) == (saved[1], gone[1])
    (back,) = store.save(replace(gone[0], deleted=False))
    assert store.history() == (back,)


def test_a_standing_record_that_changes_often_keeps_its_newest_versions(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (kept,) = store.save(record("once", "settings", at=on(2026, 11, 21)))
    for number in range(60):
        (last,) = store.save(record("often", "settings", body={"n": number}))
    found = store.versions("often", last.at)
    assert 20 <= len(found) <= 41
    assert found[-1] == last
    assert store.standing("settings") == opened(tmp_path).standing("settings") == (last, kept)


def test_what_the_caller_changes_later_was_not_saved(tmp_path: Path) -> None:
    store = opened(tmp_path)
    body = {"items": [1]}
    (saved,) = store.save(record("a", body=body))
    body["items"].append(2)
    assert saved.body == store.history()[0].body == {"items": [1]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1: 2}, b"x", {1, 2}, date(2026, 1, 1)])
def test_what_json_cannot_hold_is_an_error_and_nothing_is_saved(tmp_path: Path, value: object) -> None:
    store = opened(tmp_path)
    with pytest.raises(ValueError, match=r"JSON|no text"):
        store.save(record("a"), record("b", body={"x": [value]}))
    assert store.history() == store.pending == ()


def test_a_bottomless_body_is_an_error(tmp_path: Path) -> None:
    body: dict[str, object] = {}
    for _ in range(100):
        body = {"x": body}
    with pytest.raises(ValueError, match="deeply"):
        opened(tmp_path).save(record("a", body=body))


def test_numbers_keep_their_kind_and_size(tmp_path: Path) -> None:
    body = {"big": 2**80, "small": -(2**70), "whole": 3.0, "third": 1 / 3, "tiny": 5e-324, "zero": -0.0, "one": 1}
    opened(tmp_path).save(record("a", body=body))
    found = opened(tmp_path).history()[0].body
    assert found == body
    assert [type(value) for value in found.values()] == [type(body[key]) for key in found]


def test_hostile_text_does_not_come_out_of_the_store(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("a", body={"no\u202ete": "\x1b]52;c;aGk=\x07red\u200e", "two": "a\nb"}))
    assert store.history()[0].body == {"note": "]52;c;aGk=red", "two": "a\nb"}


def test_a_whole_batch_is_one_write_a_file(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(*(record(f"{number:03}") for number in range(100)))
    assert len(store.history()) == 100
    assert not month_file(store).with_name("2026-11.json.1").exists()


def test_the_dates_of_records_are_those_of_their_own_zone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    auckland = datetime(2026, 11, 1, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    honolulu = datetime(2026, 10, 31, 23, 30, tzinfo=timezone(timedelta(hours=-10)))
    store.save(record("nz", at=auckland), record("hi", at=honolulu))
    assert ids(store.history(until=date(2026, 10, 31))) == ["hi"]
    assert ids(store.history(since=date(2026, 11, 1))) == ["nz"]
    assert ids(store.history()) == ["nz", "hi"]
    assert [info.path.name for info in store.files()] == ["2026-10.json", "2026-11.json"]
    assert opened(tmp_path).history()[0].at.utcoffset() == timedelta(hours=13)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_every_hour_of_the_days_the_clocks_change_is_kept_in_order(tmp_path: Path, day: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(day.year, day.month, day.day, tzinfo=berlin).astimezone(UTC)
    hours = [(start + timedelta(minutes=30 * half)).astimezone(berlin) for half in range(48)]
    hours = [hour for hour in hours if hour.date() == day]
    store = opened(tmp_path)
    store.save(*(record(f"{number:02}", at=hour) for number, hour in enumerate(hours)))
    found = opened(tmp_path).history(day, day)
    assert ids(found) == [f"{number:02}" for number in range(len(hours))]
    assert [entry.at.isoformat() for entry in found] == [hour.isoformat() for hour in hours]


def test_the_leap_day_is_a_day(tmp_path: Path) -> None:
    store = opened(tmp_path, FakeClock(on(2028, 3, 31)))
    store.save(record("leap", at=on(2028, 2, 29)))
    assert ids(store.history(date(2028, 2, 29), date(2028, 2, 29))) == ["leap"] == ids(store.recent())


def test_a_zone_changed_mid_week_changes_no_date(tmp_path: Path) -> None:
    monday, tuesday = on(2026, 11, 16, 7), datetime(2026, 11, 17, 7, tzinfo=timezone(timedelta(hours=-8)))
    clock = FakeClock(monday)
    store = opened(tmp_path, clock)
    (first,) = store.save(record("mon", at=clock.now()))
    moved = FakeClock(tuesday)
    later = opened(tmp_path, moved)
    (second,) = later.save(record("tue", at=moved.now()))
    assert [found.at.date().day for found in later.history()] == [16, 17]
    assert second.stamp > first.stamp


def test_a_clock_set_back_an_hour_does_not_put_a_correction_first(tmp_path: Path) -> None:
    clock = FakeClock()
    (old,) = opened(tmp_path, clock).save(record("a", body={"pain": 2}))
    clock.jump(-3600)
    store = opened(tmp_path, clock)
    (new,) = store.save(replace(old, body={"pain": 3}))
    assert new.stamp > old.stamp
    clock.jump(-(10**9))
    (newest,) = opened(tmp_path, clock).save(replace(old, body={"pain": 4}))
    assert newest.stamp > new.stamp
    assert opened(tmp_path, clock).history() == (newest,)


def test_threads_of_one_process_lose_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)

    def work(name: str) -> None:
        for number in range(20):
            store.save(record(f"{name}{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.history()) == len(opened(tmp_path).history()) == 60


def test_whether_there_are_older_months_is_known_without_reading_them(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("a", at=on(2026, 10, 5)), record("g", "gate"))
    month_file(store, "2026-10").write_bytes(b"garbage")
    assert store.reaches_back(date(2026, 11, 1))
    assert not store.reaches_back(date(2026, 10, 31))
    assert store.notices == []


def test_older_months_are_not_read_for_recent_things(tmp_path: Path) -> None:
    opened(tmp_path).save(record("old", at=on(2016, 1, 1)), record("new"))
    store = opened(tmp_path)
    month_file(store, "2016-01").write_bytes(b"garbage")
    fresh = opened(tmp_path)
    fresh.recent()
    fresh.save(record("more"))
    assert fresh.notices == []
    fresh.history()
    assert len(fresh.notices) == 1


# Amending what may have changed meanwhile


def test_an_amendment_is_made_of_the_newest_version_whoever_wrote_it(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    [first] = here.save(record("a", body={"count": 1}))
    there.save(replace(first, body={"count": 2}, at=on(2026, 10, 1)))

    def more(newest: Record | None) -> Record:
        assert newest is not None
        return replace(newest, body={"count": newest.body["count"] + 1})

    assert here.amend("a", first.at.date(), more).body == {"count": 3}
    assert [found.body["count"] for found in opened(tmp_path).versions("a", first.at.date())] == [1, 2, 3]


def test_two_that_amend_at_once_take_turns(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    [first] = here.save(record("a", body={"by": []}))
    both = threading.Barrier(2)

    def amend(store: Store, name: str) -> None:
        both.wait(10)
        for _ in range(10):
            store.amend("a", first.at.date(), lambda newest: replace(first, body={"by": [*_by(newest), name]}))

    def _by(newest: Record | None) -> list[str]:
        assert newest is not None
        return list(newest.body["by"])

    threads = [threading.Thread(target=amend, args=pair) for pair in ((here, "x"), (there, "y"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    [found] = opened(tmp_path).history()
    assert sorted(found.body["by"]) == ["x"] * 10 + ["y"] * 10


def test_an_amendment_that_is_refused_or_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    [first] = store.save(record("a"))

    def refuse(newest: Record | None) -> Record:
        raise LookupError(newest)

    with pytest.raises(LookupError):
        store.amend("a", first.at.date(), refuse)
    assert store.amend("a", first.at.date(), lambda newest: newest or record("b")) == first
    assert store.pending == ()
    assert opened(tmp_path).versions("a", first.at.date()) == (first,)


def test_an_amendment_is_told_of_a_removal_and_of_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    [first] = store.save(record("a"))
    [gone] = store.save(replace(first, deleted=True))
    seen: list[Record | None] = []

    def look(newest: Record | None) -> Record:
        seen.append(newest)
        return newest or record("new")

    store.amend("a", first.at.date(), look)
    assert store.amend("new", first.at.date(), look).id == "new"
    assert seen == [gone, None]
    assert ids(store.history()) == ["new"]
