"""The diary on the command line: what was done and told, and how today stands, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trainer import outlook, reasons, wording
from trainer.coach import Coach, Today
from trainer.core.library import Routine
from trainer.core.log import Remembered, SessionLog, SetAside
from trainer.core.text import line
from trainer.core.weekly import Week
from trainer.errors import RefusedError
from trainer.exchange.answers import NONE, Asked, Past
from trainer.hurt import Hurt
from trainer.which import SHORT, short


def history(found: Iterable[Past], today: date, *, ids: bool = False, hurt: Hurt = NONE) -> Iterator[str]:
    """List what was done and told, one a line, the latest first; with the ids of what can be corrected, if asked.

    `hurt` is what hurt later, by session.
    """
    rows = [(wording.day(one.at.date(), today), one) for one in sorted(found, key=lambda r: r.at, reverse=True)]
    widest = max((len(day) for day, _ in rows), default=0)
    known = [one.id for _, one in rows if isinstance(one, Remembered)] if ids else []
    named = {one: short(one, known) for one in known}
    for day, one in rows:
        name = f"{named.get(one.id, ''):<{SHORT}}  " if ids else ""
        said = _asked(one) if isinstance(one, Asked) else _done(one) + _hurt(one, hurt.get(one.id, ()))
        yield f"{name}{day:<{widest}}  {one.at:%H:%M}  {said}"


def today(coach: Coach, value: Today, week: Week | None = None) -> Iterator[str]:
    """Say how today stands and how to go on: what is closed before all else, then what is due.

    The routines are listed where no week is planned.
    """
    yield wording.day(value.date)
    for gate in value.gates:
        yield reasons.guided(gate, coach.library)
    for aside in value.set_aside:
        known = coach.library.exercises.get(aside.exercise)
        name = line(aside.exercise) if known is None else known.name
        how = "" if known is None else f" 'trainer clear {known.id}' when you are ready."
        day = wording.day(aside.at.date(), value.date)
        felt = f"it hurt later, {day}: {aside.reason}" if aside.later else f"stopped {day} for {aside.reason}"
        yield f"Set aside: {name}, {felt}.{how}"
    if value.interrupted is not None:
        since = wording.ago(value.interrupted.at, coach.clock.now())
        stood, name = wording.place(value.interrupted), value.interrupted.name
        stood = stood if name == value.interrupted.exercise else f"{name} – {stood}"
        yield f"Interrupted {since}: {stood}. 'trainer go' in a terminal goes on with it."
    for one in value.done:
        yield f"Done: {_done(one)}"
    if week is not None and not week.empty:
        begun = None if value.interrupted is None else coach.interruption.kept()
        yield from outlook.today(week, coach.library, value.date, begun)
        return
    if week is not None:
        yield "No week is planned yet: 'trainer plan make' plans it."
    yield "Routines, once exercises are open again:" if value.gates else "Routines:"
    widest = max((len(r.id) for r in coach.library.routines.values()), default=0)
    for routine in coach.library.routines.values():
        yield f"  {routine.id:<{widest}}  {routine.name}{_without(coach, routine)}"


def _without(coach: Coach, routine: Routine) -> str:
    """Say what of a routine is left out, and why."""
    try:
        offers = coach.offer(routine)
    except RefusedError as error:  # one of its exercises has no dosage yet
        return f" · {error.sentence}"
    shut = {one.exercise.name: one.closed[0] for one in offers if one.closed}
    said = "; ".join(f"{name} ({reasons.brief(why, coach.library)})" for name, why in shut.items())
    if not said:
        return ""
    return f" · {'closed' if all(one.closed for one in offers) else 'without'}: {said}"


def _asked(one: Asked) -> str:
    told = one.told
    new = [reasons.SYMPTOMS[symptom.value] for symptom in sorted(told.symptoms)] or ["nothing new"]
    pain = [] if told.pain is None else [f"pain {told.pain}"]
    after = [] if told.after is None else [f"after the last session {told.after}"]
    return " · ".join(["Check-in", *pain, ", ".join(new), *after])


def _hurt(one: Remembered, found: Sequence[SetAside]) -> str:
    """Say which exercises of a session hurt after it."""
    items = one.what.items if isinstance(one.what, SessionLog) else ()
    names = {item.prescription.exercise: item.prescription.name for item in items}
    said = (f"{names.get(hurt.exercise, hurt.exercise)} hurt later: {hurt.reason}" for hurt in found)
    return "".join(f" · {line(text)}" for text in said)


def _done(one: Remembered) -> str:
    return f"{line(one.what.name)} · {line(wording.said(one.what))}"
