"""The score of a week: what the hard rules allow, and what the soft ones cost, by name; the costs are ours."""

from __future__ import annotations

from trainer.core.groups import Group, Strength
from trainer.core.planner.costs import (
    COSTS,
    DAYS_A_GROUP,
    DAYS_A_STRENGTH,
    LEAST_ITEMS,
    MOST_ITEMS,
    MOST_STRENGTH,
    MOST_TECHNIQUES,
    MOST_USES,
    STEP,
    Term,
    Terms,
)
from trainer.core.planner.problem import GAP, MOVING, Problem, Week, bits, many
from trainer.core.planner.sums import FIELD, FIELDS, Adder, Weight, fields_of


class Score:
    """The rules and costs of one problem, with what was worked out before."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        techniques = problem.techniques
        self.done = tuple(day.done for day in problem.days)
        self.open = tuple(day.open for day in problem.days)
        self.loaded = many(techniques, (t.loaded for t in techniques))
        self.plannable = many(techniques, (t.open for t in techniques))
        self._beside = many(techniques, (t.beside for t in techniques))
        self.aims = {field: self._aim(field) for field in FIELDS}
        self.unloaded = many(techniques, (t.strength is not None and not t.loaded for t in techniques))
        self._missed = [[sum(self._field(field, days).values()) for days in range(8)] for field in FIELDS]
        self._ones = sum(1 << FIELD * n for n in range(len(techniques)))
        self._familiar = sum(8 << FIELD * n for n, one in enumerate(techniques) if one.before)
        self._weights: tuple[dict[int, Weight | None], ...] = tuple({} for _ in range(7))
        self._sums = Adder(problem, COSTS[Term.HELPFUL], COSTS[Term.BESIDE])
        self._shapes: dict[tuple[int, int], int] = {}
        self._sessions: dict[int, tuple[int, int]] = {}
        self._balance: dict[int, int] = {}
        self._variety: dict[int, int] = {}

    # Hard rules

    def fits(self, day: int, mask: int) -> bool:
        """Whether a day may hold these: what stays is among them, nothing closed, no rivals, and the time is enough."""
        asked = self.problem.days[day]
        if not mask:
            return not asked.kept
        if mask & ~(self.plannable & ~asked.banned | asked.kept) or asked.kept & ~mask:
            return False
        return not self._sums.of(mask).foes & mask and self.seconds(mask) <= asked.room

    def clashing(self, mask: int) -> int:
        """Return what of a session may not be together: two of a family, or rivals."""
        return sum(1 << n for n in bits(mask) if self._sums.of(1 << n).foes & mask)

    def rested(self, week: Week) -> bool:
        """Whether each day of loaded strengthening has its days of rest around it."""
        return not any(self.crowded(week, day) for day in range(7) if week[day] & self.loaded)

    def crowded(self, week: Week, day: int) -> bool:
        """Whether loaded work lies too near to a day, on another one."""
        return any(self._is_loaded(week, day + by) for by in range(-self.problem.rest, self.problem.rest + 1) if by)

    def seconds(self, mask: int) -> int:
        """Return how long a session lasts."""
        return self._session(mask)[0]

    # Costs

    def cost(self, week: Week) -> int:
        """Return what a week costs; the sum of its terms."""
        counts = uses = strong = total = longest = cost = 0
        for day, mask in enumerate(week):
            sums = self._sums.of(mask | self.done[day])
            counts += sums.groups
            uses += sums.uses
            strong += sums.strong
            total += sums.total
            if self.open[day]:
                seconds, own = self._session(mask)
                cost += own
                longest = max(longest, seconds)
        cost += self.balance(counts) + self.variety(uses) + share(strong, total) - (-longest // STEP)
        return cost + COSTS[Term.AGAIN] * self._again(week) + COSTS[Term.STABLE] * self._moved(week)

    def terms(self, week: Week) -> Terms:
        """Return what each term costs."""
        found: Terms = {}
        full = [self._sums.of(mask | done) for mask, done in zip(week, self.done, strict=True)]
        sessions = [mask for mask, is_open in zip(week, self.open, strict=True) if is_open]
        found |= self._counted(sum(day.groups for day in full))
        found |= self._used(sum(day.uses for day in full))
        found[Term.SHARE, ""] = share(sum(day.strong for day in full), sum(day.total for day in full))
        found[Term.LONGEST, ""] = -(-max((self.seconds(mask) for mask in sessions), default=0) // STEP)
        found[Term.AGAIN, ""] = self._again(week) * COSTS[Term.AGAIN]
        found[Term.STABLE, ""] = self._moved(week) * COSTS[Term.STABLE]
        for mask in sessions:
            for term, cost in self._local(mask).items():
                found[term, ""] = found.get((term, ""), 0) + cost
        return {key: cost for key, cost in found.items() if cost}

    # What a search follows day by day, instead of counting the week anew

    def weigh(self, day: int, mask: int) -> Weight:
        """Return what a day with these adds to the week."""
        asked, present = self.problem.days[day], self.problem.present
        seconds, own = self._session(mask) if asked.open else (0, 0)
        if present is not None and asked.open:
            own += COSTS[Term.STABLE] * (mask ^ present[day]).bit_count()
        full, loaded = mask | asked.done, bool(mask & self.loaded)
        sums = self._sums.of(full)
        near = loaded or asked.loaded or bool(full & self.loaded)
        return Weight(mask, seconds, own, *sums[-4:], full & self.unloaded, loaded, near)

    def allows(self, day: int, mask: int) -> Weight | None:
        """Return what a day adds, or None where it may not hold these, or some are done already."""
        known = self._weights[day]
        if mask not in known:
            asked = self.problem.days[day]
            fine = not mask & asked.done & ~asked.kept and self.fits(day, mask)
            known[mask] = self.weigh(day, mask) if fine else None
        return known[mask]

    def balance(self, groups: int) -> int:
        """Return what the days of each group cost, packed as in `Weight`."""
        found = self._balance.get(groups)
        if found is None:
            found = sum(missed[groups >> FIELD * n & 0xF] for n, missed in enumerate(self._missed))
            self._balance[groups] = found
        return found

    def variety(self, uses: int) -> int:
        """Return what the uses of each exercise cost, packed as in `Weight`: those of `_used`, all at once."""
        found = self._variety.get(uses)
        if found is None:
            # Adding 8 - n to each field sets its highest bit where it counts n or more.
            ones = self._ones
            any_, *over = ((uses + (8 - n) * ones & 8 * ones) for n in (1, *range(MOST_USES + 1, 8)))
            found = self._variety[uses] = (
                COSTS[Term.USES] * sum(more.bit_count() for more in over)
                + COSTS[Term.FAMILIAR] * (any_ & self._familiar).bit_count()
                + COSTS[Term.MANY] * max(0, any_.bit_count() - MOST_TECHNIQUES)
            )
        return found

    def days_with(self, week: Week, field: Group | Strength) -> int:
        """Return on how many days a group is reached, done and planned."""
        at = FIELDS.index(field) * FIELD
        full = (mask | done for mask, done in zip(week, self.done, strict=True))
        return sum(self._sums.of(mask).groups for mask in full) >> at & 0xF

    # How it works

    def _aim(self, field: Group | Strength) -> int:
        """Return the days to aim for: no more than there are left to do it on."""
        most = DAYS_A_GROUP if isinstance(field, Group) else DAYS_A_STRENGTH
        members = many(self.problem.techniques, (field in fields_of(t) for t in self.problem.techniques))
        wanted = members & self.plannable & ~self._beside
        done = sum(bool(mask & members) for mask in self.done)
        ahead = sum(
            day.open and not day.done & members and bool(wanted & ~day.banned | members & day.kept)
            for day in self.problem.days
        )
        return min(most, done + ahead)

    def _session(self, mask: int) -> tuple[int, int]:
        """Return a session's seconds, and what it costs by itself."""
        found = self._sessions.get(mask)
        if found is None:
            sums, items = self._sums.of(mask), mask.bit_count()
            changes = self._sums.changes(sums.needs)
            if (items, changes) not in self._shapes:
                self._shapes[items, changes] = sum(_shape(items, changes).values())
            own = sums.liked + self._shapes[items, changes]
            found = self._sessions[mask] = (sums.seconds + MOVING * changes, own)
        return found

    def _local(self, mask: int) -> dict[Term, int]:
        sums = self._sums.of(mask)
        beside = COSTS[Term.BESIDE] * (mask & self._beside).bit_count()
        return _shape(mask.bit_count(), self._sums.changes(sums.needs)) | {
            Term.HELPFUL: sums.liked - beside,
            Term.BESIDE: beside,
        }

    def _counted(self, counts: int) -> Terms:
        found: Terms = {}
        for n, field in enumerate(FIELDS):
            found |= self._field(field, counts >> FIELD * n & 0xF)
        return found

    def _field(self, field: Group | Strength, days: int) -> Terms:
        """Return what it costs to reach a group on so many days."""
        missing = max(0, self.aims[field] - days)
        if isinstance(field, Group):
            absent = COSTS[Term.ABSENT] * (days == 0 < self.aims[field])
            return {(Term.GROUP, field.value): COSTS[Term.GROUP] * missing, (Term.ABSENT, field.value): absent}
        often = COSTS[Term.OFTEN] * max(0, days - MOST_STRENGTH)
        return {(Term.STRENGTH, field.value): COSTS[Term.STRENGTH] * missing, (Term.OFTEN, field.value): often}

    def _used(self, uses: int) -> Terms:
        found: Terms = {}
        distinct = 0
        for n, one in enumerate(self.problem.techniques):
            times = uses >> FIELD * n & 0xF
            if times:
                distinct += 1
                found[Term.USES, one.exercise] = COSTS[Term.USES] * max(0, times - MOST_USES)
                found[Term.FAMILIAR, one.exercise] = COSTS[Term.FAMILIAR] * one.before
        found[Term.MANY, ""] = COSTS[Term.MANY] * max(0, distinct - MOST_TECHNIQUES)
        return found

    def _again(self, week: Week) -> int:
        unloaded, done = self.unloaded, self.done
        if not unloaded:
            return 0
        last, found = self.problem.before[0], 0
        for day in range(7):
            full = week[day] | done[day]
            found += (last & full & unloaded).bit_count()
            last = full
        return found + (last & self.problem.after[0] & unloaded).bit_count()

    def _moved(self, week: Week) -> int:
        present = self.problem.present
        if present is None:
            return 0
        return sum((week[day] ^ present[day]).bit_count() for day in range(7) if self.open[day])

    def _is_loaded(self, week: Week, day: int) -> bool:
        if day < 0:
            return -day <= GAP and bool(self.problem.before[-day - 1] & self.loaded)
        if day > 6:
            return day - 7 < GAP and bool(self.problem.after[day - 7] & self.loaded)
        return self.problem.days[day].loaded or bool((week[day] | self.done[day]) & self.loaded)


def _shape(items: int, changes: int) -> dict[Term, int]:
    return {
        Term.CHANGES: COSTS[Term.CHANGES] * changes,
        Term.SHORT: COSTS[Term.SHORT] * (items < LEAST_ITEMS),
        Term.LONG: COSTS[Term.LONG] * max(0, items - MOST_ITEMS),
    }


def share(strong: int, total: int) -> int:
    """Return the minutes of strengthening outside 20 to 50 % of the exercise time, begun ones whole."""
    return COSTS[Term.SHARE] * max(0, -(-(total - 5 * strong) // 300), -(-(2 * strong - total) // 120))
