"""The command that trains: today's session, a routine, an exercise or a timed activity, at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import click

from trainer import health
from trainer.browse import blamed
from trainer.coach import Coach, Trainable
from trainer.codec.words import shorten
from trainer.core.log import SessionLog
from trainer.core.prescription import prescribe_activity
from trainer.dates import parse_minutes
from trainer.errors import NotFoundError, RefusedError, UsageError
from trainer.plans.desk import Desk
from trainer.run import Run


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", nargs=-1)
@click.option("--plain", is_flag=True, help="Line by line, without a screen; by itself where none can be shown.")
@click.pass_context
def go(context: click.Context, name: tuple[str, ...], *, plain: bool) -> int:
    """Start at once: a routine, an exercise, or a timed activity ('go walk 20').

    Without a NAME it goes on with an interrupted session, or starts what is planned for today; where nothing is
    planned or left, the routine you trained last.
    """
    for part in name:
        if part.startswith("-") and parse_minutes(part) is None:  # '-5' is a number of minutes, if a wrong one
            raise click.NoSuchOption(part, ctx=context)
    coach = context.obj.coach
    bout = _bout(coach, name)
    planned = None if name else _planned(coach)
    start = _named(coach, name) if name and bout is None else None if name or planned else _last(coach)
    if bout is not None:
        coach.care.refuse_activity()
    elif start is not None:
        coach.care.refuse_exercise()
        coach.prescribe(start)
    why = health.unusable()
    if plain or (why is not None and health.lines_only()):
        from trainer.plain import visit

        return visit.run(coach, planned or _begin(coach, start, bout), heeds=plain)
    if why is not None:
        raise UsageError(why)
    from trainer.ui.app import run

    if planned is not None:
        run(coach, begin=planned)
    else:
        run(coach, start=start, bout=bout, resume=start is None and bout is None)
    return 0


def _begin(coach: Coach, start: Trainable | None, bout: tuple[str, int] | None) -> Callable[[], Run] | None:
    """Return what begins a session; None where the interrupted one is to be gone on with."""
    if bout is not None:
        return partial(coach.begin_activity, *bout)
    return None if start is None else partial(coach.begin, start)


def _bout(coach: Coach, name: tuple[str, ...]) -> tuple[str, int] | None:
    """Read `walk 20` as an activity and its minutes; None when it is not one."""
    known = {word for one in coach.library.activities.values() for word in (one.id, one.name.casefold())}
    if not name or name[0].casefold() not in known:
        return None
    activity = coach.activity(name[0])
    example = f"'trainer go {activity.id} 20'"
    if len(name) == 1:
        raise RefusedError(f"Say for how many minutes: {example}.")
    given = " ".join(name[1:])
    minutes = parse_minutes(given)
    if minutes is None:
        raise RefusedError(f"'{shorten(given)}' is no number of minutes; give 1 to 120, as in {example}.")
    prescribe_activity(activity, minutes)
    return activity.id, minutes


def _named(coach: Coach, name: tuple[str, ...]) -> Trainable:
    """Find what is to be trained; minutes of something unknown are answered with the activities there are."""
    try:
        return coach.library.anything(" ".join(name))
    except NotFoundError as error:
        if len(name) > 1 and parse_minutes(name[-1]) is not None:
            coach.activity(" ".join(name[:-1]))
        raise blamed(coach.library, name) or error from None


def _planned(coach: Coach) -> Callable[[], Run] | None:
    """Return what begins today's planned session; None where nothing of it is left, or a session was interrupted."""
    if coach.interruption.found() is not None:
        return None
    coach.care.refuse_exercise()
    desk = Desk(coach)
    session = desk.today().session
    return desk.begin if session is not None and session.open else None


def _last(coach: Coach) -> Trainable | None:
    """Return the routine that was trained last; None when a session waits here or runs elsewhere."""
    if coach.interruption.found() is not None or coach.interruption.elsewhere() is not None:
        return None
    coach.care.refuse_exercise()
    today = coach.clock.now().date()
    known = coach.library.routines
    trained = (one.what for one in reversed(coach.history(date(today.year - 1, 1, 1))))
    ids = (what.routine for what in trained if isinstance(what, SessionLog) and what.routine is not None)
    last = next((known[routine] for routine in ids if routine in known), None)
    if last is None:
        raise NotFoundError(f"Say what to train: 'trainer go NAME'. Routines: {', '.join(known)}.")
    return last
