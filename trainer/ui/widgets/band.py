"""The band: phase, side and repetition, on one line or in letters that are read from the floor."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from trainer.ui.widgets.letters import letters
from trainer.ui.widgets.marks import line

MOST_SQUARES = 12
"""The most repetitions that are shown as squares."""
APART = 4
"""Columns between two large words, at least."""
ROOMY = ((150, 50, 2), (60, 32, 1))
"""From so many columns and rows on, letters of this scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What the band says."""

    word: str
    """The phase, in capitals."""
    side: str
    """In capitals; empty where both work."""
    at: int
    """Which repetition; 0 where none is counted."""
    of: int
    extra: str = ""
    """What else is counted: the set."""

    @property
    def count(self) -> str:
        """The repetition in words: `2 of 3`; empty where there is only one."""
        counted = f"{self.at} of {self.of}" if self.at and self.of > 1 else ""
        return " · ".join(filter(None, (self.extra, counted)))

    @property
    def share(self) -> str:
        """The repetition in as few signs as possible: `2/3`."""
        return f"{self.at}/{self.of}" if self.at and self.of > 1 else ""


def scale_of(columns: int, rows: int) -> int:
    """Return the scale of the band's letters on a terminal; 0 where it is one line of text."""
    return next((scale for wide, tall, scale in ROOMY if columns >= wide and rows >= tall), 0)


def band(said: Moment, width: int, scale: int) -> Content:
    """Write the band for a width."""
    large = _large(said, width, scale) if scale else []
    if large:
        return Content("\n".join(large))
    word = f"{said.word}   {said.side}" if said.side else said.word
    text = line(Content(word), Content(said.count), width)
    return Content("\n").join([Content(""), text, Content("")]) if scale else text


def flank(said: Moment, *, side: bool) -> Content:
    """Write what stands beside the digits: the side where it is this one, and the repetition."""
    parts = [*(letters(said.side) if side else []), *(letters(said.share)), *squares(said)]
    return Content("\n".join(parts))


def squares(said: Moment) -> list[str]:
    """Draw the repetitions, those behind one filled; none where they are too many to be seen at a glance."""
    if not said.share or said.of > MOST_SQUARES:
        return []
    return ["■" * said.at + "□" * (said.of - said.at)]


def _large(said: Moment, width: int, scale: int) -> list[str]:
    """Put the words in large letters at the left, in the middle and at the right; nothing where they do not fit."""
    drawn = [letters(text, scale) for text in (said.word, said.side, said.share)]
    widths = [len(rows[0]) if rows else 0 for rows in drawn]
    if not drawn[0] or sum(widths) + APART * 2 > width:
        return []
    starts = [0, max(widths[0] + APART, (width - widths[1]) // 2), width - widths[2]]
    if starts[1] + widths[1] + APART > starts[2]:
        starts[1] = starts[2] - APART - widths[1]
    return [_row([rows[y] if rows else "" for rows in drawn], starts).ljust(width) for y in range(len(drawn[0]))]


def _row(texts: list[str], starts: list[int]) -> str:
    row = ""
    for text, start in zip(texts, starts, strict=True):
        row = row.ljust(start) + text if text else row
    return row
