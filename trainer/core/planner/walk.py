"""A walk through weeks: one week at a time, what it costs, and random moves to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from trainer.core.planner.costs import COSTS, STEP, Term
from trainer.core.planner.problem import Week, bits
from trainer.core.planner.score import Score, share
from trainer.core.planner.sums import Weight

TOGGLE, SWAP, RENAME, MOVE, EXCHANGE = 30, 66, 72, 84, 94
"""Of a hundred moves, up to which one is of a kind: put in or take out, change one for another, the same on all days,
to another day, change with another day; the rest swap two days."""
Changed = tuple[tuple[int, int], ...]
"""The days that change, with their new masks."""
_AGAIN = COSTS[Term.AGAIN]


class Walk:
    """A week that changes a day at a time; its cost is followed, not counted anew."""

    def __init__(self, score: Score, start: Week) -> None:
        problem = score.problem
        self._score = score
        self.week = [score.weigh(day, mask) for day, mask in enumerate(start)]
        self._calm = [problem.before[0], *(one.calm for one in self.week), problem.after[0]]
        near = [by for by in range(-problem.rest, problem.rest + 1) if by]
        self._near = [tuple(day + by for by in near if 0 <= day + by < 7) for day in range(7)]
        nothing: Week = (0,) * 7
        self._never = [score.crowded(nothing, day) for day in range(7)]
        self._own = sum(one.own for one in self.week)
        self._groups = sum(one.groups for one in self.week)
        self._uses = sum(one.uses for one in self.week)
        self._strong = sum(one.strong for one in self.week)
        self._total = sum(one.total for one in self.week)
        self._longest = max(one.seconds for one in self.week)
        self._again = sum((one & two & score.unloaded).bit_count() for one, two in pairwise(self._calm))
        self.cost = score.cost(start)

    @property
    def masks(self) -> Week:
        """Return the week as it is now."""
        return tuple(one.mask for one in self.week)

    def cost_of(self, changed: Changed) -> int | None:
        """Return what the week would cost with other sessions on these days; None where a rule is against it."""
        if len(changed) == 1:
            day, mask = changed[0]
            return self.tried(day, mask)
        if not changed:
            return None
        steps = []
        for day, mask in changed:
            new = self._score.allows(day, mask)
            if new is None:
                return None
            steps.append((day, self.week[day], new))
        for day, _, new in steps:
            self._put(day, new)
        bad = any(new.loaded and self._crowded(day) for day, _, new in steps)
        cost = None if bad else self._now()
        for day, old, _ in steps:
            self._put(day, old)
        return cost

    def tried(self, day: int, mask: int) -> int | None:
        """Return what the week would cost with another session on a day; None where a rule is against it."""
        score = self._score
        new = score.allows(day, mask)
        if new is None or (new.loaded and self._crowded(day)):
            return None
        _, seconds, own, groups, uses, strong, total, calm, _, _ = new
        old = self.week[day]
        _, was_seconds, was_own, was_groups, was_uses, was_strong, was_total, was_calm, _, _ = old
        longest = self._longest
        if seconds >= longest:
            longest = seconds
        elif was_seconds == longest:
            longest = max(seconds, *[one.seconds for one in self.week if one is not old])
        again = self._again
        if calm != was_calm:
            before, after = self._calm[day], self._calm[day + 2]
            again += (calm & before).bit_count() + (calm & after).bit_count()
            again -= (was_calm & before).bit_count() + (was_calm & after).bit_count()
        return (
            self._own
            + own
            - was_own
            + score.balance(self._groups + groups - was_groups)
            + score.variety(self._uses + uses - was_uses)
            + share(self._strong + strong - was_strong, self._total + total - was_total)
            - (-longest // STEP)
            + again * _AGAIN
        )

    def take(self, changed: Changed, cost: int) -> None:
        """Change these days, to what was found to cost so much."""
        for day, mask in changed:
            self._put(day, self._score.allows(day, mask) or self._score.weigh(day, mask))
        self.cost = cost

    def _now(self) -> int:
        score = self._score
        sums = score.balance(self._groups) + score.variety(self._uses) + share(self._strong, self._total)
        return self._own + sums - (-self._longest // STEP) + self._again * _AGAIN

    def _put(self, day: int, new: Weight) -> None:
        old = self.week[day]
        calm = self._calm
        if new.calm != old.calm:
            before, after = calm[day], calm[day + 2]
            self._again += (new.calm & before).bit_count() + (new.calm & after).bit_count()
            self._again -= (old.calm & before).bit_count() + (old.calm & after).bit_count()
            calm[day + 1] = new.calm
        self._own += new.own - old.own
        self._groups += new.groups - old.groups
        self._uses += new.uses - old.uses
        self._strong += new.strong - old.strong
        self._total += new.total - old.total
        self.week[day] = new
        if new.seconds >= self._longest:
            self._longest = new.seconds
        elif old.seconds == self._longest:
            self._longest = max([one.seconds for one in self.week])

    def _crowded(self, day: int) -> bool:
        week = self.week
        return self._never[day] or any(week[at].near for at in self._near[day])


class Moves:
    """Random moves; only `random()` itself is the same on every Python."""

    def __init__(self, score: Score, chance: Callable[[], float]) -> None:
        self._score = score
        self._chance = chance
        self._allowed = [tuple(1 << n for n in bits(allowed(score, day))) for day in range(7)]
        self._any = sorted({one for day in self._allowed for one in day})
        self.days = [day for day in range(7) if self._allowed[day]]
        self._split: dict[int, tuple[int, ...]] = {}

    def __call__(self, week: Sequence[Weight]) -> Changed:
        """Return the days that change, with their new masks; none where a move leads nowhere."""
        kind = self._chance() * 100
        day = self._one(self.days)
        mask = week[day].mask
        if kind < TOGGLE:
            return ((day, mask ^ self._one(self._allowed[day])),)
        if not mask:
            return ()
        if kind < SWAP:
            new = self._one(self._allowed[day])
            return ((day, mask & ~self._bit(mask) | new),) if not mask & new else ()
        if kind < RENAME:
            return self._renamed(week, self._bit(mask), self._one(self._any))
        return self._between(week, kind, day, self._one(self.days))

    def _between(self, week: Sequence[Weight], kind: float, day: int, other: int) -> Changed:
        """Let one day give another an exercise, or change one with it, or all."""
        mask, theirs = week[day].mask, week[other].mask
        if kind < MOVE:
            one = self._bit(mask)
            return ((day, mask ^ one), (other, theirs | one)) if not theirs & one else ()
        if kind >= EXCHANGE:
            return ((day, theirs), (other, mask)) if mask != theirs else ()
        ours, yours = mask & ~theirs, theirs & ~mask
        if not ours or not yours:
            return ()
        both = self._bit(ours) | self._bit(yours)
        return ((day, mask ^ both), (other, theirs ^ both))

    def _renamed(self, week: Sequence[Weight], old: int, new: int) -> Changed:
        """Put one exercise in the place of another, on each day where it can be."""
        found = ((day, one.mask ^ old ^ new) for day, one in enumerate(week) if one.mask & old and not one.mask & new)
        return tuple((day, mask) for day, mask in found if self._score.allows(day, mask) is not None)

    def _one(self, things: Sequence[int]) -> int:
        return things[int(self._chance() * len(things))]

    def _bit(self, mask: int) -> int:
        """Return one of a mask's bits."""
        found = self._split.get(mask)
        if found is None:
            found = self._split[mask] = tuple(1 << n for n in bits(mask))
        return found[int(self._chance() * len(found))]


def allowed(score: Score, day: int) -> int:
    """Return what may be planned on a day, as a mask."""
    asked = score.problem.days[day]
    return score.plannable & ~asked.banned & ~asked.done if asked.open else 0
