"""The gallery: every figure there is, read when it is first shown; a broken file is named and left out."""

from __future__ import annotations

from pathlib import Path

from trainer.codec import CodecError
from trainer.core.figure import Figure
from trainer.core.library import Fault
from trainer.core.text import clean
from trainer.shelf.figures import read_figure
from trainer.shelf.files import list_toml

FOLDER = "figures"


class Gallery:
    """The figures of a library and of the person; theirs stand for their own exercises only."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._folders = [(shipped / FOLDER, ""), *([] if own is None else [(own / FOLDER, "yours: ")])]
        self._read: dict[str, Figure | None] = {}
        self.faults: list[Fault] = []
        """What is wrong in the files read so far."""

    def figure(self, name: str) -> Figure | None:
        """Give the figure of an exercise or activity by its id; None where there is none, or a broken one."""
        if name not in self._read:
            found = (self._look(folder / f"{name}.toml", label) for folder, label in self._folders)
            self._read[name] = next((figure for figure in found if figure is not None), None)
        return self._read[name]

    def all(self) -> dict[str, Figure]:
        """Read every figure there is, the shipped ones first."""
        names = {path.stem: None for folder, label in self._folders for path in self._paths(folder, label)}
        return {name: figure for name in names if (figure := self.figure(name)) is not None}

    def _paths(self, folder: Path, label: str) -> list[Path]:
        try:
            return list_toml(folder)
        except CodecError as error:
            self._blame(f"{label}{FOLDER}", error)
            return []

    def _look(self, path: Path, label: str) -> Figure | None:
        if not path.exists():
            return None
        try:
            return read_figure(path)
        except CodecError as error:
            self._blame(f"{label}{FOLDER}/{path.name}", error)
            return None

    def _blame(self, file: str, error: CodecError) -> None:
        name = clean(file, newlines=False)
        self.faults += [Fault(file=name, key=flaw.key, wrong=flaw.wrong, right=flaw.right) for flaw in error.flaws]
