"""Harm: what can come to stand in place of a good file."""

from __future__ import annotations

import os
from pathlib import Path

from tests.store.support import month_file, opened, record
from trainer.store.store import Store


def damage(path: Path) -> None:
    path.write_bytes(b"garbage")


def remove(path: Path) -> None:
    path.unlink()


def make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("x")


def make_huge(path: Path) -> None:
    path.unlink()
    with path.open("wb") as file:
        file.truncate(1 << 30)


def point_at_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def point_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def with_saves(root: Path, count: int = 3) -> Store:
    store = opened(root)
    for number in range(count):
        store.save(record(f"r{number}"))
    return store


def corrupt_copies(store: Store) -> list[Path]:
    return sorted(month_file(store).parent.glob("*.corrupt-*"))
