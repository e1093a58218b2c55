"""Changes by hand: each is kept at once where it breaks no hard rule, or refused with the rule's sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from trainer import reasons
from trainer.core.exercise import Kind
from trainer.core.plan import (
    ACTIVITY,
    BOUT,
    MOST_PLANNED,
    ORDER,
    TIME,
    Choice,
    Edit,
    Planned,
    monday_of,
)
from trainer.core.planner.costs import Terms
from trainer.core.planner.explain import Breach, Rule, breaches
from trainer.core.planner.order import arrange, in_series
from trainer.core.planner.problem import LONGEST, Problem
from trainer.core.planner.score import Score
from trainer.core.profile import Slot
from trainer.core.weekly import Week
from trainer.errors import RefusedError
from trainer.plans import kept, refusals
from trainer.plans.brief import free_on
from trainer.plans.draft import item_of
from trainer.plans.known import Known
from trainer.plans.look import Found, Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What a change by hand costs the week: by how much each term rose or, below 0, fell."""

    week: Week
    terms: Terms


class Hand:
    """Changes of a week by hand. Each raises RefusedError with the hard rule it would break, and keeps nothing then."""

    def __init__(self, weeks: Lookup) -> None:
        self._weeks = weeks

    def keep(self, day: date, exercise: str, *, on: bool) -> Edited:
        """Let an exercise stay whatever is planned anew, or take that back."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        item = _planned(found.known, day, exercise)
        outlined = any(one.exercise == exercise for one in found.known.plan.outlined(day).items)
        edit = Edit(day=day, what=exercise)
        if on:
            edit = Edit(day=day, what=exercise, choice=Choice.KEEP, item=item)
        elif not outlined:  # it came by hand: without the person's word the next plan decides
            edit = Edit(day=day, what=exercise, choice=Choice.LET, item=item, generation=found.generation)
        return self._change(found, (edit,))

    def add(self, day: date, exercise: str) -> Edited:
        """Add an exercise to a day by hand; it stays."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        return self._change(found, (_added(found, day, exercise),))

    def drop(self, day: date, exercise: str) -> Edited:
        """Take an exercise out of a day; it does not come back there."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        _planned(found.known, day, exercise)
        return self._change(found, (Edit(day=day, what=exercise, choice=Choice.DROP),))

    def move(self, day: date, exercise: str, to: date) -> Edited:
        """Move an exercise to another day of its week."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        _planned(found.known, day, exercise)
        edits = (Edit(day=day, what=exercise, choice=Choice.DROP), _added(found, to, exercise))
        return self._change(found, edits)

    def reorder(self, day: date, exercise: str, by: int) -> Edited:
        """Move an exercise up or down in its session; a handout's order stays."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        _planned(found.known, day, exercise)
        plan, problem = found.known.plan, found.brief.problem
        chosen = problem.chosen(problem.mask(one.exercise for one in plan.items(day)))
        names = [one.exercise for one in arrange(chosen, plan.order(day))]
        at = names.index(exercise)
        names.insert(max(0, min(len(names), at + by)), names.pop(at))
        by_id = {one.exercise: one for one in chosen}
        if [one.exercise for one in in_series([by_id[name] for name in names])] != names:
            raise RefusedError(refusals.series(by_id[exercise], found.known.library))
        return self._change(found, (Edit(day=day, what=ORDER, order=tuple(names)),))

    def minutes(self, day: date, minutes: int | None) -> Edited:
        """Set a day's minutes of activity by hand; None leaves them to the plan."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        _check_day(found, day)
        if minutes is not None and (minutes % BOUT or not 0 <= minutes <= MOST_PLANNED):
            raise RefusedError(f"{minutes} minutes cannot be planned; give 0 to {MOST_PLANNED} in tens.")
        return self._change(found, (Edit(day=day, what=ACTIVITY, minutes=minutes),))

    def check(self, day: date) -> None:
        """Refuse a day that can no longer be changed, or not now; changes nothing."""
        _check_day(self._weeks.ahead(monday_of(day), by_hand=True), day)

    def at(self, day: date, at: time) -> Edited:
        """Put a day's session at another of its free times."""
        found = self._weeks.ahead(monday_of(day), by_hand=True)
        _check_day(found, day)
        slot = next((one for one in free_on(found.known.profile, day) if one.at == at), None)
        if slot is None:
            raise RefusedError(f"You told no free time at {at:%H:%M} on that day; tell it under You.")
        _check_room(found, day, slot)
        return self._change(found, (Edit(day=day, what=TIME, at=at),))

    # How it works

    def _change(self, found: Found, edits: Iterable[Edit]) -> Edited:
        """Keep changes by hand where they break no hard rule that was not broken before."""
        known, problem, edits = found.known, found.brief.problem, tuple(edits)
        score = Score(problem)
        before, after = _week(known, problem), _week(replace(known, plan=known.plan.with_edits(edits)), problem)
        known_before = {_what(breach): breach.seconds for breach in breaches(score, before)}
        for breach in sorted(breaches(score, after), key=_grave):
            if breach.seconds > known_before.get(_what(breach), -1):
                raise RefusedError(refusals.sentence(breach, known))
        kept.write(self._weeks.store, found.monday, edits=edits)
        then, now = score.terms(before), score.terms(after)
        terms = {key: now.get(key, 0) - then.get(key, 0) for key in then.keys() | now.keys()}
        return Edited(
            week=self._weeks.find(found.monday).view(), terms={key: cost for key, cost in terms.items() if cost}
        )


