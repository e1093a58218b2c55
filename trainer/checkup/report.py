"""The report: one look at the whole installation, as values; nothing is made or changed by it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from trainer import __version__
from trainer.checkup.findings import Finding, Level, of_stock
from trainer.checkup.terminal import Terminal, findings
from trainer.checkup.terminal import look as look_at_terminal
from trainer.codec import CodecError, decode
from trainer.core.clock import Clock
from trainer.core.library import Library
from trainer.core.settings import Settings
from trainer.core.text import clean
from trainer.errors import TrainerError
from trainer.repair import Step, plan
from trainer.store.fs import Fs
from trainer.store.survey import Stock, survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the library holds; all zero when it cannot be read."""

    exercises: int = 0
    own: int = 0
    """The person's own exercises."""
    routines: int = 0
    rules: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One look at an installation."""

    versions: tuple[tuple[str, str], ...]
    """What runs, by name: the trainer first."""
    stock: Stock
    shelf: Shelf
    terminal: Terminal
    findings: tuple[Finding, ...]
    """What somebody should know, what is to be mended first."""
    steps: tuple[Step, ...]
    """What a repair would do; nothing while a session runs."""

    @property
    def trouble(self) -> tuple[Finding, ...]:
        """What is to be mended."""
        return tuple(one for one in self.findings if one.level is Level.MEND)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What is good to know."""
        return tuple(one for one in self.findings if one.level is Level.REMARK)


def look(root: Path, load: Callable[[], Library], clock: Clock, fs: Fs | None = None) -> Report:
    """Look at everything; never raises for what is damaged, that is what it tells."""
    stock = survey(root, clock, fs)
    settings = _settings(stock)
    terminal = look_at_terminal(settings, os.environ)
    shelf, faults = _shelf(load)
    told = [*of_stock(stock, clock), *faults, *findings(terminal, settings, os.environ)]
    return Report(
        versions=tuple(_versions()),
        stock=stock,
        shelf=shelf,
        terminal=terminal,
        findings=tuple(sorted(told, key=lambda one: one.level is not Level.MEND)),
        steps=plan(stock, clock) if stock.running is None else (),
    )


def _shelf(load: Callable[[], Library]) -> tuple[Shelf, tuple[Finding, ...]]:
    try:
        known = load()
    except TrainerError as error:
        return Shelf(), (Finding(level=Level.MEND, text=error.sentence),)
    faults = (Finding(level=Level.MEND, text=f"{clean(str(fault), newlines=False)}.") for fault in known.faults)
    shelf = Shelf(
        exercises=len(known.exercises),
        own=sum(one.own for one in known.exercises.values()),
        routines=len(known.routines),
        rules=len(known.rules),
    )
    return shelf, tuple(faults)


def _settings(stock: Stock) -> Settings:
    """The person's settings; all of them their defaults where one cannot be read."""
    if stock.settings is None:
        return Settings()
    try:
        return decode(Settings, dict(stock.settings.body))
    except CodecError:
        return Settings()


def _versions() -> Iterator[tuple[str, str]]:
    yield "trainer", __version__
    yield "Python", sys.version.split()[0]
    for package in ("textual", "tinydb"):
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "missing"
