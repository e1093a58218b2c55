"""The desk: where weeks are shown, planned and planned again, copied, and changes taken back.

The search is imported where something is planned: showing a week does not need it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from trainer import reasons
from trainer.coach import Coach
from trainer.core.closed import Lift
from trainer.core.plan import monday_of
from trainer.core.planner.problem import Solved
from trainer.core.planner.score import Score
from trainer.core.weekly import Day, Week
from trainer.errors import ClosedError, RefusedError
from trainer.plans import kept
from trainer.plans.brief import brief, present
from trainer.plans.draft import Draft, draft_of, outlined
from trainer.plans.hand import Hand
from trainer.plans.look import Found, Lookup
from trainer.plans.view import hold, view
from trainer.run import Run

Stop = Callable[[], bool]
Search = Callable[[Stop], Draft]


class Desk:
    """One person's weeks. What is kept raises NotSavedError when it could not be written."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._weeks = Lookup(
            care=coach.care,
            clock=coach.clock,
            library=lambda: coach.library,
            pace=lambda: coach.settings.pace,
            asker=coach.asker,
            history=coach.history,
        )
        self.hand = Hand(self._weeks)
        """Changes by hand."""

    # Looking

    def week(self, monday: date, *, explained: bool = True) -> Week:
        """Show a week through today's rules; raises RefusedError for one that is too far away."""
        return self._weeks.find(monday).view(explained=explained)

    def can(self, monday: date) -> tuple[bool, bool]:
        """Say whether a change of a week can be taken back, and one done again."""
        return kept.can(self._weeks.store, monday)

    def drafted(self, draft: Draft) -> Week:
        """Show a week as a draft would make it."""
        found = self._weeks.find(draft.monday)
        known = replace(found.known, plan=replace(found.known.plan, outline=draft.outline))
        return view(known, brief(known), found.generation + 1)

    def today(self) -> Day:
        """Show today."""
        day = self._coach.clock.now().date()
        return self.week(monday_of(day), explained=False).day(day)

    def begin(self) -> Run:
        """Begin today's session: what of it is open and not done; ClosedError, RefusedError when nothing is."""
        self._coach.care.refuse_exercise()
        session = self.today().session
        closed = () if session is None else [item.closed for item in session.items if item.closed is not None]
        if closed and session is not None and not session.open:
            raise ClosedError(reasons.sentence(closed[0], self._coach.library, "What is left of today's session is"))
        if session is None or not session.open:
            raise RefusedError("Nothing of today's plan is left to do; 'trainer plan' shows the week.")
        return self._coach.begin_these(session.name, tuple(item.prescription for item in session.open))

    def planned(self, monday: date) -> bool:
        """Say whether anything was ever planned for a week."""
        return not kept.read(self._weeks.store, monday).plan.empty

    # Planning

    def first(self, monday: date) -> Draft:
        """Draft a week at once."""
        from trainer.core.planner import search

        found = self._ahead(monday)
        return draft_of(found, search.first(found.brief.problem))

    def best(self, monday: date, stop: Stop = lambda: False) -> Draft:
        """Draft a week as well as it gets; `stop` ends the search early."""
        return self.searching(monday)(stop)

    def searching(self, monday: date) -> Search:
        """Look up what `best` needs now; what is returned may run in a thread of its own."""
        from trainer.core.planner import search

        found = self._ahead(monday)
        return lambda stop: draft_of(found, search.best(found.brief.problem, stop))

    def again(self, monday: date, stop: Stop = lambda: False) -> Draft:
        """Draft a week anew with few changes: none where nothing changed since it was planned."""
        return self.mending(monday)(stop)

    def mending(self, monday: date) -> Search:
        """Look up what `again` needs now; what is returned may run in a thread of its own."""
        found = self._ahead(monday)
        return lambda stop: _again(found, stop)

    def copy(self, monday: date) -> Draft:
        """Draft a week like the one before, without what cannot be; RefusedError when that one is empty."""
        found = self._ahead(monday)
        known, made = found.known, found.brief
        if known.before.empty:
            raise RefusedError("The week before has no plan to copy.")
        days = [known.before.items(day - timedelta(days=7)) for day in known.plan.days]
        wanted = tuple(
            made.problem.mask(one.exercise for one in items) if asked.open else 0
            for items, asked in zip(days, made.problem.days, strict=True)
        )
        alike = replace(known, plan=replace(known.plan, outline=outlined(known, made, wanted)))
        read = hold(alike, made, Score(made.problem))
        cost = Score(made.problem).cost(read.week)
        return replace(
            draft_of(found, Solved(week=read.week, cost=cost)),
            refused=tuple((day, name) for day, name, _ in read.refused),
        )

    def _ahead(self, monday: date) -> Found:
        """Look a week up to plan it; ClosedError while exercise only waits for a check-in, which may open all of it."""
        found = self._weeks.ahead(monday, roomy=True)
        for gate in found.known.gates:
            if gate.lift is Lift.CHECK_IN and gate.until is None:
                raise ClosedError(f"Check in first, then plan: {reasons.sentence(gate, found.known.library)}")
        return found

    # Keeping

    def take(self, draft: Draft) -> Week:
        """Keep a draft; one that changes nothing leaves everything as it is."""
        found = self._weeks.ahead(draft.monday)
        if found.known.plan.outline != draft.outline:
            kept.write(self._weeks.store, draft.monday, outline=draft.outline)
        return self.week(draft.monday)

    def improve(self, draft: Draft, than: Draft) -> bool:
        """Keep a better draft in place of one just kept, as one change; False when something was changed since."""
        return kept.improve(self._weeks.store, draft.monday, draft.outline, than.outline)

    def undo(self, monday: date) -> bool:
        """Take the latest change of a week back; False when there is none."""
        self._weeks.ahead(monday)
        return kept.undo(self._weeks.store, monday, self._weeks.clock.now().date())

    def redo(self, monday: date) -> bool:
        """Do again what was taken back; False when there is nothing."""
        self._weeks.ahead(monday)
        return kept.redo(self._weeks.store, monday, self._weeks.clock.now().date())


def _again(found: Found, stop: Stop) -> Draft:
    from trainer.core.planner import search
    from trainer.core.planner.again import again

    known, made = found.known, found.brief
    if known.plan.outline is None:
        return draft_of(found, search.best(made.problem, stop))
    now = present(known, made)
    problem = replace(made.problem, present=now)
    plain = brief(known)
    if known.plan.outline.basis == made.basis and hold(known, plain, Score(plain.problem)).week == now:
        return draft_of(found, Solved(week=now, cost=Score(problem).cost(now)), same=True)
    return draft_of(found, again(problem, stop))
