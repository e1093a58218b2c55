"""Records: what is remembered, one thing that happened or holds each, whichever device wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

STANDING = frozenset({"settings", "profile", "gate", "set-aside", "clear", "helpful", "progression"})
"""Kinds that have force until they are replaced; every other kind is dated history."""

AHEAD = frozenset({"plan"})
"""Kinds of history that may be dated ahead of today: they tell nothing about what day it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One remembered thing. A correction is a newer record with the same id."""

    id: str
    """A UUID; the same for every version of the thing."""
    kind: str
    """`session`, `activity`, `set-aside`, …: each kind lives in history or stands, never both."""
    at: datetime
    """When it happened, with its offset; its date says which month it belongs to."""
    body: Mapping[str, Any] = field(default_factory=dict)
    """The rest, as plain JSON values."""
    stamp: str = ""
    """When it was written, sortable across devices; given by the store."""
    deleted: bool = False
    """A tombstone: the thing was removed."""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("at has no offset; a record's time is aware")
