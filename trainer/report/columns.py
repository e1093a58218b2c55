"""Columns: text broken and padded by the columns it takes, where some letters are two wide and some have none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from trainer.core.text import clean

WIDE = 72
"""Columns of a line, at most."""


def width(value: str) -> int:
    """Count the columns a text takes: wide letters two, combining marks none."""
    return len(value) if value.isascii() else sum(map(_columns, value))


def padded(value: str, columns: int) -> str:
    """Fill a text up with spaces; what is longer is cut, with a sign for it."""
    if width(value) > columns:
        value = f"{_head(value, columns - 2)}.."
    return value + " " * (columns - width(value))


def wrapped(value: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Break a text into lines; `first` begins the first one and `rest` the others, as wide a gap as `first` itself."""
    later = " " * width(first) if rest is None else rest
    line, begun = first, False
    for word in _words(value, WIDE - max(width(first), width(later))):
        if begun and width(line) + 1 + width(word) > WIDE:
            yield line.rstrip()
            line, begun = later, False
        line += f" {word}" if begun else word
        begun = True
    yield line.rstrip()


def _words(value: str, most: int) -> Iterator[str]:
    """Give the words, those that fit on no line in pieces."""
    for word in clean(value, newlines=False).split():
        left = word
        while width(left) > most:
            piece = _head(left, most)
            yield piece
            left = left[len(piece) :]
        yield left


def _head(value: str, most: int) -> str:
    """Take as much as fits, one letter at least."""
    taken = 0
    for at, char in enumerate(value):
        taken += _columns(char)
        if taken > most and at:
            return value[:at]
    return value


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
