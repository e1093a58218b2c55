"""Listings: what the command line prints, line by line, and how it gets out to a terminal, a file or a pipe."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, TextIO

from trainer import wording
from trainer.coach import Coach, Today
from trainer.core.exercise import Exercise, Level, Relation
from trainer.core.library import Library
from trainer.core.log import Remembered
from trainer.core.text import clean
from trainer.errors import NotSavedError

_STAND_INS = {
    "↔": "-",
    "▲": "^",
    "●": "o",
    "☾": "z",
    "–": "-",
    "×": "x",
    "·": "-",
    "…": "...",
    "’": "'",
}
"""What is printed in place of our signs where an encoding lacks them."""


def tell(lines: Iterable[str]) -> None:
    """Print an answer as a whole, or nothing of it; raises NotSavedError where there is no room for it."""
    try:
        _write(sys.stdout, lines)
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute(sys.stdout)
        raise NotSavedError(f"The answer could not be written: {error.strerror}.") from error


def tell_data(value: Any) -> None:
    """Print data for scripts, in letters that the encoding has."""
    everything = codecs.lookup(_encoding(sys.stdout)).name == "utf-8"
    tell(json.dumps(value, ensure_ascii=not everything, indent=1).split("\n"))


def say(*sentences: str) -> None:
    """Tell something beside the answer, each sentence on a line of its own."""
    try:
        _write(sys.stderr, map(_line, sentences))
    except OSError:  # nobody listens
        _mute(sys.stderr)


def close(*, drop: bool = False) -> None:
    """Bring out what is still to be written, or drop it where nobody waits for it any more."""
    try:
        if sys.stdout is not None and not drop:
            sys.stdout.flush()
    except OSError:  # said already, or nobody is left to tell
        drop = True
    if drop:
        _mute(sys.stdout)


def printable(text: str, encoding: str) -> str:
    """Make text fit for a terminal or file: nothing that steers one, no letter that its encoding lacks."""
    safe = text if text.isprintable() else clean(text)
    return safe if _has(encoding, safe) else "".join(c if _has(encoding, c) else _STAND_INS.get(c, "?") for c in safe)


def wrong(library: Library) -> str:
    """Say how much is wrong in the library's files."""
    count = len(library.faults)
    return f"{count} {'thing is' if count == 1 else 'things are'} wrong in the library's files"


def stock(library: Library) -> str:
    """Say how much the library holds."""
    exercises, routines = library.exercises.values(), library.routines.values()
    return (
        f"{len(exercises)} exercises ({sum(e.own for e in exercises)} yours), "
        f"{len(routines)} routines ({sum(r.own for r in routines)} yours), {len(library.rules)} rules"
    )


def exercises(found: Iterable[Exercise]) -> Iterator[str]:
    """List exercises, one a line: sign, id, name, positions, equipment."""
    rows = list(found)
    widest = max((len(e.id) for e in rows), default=0)
    longest = max((len(e.name) for e in rows), default=0)
    for e in rows:
        marks = [wording.POSITIONS[e.positions[0]], wording.things(e.equipment), wording.YOURS if e.own else ""]
        about = " · ".join(mark for mark in marks if mark)
        yield f"{wording.SIGNS[e.kind]} {e.id:<{widest}}  {e.name:<{longest}}  {about}".rstrip()


def exercise(value: Exercise, library: Library) -> Iterator[str]:
    """Describe one exercise in full, saying where each part is from."""
    yield f"{value.name}  {wording.SIGNS[value.kind]} {wording.KINDS[value.kind]}"
    if value.own:
        yield f"({wording.YOURS if not value.reviewed else 'yours'})"
    yield from _about(value, library)
    yield from _cautions(value, library)
    yield from _steps(value)
    yield from _dosages(value, library)
    yield from _relations(value, library)


def history(found: Iterable[Remembered], today: date) -> Iterator[str]:
    """List what was done, one a line, the latest first."""
    rows = [(wording.day(one.at.date(), today), one) for one in sorted(found, key=lambda r: r.at, reverse=True)]
    widest = max((len(day) for day, _ in rows), default=0)
    for day, one in rows:
        yield f"{day:<{widest}}  {one.at:%H:%M}  {_done(one)}"


