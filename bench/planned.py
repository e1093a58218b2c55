"""The weeks of a life as they were planned: picks from the routines that change little, and a few changes by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from luck import LAPTOP, Act, Luck
from trained import Gym

from trainer.core.exercise import Equipment
from trainer.core.library import Library
from trainer.core.plan import ACTIVITY, MOST_PLANNED, TIME, Choice, Edit, Outline, Outlined, Planned
from trainer.core.record import Record
from trainer.plans import kept

THINGS = (Equipment.WALL, Equipment.CHAIR, Equipment.TOWEL, Equipment.PILLOW, Equipment.BAND)
"""What there is at home."""
DAY = timedelta(days=1)


@dataclass
class Weeks:
    """Plans a week when it begins; no planner is asked, which would take longer than the life may."""

    library: Library
    gym: Gym
    luck: Luck
    outline: Outline | None = None
    """The present week's; None where it was not planned."""
    picks: tuple[str, ...] = ()
    """What was picked last."""

    def today(self, day: date) -> Outlined | None:
        """Return a day of the present week as it was planned."""
        return None if self.outline is None else self.outline.days[day.weekday()]

    def skip(self) -> None:
        """Leave a week without a plan."""
        self.outline = None

    def plan(self, monday: date, out: Collection[str]) -> Iterator[Act]:
        """Plan a week the evening before; change a few by hand, and some a second time."""
        luck = self.luck
        yield self._outlined(monday, luck.at(monday - DAY, 18), out, 1)
        if luck.chance(0.4):
            at = luck.at(monday + luck.any([-1, 0, 1, 2]) * DAY, 19)
            yield Act(at, luck.device(at.date()), tuple(self._edits(monday, luck.identity())))
        if luck.chance(0.15):
            yield self._outlined(monday, luck.at(monday + 2 * DAY, 20), out, 2)

    def usable(self) -> list[str]:
        """Return the exercises for which there is everything."""
        return [
            one.id
            for one in self.library.exercises.values()
            if one.id != "relax-and-rest" and one.dosages and set(one.equipment) <= set(THINGS)
        ]

    def _outlined(self, monday: date, at: datetime, out: Collection[str], generation: int) -> Act:
        before, self.outline = self.outline, self._outline(monday, out)
        if before is not None and generation > 1:  # what is over stays
            self.outline = Outline(days=(*before.days[:3], *self.outline.days[3:]))
        return Act(at, LAPTOP, (kept._outlined(monday, self.outline, self.luck.identity(), generation),))

    def _outline(self, monday: date, out: Collection[str]) -> Outline:
        """Put two sessions on five days or six, and activity on five."""
        luck = self.luck
        usable = [name for name in self.usable() if name not in out]
        stay = [name for name in self.picks if name in usable and luck.chance(0.9)]
        fresh = [name for name in usable if name not in stay]
        self.picks = (*stay, *luck.dice.sample(fresh, max(0, min(len(fresh), 8 - len(stay)))))
        sessions = self.picks[:5], self.picks[3:]
        rest = {6, luck.any([2, 3, 6])}
        active = set(luck.dice.sample(range(7), 5))
        wanted = self._wanted(monday)
        days = (
            Outlined(
                at=None if n in rest else time(9 if n == 5 else 7),
                minutes=0 if n in rest else 25,
                items=() if n in rest else tuple(map(self._planned, sessions[n % 2])),
                activity=wanted if n in active else 0,
            )
            for n in range(7)
        )
        return Outline(days=tuple(days))

    def _wanted(self, day: date) -> int:
        """Return the minutes that activity has grown to: from 20 to 60 over the first half of the life."""
        luck = self.luck
        way = min(1.0, 2 * (day - luck.first).days / max(1, (luck.last - luck.first).days))
        return min(MOST_PLANNED, max(20, 20 + 10 * round(4 * way)))

    def _planned(self, name: str) -> Planned:
        dosage = self.gym.dosage(name)
        return Planned(exercise=name, handout=dosage.handout, label=dosage.label)

    def _edits(self, monday: date, change: str) -> Iterator[Record]:
        """Change a day by hand: drop, keep, another time, more activity or less."""
        luck, outline = self.luck, self.outline
        assert outline is not None
        n = luck.any([n for n in range(7) if outline.days[n].items])
        day = monday + n * DAY
        there = {one.exercise for one in outline.days[n].items}
        other = luck.any([name for name in self.usable() if name not in there])
        gone = luck.any(sorted(there))
        edits = (
            Edit(day=day, what=gone, choice=Choice.DROP),
            Edit(day=day, what=other, choice=Choice.KEEP, item=self._planned(other)),
            Edit(day=day, what=TIME, at=time(luck.any([6, 8, 18]), 30)),
            Edit(day=day, what=ACTIVITY, minutes=luck.any([0, 20, 40, 60])),
        )
        for edit in luck.dice.sample(edits, luck.any([1, 2])):
            yield kept._record(monday, edit, change)
