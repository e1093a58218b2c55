"""The profile on the command line: its keys, how an answer is read, and how it is said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from trainer import reasons
from trainer.codec import encode
from trainer.codec.words import shorten, suggest
from trainer.core.closed import Bar, Gate, Reach
from trainer.core.exercise import Equipment
from trainer.core.library import Library
from trainer.core.profile import Direction, Profile, Slot
from trainer.core.text import clean, fold
from trainer.dates import parse_day, parse_minutes
from trainer.errors import NotFoundError, RefusedError
from trainer.standing import Standing

E = TypeVar("E", bound=StrEnum)

NONE = "none"
NOT_ASKED = "not asked"
FREE = "free."
"""What the keys of free time begin with."""
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_PHONE = 40
"""The longest phone line, in characters."""
_MOST_NAMES = 3
"""Exercises that are named; the rest are counted."""
_SLOT = re.compile(r"(\d{1,2}):(\d{2})\s+(\d{1,4})(?:\s*min)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an answer is read with."""

    library: Library
    today: date


@dataclass(frozen=True, slots=True)
class Key:
    """One question: how its answer is read, what it is when unset, and what closes by it."""

    read: Callable[[tuple[str, ...], About], object]
    unset: object = None
    by: tuple[Gate | Bar, ...] = ()


def changes(name: str, words: tuple[str, ...], about: About, told: Profile) -> dict[str, object]:
    """Read an answer as a change of the profile; raises NotFoundError and RefusedError with what would be right."""
    if not "".join(words).strip():
        raise RefusedError(f"Say what {_quoted(name)} is to be; 'trainer profile unset {_known(name)}' takes it back.")
    if name.startswith(FREE):
        return {"free": {**told.free, _day(name): _slots(" ".join(words))}}
    return {_field(name): KEYS[_known(name)].read(words, about)}


def without(name: str, told: Profile) -> dict[str, object]:
    """Return the change that takes an answer back."""
    if name.startswith(FREE):
        day = _day(name)
        return {"free": {key: slots for key, slots in told.free.items() if key != day}}
    if name == "free":
        return {"free": {}}
    return {_field(name): KEYS[_known(name)].unset}


def data(told: Profile) -> dict[str, Any]:
    """Give the answers key by key, as they can be set again; null is not asked."""
    plain = {name: encode(getattr(told, _field(name))) for name in KEYS}
    return {**plain, "phone": told.phone or None, **{FREE + day: _said_slots(told.free[day]) for day in _days(told)}}


def lines(told: Profile, standing: Standing, library: Library, only: str = "") -> Iterator[str]:
    """Say the answers, and what each closes."""
    said = {**{name: _said(name, told) for name in KEYS}, **{FREE + d: _said_slots(told.free[d]) for d in _days(told)}}
    shown = {only: said.get(only, NOT_ASKED)} if only else said
    widest = max(map(len, shown))
    for name, text in shown.items():
        effect = _effect(name, standing, library) if name in KEYS else ""
        yield f"{name:<{widest}}  {clean(text, newlines=False)}{effect}"
    if not told.free and not only:
        yield f"{'free.DAY':<{widest}}  none told"


def _said(name: str, told: Profile) -> str:
    value = getattr(told, _field(name))
    if value is None or value == "":
        return NOT_ASKED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | frozenset):
        empty = NONE if name == "equipment" else "none told"
        return ", ".join(encode(value)) or empty
    return str(encode(value))


def _effect(name: str, standing: Standing, library: Library) -> str:
    by = KEYS[name].by
    gates = [gate for gate in standing.gates if gate.by in by]
    if gates:
        return f" · {reasons.guided(gates[0], library)}"
    shut = {one: bar for one, bars in standing.bars.items() for bar in bars if bar.by in by}
    if not shut:
        return ""
    names = [library.exercises[one].name for one in shut]
    more = len(names) - _MOST_NAMES
    text = ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
    first = next(iter(shut.values()))
    closes = "closes" if first.reach is Reach.ALL else "leaves out of routines"
    return f" · {closes} {text} – {reasons.source(first, library)}"


def _known(name: str) -> str:
    if name in KEYS or name.startswith(FREE):
        return name
    if name == "free":
        raise RefusedError("Say for which day: 'free.mon' to 'free.sun', or a date such as 'free.2026-12-24'.")
    near = suggest(name, [*KEYS, "free.mon"])
    raise NotFoundError(f"The profile has no {_quoted(name)}; {near}{'' if near.endswith('?') else '.'}")


