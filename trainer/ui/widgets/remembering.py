"""What is remembered of a session or a bout, as text: what was done, what was said, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from textual.content import Content

from trainer import wording
from trainer.core.log import Remembered, SessionLog, SetAside
from trainer.ui.widgets.marks import hang
from trainer.ui.widgets.outcome import outcome

Corrected = tuple[datetime, Sequence[str]]
"""When something was corrected, and what was different then."""


def tell(
    one: Remembered,
    width: int,
    corrections: Sequence[Corrected] = (),
    today: date | None = None,
    hurt: Sequence[SetAside] = (),
) -> Content:
    """Tell what was done, what hurt later, and how it was corrected, the latest correction first."""
    what = one.what
    late = " · told afterwards" if isinstance(what, SessionLog) and what.late else ""
    parts = [
        Content.styled(what.name, "bold $accent"),
        Content.styled(f"{wording.day(one.at.date())} {one.at.year} · {one.at:%H:%M}{late}", "$muted"),
        hang("", Content(wording.said(what)), width),
    ]
    said = _ratings(one)
    parts += [hang("", Content(said), width)] if said else []
    if isinstance(what, SessionLog) or what.planned is not None:
        parts += [Content(""), outcome(what, width)]
    names = _names(one)
    parts += [_hurt(later, names.get(later.exercise, later.exercise), today, width) for later in hurt]
    if corrections:
        parts += [Content(""), *(_corrected(at, said, today, width) for at, said in reversed(corrections))]
    return Content("\n").join(parts)


def _hurt(later: SetAside, name: str, today: date | None, width: int) -> Content:
    said = f"{name} hurt later: {later.reason}, told {wording.day(later.at.date(), today)} {later.at:%H:%M}"
    return hang(Content.styled("✗ ", "bold $stop"), Content.styled(said, "$stop"), width)


def _names(one: Remembered) -> Mapping[str, str]:
    items = one.what.items if isinstance(one.what, SessionLog) else ()
    return {item.prescription.exercise: item.prescription.name for item in items}


def _corrected(at: datetime, said: Sequence[str], today: date | None, width: int) -> Content:
    when = f"corrected {wording.day(at.date(), today)} {at:%H:%M}: "
    return hang("", Content.assemble((when, "$muted"), "; ".join(said)), width)


def _ratings(one: Remembered) -> str:
    what = one.what
    parts = [f"exertion {what.exertion}" if what.exertion is not None else ""]
    if isinstance(what, SessionLog):
        names = _names(one)
        helped = ", ".join(names.get(one, one) for one in what.helpful)
        parts += [
            f"pain afterwards {what.pain}" if what.pain is not None else "",
            f"helped: {helped}" if helped else "",
        ]
    return " · ".join(part for part in [*parts, what.note] if part)
