"""Luck: what is left to chance in a life, one die for all of it; and what people write."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TypeVar
from uuid import UUID

from trainer.core.record import Record

T = TypeVar("T")

LAPTOP, MAT = 0, 1
"""The two devices: one on the desk, and a small one by the mat that came later."""
NOTES = (
    *("", "", "", "", "", ""),
    "Stiff this morning.",
    "Better than yesterday.",
    "After a long day at the desk – tight hips.",
    "Besser als gestern, die Hüfte zieht noch etwas.",
    "Après le jardin : le bas du dos est raide.",
    "Спина сегодня почти не болит.",
    "腰がだいぶ楽になった。",
    "今天背部很僵硬，做完以后好多了。",
    "ظهري أفضل اليوم، لكن الكتف متعب.",
    "הגב קצת תפוס אחרי הנסיעה (3 שעות).",
    "पीठ में हल्का खिंचाव।",
    "Ψάχνω ακόμα το σωστό ύψος για τον τοίχο.",
    "Good day 🙂 👍🏽 👩‍🦽",
    "=SUM(knees) – the left one cracks, it does not hurt",
    'Physio says: "hold <still>, do not bounce" & breathe',
    "Slept badly. The left side is tighter than the right one, as always after driving; the towel was too short, so "
    "the second set went without it. Next time warm up with a walk first.",
)
"""What a spreadsheet, a page and a narrow screen have to get right, and nothing at all most often."""
CAUSES = ("", "no pain for three days", "physio agreed", "it was the chair", "geht wieder")
"""Why something is cleared."""


@dataclass(slots=True)
class Act:
    """What is written at once, on one device."""

    at: datetime
    """When it is written."""
    device: int
    records: tuple[Record, ...]
    """One that was written before is its next version."""
    apart: bool = False
    """The device has not seen what the other one wrote just before."""


@dataclass
class Luck:
    """Decides; the same for the same seed, from the first day to the last."""

    dice: random.Random
    first: date
    last: date
    offset: timezone | None = field(default=None, init=False)
    """The offset where one is at present; None at home."""

    def chance(self, likely: float) -> bool:
        return self.dice.random() < likely

    def any(self, of: Sequence[T]) -> T:
        return self.dice.choice(of)

    def note(self, likely: float = 1.0) -> str:
        return self.any(NOTES) if self.chance(likely) else ""

    def exertion(self) -> int | None:
        return self.dice.choices([None, 2, 3, 4, 5, 6, 7, 8], [20, 4, 10, 22, 24, 14, 4, 2])[0]

    def felt(self, pain: float) -> int:
        """Return the pain after training, where it was so before."""
        return min(10, max(0, round(pain + self.dice.gauss(-0.5, 1))))

    def at(self, day: date, hour: int, *, after: int = 0) -> datetime:
        """Some time in the first minutes of that hour of the day, or up to `after` minutes later."""
        at = datetime.combine(day, time(hour)) + timedelta(seconds=self.dice.randrange((20 + after) * 60))
        return at.astimezone() if self.offset is None else at.replace(tzinfo=self.offset)

    def device(self, day: date, likely: float = 0.75) -> int:
        """Say which device is at hand: the one by the mat came after a third of the life, and not every week."""
        there = (day - self.first).days * 3 > (self.last - self.first).days
        week = random.Random(f"{day.isocalendar()[:2]}").random()
        return MAT if there and week < likely else LAPTOP

    def own(self, record: Record) -> Record:
        """Give a record an id that is the same for the same seed."""
        return replace(record, id=self.identity())

    def identity(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))
