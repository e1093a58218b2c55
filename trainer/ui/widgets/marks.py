"""Small pieces of text that several screens show: kinds with their signs, and lines with two ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textual.content import Content

from trainer import wording
from trainer.core.exercise import Kind
from trainer.ui.theme import KIND_STYLES


def kind_mark(kind: Kind) -> Content:
    """Return a kind's sign in its colour."""
    return Content.styled(wording.SIGNS[kind], KIND_STYLES[kind])


def count_kinds(kinds: Iterable[Kind]) -> Content:
    """Count kinds of work in columns of their own: `↔ 4  ▲ 2`."""
    counts = Counter(kinds)
    cells = (_count(kind, counts[kind]) for kind in (Kind.STRETCH, Kind.STRENGTHEN, Kind.RELAX))
    return Content("  ").join(cells)


def line(left: Content, right: Content, width: int) -> Content:
    """Put two texts at the two ends of a line; the left one gives way."""
    room = width - right.cell_length - 2
    if left.cell_length > room:
        left = left.truncate(max(0, room), ellipsis=True)
    return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)


def hang(first: str, body: Content, width: int) -> Content:
    """Wrap a text with all its lines behind the mark it begins with."""
    lines = body.wrap(max(10, width - len(first)))
    return Content("\n").join(
        Content.assemble(first if number == 0 else " " * len(first), one) for number, one in enumerate(lines)
    )


def _count(kind: Kind, count: int) -> Content:
    return Content.assemble(kind_mark(kind), f" {count:<2}") if count else Content(" " * 4)
