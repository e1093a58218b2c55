"""Everything that is wrong with a plain value, each flaw with its key: the slow look after a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any, get_type_hints

import msgspec

from trainer.codec.plain import convert, is_number
from trainer.codec.words import LISTS, LONGEST, TABLES, describe, is_required, shorten, show, take_apart, wanted
from trainer.core.text import clean, find_hostile
from trainer.errors import RefusedError

MOST_FLAWS = 50
"""The most flaws that one value reports."""


class CodecError(RefusedError):
    """What is wrong at one key, and what would be right; `others` are the flaws beside it."""

    def __init__(self, key: str, wrong: str, right: str, others: tuple[CodecError, ...] = ()) -> None:
        place = f"{key}: " if key else ""
        super().__init__(f"{place}{wrong}; {right}")
        self.key = key
        """Where, such as `dosages[1].hold`; empty for the value as a whole."""
        self.wrong = wrong
        self.right = right
        self.others = others

    @property
    def flaws(self) -> tuple[CodecError, ...]:
        """Every flaw found, this one first."""
        return (self, *self.others)


def explain(kind: type, data: object, safe: Callable[[str], bool]) -> CodecError:
    """Return the flaws of a value that could not be decoded, as one error."""
    found: dict[str, CodecError] = {}
    for flaw in islice(chain(_unfit(data, "", safe), _flaws(kind, data, "")), MOST_FLAWS):
        found.setdefault(flaw.key, flaw)
    first, *others = found.values() or [CodecError("", "it cannot be read", wanted(kind))]
    return CodecError(first.key, first.wrong, first.right, tuple(others))


def _flaws(kind: Any, data: object, key: str) -> Iterator[CodecError]:
    """Walk a value beside its type, down to what msgspec can judge alone."""
    kind, origin, inner = (kind, None, ()) if data is None else take_apart(kind)
    if is_dataclass(kind) and isinstance(data, dict):
        yield from _table_flaws(kind, data, key)
    elif origin in LISTS and isinstance(data, list | tuple):
        for at, item in enumerate(data):
            yield from _flaws(inner[0], item, f"{key}[{at}]")
    elif origin in TABLES and isinstance(data, dict):
        for name, item in data.items():
            yield from _flaws(inner[0], name, _join(key, name))
            yield from _flaws(inner[1], item, _join(key, name))
    else:
        yield from _own_flaws(kind, data, key)


def _table_flaws(kind: Any, data: dict[str, object], key: str) -> Iterator[CodecError]:
    """Yield the flaws of a dataclass's keys, and those of the whole where its keys are sound."""
    hints = get_type_hints(kind)
    missing = [field.name for field in fields(kind) if field.name not in data and is_required(field)]
    sound = not missing
    for name in missing:
        yield CodecError(_join(key, name), "it is missing", wanted(hints[name]))
    for name, item in data.items():
        for flaw in _flaws(hints[name], item, _join(key, name)) if name in hints else [_unknown(name, key, hints)]:
            sound = False
            yield flaw
    if sound:
        yield from _own_flaws(kind, data, key)


def _own_flaws(kind: Any, data: object, key: str) -> Iterator[CodecError]:
    """Judge a value whose parts are sound: its type, or the invariant that speaks up."""
    try:
        convert(kind, data)
    except msgspec.ValidationError as error:
        if error.__cause__ is None:
            yield CodecError(key, describe(data), wanted(kind, data))
        else:
            wrong, _, right = clean(str(error.__cause__), newlines=False).partition(";")
            yield CodecError(_blamed(kind, wrong, key), wrong, right.strip() or "correct it")


def _blamed(kind: Any, wrong: str, key: str) -> str:
    """Add the field that an invariant's sentence begins with: 'hold is 700; …'."""
    name = wrong.partition(" ")[0]
    named = is_dataclass(kind) and name.partition(".")[0] in {field.name for field in fields(kind)}
    return _join(key, name) if named else key


def _unknown(name: str, key: str, known: dict[str, Any]) -> CodecError:
    near = get_close_matches(str(name)[:LONGEST], known, n=1)
    right = f"did you mean '{near[0]}'?" if near else f"take it out; known are {', '.join(known)}"
    return CodecError(_join(key, name), f"there is no key '{shorten(str(name))}'", right)


def _unfit(data: object, key: str, safe: Callable[[str], bool]) -> Iterator[CodecError]:
    """Yield what no field takes: text that could steer a terminal, numbers of no sane size."""
    if isinstance(data, str) and not safe(data):
        char = find_hostile(data, newlines=False)
        yield CodecError(key, f"it holds the character {char}, which is not allowed in text", "take it out")
    elif isinstance(data, int | float) and not is_number(data):
        yield CodecError(key, f"{show(data)} is no number that fits", "write a smaller one")
    elif isinstance(data, dict):
        for name, item in data.items():
            yield from _unfit(name, _join(key, name), safe)
            yield from _unfit(item, _join(key, name), safe)
    elif isinstance(data, list | tuple):
        for at, item in enumerate(data):
            yield from _unfit(item, f"{key}[{at}]", safe)


def _join(key: str, name: object) -> str:
    return f"{key}.{shorten(str(name))}" if key else shorten(str(name))
