#!/usr/bin/env python3
"""How good plans are and how long they take, on weeks whose optimum is proven: `python -m bench.plan`.

    python -m bench.plan            the table, from the golden file
    python -m bench.plan --prove    proves every optimum anew and writes the golden file; needs highspy, takes minutes

Quality = (cost - optimum) / (cost of the empty plan - optimum); the empty plan holds only what is kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.core.planner.problems import GOLDEN, SEEDS, Proof, constants, problem, proofs, proven_with, write
from trainer.core.groups import Group, Strength
from trainer.core.planner import score as costs
from trainer.core.planner.costs import COSTS, Term
from trainer.core.planner.order import need_of
from trainer.core.planner.problem import MOVING, Problem, Solved, Week, bits
from trainer.core.planner.score import Score
from trainer.core.planner.search import best, first, kept, settle

THREADS = 2
"""Weeks that are proven side by side, each by one thread."""
LONGEST = 600.0
"""Seconds after which a proof is given up."""
RUNS = 3
"""Times each search is measured; the shortest counts."""

Sum = dict[int, float]
"""A linear expression: how much of each column."""


class Model:
    """The exact model of a week as a mixed-integer program; its objective is `Score.cost`."""

    def __init__(self, score: Score) -> None:
        import highspy

        self._score = score
        self._problem = problem = score.problem
        self._highs = highspy.Highs()
        self._highs.silent()
        self._infinity = highspy.kHighsInf
        self._integer = highspy.HighsVarType.kInteger
        self._constant = 0.0
        self._open = [day for day in range(7) if problem.days[day].open]
        self._all = range(len(problem.techniques))
        self._x = {(day, n): self._binary() for day in self._open for n in bits(self._allowed(day))}
        self._lasting: dict[int, Sum] = {}
        for day in self._open:
            for n in bits(problem.days[day].kept):
                self._row({self._x[day, n]: 1}, least=1)
            self._session(day)
        self._balance()
        self._variety()
        self._share()
        self._longest()
        self._again()
        self._stable()
        self._rest()

    def prove(self, start: Week, seconds: float) -> Week | None:
        """Return a week of which no better one is, or None when there was not enough time."""
        import highspy

        for option, value in {"threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "time_limit": seconds}.items():
            self._highs.setOptionValue(option, value)
        self._begin(start)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = self._highs.getSolution().col_value
        week = tuple(
            sum(1 << n for n in self._all if (day, n) in self._x and values[self._x[day, n]] > 0.5) for day in range(7)
        )
        told = self._highs.getInfo().objective_function_value + self._constant
        if round(told) != self._score.cost(week):
            raise AssertionError(f"the model says {told}, the score {self._score.cost(week)}: {week}")
        if not self._score.rested(week) or not all(self._score.fits(day, week[day]) for day in range(7)):
            raise AssertionError(f"the model's week breaks a hard rule: {week}")
        return week

    def _begin(self, week: Week) -> None:
        """Give the solver a week to start from; it works out the other columns."""
        import numpy

        columns = numpy.array(list(self._x.values()), dtype=numpy.int32)
        values = numpy.array([float(week[day] >> n & 1) for day, n in self._x])
        self._highs.setSolution(len(columns), columns, values)

    # Columns and rows

    def _column(self, cost: float = 0, most: float | None = None) -> int:
        self._highs.addVar(0, self._infinity if most is None else most)
        at = int(self._highs.getNumCol()) - 1
        self._highs.changeColCost(at, cost)
        return at

    def _whole(self, cost: float = 0, most: float | None = None) -> int:
        at = self._column(cost, most)
        self._highs.changeColIntegrality(at, self._integer)
        return at

    def _binary(self, cost: float = 0) -> int:
        return self._whole(cost, 1)

    def _row(self, terms: Mapping[int, float], least: float | None = None, most: float | None = None) -> None:
        low = -self._infinity if least is None else least
        high = self._infinity if most is None else most
        self._highs.addRow(low, high, len(terms), list(terms), [float(one) for one in terms.values()])

    def _costs(self, column: int, cost: float) -> None:
        """Add to what a column costs."""
        before = self._highs.getCol(column)[1]
        self._highs.changeColCost(column, before + cost)

    # Sessions

    def _allowed(self, day: int) -> int:
        asked = self._problem.days[day]
        return self._score.plannable & ~asked.banned & ~asked.done | asked.kept

    def _of(self, day: int) -> dict[int, int]:
        """Return a day's columns by technique."""
        return {n: self._x[day, n] for n in self._all if (day, n) in self._x}

    def _session(self, day: int) -> None:
        """A day by itself: what goes together, its time, its positions, and how many exercises it has."""
        own, techniques = self._of(day), self._problem.techniques
        families: dict[str, list[int]] = {}
        for n in own:
            if (family := techniques[n].family) is not None:
                families.setdefault(family, []).append(n)
            self._costs(own[n], COSTS[Term.HELPFUL] * techniques[n].helpful + COSTS[Term.BESIDE] * techniques[n].beside)
        rivals = [
            [one, two]
            for one, two in combinations(own, 2)
            if techniques[one].exercise in techniques[two].rivals or techniques[two].exercise in techniques[one].rivals
        ]
        for together in (*families.values(), *rivals):
            self._row({own[n]: 1 for n in together}, most=1)
        changes = self._changes(day)
        lasting = {column: float(techniques[n].seconds) for n, column in own.items()}
        self._lasting[day] = lasting | {column: MOVING * by for column, by in changes.items()}
        self._row(self._lasting[day], most=self._problem.days[day].room)
        for column, by in changes.items():
            self._costs(column, COSTS[Term.CHANGES] * by)
        many = dict.fromkeys(own.values(), 1.0)
        self._row(many | {self._binary(COSTS[Term.SHORT]): costs.LEAST_ITEMS}, least=costs.LEAST_ITEMS)
        self._row(many | {self._column(COSTS[Term.LONG]): -1}, most=costs.MOST_ITEMS)

    def _changes(self, day: int) -> Sum:
        """Return the changes of position: the positions used, less one on a day that has exercises."""
        own = self._of(day)
        serving: dict[int, frozenset[int]] = {}
        for place in range(8):
            serving[place] = frozenset(n for n in own if need_of(self._problem.techniques[n]) >> place & 1)
        # A position that serves nothing another does not serve as well is never needed.
        needed = [
            place
            for place, serves in serving.items()
            if serves and not any(serves < other or (serves == other and at > place) for at, other in serving.items())
        ]
        used = {place: self._binary() for place in needed}
        for n, column in own.items():
            self._row({used[place]: 1 for place in needed if n in serving[place]} | {column: -1}, least=0)
        busy = self._binary()
        self._row(dict.fromkeys(own.values(), 1.0) | {busy: -1}, least=0)
        return dict.fromkeys(used.values(), 1.0) | {busy: -1}

    # The whole week

    def _fields(self, n: int) -> set[Group | Strength]:
        one = self._problem.techniques[n]
        return {*one.groups, one.strength} if one.strength is not None else set(one.groups)

    def _reached(self, field: Group | Strength) -> tuple[Sum, int]:
        """Return columns that are one on the days a group is planned, and the days it was done."""
        columns: Sum = {}
        done = 0
        for day in range(7):
            if any(field in self._fields(n) for n in bits(self._problem.days[day].done)):
                done += 1
                continue
            members = [column for n, column in self._of(day).items() if field in self._fields(n)]
            if not members:
                continue
            reached = self._binary()
            columns[reached] = 1
            self._row(dict.fromkeys(members, 1.0) | {reached: -1}, least=0)
            for member in members:
                self._row({reached: 1, member: -1}, least=0)
        return columns, done

    def _balance(self) -> None:
        for field in (*Group, *Strength):
            columns, done = self._reached(field)
            aim = self._score.aims[field]
            missing = Term.GROUP if isinstance(field, Group) else Term.STRENGTH
            self._row(columns | {self._column(COSTS[missing]): 1}, least=aim - done)
            if isinstance(field, Group):
                if aim and not done:
                    self._row(columns | {self._binary(COSTS[Term.ABSENT]): 1}, least=1)
            else:
                self._row(columns | {self._column(COSTS[Term.OFTEN]): -1}, most=costs.MOST_STRENGTH - done)

    def _variety(self) -> None:
        distinct: Sum = {}
        fixed = 0
        for n in self._all:
            columns = [self._x[day, n] for day in self._open if (day, n) in self._x]
            done = sum(day.done >> n & 1 for day in self._problem.days)
            familiar = COSTS[Term.FAMILIAR] * self._problem.techniques[n].before
            over = self._column(COSTS[Term.USES])
            self._row(dict.fromkeys(columns, 1.0) | {over: -1}, most=costs.MOST_USES - done)
            if done:
                fixed += 1
                self._constant += familiar
                continue
            used = self._binary(familiar)
            distinct[used] = 1
            self._row(dict.fromkeys(columns, 1.0) | {used: -1}, least=0)
            for column in columns:
                self._row({used: 1, column: -1}, least=0)
        self._row(distinct | {self._column(COSTS[Term.MANY]): -1}, most=costs.MOST_TECHNIQUES - fixed)

    def _share(self) -> None:
        """Bound the minutes of strengthening outside their share; begun ones count whole."""
        techniques = self._problem.techniques
        done = [techniques[n] for day in self._problem.days for n in bits(day.done)]
        for stretch, strong, step in ((1, -4, 300), (-1, 1, 120)):
            terms = {
                column: stretch * techniques[n].stretch + strong * techniques[n].strengthen
                for (_, n), column in self._x.items()
            }
            fixed = sum(stretch * one.stretch + strong * one.strengthen for one in done)
            self._row(terms | {self._whole(COSTS[Term.SHARE]): -step}, most=-fixed)

    def _longest(self) -> None:
        steps = self._whole(COSTS[Term.LONGEST])
        for day in self._open:
            self._row(self._lasting[day] | {steps: -costs.STEP}, most=0)

    def _again(self) -> None:
        days = [self._problem.before[0], *(day.done for day in self._problem.days), self._problem.after[0]]
        for n in self._all:
            one = self._problem.techniques[n]
            if one.strength is None or one.loaded:
                continue
            for day, other in pairwise(range(-1, 8)):
                sure = [days[at + 1] >> n & 1 for at in (day, other)]
                columns = [self._x.get((at, n)) for at in (day, other)]
                self._pair(sure, columns)

    def _pair(self, sure: list[int], columns: list[int | None]) -> None:
        """Cost two days running, each done for sure, planned by a column, or neither."""
        if all(sure):
            self._constant += COSTS[Term.AGAIN]
            return
        if any(sure):
            open_ = columns[sure.index(0)]
            if open_ is not None:
                self._costs(open_, COSTS[Term.AGAIN])
            return
        one, two = columns
        if one is not None and two is not None:
            self._row({one: 1, two: 1, self._column(COSTS[Term.AGAIN]): -1}, most=1)

    def _stable(self) -> None:
        present = self._problem.present
        if present is None:
            return
        for day in self._open:
            for n in self._all:
                column = self._x.get((day, n))
                if present[day] >> n & 1:
                    self._constant += COSTS[Term.STABLE]
                if column is not None:
                    self._costs(column, COSTS[Term.STABLE] * (-1 if present[day] >> n & 1 else 1))
            self._constant += COSTS[Term.STABLE] * (present[day] >> len(self._all)).bit_count()

    def _rest(self) -> None:
        loaded = {day: self._loaded(day) for day in self._open}
        nothing: Week = (0,) * 7
        for day, column in loaded.items():
            if column is not None and self._score.crowded(nothing, day):
                self._row({column: 1}, most=0)
        for begin in range(7 - self._problem.rest):
            days = range(begin, begin + self._problem.rest + 1)
            near = [column for day in days if (column := loaded.get(day)) is not None]
            if len(near) > 1:
                self._row(dict.fromkeys(near, 1.0), most=1)

    def _loaded(self, day: int) -> int | None:
        """Return a column that is one on a day of loaded strengthening."""
        columns = [column for n, column in self._of(day).items() if self._score.loaded >> n & 1]
        if not columns:
            return None
        at = self._binary()
        for column in columns:
            self._row({at: 1, column: -1}, least=0)
        return at


