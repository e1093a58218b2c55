"""Stamps grow, whatever the clock does and whatever other devices have written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeClock, steady
from tests.store.support import document, ids, on, opened, put_file, record
from trainer.store.stamps import DAY_MS, Stamps, device_of, is_stamp


@steady
@given(st.lists(st.one_of(st.floats(-1e9, 1e9), st.integers(0, 4 * 10**12)), max_size=30))
def test_each_is_greater_than_all_before_and_all_seen(script: list[float | int]) -> None:
    clock = FakeClock()
    stamps = Stamps(clock, "aa")
    last = ""
    for move in script:
        if isinstance(move, float):
            clock.jump(move)
        else:
            seen = f"{move:015d}-{move % 1_000_000:06d}-zz"
            stamps.see(seen)
            last = max(last, seen)
        given_ = stamps.give()
        assert is_stamp(given_)
        assert given_ > last
        last = given_


def test_a_full_counter_goes_on_in_the_next_millisecond() -> None:
    stamps = Stamps(FakeClock(), "aa")
    stamps.see(f"{9 * 10**12:015d}-999999-zz")
    assert stamps.give() == f"{9 * 10**12 + 1:015d}-000000-aa"


def test_it_keeps_to_the_wall_clock_where_that_moves_on() -> None:
    clock = FakeClock(on(2026, 11, 20))
    stamps = Stamps(clock, "aa")
    assert stamps.give() == f"{int(clock.now().timestamp()) * 1000:015d}-000000-aa"
    assert device_of(stamps.give()) == "aa"


def test_a_clock_before_1970_still_gives_stamps() -> None:
    stamps = Stamps(FakeClock(on(1960, 1, 1)), "aa")
    assert is_stamp(stamps.give())


def test_other_texts_are_no_stamps() -> None:
    for text in ("", "1-2-3", "x" * 40, f"{1:015d}-000000-", f"{1:015d}-000000-UP", f"{1:016d}-000000-a\n"):
        assert not is_stamp(text)


def test_a_device_ahead_is_followed_and_told(tmp_path: Path) -> None:
    clock = FakeClock()
    now = int(clock.now().timestamp() * 1000)
    ahead = tmp_path / "store" / "ff" / "2026-11.json"
    put_file(ahead, document("x", now + DAY_MS))
    assert opened(tmp_path, clock).notices == []
    put_file(ahead, document("x", now + DAY_MS + 1))
    store = opened(tmp_path, clock)
    assert len(store.notices) == 1
    assert "ff wrote records more than 24 hours ahead" in store.notices[0]
    (saved,) = store.save(record("x", body={"ours": True}))
    assert saved.stamp > f"{now + DAY_MS + 1:015d}"
    assert store.history() == (saved,)


def test_records_with_impossible_stamps_are_left_out_and_told(tmp_path: Path) -> None:
    put_file(tmp_path / "store" / "ff" / "2026-11.json", {**document("x"), "stamp": "zzz"}, document("y"))
    store = opened(tmp_path)
    assert ids(store.history()) == ["y"]
    assert "no records (1)" in store.notices[0]