def _field(name: str) -> str:
    return _known(name).replace("-", "_")


def _quoted(name: str) -> str:
    return f"'{shorten(name)}'"


# How each answer is read


def _yes(words: tuple[str, ...], _: About) -> bool:
    word = " ".join(words).strip().casefold()
    if word not in {"yes", "y", "true", "no", "n", "false"}:
        raise RefusedError(f"{_quoted(word)} is neither yes nor no.")
    return word in {"yes", "y", "true"}


def _date(words: tuple[str, ...], about: About) -> date:
    return parse_day(" ".join(words), about.today)


def _number(unit: str) -> Callable[[tuple[str, ...], About], int]:
    def read(words: tuple[str, ...], _: About) -> int:
        text = " ".join(words)
        found = parse_minutes(text) if unit == "minutes" or text.strip().isdecimal() else None
        if found is None:
            raise RefusedError(f"{_quoted(text)} is no number of {unit}.")
        return found

    return read


def _choices(kind: type[E]) -> Callable[[tuple[str, ...], About], frozenset[E]]:
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
                raise RefusedError(f"{_quoted(word)} is unknown; write any of {', '.join(known)}, or none.")
        return frozenset(kind(word) for word in given)

    return read


def _allowed(words: tuple[str, ...], about: About) -> tuple[str, ...]:
    if [one.casefold() for one in _listed(words)] == [NONE]:
        raise RefusedError(
            "A clinician's list cannot be empty; name the exercises, or 'trainer profile unset allowlist'."
        )
    return _exercises(words, about)


def _left_out(words: tuple[str, ...], about: About) -> frozenset[str]:
    none = [one.casefold() for one in _listed(words)] == [NONE]
    return frozenset() if none else frozenset(_exercises(words, about))


def _phone(words: tuple[str, ...], _: About) -> str:
    text = " ".join(words).strip()
    if len(text) > MOST_PHONE:
        raise RefusedError(f"A phone line has at most {MOST_PHONE} characters; this one has {len(text)}.")
    return text


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


# Free time


def _day(name: str) -> str:
    day = name.removeprefix(FREE).casefold()
    if day in WEEK:
        return day
    if _DATE.fullmatch(day):
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    raise NotFoundError(f"{_quoted(day)} is no day; write {', '.join(WEEK)}, or a date such as 2026-12-24.")


def _days(told: Profile) -> list[str]:
    order = {day: f"0{at}" for at, day in enumerate(WEEK)}
    return sorted(told.free, key=lambda day: order.get(day, day))


def _slots(text: str) -> tuple[Slot, ...]:
    if text.strip().casefold() == NONE:
        return ()
    slots = sorted((_slot(part) for part in text.split(",")), key=lambda slot: slot.at)
    for one, following in pairwise(slots):
        if _minute(one.at) + one.minutes > _minute(following.at):
            raise RefusedError(f"{following.at:%H:%M} begins before the {one.minutes} minutes from {one.at:%H:%M} end.")
    return tuple(slots)


def _slot(text: str) -> Slot:
    found = _SLOT.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise RefusedError(f"{_quoted(text.strip())} is no free time; write '07:00 15, 18:30 20', or none.")
    try:
        return Slot(at=time(int(found[1]), int(found[2])), minutes=int(found[3]))
    except ValueError as error:
        raise RefusedError(f"{str(error).capitalize()}.") from error


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _said_slots(slots: tuple[Slot, ...]) -> str:
    return ", ".join(f"{slot.at:%H:%M} {slot.minutes}" for slot in slots) or NONE


KEYS: Mapping[str, Key] = {
    "knee-pain": Key(_yes, by=(Bar.CONTRAINDICATION,)),
    "heart-problem": Key(_yes, by=(Gate.HEART,)),
    "heart-guidance": Key(_date),
    "equipment": Key(_choices(Equipment), by=(Bar.EQUIPMENT,)),
    "allowlist": Key(_allowed, by=(Bar.LIST,)),
    "left-out": Key(_left_out, frozenset(), by=(Bar.LEFT_OUT,)),
    "direction": Key(_choices(Direction), frozenset(), by=(Bar.DIRECTION,)),
    "usual-activity": Key(_number("minutes")),
    "activity-days": Key(_number("days")),
    "phone": Key(_phone, ""),
}
"""The questions, in the order they are shown; free time has a key for each day."""
