"""Planning again: what stays of a plan after something changed, mended with few changes."""

from __future__ import annotations

from collections.abc import Callable

from trainer.core.planner.problem import Problem, Solved, Week, bits
from trainer.core.planner.score import Score
from trainer.core.planner.search import anneal, descend, greedy, kept, settle

MOVES = 6_000
"""Moves of the annealing that tries to mend better."""
WORTH = 6
"""What each change beyond the mend must save to be made, besides its own cost; ours."""


def again(problem: Problem, stop: Callable[[], bool] = lambda: False) -> Solved:
    """Plan a week again from its `present` plan; never worse than greedy from what is left of it."""
    settled, refused = settle(problem)
    score = Score(settled)
    start = _left(score, problem.present or kept(settled))
    mended = descend(score, greedy(score, start))
    other = descend(score, anneal(score, mended, settled.seed, MOVES, stop))
    week = min((mended, other), key=lambda week: score.cost(week) + WORTH * _apart(week, mended))
    return Solved(week=week, cost=score.cost(week), refused=refused)


def _left(score: Score, present: Week) -> Week:
    """Return what of a plan still keeps the hard rules, with what must stay; the earlier days first."""
    week = list(kept(score.problem))
    for day, (mask, asked) in enumerate(zip(present, score.problem.days, strict=True)):
        for n in bits(mask & ~week[day] & score.plannable & ~asked.banned & ~asked.done):
            tried = week[day] | 1 << n
            if not asked.open or not score.fits(day, tried):
                continue
            if 1 << n & score.loaded and score.crowded(tuple(week), day):
                continue
            week[day] = tried
    return tuple(week)


def _apart(week: Week, other: Week) -> int:
    return sum((one ^ two).bit_count() for one, two in zip(week, other, strict=True))
