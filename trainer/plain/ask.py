"""Asking: one question at a time, each answer a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from trainer.plain.line import Line

T = TypeVar("T")

WORST = "x"
"""Ten, as on the screen."""
LEAVE = frozenset({"q", "quit"})
_YES, _NO = frozenset({"y", "yes"}), frozenset({"n", "no"})
_NOTHING = frozenset({"", "0"})


def choose(
    line: Line, question: str, answers: Sequence[tuple[str, T]], *, otherwise: T | None = None, enter: str
) -> T | None:
    """Ask for one of several answers by its number; Enter alone gives `otherwise`, which `enter` names."""
    line.say(question)
    line.say(*(f"{number}. {text}." for number, (text, _) in enumerate(answers, 1)))
    hint = f"Type a number from 1 to {len(answers)} and Enter. Enter alone: {enter}."
    line.say(hint)
    while True:
        said = line.answer()
        if said in _NOTHING:
            return otherwise
        number = whole(said)
        if number is not None and 1 <= number <= len(answers):
            return answers[number - 1][1]
        line.say(f"That is none of them. {hint}")


def number(line: Line, question: str, allowed: range, *, empty: str = "") -> int | None:
    """Ask for a number; Enter alone gives None, or where `empty` says why that cannot be, q does."""
    line.say(question)
    while True:
        said = line.answer().casefold()
        if not said and not empty:
            return None
        if empty and said in LEAVE:
            return None
        given = 10 if said == WORST else whole(said)
        if given is not None and given in allowed:
            return given
        line.say(empty if empty and not said else f"Type a number from {allowed[0]} to {allowed[-1]}, then Enter.")


def several(line: Line, question: str, answers: Sequence[tuple[str, T]], *, enter: str) -> list[T]:
    """Ask for any of several answers by their numbers; Enter alone gives none, which `enter` names."""
    line.say(question)
    line.say(*(f"{number}. {text}." for number, (text, _) in enumerate(answers, 1)))
    hint = f"Type the numbers with a space between, then Enter. Enter alone: {enter}."
    line.say(hint)
    while True:
        said = line.answer()
        if said in _NOTHING:
            return []
        given = [whole(word) for word in re.split(r"[\s,.;]+", said) if word]
        found = [one for one in given if one is not None and 1 <= one <= len(answers)]
        if given and len(found) == len(given):
            return [answers[one - 1][1] for one in dict.fromkeys(found)]
        line.say(f"Not all of that is there. {hint}")


def agree(line: Line, question: str, *, words: Collection[str] = (), otherwise: bool) -> bool:
    """Ask for yes or no; Enter alone gives `otherwise`. `words` mean yes as well."""
    line.say(question)
    while True:
        said = line.answer().casefold()
        if not said:
            return otherwise
        if said in _YES or said in words:
            return True
        if said in _NO:
            return False
        line.say("Type yes or no, then Enter.")


def text(line: Line, question: str, keep: Callable[[str], str]) -> str:
    """Ask for a text; Enter alone gives an empty one. `keep` raises ValueError with why one cannot be kept."""
    line.say(question)
    while True:
        try:
            return keep(line.answer())
        except ValueError as error:
            line.say(str(error))


def whole(said: str) -> int | None:
    """Read a whole number of few digits; None for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else None
