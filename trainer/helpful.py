"""How helpful an exercise is to the person: what they say of it, in words and as a number from -2 to 2."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.core.text import clean
from trainer.errors import RefusedError

WORDS: Mapping[int, str] = {-2: "not for me", -1: "rather not", 0: "no opinion", 1: "helps", 2: "helps a lot"}
"""What each number says; it is a matter of liking, never of pain."""
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""


def parse_helpful(text: str) -> int:
    """Read how helpful something is, as a number or in our words; raises RefusedError."""
    word = clean(text, newlines=False).strip().casefold()
    for value, said in WORDS.items():
        if word in {str(value), f"{value:+}", said}:
            return value
    known = ", ".join(f"{value} ({said})" for value, said in WORDS.items())
    raise RefusedError(f"'{word[:_LONGEST]}' does not say how helpful it is; write {known}.")


def rated(told: Mapping[str, int], exercise: str, value: int) -> dict[str, int]:
    """Return what is told with another word on an exercise; 0, no opinion, takes it away."""
    others = {name: said for name, said in told.items() if name != exercise}
    return others if value == 0 else {**others, exercise: value}
