"""One visit, line by line: what comes before a session, the session, and what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from trainer import output, wording
from trainer.coach import Coach
from trainer.core.events import ENDING
from trainer.core.journal import Interrupted
from trainer.errors import ClosedError, NotSavedError
from trainer.plain import after, ask
from trainer.plain.checkin import FIRST, check_in
from trainer.plain.console import Console
from trainer.plain.lead import Ending, Lead
from trainer.plain.line import GoneError, InterruptError, KilledError, Line
from trainer.run import Run

Begin = Callable[[], Run]
CUT = 130
"""The exit code after Ctrl+C."""
SIGNALLED = 128
"""What is added to a signal's number to make an exit code."""


def run(coach: Coach, begin: Begin | None, *, heeds: bool) -> int:
    """Lead what `begin` gives, or without it the interrupted session, and return the exit code.

    `heeds` takes what comes on standard input for the person's words, also where that is no terminal. Raises
    ClosedError where nothing may be led, and NotSavedError when something could not be saved to the end.
    """
    try:
        with Console(coach.clock, heeds=heeds) as line:
            code = visit(coach, begin, line)
    except KilledError as killed:
        output.close(drop=True)  # a line that is gone or stalled would be waited for
        return SIGNALLED + killed.number
    pending = len(coach.store.pending)
    if pending and not coach.store.retry() and coach.store.pending:
        raise NotSavedError(f"{pending} records could not be saved: {coach.store.why_not or 'see trainer doctor'}.")
    return code


def visit(coach: Coach, begin: Begin | None, line: Line) -> int:
    """Do the same on any line."""
    try:
        led = _before(coach, begin, line)
    except InterruptError:
        return CUT
    except GoneError:  # nothing was begun, and nobody is there any more
        return 0
    return 0 if led is None else _lead(coach, led, line)


def _before(coach: Coach, begin: Begin | None, line: Line) -> Run | None:
    """Ask and say what comes first, and begin; None where the person wants nothing."""
    if not line.answers and coach.care.is_due():
        raise ClosedError(FIRST)
    line.say(*_notices(coach))
    where = coach.interruption.elsewhere()
    if where is not None and line.answers:
        return _take_over(coach, where, line)
    found = coach.interruption.found()
    if found is not None:
        begin = _choose(coach, found, begin, line)
        if begin is None:
            return None
    line.say(*_unasked(coach))
    if coach.care.is_due():
        check_in(line, coach)
    return coach.interruption.take_up() if begin is None else begin()


def _lead(coach: Coach, run: Run, line: Line) -> int:
    ending = Lead(run, coach, line).lead()
    with suppress(InterruptError, GoneError):
        _after(coach, run, line, ending)
    return CUT if ending is Ending.CUT else 0


def _after(coach: Coach, run: Run, line: Line, ending: Ending) -> None:
    if ending is Ending.LOST:
        line.say(run.trouble or "")
    if ending in {Ending.LOST, Ending.LEFT}:
        return
    felt = run.session.course.ended
    if felt is not None and felt in ENDING:
        after.alarm(line, coach, felt, run.trouble)
    after.tell(line, run)
    if felt is None and ending is Ending.OVER and line.answers:
        after.rate(line, run)
    after.week(line, coach)


def _take_over(coach: Coach, where: str, line: Line) -> Run | None:
    """Offer to go on here with the session that another terminal leads."""
    answers = (("Take it over: it goes on here, paused, and ends there", True),)
    if ask.choose(line, where, answers, enter="leave it there"):
        return coach.interruption.take_over()
    return None


def _choose(coach: Coach, found: Interrupted, begin: Begin | None, line: Line) -> Begin | None:
    """Offer the interrupted session first; None where it is kept as it is and nothing else is to be done."""
    take_up = coach.interruption.take_up
    since = wording.ago(found.at, coach.clock.now())
    was = f"{found.name} was interrupted {since}, at {wording.place(found)}."
    if not line.answers:
        line.say(was, "What was done of it is in your history." if begin else "It goes on now.")
        return begin or take_up
    new = "Keep what was done of it, and start the new one" if begin else "Keep what was done of it"
    if ask.choose(line, was, (("Go on with it", True), (new, False)), otherwise=True, enter="go on with it"):
        return take_up
    coach.interruption.close()
    line.say("What was done is in your history.")
    return begin


def _notices(coach: Coach) -> Iterator[str]:
    yield from coach.store.notices
    if not coach.store.writable and coach.store.why_not:
        yield f"Nothing can be saved: {coach.store.why_not}. You can train; it is kept here and tried again."


def _unasked(coach: Coach) -> Iterator[str]:
    """Say once what the app would ask on a first run, and how to answer it here."""
    told = coach.care.profile
    if not told.screened and not coach.practised():
        yield wording.DISCLAIMER
    asked = (("knee pain", "knee-pain", told.knee_pain), ("a heart problem", "heart-problem", told.heart_problem))
    missing = [(name, key) for name, key, answer in asked if answer is None]
    if missing and not (told.screened and coach.practised()):
        names = " and ".join(name for name, _ in missing)
        how = " or ".join(f"'trainer profile set {key} yes'" for _, key in missing)
        yield f"You were not asked about {names} yet, which counts as no. Where it is yes, say so first: {how}."
