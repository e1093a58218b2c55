"""Whose each name is: whatever can be trained shares one set of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from trainer.codec.words import show
from trainer.core.exercise import Exercise
from trainer.core.library import Routine
from trainer.core.text import fold
from trainer.shelf.source import Source

N = TypeVar("N", Exercise, Routine)


class Names:
    """The names taken so far."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def take(self, owner: str, names: Iterable[str]) -> list[tuple[int, str]]:
        """Take the names that are free; return the places of the others and whose they are."""
        owners = [self._owners.setdefault(fold(name), owner) for name in names]
        return [(at, whose) for at, whose in enumerate(owners) if whose != owner]

    def distinct(self, source: Source, values: Iterable[N]) -> Iterator[N]:
        """Yield what has names of its own; a shipped double is a fault and stays, the person's is left out."""
        values = list(values)
        for value in values:  # an id goes before another's name
            self.take(source.file(value), (value.id,))
        for value in values:
            clashes = self.take(source.file(value), value.names)
            for at, whose in clashes:
                key = ("", "name")[at] if at < 2 else f"also[{at - 2}]"
                right = "give it another one" if key else "give the file another name"
                source.fault(source.file(value), key, f"{show(value.names[at])} is already the name of {whose}", right)
            if not clashes or not source.own:
                yield value
