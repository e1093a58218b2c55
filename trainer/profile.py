"""The profile on the command line: its keys, how an answer is read, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from trainer import helpful, reading, reasons
from trainer.codec import encode
from trainer.codec.words import suggest
from trainer.core.closed import Bar, Gate, Reach
from trainer.core.exercise import Equipment
from trainer.core.free import is_assumed
from trainer.core.library import Library
from trainer.core.profile import Direction, Profile
from trainer.core.text import clean
from trainer.errors import NotFoundError, RefusedError
from trainer.freetime import in_order, parse_key, parse_slots, say_assumed, write_slots
from trainer.reading import NONE, About, quoted
from trainer.standing import Standing

__all__ = ["KEYS", "About", "changes", "data", "lines", "without"]

NOT_ASKED = "not asked"
FREE = "free."
"""What the keys of free time begin with."""
HELPFUL = "helpful."
"""What the keys of how helpful an exercise is begin with."""
_MOST_NAMES = 3
"""Exercises that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Key:
    """One question: how its answer is read, what it is when unset, and what closes by it."""

    read: Callable[[tuple[str, ...], About], object]
    unset: object = None
    by: tuple[Gate | Bar, ...] = ()


def changes(name: str, words: tuple[str, ...], about: About, told: Profile) -> dict[str, object]:
    """Read an answer as a change of the profile; raises NotFoundError and RefusedError with what would be right."""
    text = " ".join(words).strip()
    if not text:
        raise RefusedError(f"Say what {quoted(name)} is to be; 'trainer profile unset {_known(name)}' takes it back.")
    if name.startswith(FREE):
        return {"free": {**told.free, _day(name): parse_slots(text)}}
    if name.startswith(HELPFUL):
        exercise = _exercise(name, about.library)
        return {"helpful": helpful.rated(told.helpful, exercise, helpful.parse_helpful(text))}
    return {_field(name): KEYS[_known(name)].read(words, about)}


def without(name: str, told: Profile, library: Library) -> dict[str, object]:
    """Return the change that takes an answer back; `free` and `helpful` take back all of theirs."""
    if name in {"free", "helpful"}:
        return {name: {}}
    if name.startswith(FREE):
        day = _day(name)
        return {"free": {key: slots for key, slots in told.free.items() if key != day}}
    if name.startswith(HELPFUL):
        # What was said of an exercise that is gone since can still be taken back.
        exercise = name.removeprefix(HELPFUL)
        found = exercise if exercise in told.helpful else _exercise(name, library)
        return {"helpful": helpful.rated(told.helpful, found, 0)}
    return {_field(name): KEYS[_known(name)].unset}


def data(told: Profile) -> dict[str, Any]:
    """Give the answers key by key, as they can be set again; null is not asked."""
    plain = {name: encode(getattr(told, _field(name))) for name in KEYS}
    rated = {HELPFUL + exercise: value for exercise, value in sorted(told.helpful.items())}
    return {**plain, "phone": told.phone or None, **rated, **_free(told)}


def lines(told: Profile, standing: Standing, library: Library, only: str = "") -> Iterator[str]:
    """Say the answers, and what each closes."""
    rated = {HELPFUL + exercise: _rated(value) for exercise, value in sorted(told.helpful.items())}
    said = {**{name: _said(name, told) for name in KEYS}, **rated, **_free(told)}
    if only:
        name = _written(only, library)
        said = {name: said.get(name, NOT_ASKED)}
    widest = max(map(len, said))
    for name, text in said.items():
        effect = _effect(name, standing, library) if name in KEYS else ""
        yield f"{name:<{widest}}  {clean(text, newlines=False)}{effect}"
    if not only:
        if not told.helpful:
            yield f"{'helpful.EXERCISE':<{widest}}  none told"
        if is_assumed(told):
            yield f"{'free.DAY':<{widest}}  not told: {say_assumed()}"


def _free(told: Profile) -> dict[str, str]:
    return {FREE + day: write_slots(told.free[day]) for day in in_order(told.free)}


def _rated(value: int) -> str:
    return f"{value} · {helpful.WORDS[value]}"


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


def _written(name: str, library: Library) -> str:
    """Return a key as it is listed, however it was typed."""
    if name.startswith(FREE):
        return FREE + _day(name)
    if name.startswith(HELPFUL):
        with suppress(NotFoundError):  # gone since
            return HELPFUL + _exercise(name, library)
    return name


def _known(name: str) -> str:
    if name in KEYS or name.startswith((FREE, HELPFUL)):
        return name
    if name == "free":
        raise RefusedError("Say for which day: 'free.mon' to 'free.sun', or a date such as 'free.2026-12-24'.")
    if name == "helpful":
        raise RefusedError("Say of which exercise: 'helpful.bridge'.")
    near = suggest(name, [*KEYS, "helpful.bridge", "free.mon"])
    raise NotFoundError(f"The profile has no {quoted(name)}; {near}{'' if near.endswith('?') else '.'}")


def _field(name: str) -> str:
    return _known(name).replace("-", "_")


def _day(name: str) -> str:
    return parse_key(name.removeprefix(FREE))


def _exercise(name: str, library: Library) -> str:
    return library.exercise(name.removeprefix(HELPFUL)).id


KEYS: Mapping[str, Key] = {
    "knee-pain": Key(reading.yes, by=(Bar.CONTRAINDICATION,)),
    "heart-problem": Key(reading.yes, by=(Gate.HEART,)),
    "heart-guidance": Key(reading.day),
    "equipment": Key(reading.choices(Equipment), by=(Bar.EQUIPMENT,)),
    "allowlist": Key(reading.allowed, by=(Bar.LIST,)),
    "left-out": Key(reading.left_out, frozenset(), by=(Bar.LEFT_OUT,)),
    "direction": Key(reading.choices(Direction), frozenset(), by=(Bar.DIRECTION,)),
    "usual-activity": Key(reading.number("minutes")),
    "activity-days": Key(reading.number("days")),
    "activity-minutes": Key(reading.number("minutes")),
    "strength-rest": Key(reading.number("days")),
    "phone": Key(reading.phone, ""),
}
"""The questions, in the order they are shown; helpfulness has a key for each exercise, free time one for each day."""
