"""Plain values to our dataclasses and back: strict, every flaw with its place and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any, TypeVar

import msgspec

from trainer.codec.flaws import CodecError, explain
from trainer.codec.plain import convert, is_any, is_number, is_safe
from trainer.core.dosage import Range

__all__ = ["CodecError", "decode", "encode"]

T = TypeVar("T")

_LARGE = re.compile(rb"(?<![0-9.])[0-9]{16}")
"""A whole number that may be too large, as it stands in JSON."""
_ZEROED = bytes.maketrans(b"123456789", b"0" * 9)
_PLAIN = {str, int, float, bool, type(None)}


def decode(kind: type[T], data: object, *, strict_text: bool = True) -> T:
    """Build a dataclass from plain values; strict text holds no control characters and no newlines.

    Raises CodecError for the first flaw, which has the others with it.
    """
    safe = is_safe if strict_text else is_any
    try:
        return _tidied(kind, data, safe)
    except RecursionError:
        raise CodecError("", "it is nested too deeply", "write it flatter") from None


def encode(value: object) -> Any:
    """Turn a value into plain ones: dicts, lists, text, numbers; times as ISO text with their offset."""
    if type(value) in _PLAIN:
        return value
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {encode(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(encode(item) for item in value)
    return _encode_one(value)


def _encode_one(value: object) -> Any:
    match value:
        case Range():
            return [value.low, value.high]
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
    return value


def _tidied(kind: type[T], data: object, safe: Callable[[str], bool]) -> T:
    try:
        value = convert(kind, data)
    except msgspec.ValidationError:
        raise explain(kind, data, safe) from None
    if not ((safe is is_any and _is_plainly_tidy(value, data)) or _is_tidy(value, data, safe)):
        raise explain(kind, data, safe)
    return value


def _is_plainly_tidy(value: object, data: object) -> bool:
    """Say quickly of most values that they are tidy, of text that may be anything; False says nothing.

    What comes back the same from JSON has no key that is unknown and no number that JSON does not know.
    """
    try:
        raw = msgspec.json.encode(value).replace(b'Z"', b'+00:00"')  # times as they are written by `isoformat`
        return not _has_large(raw) and bool(msgspec.json.decode(raw) == data)
    except (TypeError, ValueError, OverflowError):
        return False


def _has_large(raw: bytes) -> bool:
    """Say whether a whole number may be too large; the pattern is slow, and hardly anything has that many digits."""
    return b"0" * 16 in raw.translate(_ZEROED) and _LARGE.search(raw) is not None


def _is_tidy(value: object, data: object, safe: Callable[[str], bool]) -> bool:
    """Say what msgspec does not: whether all keys are known, the text safe and the numbers of a sane size."""
    if isinstance(data, str):
        return safe(data)
    if isinstance(data, int | float):
        return is_number(data)
    if isinstance(data, dict):
        return _is_tidy_table(value, data, safe)
    if isinstance(data, list | tuple):
        values = value if isinstance(value, tuple | list) else data
        return all(_is_tidy(inner, item, safe) for inner, item in zip(values, data, strict=True))
    return True


def _is_tidy_table(value: object, data: dict[str, object], safe: Callable[[str], bool]) -> bool:
    if is_dataclass(value):
        known = value.__dataclass_fields__
        return all(key in known and _is_tidy(getattr(value, key), item, safe) for key, item in data.items())
    values = value if isinstance(value, dict) else data
    return all(_is_tidy(key, key, safe) for key in data) and all(
        _is_tidy(inner, item, safe) for inner, item in zip(values.values(), data.values(), strict=False)
    )
