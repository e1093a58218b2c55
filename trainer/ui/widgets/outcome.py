"""What was done in a session, against what was planned, as text."""

from __future__ import annotations

from collections.abc import Collection

from textual.content import Content

from trainer import wording
from trainer.core.course import Status
from trainer.core.log import ActivityLog, ItemLog, SessionLog
from trainer.ui.widgets.marks import hang

MARKS = {
    Status.DONE: ("✓ ", "$success"),
    Status.PARTIAL: ("◐ ", "$warning"),
    Status.SKIPPED: ("– ", "$muted"),
    Status.STOPPED: ("✗ ", "bold $stop"),
    Status.LEFT: ("· ", "$muted"),
}


def outcome(what: SessionLog | ActivityLog, width: int, helpful: Collection[str] | None = None) -> Content:
    """Tell what was done, an exercise at a time, on lines of `width` columns.

    Where those that helped are given, they are marked, and the exercises have numbers to be named by.
    """
    if isinstance(what, ActivityLog):
        planned = "" if what.planned is None else f" of {wording.duration(what.planned)}"
        stopped = Content.styled(f" · stopped: {what.reason}", "$stop") if what.reason else ""
        return Content.assemble(f"{wording.activity(what)}{planned}", stopped)
    numbered = enumerate(what.items, 1)
    return Content("\n").join(_item(item, width, None if helpful is None else n, helpful or ()) for n, item in numbered)


def _item(item: ItemLog, width: int, number: int | None, helpful: Collection[str]) -> Content:
    asked = item.prescription
    mark, style = MARKS[item.status]
    first = Content.assemble(("" if number is None else f"{number:>2} ", "$muted"), (mark, style))
    helped = "  helped" if asked.exercise in helpful else ""
    dosage = (f"  {wording.prescription(asked)}", "$muted")
    head = Content.assemble((asked.name, "bold"), (helped, "bold $accent"), dosage)
    said = wording.STATUSES[item.status] + (f": {item.reason}" if item.reason else "")
    parts = [said if item.status is not Status.DONE else "", wording.held(item) if item.held else ""]
    below = " · ".join(part for part in parts if part)
    tint = "$stop" if item.status is Status.STOPPED else "$muted"
    indent = " " * len(first)
    return Content("\n").join([hang(first, head, width), hang(indent, Content.styled(below, tint), width)])
