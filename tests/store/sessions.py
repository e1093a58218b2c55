"""Journals for tests: a running session's, and what an interrupted one left."""

from __future__ import annotations

from pathlib import Path

from tests.fakes import FakeClock
from tests.store.support import FaultyFs, opened
from trainer.store.journal import Journal

HEADER = {"session": "morning", "items": ["bridge"]}


def journal(root: Path, fs: FaultyFs | None = None, clock: FakeClock | None = None) -> Journal:
    return opened(root, clock, fs).journal()


def file_of(root: Path) -> Path:
    (path,) = root.glob("store/*/live.jsonl")
    return path


def interrupted(root: Path, lines: int = 3) -> Path:
    """Leave a journal behind, as a killed process does."""
    running = journal(root)
    running.begin(HEADER)
    for number in range(lines):
        running.append({"n": number})
    running.leave()
    return file_of(root)


def numbers(root: Path) -> list[int]:
    """Say which lines an interrupted journal holds."""
    left = journal(root).left()
    assert left is not None
    assert left.header == HEADER
    return [line["n"] for line in left.lines]
