"""What one tells the trainer from a shell: the profile, check-ins, and the words that open again."""

from __future__ import annotations

from dataclasses import replace

import click

from trainer import listing, profile, reasons
from trainer.care import CLEARABLE
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import Closed, Gate, Reach
from trainer.core.exercise import Exercise
from trainer.core.text import clean
from trainer.dates import parse_day
from trainer.errors import ClosedError, NotFoundError, NotSavedError, RefusedError
from trainer.freetime import say_others
from trainer.standing import standing
from trainer.wording import opening

_NONE = "none"
_MOST_WHY = 200
"""The longest reason that is kept, in characters."""
_FLARE_UP = "Is this a flare-up? Say --symptom flare-up --on DATE or --symptom none."


# Check-in


@click.command("check-in", context_settings={"ignore_unknown_options": True})
@click.argument("pain", required=False)
@click.option(
    "--symptom",
    "symptoms",
    multiple=True,
    type=click.Choice([_NONE, *(one.value for one in Symptom)]),
    help="What is new; can be given more than once.",
)
@click.option("--on", metavar="DATE", help="The day of the flare-up or injury; without it, today.")
@click.option("--after", type=click.Choice([one.value for one in After]), help="The pain after the last session.")
@click.pass_context
def check_in(
    context: click.Context, pain: str | None, symptoms: tuple[str, ...], on: str | None, after: str | None
) -> None:
    """Say how you are before you train: your PAIN from 0 to 10, and what is new."""
    if pain is not None and pain.startswith("-") and not pain[1:].isdecimal():
        raise click.NoSuchOption(pain.partition("=")[0], ctx=context)
    coach: Coach = context.obj.coach
    told = _check_in(coach, _pain(pain), symptoms, on)
    if after is not None:
        told = replace(told, after=After(after))
    try:
        coach.care.check_in(told)
    except NotSavedError:
        listing.say(*(reasons.alarm(gate, coach.library) for gate in coach.care.gates()[:1]))
        raise
    for gate in coach.care.gates()[:1]:
        raise ClosedError(reasons.alarm(gate, coach.library))
    listing.tell([f"{reasons.ready(told)}."])
    listing.say(*coach.store.notices)


def _check_in(coach: Coach, pain: int | None, given: tuple[str, ...], on: str | None) -> CheckIn:
    if _NONE in given and set(given) != {_NONE}:
        raise RefusedError("Say either --symptom none or what is new, not both.")
    symptoms = frozenset(Symptom(one) for one in given if one != _NONE)
    if pain is None and not symptoms:
        raise RefusedError("Say your pain, from 0 (none) to 10 (worst): 'trainer check-in 2'.")
    if on is not None and Symptom.FLARE_UP not in symptoms:
        raise RefusedError("--on is the day of a flare-up: add --symptom flare-up, or leave it out.")
    if pain is not None and not given and coach.care.asks_flare_up(pain):
        raise RefusedError(_FLARE_UP)
    now = coach.clock.now()
    day = None
    if Symptom.FLARE_UP in symptoms:
        day = now.date() if on is None else parse_day(on, now.date())
    try:
        return CheckIn(at=now, pain=pain, symptoms=symptoms, day=day)
    except ValueError as error:
        raise RefusedError(f"{opening(str(error))}.") from error


def _pain(text: str | None) -> int | None:
    if text is None:
        return None
    word = text.strip().casefold()
    if not word.isascii() or not word.removeprefix("-").isdigit() or not 0 <= int(word[:4]) <= 10:
        raise RefusedError(f"'{shorten(text)}' is no pain; give a number from 0 (none) to 10 (worst).")
    return int(word)


# The profile


