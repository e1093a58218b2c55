"""The countdown: which seconds of a step are announced, and when the next one is due."""

from __future__ import annotations

from trainer.core.session import Session
from trainer.core.timeline import StepKind
from trainer.plain import aloud

LAST = (3.0, 2.0, 1.0)
"""The last seconds, each announced."""
SOON = (30.0, 10.0)
"""What is announced of longer steps."""
ROOM = 5.0
"""Seconds that what begins a step takes to be heard; nothing is announced meanwhile."""
FAR = 300
"""Seconds between the announcements of a long activity."""
COUNTED = frozenset({StepKind.PREPARE, StepKind.HOLD, StepKind.REST, StepKind.ACTIVITY})
"""Kinds that are counted down; a quiet rest is left in peace, and the others are too short."""


class Countdown:
    """What is left of a running session's step, announced at a few seconds."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left = 0.0

    def restart(self) -> None:
        """Begin anew with what is left now; what lies before is not made up for."""
        self._left = self._session.left or 0.0

    def due(self) -> float | None:
        """Return the seconds until the next announcement; None while there is none."""
        left = self._session.left
        ahead = [] if left is None or not self._session.running else [left - mark for mark in self._marks()]
        return min((one for one in ahead if one > 0), default=None)

    def passed(self) -> float | None:
        """Return the second that has come since the last look; of several only the last."""
        left = self._session.left
        if left is None or not self._session.running:
            return None
        before, self._left = self._left, left
        return min((mark for mark in self._marks() if left <= mark < before), default=None)

    def _marks(self) -> list[float]:
        step, length = self._session.step, self._session.length
        if step is None or length is None or step.kind not in COUNTED or length < ROOM:
            return []
        marks = [*LAST, *(mark for mark in SOON if length >= mark + ROOM)]
        if step.kind is StepKind.ACTIVITY:
            marks += [60.0, *map(float, range(FAR, int(length), FAR))]
        return [mark for mark in marks if mark < length]


def said(mark: float) -> str:
    """Say a second of the countdown: `10.`, `30 seconds left.`"""
    return f"{mark:.0f}." if mark < SOON[0] else f"{aloud.seconds(mark)} left."