def _planned(known: Known, day: date, exercise: str) -> Planned:
    if day < known.today:
        raise RefusedError(refusals.sentence(Breach(rule=Rule.PAST, day=day.weekday(), exercise=exercise), known))
    for item in known.plan.items(day):
        if item.exercise == exercise:
            return item
    raise RefusedError(f"{refusals.name(exercise, known.library)} is not planned on that day.")


def _added(found: Found, day: date, exercise: str) -> Edit:
    known, made = found.known, found.brief
    _check_day(found, day)
    one = known.library.exercise(exercise)
    closed = made.closed.get(one.id)
    if closed is not None:
        raise RefusedError(reasons.sentence(closed, known.library, f"{one.name} is"))
    if one.kind is Kind.RELAX:
        raise RefusedError(f"{one.name} is no part of a session; it is there twice a day, if you can.")
    n = day.weekday()
    if made.slots[n] is not None and not made.problem.days[n].open:
        raise RefusedError("Today was trained already, and a plan has one session a day; take another day.")
    if one.id not in made.dosages:
        raise RefusedError(refusals.sentence(Breach(rule=Rule.DOSAGE, day=0, exercise=one.id), known))
    if any(item.exercise == one.id for item in known.plan.items(day)):
        raise RefusedError(f"{one.name} is planned on that day already.")
    return Edit(day=day, what=one.id, choice=Choice.KEEP, item=item_of(made, one.id))


def _check_day(found: Found, day: date) -> None:
    known = found.known
    n = (day - known.plan.monday).days
    if not 0 <= n < 7:
        raise RefusedError("That day is in another week; plan it there.")
    if day < known.today:
        raise RefusedError(refusals.sentence(Breach(rule=Rule.PAST, day=n, exercise=""), known))
    blocked = found.brief.blocked[n]
    if blocked is not None:
        raise RefusedError(reasons.sentence(blocked, known.library))


def _check_room(found: Found, day: date, slot: Slot) -> None:
    known, score = found.known, Score(found.brief.problem)
    n, room = day.weekday(), min(slot.minutes * 60, LONGEST)
    length = score.seconds(_week(known, found.brief.problem)[n] & score.plannable)
    if length > room:
        breach = Breach(rule=Rule.ROOM, day=n, exercise="", seconds=length, room=room)
        raise RefusedError(refusals.sentence(breach, known))


def _week(known: Known, problem: Problem) -> tuple[int, ...]:
    """Return the plan in masks on the days ahead, open or not."""
    return tuple(
        problem.mask(one.exercise for one in known.plan.items(day)) & ~asked.done if day >= known.today else 0
        for day, asked in zip(known.plan.days, problem.days, strict=True)
    )


def _what(breach: Breach) -> tuple[Rule, int, str, str]:
    return (breach.rule, breach.day, breach.exercise, breach.other)


def _grave(breach: Breach) -> tuple[int, int, str]:
    return (list(Rule).index(breach.rule), breach.day, breach.exercise)