def prove(seed: int) -> tuple[Proof | None, float]:
    """Prove the optimum of one week; None when there was not enough time. Also returns the seconds it took."""
    began = time.perf_counter()
    asked = problem(seed)
    score = Score(settle(asked)[0])
    week = Model(score).prove(best(asked).week, LONGEST)
    took = time.perf_counter() - began
    if week is None:
        return None, took
    empty = score.cost(kept(score.problem))
    return Proof(seed=seed, fingerprint=asked.seed, optimum=score.cost(week), empty=empty, week=week), took


def prove_all() -> None:
    """Prove every week and write the golden file, unless one could not be proven."""
    if find_spec("highspy") is None:
        sys.exit("Proofs need HiGHS: .venv/bin/python -m pip install --group bench")
    found = []
    began = time.perf_counter()
    with ProcessPoolExecutor(THREADS) as pool:
        for seed, (proof, took) in zip(SEEDS, pool.map(prove, SEEDS), strict=True):
            told = "NOT PROVEN" if proof is None else f"optimum {proof.optimum:5}  empty {proof.empty:5}"
            print(f"week {seed:3}  {told}  {took:6.1f} s", flush=True)
            found.append(proof)
    proven = [one for one in found if one is not None]
    if len(proven) < len(found):
        sys.exit(f"{len(found) - len(proven)} of {len(found)} weeks were not proven; the golden file stays as it was.")
    write(proven)
    print(f"{GOLDEN.name}: {len(proven)} weeks in {time.perf_counter() - began:.0f} s")