def today(coach: Coach, value: Today) -> Iterator[str]:
    """Say how today stands and how to go on."""
    yield wording.day(value.date)
    if value.interrupted is not None:
        since = wording.ago(value.interrupted.at, coach.clock.now())
        stood, name = wording.place(value.interrupted), value.interrupted.name
        stood = stood if name == value.interrupted.exercise else f"{name} – {stood}"
        yield f"Interrupted {since}: {stood}. 'trainer go' in a terminal goes on with it."
    for one in value.done:
        yield f"Done: {_done(one)}"
    for aside in value.set_aside:
        known = coach.library.exercises.get(aside.exercise)
        name = _line(aside.exercise) if known is None else known.name
        yield f"Stopped {wording.day(aside.at.date(), value.date)} for {aside.reason}: {name}"
    yield "Routines:"
    widest = max((len(r.id) for r in coach.library.routines.values()), default=0)
    for routine in coach.library.routines.values():
        yield f"  {routine.id:<{widest}}  {routine.name}"


def _done(one: Remembered) -> str:
    return f"{_line(one.what.name)} · {_line(wording.said(one.what))}"


def _line(text: str) -> str:
    """Keep text from outside on its line."""
    return clean(text, newlines=False)


def _write(stream: TextIO | None, lines: Iterable[str]) -> None:
    """Write lines, fit for where they go; a closed stream takes none."""
    if stream is not None:
        stream.write("".join(f"{printable(line, _encoding(stream))}\n" for line in lines))
        stream.flush()


def _mute(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere: Python would complain about it at its end."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _has(encoding: str, text: str) -> bool:
    """Whether an encoding has every letter of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.isascii()
    return True


def _about(value: Exercise, library: Library) -> Iterator[str]:
    yield " · ".join(
        part
        for part in (
            ", ".join(map(wording.region, value.regions)),
            " or ".join(wording.POSITIONS[p] for p in value.positions),
            wording.things(value.equipment),
            f"{wording.things(value.optional_equipment)} if you like" if value.optional_equipment else "",
        )
        if part
    )
    if value.also:
        yield f"Also called: {', '.join(value.also)}"
    for purpose in value.purposes:
        yield f"{purpose.text}{_ours(value, purpose.handout)}"
    if value.handouts:
        yield f"From {' · '.join(_source(handout, library, value) for handout in value.handouts)}"


def _cautions(value: Exercise, library: Library) -> Iterator[str]:
    for level in Level:
        found = [caution for caution in value.cautions if caution.level is level]
        if found:
            yield f"\n{wording.LEVELS[level]}"
        for caution in found:
            yield f"  {wording.caution(caution)} [{_source(caution.handout, library, value)}]"


def _steps(value: Exercise) -> Iterator[str]:
    yield "\nHow"
    for number, step in enumerate(value.steps, 1):
        yield f"  {number} {step.text}{_ours(value, *step.handouts)}"
    for variant in value.variants:
        yield f"  {variant.level.capitalize()}: {variant.text}{_ours(value, variant.handout)}"


def _dosages(value: Exercise, library: Library) -> Iterator[str]:
    yield "\nDosage"
    if not value.own and not any(dosage.stated for dosage in value.dosages):
        yield "  not stated in the handout"
    if not value.dosages:
        yield "  none yet; write one into its file before you train it"
    for dosage in value.dosages:
        label = f"{dosage.label}: " if dosage.label else ""
        open_ = wording.unstated(dosage)
        said = f"{label}{wording.dosage(dosage)}" + (f" ({open_})" if open_ else "")
        yield f"  {said} [{_source(dosage.handout, library, value)}]"
    for silent in value.silent:
        yield f"  Not stated: {silent}"


def _relations(value: Exercise, library: Library) -> Iterator[str]:
    words = {
        Relation.EASIER: "Easier",
        Relation.HARDER: "Harder",
        Relation.SUBSTITUTE: "In its place",
        Relation.OPPOSES: "The other direction",
        Relation.NAME_CLASH: "Not the same as",
    }
    if value.related:
        yield "\nRelated"
    for link in value.related:
        other = library.exercises.get(link.exercise)
        name = other.name if other else link.exercise
        yield f"  {words[link.relation]}: {name} – {link.why}{_ours(value, link.handout)}"


def _ours(exercise: Exercise, *handouts: str | None) -> str:
    """Mark what no handout says, so that nobody takes it for theirs; all of the person's own is theirs anyway."""
    return "" if exercise.own or any(handouts) else f" [{wording.OURS}]"


def _source(handout: str | None, library: Library, exercise: Exercise) -> str:
    known = library.handouts.get(handout) if handout else None
    return handout if handout and known is None else wording.source(known, own=exercise.own)
