"""A folder of library files, shipped or the person's own: each file becomes a value of core, or its faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from trainer.codec import CodecError, decode
from trainer.core.exercise import Exercise
from trainer.core.library import Fault, Routine
from trainer.core.text import clean
from trainer.shelf.files import MOST_FILES, list_toml, read_toml

T = TypeVar("T")
Table = dict[str, Any]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reads one folder; what is wrong in a file goes to `faults`, and the other files are still read."""

    folder: Path
    faults: list[Fault]
    own: bool = False
    """The person's own, not shipped."""

    def exercises(self) -> list[Exercise]:
        """Read `exercises/*.toml`."""
        return list(self._all("exercises", Exercise, self._complete_exercise))

    def routines(self) -> list[Routine]:
        """Read `routines/*.toml`."""
        return list(self._all("routines", Routine, self._complete))

    def sheet(self, file: str, kind: type[T]) -> T | None:
        """Read one file of lists; None where it is damaged."""
        return self._attempt(file, lambda: decode(kind, read_toml(self.folder / file)))

    def label(self, file: str) -> str:
        """Return a file's name as faults show it: `exercises/bridge.toml`, `yours: exercises/calf.toml`."""
        return clean(f"yours: {file}" if self.own else file, newlines=False)

    def file(self, value: Exercise | Routine) -> str:
        """Return the label of the file a value came from."""
        return self.label(f"{'exercises' if isinstance(value, Exercise) else 'routines'}/{value.id}.toml")

    def fault(self, file: str, key: str, wrong: str, right: str) -> None:
        """Report what is wrong in a file, which goes by its label."""
        self.faults.append(Fault(file=file, key=key, wrong=wrong, right=right))

    def _all(self, folder: str, kind: type[T], complete: Callable[[Table], Table]) -> Iterator[T]:
        for path in self._paths(folder):
            value = self._attempt(f"{folder}/{path.name}", partial(_build, kind, path, complete))
            if value is not None:
                yield value

    def _paths(self, folder: str) -> list[Path]:
        paths = self._attempt(folder, lambda: list_toml(self.folder / folder)) or []
        if len(paths) > MOST_FILES:
            self.fault(
                self.label(folder), "", f"it holds more than {MOST_FILES} files", "take some out; the rest is not read"
            )
        return paths[:MOST_FILES]

    def _attempt(self, file: str, build: Callable[[], T]) -> T | None:
        try:
            return build()
        except CodecError as error:
            for flaw in error.flaws:
                self.fault(self.label(file), flaw.key, flaw.wrong, flaw.right)
            return None

    def _complete(self, table: Table) -> Table:
        """Add what the file's place says, which the file itself may not."""
        for key in ("id", "own"):
            if key in table:
                raise CodecError(key, "the file's name and place say this", "take this line out")
        return {**table, "own": self.own}

    def _complete_exercise(self, table: Table) -> Table:
        """Add what an exercise may leave out: a step's handouts, and of the person's own all that is plain."""
        if self.own:
            counts = {kind: 1.0 for kind in ("stretch", "strengthen") if kind == table.get("kind")}
            table = {"handouts": [], "reviewed": False, "counts": counts, **table}
            table = _with_each(table, "dosages", lambda dosage: {"stated": "handout" in dosage, **dosage})
        handouts = table.get("handouts")
        handouts = handouts if isinstance(handouts, list) else []
        table = _with_each(table, "steps", lambda step: {"handouts": handouts, **step})
        return self._complete(table)


def _build(kind: type[T], path: Path, complete: Callable[[Table], Table]) -> T:
    if not _ID.fullmatch(path.stem):
        right = "name it with small letters, digits and single hyphens, such as calf-stretch.toml"
        raise CodecError("", "the file's name cannot be an id", right)
    return decode(kind, {"id": path.stem, **complete(read_toml(path))})


def _with_each(table: Table, key: str, complete: Callable[[Table], Table]) -> Table:
    """Complete each table of a list; what is no table is left for the codec to refuse."""
    items = table.get(key)
    if not isinstance(items, list):
        return table
    return {**table, key: [complete(item) if isinstance(item, dict) else item for item in items]}
