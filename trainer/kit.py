"""The kit: what the commands share, each part put together when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.clock import Clock
from trainer.core.library import Library
from trainer.errors import UsageError
from trainer.standing import Standing, blank, standing
from trainer.store.store import Store


class Kit:
    """What the commands share; nothing is opened before it is asked for."""

    def __init__(self, data: str | None, clock: Clock) -> None:
        self._data = data
        self.clock = clock

    @cached_property
    def root(self) -> Path:
        """The directory of the person's data; raises UsageError for what can be none."""
        if self._data is None:
            from platformdirs import user_data_path

            return user_data_path("trainer", appauthor=False)
        if not self._data:
            raise UsageError("--data is empty; name a directory.")
        try:
            root = Path(self._data).expanduser().absolute()
            found = root.is_dir() or not root.exists()
        except (RuntimeError, OSError, ValueError):  # nobody's home, a place that is gone, a name too long
            found = False
        if not found:
            raise UsageError(f"'{shorten(self._data)}' is no directory that can hold your data; name another.")
        return root

    @cached_property
    def library(self) -> Library:
        """The exercises, shipped and the person's own; they need no store."""
        from trainer.resources import library_path
        from trainer.shelf import load_library

        return load_library(library_path(), self.root)

    @cached_property
    def coach(self) -> Coach:
        """The coach, put together when first needed."""
        return Coach(Store(self.root, self.clock), lambda: self.library, self.clock)

    @cached_property
    def standing(self) -> Standing:
        """How the person stands to the exercises; looking leaves nothing behind where nothing was kept yet."""
        if self.root.exists():
            return standing(self.coach)
        return blank(self.library, self.clock.now().date())
