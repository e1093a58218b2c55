"""How good plans are, on weeks whose optimum was proven; `python -m bench.plan --prove` makes the golden file."""

from __future__ import annotations

from statistics import mean

import pytest

from tests.core.planner.problems import SEEDS, Proof, constants, problem, proofs, proven_with
from trainer.core.planner.problem import Solved
from trainer.core.planner.score import Score
from trainer.core.planner.search import best, first, kept, settle

MEAN, WORST = 0.01, 0.04
"""How far plans may be above the optimum; the empty plan is 1."""
PROOFS = proofs()
STALE = "prove the optima anew: python -m bench.plan --prove"


@pytest.fixture(scope="module")
def plans() -> dict[int, Solved]:
    return {proof.seed: best(problem(proof.seed)) for proof in PROOFS}


def feasible(proof: Proof, solved: Solved) -> bool:
    settled, _ = settle(problem(proof.seed))
    score, week = Score(settled), solved.week
    again = any(mask & day.done & ~day.kept for mask, day in zip(week, settled.days, strict=True))
    return all(score.fits(day, week[day]) for day in range(7)) and score.rested(week) and not again


def test_optima_were_proven_for_todays_costs() -> None:
    assert proven_with() == constants(), STALE


def test_optima_were_proven_for_these_weeks() -> None:
    assert [proof.seed for proof in PROOFS] == list(SEEDS)
    assert [proof.fingerprint for proof in PROOFS] == [problem(seed).seed for seed in SEEDS], STALE


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: str(proof.seed))
def test_proven_weeks_cost_what_was_proven(proof: Proof) -> None:
    settled, _ = settle(problem(proof.seed))
    score = Score(settled)
    assert score.cost(proof.week) == proof.optimum, STALE
    assert score.cost(kept(settled)) == proof.empty, STALE


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: str(proof.seed))
def test_plans_keep_the_rules_and_are_between_the_optimum_and_the_first_plan(
    proof: Proof, plans: dict[int, Solved]
) -> None:
    found, quick = plans[proof.seed], first(problem(proof.seed))
    assert feasible(proof, found)
    assert feasible(proof, quick)
    assert proof.optimum <= found.cost <= quick.cost


def test_plans_are_close_to_the_optimum(plans: dict[int, Solved]) -> None:
    far = {proof.seed: proof.quality(plans[proof.seed].cost) for proof in PROOFS}
    assert mean(far.values()) <= MEAN, far
    assert max(far.values()) <= WORST, far
