"""The doctor's look at the installation: what is where, whether it is whole, what this terminal can do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from trainer import __version__
from trainer.coach import Coach
from trainer.core.text import clean
from trainer.errors import TrainerError
from trainer.store.inventory import FileInfo

LEAST = (32, 10)
"""The smallest terminal the screens work in, in columns and rows."""
_HOW = "'trainer library list' and 'trainer history' work here."


def has_terminal() -> bool:
    """Whether somebody sits at a terminal, whatever it can show."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def unusable() -> str | None:
    """Say in a sentence why no screen can be shown here; None when one can."""
    return _unfit() or _small()


def lines_only() -> bool:
    """Whether only lines can be shown here, however large it is: no terminal, a dumb one, or one without UTF-8."""
    return _unfit() is not None


def _unfit() -> str | None:
    if not has_terminal():
        return f"The screens need a terminal: run it in one (over SSH: ssh -t). {_HOW}"
    term = os.environ.get("TERM")
    if term in {"dumb", "unknown"}:
        return (
            f"This terminal (TERM={term}) cannot show the screens: use another one, or set TERM to what it is. {_HOW}"
        )
    encoding = getattr(sys.__stderr__, "encoding", None) or "nothing"
    if encoding.lower().replace("-", "").replace("_", "") != "utf8":
        cure = "unset PYTHONIOENCODING" if os.environ.get("PYTHONIOENCODING") else "try LC_ALL=C.UTF-8"
        return f"The screens need UTF-8, but this terminal is set to {encoding}: {cure}. {_HOW}"
    return None


def _small() -> str | None:
    columns, rows = os.get_terminal_size()
    if 0 < columns < LEAST[0] or 0 < rows < LEAST[1]:
        return (
            f"The terminal is {columns}×{rows}; the screens need at least {LEAST[0]}×{LEAST[1]}: "
            "make the window larger or the letters smaller."
        )
    return None


def examine(coach: Coach) -> Iterator[str]:
    """Report, line by line."""
    yield f"trainer {__version__} · Python {sys.version.split()[0]}"
    yield from _terminal()
    yield from _data(coach)
    yield from _library(coach)
    yield from _session(coach)


def keep(error: Exception) -> str:
    """Keep what a report of an error inside needs; says where the person finds it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="trainer-", suffix=".txt", delete=False) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "What was saved is safe; please report it."
    return f"What was saved is safe; please report it with {file.name}, after a look at what it tells."


def _terminal() -> Iterator[str]:
    colours = "24 bit" if os.environ.get("COLORTERM") in {"truecolor", "24bit"} else "16 or 256"
    facts = [
        f"TERM {os.environ.get('TERM') or 'unset'}",
        f"colours {colours}",
        f"encoding {getattr(sys.stdout, 'encoding', None) or 'unknown'}",
        _size(),
        "over SSH" if os.environ.get("SSH_CONNECTION") else "",
    ]
    yield "\nTerminal"
    yield f"  {_line(' · '.join(fact for fact in facts if fact))}"
    yield f"  {unusable() or 'The screens work here.'}"


def _size() -> str:
    try:
        columns, rows = os.get_terminal_size()
    except OSError:
        return ""
    return f"{columns}×{rows}" if columns and rows else ""


def _data(coach: Coach) -> Iterator[str]:
    store = coach.store
    yield "\nData"
    yield f"  {_line(str(store.root))}"
    yield f"  this device: {store.device}"
    yield "  can be written" if store.writable else f"  ! nothing can be saved here: {store.why_not}"
    for info in store.files():
        yield f"  {_file(info, coach)}"
    for notice in store.notices:
        yield f"  ! {notice}"


def _file(info: FileInfo, coach: Coach) -> str:
    try:
        name = str(info.path.relative_to(coach.store.root))
    except ValueError:
        name = str(info.path)
    kept = f" · {_count(info.corrupt, 'damaged copy', 'damaged copies')} kept" if info.corrupt else ""
    mark = "" if info.state == "ok" else "! "
    told = f"{info.state}, {_count(info.records, 'record', 'records')}, {info.size / 1024:.1f} KiB{kept}"
    return f"{mark}{_line(name)}: {told}"


def _library(coach: Coach) -> Iterator[str]:
    yield "\nLibrary"
    try:
        known = coach.library
    except TrainerError as error:
        yield f"  ! {error.sentence}"
        return
    own = sum(e.own for e in known.exercises.values())
    yield f"  {len(known.exercises)} exercises ({own} yours), {len(known.routines)} routines, {len(known.rules)} rules"
    for fault in known.faults:
        yield f"  ! {fault}"


def _session(coach: Coach) -> Iterator[str]:
    busy = coach.store.journal().busy()
    if busy:
        yield f"\n{busy}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _line(text: str) -> str:
    """Keep text from outside on its line."""
    return clean(text, newlines=False)
