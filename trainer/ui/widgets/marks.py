"""Small pieces of text that several screens show: kinds with their signs, and lines with two ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textual.content import Content

from trainer import wording
from trainer.core.exercise import Kind
from trainer.core.log import ActivityLog, SessionLog
from trainer.ui.theme import KIND_STYLES


def kind_mark(kind: Kind) -> Content:
    """Return a kind's sign in its colour."""
    return Content.styled(wording.SIGNS[kind], KIND_STYLES[kind])


def mark_of(what: SessionLog | ActivityLog) -> Content:
    """Return the sign for how a session went: whole, in part, or with a stop."""
    if isinstance(what, ActivityLog):
        return kind_mark(Kind.ACTIVITY) if what.reason is None else Content.styled("✗", "bold $stop")
    if what.stops:
        return Content.styled("✗", "bold $stop")
    return Content.styled("✓", "$success") if what.whole else Content.styled("◐", "$warning")


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


def hang(first: str | Content, body: Content, width: int) -> Content:
    """Wrap a text with all its lines behind the mark it begins with."""
    mark = Content(first) if isinstance(first, str) else first
    lines = body.wrap(max(10, width - len(mark)))
    return Content("\n").join(
        Content.assemble(mark if number == 0 else " " * len(mark), one) for number, one in enumerate(lines)
    )


def _count(kind: Kind, count: int) -> Content:
    return Content.assemble(kind_mark(kind), f" {count:<2}") if count else Content(" " * 4)
