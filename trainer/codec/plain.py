"""What plain values may be: the strict conversion, safe text and numbers of a sane size."""

from __future__ import annotations

from math import isfinite
from typing import TypeGuard, TypeVar

import msgspec

from trainer.codec.words import describe, wanted
from trainer.core.dosage import Range
from trainer.core.text import find_hostile

T = TypeVar("T")

MOST_BITS = 53
"""The largest whole number, in bits: other programs' JSON loses more, and a very long one cannot be shown."""


def convert(kind: type[T], data: object) -> T:
    """Let msgspec build a value: no number from text, no whole one from 3.7; raises its ValidationError."""
    try:
        return msgspec.convert(data, kind, strict=True, dec_hook=_to_range)
    except UnicodeEncodeError:
        # Half a surrogate pair where msgspec looks up a key or a choice.
        raise msgspec.ValidationError("the text is no Unicode") from None


def is_safe(text: str) -> bool:
    """Say whether text can be shown as it is, on one line."""
    return find_hostile(text, newlines=False) is None


def is_any(text: str) -> bool:
    """Take any text."""
    return isinstance(text, str)


def is_number(data: float) -> bool:
    """Say whether a number is finite and of a sane size."""
    return isfinite(data) if isinstance(data, float) else data.bit_length() <= MOST_BITS


def _to_range(kind: type, data: object) -> Range:
    if kind is not Range:
        raise NotImplementedError(f"the codec does not know {kind.__name__}")
    if _is_whole(data):
        return Range(data)
    if isinstance(data, list | tuple) and len(data) == 2 and all(map(_is_whole, data)):
        return Range(*data)
    raise ValueError(f"{describe(data)}; {wanted(Range)}")


def _is_whole(data: object) -> TypeGuard[int]:
    return type(data) is int and is_number(data)
