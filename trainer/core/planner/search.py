"""The search for a good week: greedy first, then annealing with a fixed number of moves, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import log
from random import Random

from trainer.core.planner.problem import Problem, Solved, Week, bits
from trainer.core.planner.score import Score
from trainer.core.planner.walk import Moves, Walk, allowed

MOVES = 10_000
"""Moves of one annealing."""
RUNS = 2
"""Annealings, each from another seed; the best one counts."""
HOT, COLD = 3.0, 0.3
"""The temperatures between which it cools."""
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
    more = [tuple(1 << n for n in bits(allowed(score, day))) for day in range(7)]
    return _downhill(score, start, lambda day, mask: (mask | one for one in more[day] if not mask & one))


def descend(score: Score, week: Week) -> Week:
    """Take single steps that save something, until there is none."""
    return _downhill(score, week, lambda day, mask: _neighbours(score, day, mask))


def anneal(score: Score, start: Week, seed: int, moves: int, stop: Callable[[], bool] = lambda: False) -> Week:
    """Try moves at falling temperature; returns the best week that was met. `stop` ends it early, between moves."""
    chance = Random(seed).random  # noqa: S311 - the same on every machine, not a secret
    pick, walk = Moves(score, chance), Walk(score, start)
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
    """Plan at once: greedy from what stays, then single steps."""
    settled, refused = settle(problem)
    score = Score(settled)
    week = descend(score, greedy(score, kept(settled)))
    return Solved(week=week, cost=score.cost(week), refused=refused)


def best(problem: Problem, stop: Callable[[], bool] = lambda: False) -> Solved:
    """Plan as well as it gets; never worse than `first`."""
    settled, refused = settle(problem)
    score = Score(settled)
    week = improve(score, descend(score, greedy(score, kept(settled))), stop)
    return Solved(week=week, cost=score.cost(week), refused=refused)


def kept(problem: Problem) -> Week:
    """Return the week that holds only what stays."""
    return tuple(day.kept for day in problem.days)


def _holds(score: Score, week: Sequence[int], day: int) -> bool:
    """Whether what is kept of a day may stay; it may be closed to the planner, but not break the rules."""
    mask = week[day]
    short = score.seconds(mask) <= score.problem.days[day].room
    rests = not mask & score.loaded or not score.crowded(tuple(week), day)
    return short and rests and not score.clashing(mask)


def _downhill(score: Score, start: Week, steps: Callable[[int, int], Iterator[int]]) -> Week:
    """Take the step that saves most, until none saves any more; of equal ones, on the day with fewer exercises."""
    walk = Walk(score, start)
    while True:
        tried = (
            (cost, mask.bit_count(), day, mask)
            for day in range(7)
            for mask in steps(day, walk.week[day].mask)
            if (cost := walk.tried(day, mask)) is not None
        )
        cost, _, day, mask = min(tried, default=(walk.cost, 0, 0, 0))
        if cost >= walk.cost:
            return walk.masks
        walk.take(((day, mask),), cost)


def _neighbours(score: Score, day: int, mask: int) -> Iterator[int]:
    """Return a day with one exercise more, one less, or another in the place of one."""
    for n in bits(allowed(score, day)):
        yield mask ^ 1 << n
        if not mask >> n & 1:
            yield from (mask & ~(1 << old) | 1 << n for old in bits(mask))
