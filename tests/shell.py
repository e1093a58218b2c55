"""A shell without a terminal: commands run in this process, at the time of a clock."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trainer.cli import main
from trainer.core.text import find_hostile


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the answer."""
        return self.out.splitlines()

    @property
    def sentence(self) -> str:
        """The one line that says what is wrong, with nothing on stdout."""
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.startswith("trainer: ")
        assert find_hostile(self.err.rstrip("\n"), newlines=False) is None
        return self.err.removeprefix("trainer: ").rstrip("\n")

    @property
    def data(self) -> Any:
        """The answer as data."""
        return json.loads(self.out)


class Shell:
    """A shell without a terminal, in which commands run at the time of a clock."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str) -> Told:
        self._monkeypatch.setattr(sys, "argv", ["trainer", *words])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self._capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Told(left.value.code, out, err)
