"""Unwritten: what a session has in place of a journal where none can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Unwritten:
    """Stands in for the journal while its place is taken by an older session that cannot be saved: it keeps nothing."""

    def __init__(self, notice: str) -> None:
        self.notice = notice

    def append(self, line: Mapping[str, Any]) -> bool:
        """Write nothing down."""
        return False

    def check(self) -> None:
        """Have nothing that could be taken over."""

    def leave(self) -> None:
        """Have nothing to let go of."""

    def finish(self) -> None:
        """Have nothing to remove."""
