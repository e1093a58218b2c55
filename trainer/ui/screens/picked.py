"""Picked: what the list of the past is narrowed to, and what of an entry can be searched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainer import wording
from trainer.core.log import ActivityLog, Remembered, SessionLog, stops_of
from trainer.core.text import fold
from trainer.ui.screens.choose import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the list is narrowed to; nothing by default."""

    of: type[SessionLog] | type[ActivityLog] | None = None
    stops: bool = False
    """Only where something was stopped for what was felt."""
    days: tuple[date, date] | None = None
    """Only these days, the last one included."""

    def fits(self, one: Remembered) -> bool:
        """Whether it is asked for."""
        what = one.what
        if self.of is not None and not isinstance(what, self.of):
            return False
        return not self.stops or bool(stops_of(one))

    def said(self, today: date) -> str:
        """Say what it is narrowed to."""
        first, last = self.days or (None, None)
        parts = [
            {SessionLog: "sessions", ActivityLog: "activity"}.get(self.of, "") if self.of else "",
            "with a stop" if self.stops else "",
            wording.day(first, today) if first is not None and first == last else "",
        ]
        return "only: " + " · ".join(filter(None, parts)) if any(parts) else ""


KINDS: tuple[Answer[Narrowed], ...] = (
    Answer(text="Sessions", value=Narrowed(of=SessionLog)),
    Answer(text="Activity", value=Narrowed(of=ActivityLog)),
    Answer(text="Where something was stopped", value=Narrowed(stops=True)),
    Answer(text="All", value=Narrowed()),
)


def text_of(one: Remembered) -> str:
    """Return what can be searched of one: its names and its note."""
    what = one.what
    names = [item.prescription.name for item in what.items] if isinstance(what, SessionLog) else []
    return fold(" ".join([what.name, what.note, *names]))