@click.group("profile", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def profile_(context: click.Context, as_json: bool) -> None:
    """Show or change what you told about yourself."""
    if context.invoked_subcommand is None:
        _show(context.obj.coach, as_json=as_json)


@profile_.command()
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def show(context: click.Context, as_json: bool) -> None:
    """Show what you told, and what it closes."""
    _show(context.obj.coach, as_json=as_json)


@profile_.command("set", context_settings={"ignore_unknown_options": True})
@click.argument("key")
@click.argument("value", nargs=-1)
@click.pass_context
def set_(context: click.Context, key: str, value: tuple[str, ...]) -> None:
    """Tell the VALUE of a KEY: knee-pain yes, equipment 'wall towel', free.mon '07:00 15'."""
    coach: Coach = context.obj.coach
    about = profile.About(library=coach.library, today=coach.clock.now().date())
    _tell(coach, key, profile.changes(key, value, about, coach.care.profile))


@profile_.command()
@click.argument("key")
@click.pass_context
def unset(context: click.Context, key: str) -> None:
    """Take back what you told of a KEY."""
    coach: Coach = context.obj.coach
    _tell(coach, key, profile.without(key, coach.care.profile, coach.library))


def _show(coach: Coach, *, as_json: bool) -> None:
    told = coach.care.profile
    if as_json:
        listing.tell_data(profile.data(told))
    else:
        listing.tell(profile.lines(told, standing(coach), coach.library))
    listing.say(*coach.store.notices)


def _tell(coach: Coach, key: str, changes: dict[str, object]) -> None:
    before = coach.care.profile
    told = coach.care.tell(**changes)
    others = say_others(before, told)
    listing.tell(profile.lines(told, standing(coach), coach.library, only=key))
    listing.say(*([others] if others else []), *coach.store.notices)


# Clearing


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--clinician", metavar="DATE", help="The day on which a doctor or clinician said so.")
@click.option("--why", default="", metavar="TEXT", help="What was said, for yourself.")
@click.pass_context
def clear(context: click.Context, name: tuple[str, ...], clinician: str | None, why: str) -> None:
    """Open a gate (chest, nerve, acute) or an exercise again, where that is yours or a clinician's to say."""
    coach: Coach = context.obj.coach
    what, shut = _shut(coach, " ".join(name))
    on = None if clinician is None else parse_day(clinician, coach.clock.now().date())
    _check_why(why)
    coach.care.clear(what, on=on, clinician=on is not None, why=clean(why, newlines=False))
    listing.tell([*(f"Closed until now: {one}" for one in shut), *_now(coach, what)])
    listing.say(*coach.store.notices)


def _check_why(why: str) -> None:
    if len(why) > _MOST_WHY:
        raise RefusedError(f"--why has {len(why)} characters; say it in {_MOST_WHY}.")


def _shut(coach: Coach, name: str) -> tuple[str, list[str]]:
    """Find what is to be opened, and say why it is closed; RefusedError where only another way opens it."""
    word, gates = name.strip().casefold(), coach.care.gates()
    if word in set(Gate):
        shut = [one for one in gates if one.by == word]
        if shut and Gate(word) in {Gate.HEART, Gate.SPASM, Gate.RULES}:
            raise RefusedError(reasons.guided(shut[0], coach.library))
        return word, [reasons.brief(one, coach.library) for one in shut]
    try:
        exercise = coach.library.exercise(name)
    except NotFoundError as error:
        raise NotFoundError(f"{error.sentence} Gates: {', '.join(one for one in Gate if one in CLEARABLE)}.") from None
    bars = _bars(coach, exercise)
    if not bars and gates:
        raise RefusedError(f"{exercise.name} waits for something else. {reasons.guided(gates[0], coach.library)}")
    return exercise.id, [reasons.brief(one, coach.library) for one in bars]


def _now(coach: Coach, what: str) -> list[str]:
    """Say what is open now, and what is still closed."""
    gates = [reasons.guided(gate, coach.library, "Exercises are still") for gate in coach.care.gates()[:1]]
    if what in set(Gate):
        return gates or ["Open now. Start slowly, at the low end."]
    exercise = coach.library.exercises[what]
    still = [reasons.guided(one, coach.library, f"{exercise.name} is still", what) for one in _bars(coach, exercise)]
    return still or [f"Open now: {exercise.name}. Start slowly.", *gates]


def _bars(coach: Coach, exercise: Exercise) -> list[Closed]:
    return [one for one in coach.care.closed(exercise) if one.reach is Reach.ALL]
