"""Reading: how each answer of the profile is read from the words it is given in; all raise RefusedError."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from trainer.codec.words import shorten
from trainer.core.library import Library
from trainer.core.text import fold
from trainer.dates import parse_day, parse_minutes
from trainer.errors import RefusedError

E = TypeVar("E", bound=StrEnum)

NONE = "none"
MOST_PHONE = 40
"""The longest phone line, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an answer is read with."""

    library: Library
    today: date


def yes(words: tuple[str, ...], _: About) -> bool:
    """Read yes or no."""
    word = " ".join(words).strip().casefold()
    if word not in {"yes", "y", "true", "no", "n", "false"}:
        raise RefusedError(f"{quoted(word)} is neither yes nor no.")
    return word in {"yes", "y", "true"}


def day(words: tuple[str, ...], about: About) -> date:
    """Read a day, strictly."""
    return parse_day(" ".join(words), about.today)


def number(unit: str) -> Callable[[tuple[str, ...], About], int]:
    """Give a reader of a number, negative ones too, for others to refuse."""

    def read(words: tuple[str, ...], _: About) -> int:
        text = " ".join(words)
        found = parse_minutes(text) if unit == "minutes" or _is_whole(text) else None
        if found is None:
            raise RefusedError(f"{quoted(text)} is no number of {unit}.")
        return found

    return read


def choices(kind: type[E]) -> Callable[[tuple[str, ...], About], frozenset[E]]:
    """Give a reader of any of a kind's words, or none."""

    def read(words: tuple[str, ...], _: About) -> frozenset[E]:
        given = [word for one in _listed(words) for word in one.casefold().split()]
        if given == [NONE]:
            return frozenset()
        known = [one.value for one in kind]
        if not given:
            raise RefusedError(f"Say which: any of {', '.join(known)}, or none.")
        for word in given:
            if word == NONE:
                raise RefusedError(f"Say either none or what there is, not both: {', '.join(known)}.")
            if word not in known:
                raise RefusedError(f"{quoted(word)} is unknown; write any of {', '.join(known)}, or none.")
        return frozenset(kind(word) for word in given)

    return read


def allowed(words: tuple[str, ...], about: About) -> tuple[str, ...]:
    """Read a clinician's list, in its order."""
    if [one.casefold() for one in _listed(words)] == [NONE]:
        raise RefusedError(
            "A clinician's list cannot be empty; name the exercises, or 'trainer profile unset allowlist'."
        )
    return _exercises(words, about)


def left_out(words: tuple[str, ...], about: About) -> frozenset[str]:
    """Read what is not wanted."""
    none = [one.casefold() for one in _listed(words)] == [NONE]
    return frozenset() if none else frozenset(_exercises(words, about))


def phone(words: tuple[str, ...], _: About) -> str:
    """Read a line to call, in any form."""
    text = " ".join(words).strip()
    if len(text) > MOST_PHONE:
        raise RefusedError(f"A phone line has at most {MOST_PHONE} characters; this one has {len(text)}.")
    return text


def quoted(word: str) -> str:
    """Quote what was given, short and safe to show."""
    return f"'{shorten(word)}'"


def _is_whole(text: str) -> bool:
    return text.strip().removeprefix("-").removeprefix("+").isdecimal()


def _listed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Split a list at its commas; one that was printed as data is read as such."""
    text = " ".join(words).strip()
    if text.startswith("["):
        with suppress(ValueError, RecursionError):
            found = json.loads(text)
            if isinstance(found, list) and all(isinstance(one, str) for one in found):
                return tuple(found) or (NONE,)
    parted = text.split(",") if "," in text else words
    return tuple(one.strip() for one in parted if one.strip())


def _exercises(words: tuple[str, ...], about: About) -> tuple[str, ...]:
    """Find exercises by their names: parted by commas, or one name, or ids parted by blanks."""
    given = _listed(words)
    joined = " ".join(given)
    if "," not in " ".join(words) and not _names_one(joined, about.library):
        given = tuple(given[0].split()) if len(given) == 1 and not _is_list(words) else given
    elif "," not in " ".join(words):
        given = (joined,)
    if not given:
        raise RefusedError("Name the exercises, parted by commas; 'trainer library list' shows all.")
    return tuple(dict.fromkeys(about.library.exercise(one).id for one in given))


def _is_list(words: tuple[str, ...]) -> bool:
    return " ".join(words).strip().startswith("[")


def _names_one(text: str, library: Library) -> bool:
    sought = fold(text)
    return any(sought in map(fold, one.names) for one in library.exercises.values())
