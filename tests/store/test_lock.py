"""The lock between processes, and what happens to a save that cannot have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.support import ids, opened, record
from trainer.errors import NotSavedError
from trainer.store import store as store_module
from trainer.store.fs import Fs
from trainer.store.lock import Lock


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    one, two = Lock(tmp_path / "lock", Fs()), Lock(tmp_path / "lock", Fs())
    assert one.take()
    assert not two.take()
    assert not two.take(0.01)
    one.free()
    assert two.take()
    assert not one.take()


def test_the_holder_may_take_it_again(tmp_path: Path) -> None:
    one, two = Lock(tmp_path / "lock", Fs()), Lock(tmp_path / "lock", Fs())
    assert one.take()
    assert one.take()
    one.free()
    assert not two.take()
    one.free()
    assert two.take()


def test_a_lock_file_replaced_under_ones_hands_is_not_the_lock(tmp_path: Path) -> None:
    class ReplacedFs(Fs):
        times = 1

        def open(self, path: Path, flags: int) -> int:
            fd = super().open(path, flags)
            if self.times:
                self.times -= 1
                path.unlink()
            return fd

    one, two = Lock(tmp_path / "lock", ReplacedFs()), Lock(tmp_path / "lock", Fs())
    assert not one.take()
    assert two.take()
    assert not one.take()


def test_who_wrests_the_lock_has_it_and_the_other_can_tell(tmp_path: Path) -> None:
    one, two, three = (Lock(tmp_path / "lock", Fs()) for _ in range(3))
    one.take()
    one.sign("pts/1")
    assert (one.owner(), one.lost()) == ("pts/1", False)
    assert two.wrest()
    two.sign("pts/2")
    assert (one.lost(), two.lost(), one.owner()) == (True, False, "pts/2")
    one.free()
    assert not three.take()


def test_a_save_that_cannot_have_the_lock_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "LOCK_WAIT", 0.0)
    store = opened(tmp_path)
    other = Lock(tmp_path / "local" / "lock", Fs())
    other.take()
    with pytest.raises(NotSavedError, match="Not saved: another trainer is saving and did not finish"):
        store.save(record("a"))
    assert ids(store.history()) == ids(store.pending) == ["a"]
    assert store.retry() == 0
    other.free()
    assert store.retry() == 1
    assert ids(opened(tmp_path).history()) == ["a"]


def test_reading_does_not_need_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "LOCK_WAIT", 0.0)
    opened(tmp_path).save(record("a"))
    other = Lock(tmp_path / "local" / "lock", Fs())
    other.take()
    store = opened(tmp_path)
    assert ids(store.history()) == ["a"]
    assert store.notices == []
