"""The doctor's look at the installation: what is where, whether it is whole, what this terminal can do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from trainer import __version__
from trainer.coach import Coach
from trainer.store.inventory import FileInfo


def examine(coach: Coach, unusable: str | None) -> Iterator[str]:
    """Report, line by line."""
    yield f"trainer {__version__} · Python {sys.version.split()[0]}"
    yield from _terminal(unusable)
    yield from _data(coach)
    yield from _library(coach)
    yield from _session(coach)


def _terminal(unusable: str | None) -> Iterator[str]:
    term = os.environ.get("TERM") or "unset"
    colours = "24 bit" if os.environ.get("COLORTERM") in {"truecolor", "24bit"} else "16 or 256"
    over = " · over SSH" if os.environ.get("SSH_CONNECTION") else ""
    yield "\nTerminal"
    yield f"  TERM {term} · colours {colours} · encoding {sys.stdout.encoding}{over}"
    yield f"  {unusable or 'The screens work here.'}"


def _data(coach: Coach) -> Iterator[str]:
    store = coach.store
    yield "\nData"
    yield f"  {store.root}"
    yield f"  this device: {store.device}"
    yield f"  {'can be written' if store.writable else f'CANNOT be written: {store.why_not}'}"
    for info in store.files():
        yield f"  {_file(info, coach)}"
    for notice in store.notices:
        yield f"  ! {notice}"


def _file(info: FileInfo, coach: Coach) -> str:
    try:
        name = str(info.path.relative_to(coach.store.root))
    except ValueError:
        name = str(info.path)
    kept = f" · {info.corrupt} damaged copies kept" if info.corrupt else ""
    return f"{name}: {info.state}, {info.records} records, {info.size / 1024:.1f} KiB{kept}"


def _library(coach: Coach) -> Iterator[str]:
    known = coach.library
    yield "\nLibrary"
    own = sum(e.own for e in known.exercises.values())
    yield f"  {len(known.exercises)} exercises ({own} yours), {len(known.routines)} routines, {len(known.rules)} rules"
    for fault in known.faults:
        yield f"  ! {fault}"


def _session(coach: Coach) -> Iterator[str]:
    busy = coach.store.journal().busy()
    if busy:
        yield f"\n{busy}"
