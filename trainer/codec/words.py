"""Words for a person: what a value is, and what a type asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from trainer.core.dosage import Range
from trainer.core.text import clean

LONGEST = 40
"""Characters of a wrong value that are quoted back."""
LISTS = {tuple, list, set, frozenset}
TABLES = {dict, Mapping}

_IS: dict[type, str] = {
    bool: "yes or no",
    int: "a number",
    float: "a number with a point",
    str: "text",
    datetime: "a date with a time",
    date: "a date",
    time: "a time",
}

_WANTED: dict[Any, str] = {
    str: "write text in quotes",
    int: "write a whole number",
    float: "write a number such as 0.5",
    bool: "write true or false",
    Range: "write a whole number or a range such as [15, 30]",
    datetime: "write a date, a time and its offset such as 2026-11-20T07:10:00+01:00",
    date: "write a date such as 2026-11-20",
    time: "write a time such as 07:10",
}


def describe(data: object) -> str:
    """Say what a wrong value is: "'ten' is text"."""
    if data is None:
        return "it is empty"
    if isinstance(data, dict):
        return "it is a table"
    if isinstance(data, list | tuple):
        return f"[{shorten(', '.join(map(show, data[:LONGEST])))}] is a list"
    return f"{show(data)} is {_IS.get(type(data), 'something else')}"


def show(data: object) -> str:
    """Quote a value, shortened and safe to print."""
    if isinstance(data, str):
        return f"'{shorten(data)}'"
    if isinstance(data, list | tuple | dict):
        return "…"
    if isinstance(data, bool):
        return str(data).lower()
    # Python refuses to print whole numbers of more than some thousand digits.
    return "this" if isinstance(data, int) and data.bit_length() > 64 else shorten(str(data))


def shorten(text: str) -> str:
    """Clean text and cut it to what an error can quote."""
    text = clean(text, newlines=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def wanted(kind: Any, data: object = ()) -> str:
    """Say what a type asks for, in place of some value: 'write a whole number'."""
    kind, origin, inner = take_apart(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return suggest(data, [str(member.value) for member in kind])
    if is_dataclass(kind):
        return f"write a table with {', '.join(f.name for f in fields(kind) if is_required(f)) or 'its keys'}"
    if origin in LISTS:
        return f"write a list; for each, {wanted(inner[0])}"
    if origin in TABLES:
        return f"write a table; for each key, {wanted(inner[1])}"
    return _WANTED.get(kind, f"write {getattr(kind, '__name__', kind)}")


def suggest(data: object, known: Collection[str]) -> str:
    """Say which known word a wrong one could have meant."""
    near = get_close_matches(data[:LONGEST], known, n=1) if isinstance(data, str) else []
    return f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(known)}"


def is_required(field: Field[Any]) -> bool:
    """Say whether a field has no default."""
    return field.default is MISSING and field.default_factory is MISSING


def take_apart(kind: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    """Split a type into itself without None, its origin (None for a fixed tuple) and its parts."""
    if get_origin(kind) in {Union, UnionType}:
        choices = [choice for choice in get_args(kind) if choice is not NoneType]
        kind = choices[0] if len(choices) == 1 else kind
    origin, inner = get_origin(kind), get_args(kind)
    return kind, None if origin is tuple and inner[1:] != (...,) else origin, inner
