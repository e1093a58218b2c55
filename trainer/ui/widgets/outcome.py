"""What was done in a session, against what was planned, as text."""

from __future__ import annotations

from textual.content import Content

from trainer import wording
from trainer.core.course import Status
from trainer.core.log import ActivityLog, ItemLog, SessionLog
from trainer.ui.widgets.marks import hang

_MARKS = {
    Status.DONE: ("✓ ", "$success"),
    Status.PARTIAL: ("◐ ", "$warning"),
    Status.SKIPPED: ("– ", "$muted"),
    Status.STOPPED: ("✗ ", "bold $stop"),
    Status.LEFT: ("· ", "$muted"),
}


def outcome(what: SessionLog | ActivityLog, width: int) -> Content:
    """Tell what was done, an exercise at a time, on lines of `width` columns."""
    if isinstance(what, ActivityLog):
        planned = "" if what.planned is None else f" of {wording.duration(what.planned)}"
        return Content(f"{wording.activity(what)}{planned}")
    return Content("\n").join(_item(item, width) for item in what.items)


def _item(item: ItemLog, width: int) -> Content:
    asked = item.prescription
    mark, style = _MARKS[item.status]
    head = Content.assemble((asked.name, "bold"), (f"  {wording.prescription(asked)}", "$muted"))
    said = wording.STATUSES[item.status] + (f": {item.reason}" if item.reason else "")
    parts = [said if item.status is not Status.DONE else "", wording.held(item) if item.held else ""]
    below = " · ".join(part for part in parts if part)
    tint = "$stop" if item.status is Status.STOPPED else "$muted"
    lines = [hang(Content.styled(mark, style), head, width), hang("  ", Content.styled(below, tint), width)]
    return Content("\n").join(lines)
