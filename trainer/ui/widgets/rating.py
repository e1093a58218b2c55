"""The rating: what the person says of a session, a line for each question, as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

ROOMY = 64
"""Columns from which the scales are explained."""
NAMES = 19
"""Columns of the questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, answered with a digit."""

    name: str
    text: str
    scale: str
    allowed: range = range(0)


EXERTION = Question(
    name="exertion", text="How hard was it?", scale="1 no work · 10 could not go on · aim 4–6", allowed=range(1, 11)
)
PAIN = Question(name="pain", text="Pain now?", scale="0 none · 10 worst", allowed=range(11))
HELPFUL = Question(name="helpful", text="What helped?", scale="its number in the list", allowed=range(1, 11))
NOTE = Question(name="note", text="Anything to note?", scale="")
BOUT = (EXERTION, NOTE)
"""What is asked after an activity."""
SESSION = (EXERTION, PAIN, HELPFUL, NOTE)
HINTS = {"helpful": "Type its number, again to undo.", "note": "Just type. It stays on this machine."}

NARROW = {"exertion": "1 no work · x (10) could not go on", "pain": "0 none · x (10) the worst"}


def asked(questions: tuple[Question, ...], at: int, said: Mapping[str, str], width: int) -> Content:
    """Write the questions that digits answer, the one that is asked with an arrow."""
    rows = [_row(one, said.get(one.name, ""), width, here=n == at) for n, one in enumerate(questions)]
    return Content("\n").join(rows[:-1])


def noting(*, here: bool) -> Content:
    """Write what stands before the note."""
    return Content.assemble(_arrow(here=here), NOTE.text)


def hint(question: Question, width: int) -> Content:
    """Say how a question is answered; with its scale where the row above has no room for it."""
    if width < ROOMY and question.name in NARROW:
        return Content.styled(f"  {NARROW[question.name]}", "$muted")
    return Content.styled(f"  {HINTS.get(question.name, 'Type a digit, or x for 10.')}", "$muted")


def _row(one: Question, value: str, width: int, *, here: bool) -> Content:
    said = Content.styled(value, "bold $accent") if value else Content.styled("–", "$muted")
    scale = f"   {one.scale}" if width >= ROOMY else ""
    row = Content.assemble(_arrow(here=here), f"{one.text:<{NAMES}}", said, (scale, "$muted"))
    return row.truncate(max(1, width), ellipsis=True)


def _arrow(*, here: bool) -> Content:
    return Content.styled("▸ " if here else "  ", "bold $accent")
