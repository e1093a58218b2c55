"""The inventory says what lies in the store and how it is, and changes nothing."""

from __future__ import annotations

from pathlib import Path

from tests.store.harm import (
    damage,
    make_huge,
    with_saves,
)
from tests.store.support import (
    document,
    month_file,
    opened,
    put_file,
    record,
)
from trainer.store.envelope import seal


def test_the_inventory_says_what_is_where(tmp_path: Path) -> None:
    store = with_saves(tmp_path)
    damage(month_file(store))
    store = opened(tmp_path)
    folder = month_file(store).parent
    store.save(record("old", at=record().at.replace(year=2020)), record("g", "gate"))
    damage(folder / "2020-11.json")
    put_file(tmp_path / "store" / "ff" / "2026-11.json", document("x"))
    (tmp_path / "store" / "ff" / "2026-10.json").write_bytes(seal({"records": {}}, 9))
    make_huge_at(tmp_path / "store" / "ff" / "2026-09.json")
    (folder / "holiday.jpg").write_bytes(b"jpg")
    (tmp_path / "store" / "README").write_text("hello")
    found = {str(info.path.relative_to(tmp_path / "store")): info for info in opened(tmp_path).files()}
    states = {name: (info.state, info.records, info.corrupt) for name, info in found.items()}
    device = store.device
    assert states == {
        f"{device}/2020-11.json": ("damaged", 0, 0),
        f"{device}/2026-11.json": ("ok", 2, 1),
        f"{device}/standing.json": ("ok", 1, 0),
        f"{device}/holiday.jpg": ("foreign", 0, 0),
        "ff/2026-09.json": ("too large", 0, 0),
        "ff/2026-10.json": ("newer", 0, 0),
        "ff/2026-11.json": ("ok", 1, 0),
        "README": ("foreign", 0, 0),
    }
    assert found["ff/2026-09.json"].size == 1 << 30
    assert found["ff/2026-11.json"].device == "ff"
    assert (folder / "2020-11.json").read_bytes() == b"garbage"


def make_huge_at(path: Path) -> None:
    path.touch()
    make_huge(path)


def test_hostile_names_do_not_reach_the_notices(tmp_path: Path) -> None:
    folder = tmp_path / "store" / "\x1b]0;evil\x07"
    folder.mkdir(parents=True)
    (folder / "2026-11.json").write_bytes(b"garbage")
    (notice,) = opened(tmp_path).notices
    assert notice.startswith("]0;evil/2026-11.json is damaged")
