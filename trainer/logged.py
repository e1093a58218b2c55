"""What one logs from a shell: activity, rest and training that were done elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import click

from trainer import listing
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.library import Library, Routine
from trainer.dates import parse_length, parse_minutes
from trainer.errors import NotFoundError, RefusedError
from trainer.exchange import answers
from trainer.late import Entry, Thing, TwiceError, find, keep, pick, remarks, remember, said
from trainer.moments import parse_moment

_MOST_WORDS = 12
"""The most words in which a name is looked for."""
_NUMBER = "+-0123456789"
"""What minutes begin with."""


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="KIND [MINUTES]")
@click.option(
    "--at",
    "when",
    metavar="WHEN",
    help="When it began: '18:00', 'yesterday 18:00', 'Tue 7:30', a date, '20 min ago'; without it, it ended just now.",
)
@click.option("--exertion", metavar="N", help="How hard it was, from 1 (no work) to 10 (could not go on).")
@click.option("--note", default="", metavar="TEXT", help="A note for yourself.")
@click.option(
    "--without", metavar="EXERCISE[,EXERCISE]", multiple=True, help="What you left out of a routine: all but bridge."
)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def log(context: click.Context, /, words: tuple[str, ...], *, as_json: bool, **given: Any) -> None:
    """Keep what you did elsewhere: walk, swim or relax with its MINUTES, a routine or an exercise."""
    for word in words:
        if word.startswith("-") and parse_minutes(word) is None:  # '-5' is a number of minutes, if a wrong one
            raise click.NoSuchOption(word.partition("=")[0], ctx=context)
    coach: Coach = context.obj.coach
    entry = _entry(coach, words, given)
    try:
        kept = keep(coach, remember(coach, entry))
    except TwiceError as error:
        raise TwiceError(f"{error.sentence.removesuffix('.')} with --at.") from None
    if as_json:
        listing.tell_data(answers.history([kept])[0])
    else:
        listing.tell([f"Kept: {said(kept, coach.clock.now().date())}."])
        listing.say(*remarks(kept, coach.library))
    listing.say(*coach.store.notices)


def _entry(coach: Coach, words: tuple[str, ...], given: Mapping[str, Any]) -> Entry:
    thing, minutes = _split(coach.library, words)
    when, exertion = given["when"], given["exertion"]
    return Entry(
        thing=thing,
        minutes=parse_length(minutes) if minutes else None,
        at=None if when is None else parse_moment(when, coach.clock.now()),
        exertion=None if exertion is None else _exertion(exertion),
        note=given["note"],
        without=_without(coach.library, thing, given["without"]),
    )


def _without(library: Library, thing: Thing, said: Sequence[str]) -> tuple[str, ...]:
    """Read what was left out, by the routine's own ids and names."""
    if not isinstance(thing, Routine):
        return tuple(said)
    known = {item.exercise: library.exercises[item.exercise].name for item in thing.items}
    return tuple(dict.fromkeys(name for words in said for name in pick(words, known)))


def _split(library: Library, words: tuple[str, ...]) -> tuple[Thing, str]:
    """Find the longest name that the words begin with, and what is left of them."""
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        with suppress(NotFoundError):
            return find(library, " ".join(words[:count])), " ".join(words[count:])
    end = next((at for at, word in enumerate(words) if at and word and word[0] in _NUMBER), len(words))
    return find(library, " ".join(words[:end])), ""


def _exertion(text: str) -> int:
    word = text.strip()
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:4]) <= 10:
        raise RefusedError(f"'{shorten(text)}' is no exertion; give a number from 1 (no work) to 10 (could not go on).")
    return int(word)
