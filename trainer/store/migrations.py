"""Migrations: the number of the file format, and how the tables of an older one become today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, dict[str, dict[str, Any]]]
"""What a file holds for TinyDB: tables by name, documents by number."""
Step = Callable[[Tables], Tables]

FORMAT = 1
"""The format that is written. A file with a greater one is never overwritten."""
STEPS: Mapping[int, Step] = {}
"""From each older format to the next; the file itself changes at its next save."""


def migrate(tables: Tables, version: int, steps: Mapping[int, Step], target: int) -> Tables:
    """Bring tables of an older format to the target; KeyError when a step is missing."""
    for number in range(version, target):
        tables = steps[number](tables)
    return tables