def measured(plan: Callable[[Problem], Solved], asked: Problem) -> tuple[int, float]:
    """Return what a plan costs, and the milliseconds it takes, the shortest of a few times."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        cost = plan(asked).cost
        times.append((time.perf_counter() - began) * 1000)
    return cost, min(times)


def measure() -> None:
    """Print how far each week's plans are above the optimum, and how long they took."""
    if proven_with() != constants():
        print("Costs have changed since the optima were proven; say: python -m bench.plan --prove\n")
    print("week  optimum  empty     first               best")
    plans = {"first": first, "best": best}
    qualities: dict[str, list[float]] = {name: [] for name in plans}
    times: dict[str, list[float]] = {name: [] for name in plans}
    for proof in proofs():
        asked = problem(proof.seed)
        changed = "" if asked.seed == proof.fingerprint else "  the week has changed: prove anew"
        cells = ""
        for name, plan in plans.items():
            cost, took = measured(plan, asked)
            qualities[name].append(100 * proof.quality(cost))
            times[name].append(took)
            cells += f"  {qualities[name][-1]:6.2f} % {took:6.0f} ms"
        print(f"{proof.seed:4}  {proof.optimum:7}  {proof.empty:5}{cells}{changed}", flush=True)
    print()
    for name in plans:
        print(
            f"{name:6} above the optimum: mean {mean(qualities[name]):5.2f} %, worst {max(qualities[name]):5.2f} %"
            f"   time: median {median(times[name]):4.0f} ms, longest {max(times[name]):4.0f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prove", action="store_true", help="prove the optima anew and write the golden file")
    if parser.parse_args().prove:
        prove_all()
    else:
        measure()


if __name__ == "__main__":
    main()
