"""Looking on: a session that another terminal leads, as its journal and the wall clock tell it; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from trainer.codec import CodecError, decode
from trainer.core.clock import Clock
from trainer.core.glance import Glance
from trainer.core.journal import Head, Line
from trainer.run import read_line
from trainer.store.lines import Left


class Watched(Glance):
    """A session elsewhere, as of now."""

    def __init__(self, head: Head, lines: Iterable[Line], clock: Clock) -> None:
        super().__init__(head.prescriptions, head.pace, clock)
        self.head = head
        self.at = head.began
        """When it was last heard of."""
        for line in lines:
            self.at = line.at
            self.course.apply(line.event, self._since(line.at))
        self._looked = max(self._since(self.at), self._since(clock.now()))

    def _since(self, at: datetime) -> float:
        return (at - self.head.began).total_seconds()


def watch_left(left: Left, clock: Clock) -> Watched | None:
    """Read a journal that is being written, without trusting it; None when no session of ours can be read from it."""
    try:
        return Watched(decode(Head, dict(left.header)), map(read_line, left.lines), clock)
    except (CodecError, LookupError, TypeError, ValueError, StopIteration):
        return None
