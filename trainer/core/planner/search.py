"""The search for a good week: greedy first, then annealing with a fixed number of moves, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log
from random import Random

from trainer.core.planner.problem import Problem, Solved, Week, bits
from trainer.core.planner.score import COSTS, STEP, Score, Term, Weight, share

MOVES = 10_000
"""Moves of one annealing."""
RUNS = 2
"""Annealings, each from another seed; the best one counts."""
HOT, COLD = 3.0, 0.3
"""The temperatures between which it cools."""
TOGGLE, SWAP, RENAME, MOVE, EXCHANGE = 30, 66, 72, 84, 94
"""Of a hundred moves, up to which one is of a kind: put in or take out, change one for another, the same on all days,
to another day, change with another day; the rest swap two days."""
Changed = tuple[tuple[int, int], ...]
"""The days that change, with their new masks."""
_AGAIN = COSTS[Term.AGAIN]
_FINE = 1024
_CHANCES = 4096
# How much worse a step may be at temperature one, for evenly spread chances. Whole numbers, so that no machine's last
# digit of a logarithm decides.
_WORSE = tuple(round(-log((n + 0.5) / _CHANCES) * _FINE) for n in range(_CHANCES))


def settle(problem: Problem) -> tuple[Problem, tuple[tuple[int, int], ...]]:
    """Let go of what is kept and breaks a hard rule, the later things first; returns what, as (day, technique)."""
    score = Score(problem)
    week: list[int] = [0] * 7
    refused = []
    for day, asked in enumerate(problem.days):
        for n in bits(asked.kept):
            before = week[day]
            week[day] |= 1 << n
            if not _holds(score, week, day):
                week[day] = before
                refused.append((day, n))
    days = (replace(asked, kept=mask) for asked, mask in zip(problem.days, week, strict=True))
    return replace(problem, days=tuple(days)), tuple(refused)


def greedy(score: Score, start: Week) -> Week:
    """Add what saves most, one exercise at a time, until nothing saves any more."""
    more = [tuple(1 << n for n in bits(_allowed(score, day))) for day in range(7)]
    return _downhill(score, start, lambda day, mask: (mask | one for one in more[day] if not mask & one))


def descend(score: Score, week: Week) -> Week:
    """Take single steps that save something, until there is none."""
    return _downhill(score, week, lambda day, mask: _neighbours(score, day, mask))


def anneal(score: Score, start: Week, seed: int, moves: int, stop: Callable[[], bool] = lambda: False) -> Week:
    """Try moves at falling temperature; returns the best week that was met. `stop` ends it early, between moves."""
    chance = Random(seed).random
    pick, walk = _Moves(score, chance), _Walk(score, start)
    if not pick.days:
        return start
    best, least = start, walk.cost
    warmth = [round(_FINE * HOT * (COLD / HOT) ** (n / 100)) for n in range(101)]
    for n in range(moves):
        if not n % 256 and stop():
            break
        changed = pick(walk.week)
        cost = walk.cost_of(changed)
        if cost is None:
            continue
        worse = cost - walk.cost
        if worse <= 0 or worse * _FINE * _FINE <= warmth[n * 100 // moves] * _WORSE[int(chance() * _CHANCES)]:
            walk.take(changed, cost)
            if cost < least:
                best, least = walk.masks, cost
    return best


def improve(score: Score, start: Week, stop: Callable[[], bool] = lambda: False) -> Week:
    """Return the best week that annealing finds from a start; never a worse one."""
    found = [start]
    for run in range(RUNS):
        found.append(descend(score, anneal(score, start, score.problem.seed + run, MOVES, stop)))
    return min(found, key=score.cost)


def first(problem: Problem) -> Solved:
    """Plan at once: greedy from what stays."""
    settled, refused = settle(problem)
    score = Score(settled)
    week = greedy(score, kept(settled))
    return Solved(week=week, cost=score.cost(week), refused=refused)


def best(problem: Problem, stop: Callable[[], bool] = lambda: False) -> Solved:
    """Plan as well as it gets; never worse than `first`."""
    settled, refused = settle(problem)
    score = Score(settled)
    week = improve(score, greedy(score, kept(settled)), stop)
    return Solved(week=week, cost=score.cost(week), refused=refused)


def kept(problem: Problem) -> Week:
    """Return the week that holds only what stays."""
    return tuple(day.kept for day in problem.days)


class _Walk:
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


class _Moves:
    """Random moves; only `random()` itself is the same on every Python."""

    def __init__(self, score: Score, chance: Callable[[], float]) -> None:
        self._score = score
        self._chance = chance
        self._allowed = [tuple(1 << n for n in bits(_allowed(score, day))) for day in range(7)]
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
        other = self._one(self.days)
        theirs = week[other].mask
        if kind < MOVE:
            one = self._bit(mask)
            return ((day, mask ^ one), (other, theirs | one)) if not theirs & one else ()
        if kind < EXCHANGE:
            return self._exchanged(day, mask, other, theirs)
        return ((day, theirs), (other, mask)) if mask != theirs else ()

    def _renamed(self, week: Sequence[Weight], old: int, new: int) -> Changed:
        """Put one exercise in the place of another, on each day where it can be."""
        found = ((day, one.mask ^ old ^ new) for day, one in enumerate(week) if one.mask & old and not one.mask & new)
        return tuple((day, mask) for day, mask in found if self._score.allows(day, mask) is not None)

    def _exchanged(self, day: int, mask: int, other: int, theirs: int) -> Changed:
        """Let two days change one exercise for another."""
        ours, yours = mask & ~theirs, theirs & ~mask
        if not ours or not yours:
            return ()
        both = self._bit(ours) | self._bit(yours)
        return ((day, mask ^ both), (other, theirs ^ both))

    def _one(self, things: Sequence[int]) -> int:
        return things[int(self._chance() * len(things))]

    def _bit(self, mask: int) -> int:
        """Return one of a mask's bits."""
        found = self._split.get(mask)
        if found is None:
            found = self._split[mask] = tuple(1 << n for n in bits(mask))
        return found[int(self._chance() * len(found))]


def _allowed(score: Score, day: int) -> int:
    asked = score.problem.days[day]
    return score.plannable & ~asked.banned & ~asked.done if asked.open else 0


def _holds(score: Score, week: Sequence[int], day: int) -> bool:
    """Whether what is kept of a day may stay; it may be closed to the planner, but not break the rules."""
    mask = week[day]
    short = score.seconds(mask) <= score.problem.days[day].room
    rests = not mask & score.loaded or not score.crowded(tuple(week), day)
    return short and rests and not score.clashing(mask)


def _downhill(score: Score, start: Week, steps: Callable[[int, int], Iterator[int]]) -> Week:
    """Take the step that saves most, until none saves any more."""
    walk = _Walk(score, start)
    while True:
        tried = (
            (cost, day, mask)
            for day in range(7)
            for mask in steps(day, walk.week[day].mask)
            if (cost := walk.tried(day, mask)) is not None
        )
        cost, day, mask = min(tried, default=(walk.cost, 0, 0))
        if cost >= walk.cost:
            return walk.masks
        walk.take(((day, mask),), cost)


def _neighbours(score: Score, day: int, mask: int) -> Iterator[int]:
    """Return a day with one exercise more, one less, or another in the place of one."""
    for n in bits(_allowed(score, day)):
        yield mask ^ 1 << n
        if not mask >> n & 1:
            yield from (mask & ~(1 << old) | 1 << n for old in bits(mask))
