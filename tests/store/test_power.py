"""Whatever a power cut leaves of a save: what was acknowledged is there, and no file even looks damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.fakes import FakeClock
from tests.store.diary import ACTS, Diary
from tests.store.power import Image, WatchedFs, restore
from tests.store.support import opened, record

Seen = dict[str, object]


def images(fs: WatchedFs, every: int, known: set[int]) -> list[Image]:
    """The states that the disk may be in now and that were not looked at yet."""
    fresh = []
    for image in fs.disk.images(every):
        mark = hash(tuple(sorted((name, data or b"") for name, data in image.items())))
        if mark not in known:
            known.add(mark)
            fresh.append(image)
    return fresh


def cut_everywhere(tmp_path: Path, every: int) -> int:
    """Save things of every kind, and at each step check every state a power cut may leave."""
    root, after = tmp_path / "data", tmp_path / "after"
    fs = WatchedFs(tmp_path)
    known: set[int] = set()
    count = 0
    diary: Diary | None = None

    def look() -> None:
        nonlocal count
        for image in images(fs, every, known):
            count += 1
            restore(image, after)
            store = opened(after / "data")
            store.history()
            if diary is not None:
                diary.check(store)
            assert [notice for notice in store.notices if "another machine" not in notice] == []
            shutil.rmtree(after)

    fs.looked = look
    diary = Diary(opened(root, FakeClock(), fs))
    diary.save(record("first"), record("second"), record("third"), record("gate", "gate"))
    for act in ACTS:
        act(diary)
        known.clear()  # what was a fair state before this was acknowledged is a loss now
        look()
    return count


def test_a_power_cut_at_any_step_leaves_what_was_acknowledged(tmp_path: Path) -> None:
    assert cut_everywhere(tmp_path, every=9) > 100


def test_a_power_cut_leaves_every_acknowledged_line_of_the_journal(tmp_path: Path) -> None:
    root, after = tmp_path / "data", tmp_path / "after"
    fs = WatchedFs(tmp_path)
    said: list[int] | None = None

    def look() -> None:
        for image in images(fs, 5, set()):
            restore(image, after)
            left = opened(after / "data").journal().left()
            lines = None if left is None else [line["n"] for line in left.lines]
            assert lines is not None or said is None
            assert said is None or lines in (said, [*said, len(said)])
            shutil.rmtree(after)

    running = opened(root, FakeClock(), fs).journal()
    fs.looked = look
    running.begin({"session": "morning"})
    said = []
    for number in range(3):
        running.append({"n": number})
        said.append(number)
    look()
    said = None
    running.finish()
    fs.looked = fs.no_look
    (gone,) = {"live.jsonl" in str(image) for image in images(fs, 9, set())}
    assert not gone
