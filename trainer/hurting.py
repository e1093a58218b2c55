"""The command that says of an exercise that it hurt after its session: it is set aside, as one that was stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from trainer import output, reasons, wording
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.events import StopReason
from trainer.core.gates import closings_of_stop
from trainer.core.log import Remembered, SessionLog
from trainer.core.text import fold, line
from trainer.correcting import present
from trainer.errors import RefusedError
from trainer.kit import Kit
from trainer.late import pick

FELT: Mapping[str, StopReason] = {
    "pain": StopReason.PAIN,
    "more-pain": StopReason.MORE_PAIN,
    "pain-that-stays": StopReason.LASTING_PAIN,
    "leg-pain": StopReason.RADIATING,
    "numbness": StopReason.NUMBNESS,
    "spasm": StopReason.SPASM,
    "chest-pain": StopReason.CHEST,
}
"""What was felt, as one writes it."""


@click.command()
@click.argument("which", metavar="WHICH", nargs=-1, required=True)
@click.argument("exercise", metavar="EXERCISE")
@click.argument("reason", metavar="REASON")
@click.pass_obj
def hurt(kit: Kit, which: tuple[str, ...], exercise: str, reason: str) -> None:
    """Say that an exercise of a session hurt afterwards: it is set aside until you clear it.

    WHICH is as in 'history edit'. REASON is pain, more-pain, pain-that-stays, leg-pain, numbness, spasm or chest-pain:
    the last three close exercise as a whole, as they do in a session.
    """
    coach = kit.coach
    one = present(coach, which)
    felt = _felt(reason)
    name, named = _exercise(one, exercise)
    coach.care.hurt(name, felt, one.id)
    output.tell(_told(coach, one, name, named, felt))
    output.say(*coach.store.notices)


def _felt(said: str) -> StopReason:
    """Read what was felt, as it is written here or as the history says it."""
    words = {fold(word): felt for word, felt in FELT.items()} | {fold(felt.value): felt for felt in StopReason}
    if fold(said) not in words:
        raise RefusedError(f"'{shorten(said.strip())}' is nothing that is felt here; write one of {', '.join(FELT)}.")
    return words[fold(said)]


def _exercise(one: Remembered, said: str) -> tuple[str, str]:
    """Find the one exercise that is meant, its id and its name; only what was done can have hurt."""
    what = one.what
    if not isinstance(what, SessionLog):
        raise RefusedError(f"{line(what.name)} is activity; 'trainer check-in' tells how you are after it.")
    done = {item.prescription.exercise: item.prescription.name for item in what.items if item.marks}
    if not done:
        raise RefusedError("Nothing of it was done, so nothing of it can have hurt.")
    names = pick(said, done)
    if len(names) > 1:
        raise RefusedError("Name one exercise at a time.")
    return names[0], line(done[names[0]])


def _told(coach: Coach, one: Remembered, name: str, named: str, felt: StopReason) -> Iterator[str]:
    today = coach.clock.now().date()
    session = line(f"{one.what.name}, {wording.day(one.at.date(), today)} {one.at:%H:%M}")
    yield from [reasons.ALARMS[felt]] if felt in reasons.ALARMS else []
    yield f"Kept: {named} hurt after {session}: {felt.value}."
    known = name in coach.library.exercises
    yield f"{named} is set aside" + (f"; 'trainer clear {name}' when you are ready." if known else ".")
    if closings_of_stop(felt, today):
        yield from (reasons.alarm(gate, coach.library) for gate in coach.care.gates()[:1])
