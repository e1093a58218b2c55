"""Text from outside: what may reach a terminal and what is taken out."""

from __future__ import annotations

import re
import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_APOSTROPHES = re.compile("['’ʼ`´]")
_MARKS = re.compile(r"[\W_]+")


def is_hostile(char: str, *, newlines: bool = True) -> bool:
    """Say whether a character could steer a terminal or reorder text: controls, bidi marks, separators."""
    if char == "\n":
        return not newlines
    return char in _BIDI or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}


def find_hostile(text: str, *, newlines: bool = True) -> str | None:
    """Return the first hostile character as `U+001B`, or None when the text is safe to show."""
    if text.isprintable():
        return None
    found = next((char for char in text if is_hostile(char, newlines=newlines)), None)
    return None if found is None else f"U+{ord(found):04X}"


def clean(text: str, *, newlines: bool = True) -> str:
    """Take out every hostile character; tabs, and newlines where they may not stand, become spaces."""
    spaced = text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    if not newlines:
        spaced = spaced.replace("\n", " ")
    return "".join(char for char in spaced if not is_hostile(char))


def line(text: str) -> str:
    """Keep text from outside on its line: clean, and without newlines."""
    return clean(text, newlines=False)


def fold(name: str) -> str:
    """Make names equal that a person takes for the same: case, apostrophes, hyphens and other marks."""
    return _MARKS.sub(" ", _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).casefold())).strip()
