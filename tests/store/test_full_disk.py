"""A disk that is really full: a small tmpfs, where this account may mount one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.support import ids, opened, record
from trainer.errors import NotSavedError


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
    except FileNotFoundError:
        mounted = 1
    if mounted != 0:
        pytest.skip("mounting a tmpfs takes root; the same errors are injected in test_faults.py")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(path: Path) -> None:
    """Write until nothing goes any more."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


def test_when_the_disk_is_full_nothing_is_lost_and_room_helps(small_disk: Path) -> None:
    root, filler = small_disk / "data", small_disk / "filler"
    store = opened(root)
    said: list[str] = []
    refused = 0
    journal = store.journal()
    journal.begin({"session": "morning"})
    lines = 0
    for number in range(60):
        if number == 20:
            fill(filler)
        entry = record(f"r{number:02}", body={"note": "x" * 1000})
        try:
            said += ids(store.save(entry))
        except NotSavedError:
            refused += 1
        try:
            lines += journal.append({"n": number, "note": "y" * 200})
        except NotSavedError:
            lines += 1  # it is written with the next one
        assert set(said) <= set(ids(opened(root).history()))
    assert refused > 10
    assert store.why_not == "the disk is full: free some space"
    assert len(store.history()) == 60
    filler.unlink()
    assert store.retry() == refused
    assert store.pending == ()
    fresh = opened(root)
    assert len(fresh.history()) == 60
    assert fresh.notices == []
    journal.append({"n": 60})
    journal.leave()
    left = fresh.journal().left()
    assert left is not None
    assert [line["n"] for line in left.lines] == list(range(61))
    (last,) = fresh.save(replace(fresh.history()[0], body={}))
    assert opened(root).history()[0] == last
