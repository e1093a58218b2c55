"""Logging: what was done elsewhere, kept with a few keys; what was understood stands there before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from textual.content import Content

from trainer import late
from trainer.coach import Coach
from trainer.core.exercise import Exercise
from trainer.core.library import Activity, Routine
from trainer.core.log import Remembered
from trainer.errors import NotSavedError, RefusedError
from trainer.ui.screens import leaves
from trainer.ui.screens.leaf import Leaf, LeafScreen, Row
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.marks import kind_mark

USUAL = 1
"""Which length is highlighted at first for an activity; for rest it is the first, its handout's."""
OPEN = "–  if you like"
JUST_NOW = "Nothing typed: it ended just now."
T = TypeVar("T")
DIGITS = 9
"""How many rows have a digit."""


class LogScreen(LeafScreen[Remembered]):
    """Ask what was done, for how long, and when; gives what was kept, or None when nothing was."""

    CSS_PATH = SHEETS / "log.tcss"

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._entry: late.Entry | None = None
        super().__init__(self._what())

    # The leaves

    def _what(self) -> Leaf:
        library = self._coach.library
        rest = (library.exercises[one] for one in (late.RELAX,) if one in library.exercises)
        things: tuple[late.Thing, ...] = (*library.activities.values(), *rest)
        rows = [Row(key=key, text=_titled(one), take=partial(self._choose, one)) for key, one in _keyed(things)]
        more: tuple[tuple[str, tuple[late.Thing, ...]], ...] = (
            ("A routine …", tuple(library.routines.values())),
            ("An exercise …", tuple(library.exercises.values())),
        )
        for number, (text, several) in enumerate(more, len(rows) + 1):
            rows.append(Row(key=str(number), text=text, take=partial(self._ask_which, several)))
        return Leaf(text="What did you do?", rows=tuple(rows))

    def _ask_which(self, things: tuple[late.Thing, ...]) -> None:
        rows = (Row(key=key, text=_titled(one), take=partial(self._choose, one)) for key, one in _keyed(things))
        self.put(Leaf(text="Which one?", rows=tuple(rows), back=lambda: self.put(self._what())))

    def _minutes(self, entry: late.Entry) -> Leaf:
        usual = leaves.PRESETS[USUAL] if isinstance(entry.thing, Activity) else leaves.PRESETS[0]
        title = _titled(entry.thing, ": how long?")
        return leaves.minutes(
            title,
            entry.minutes or usual,
            lambda minutes: self._tell(minutes=minutes),
            self.put,
            lambda: self.put(self._what()),
        )

    def _summary(self, entry: late.Entry) -> Leaf:
        made, thing = self._made(entry), entry.thing
        hard = OPEN if entry.exertion is None else str(entry.exertion)
        lasts = _lasts(thing)
        answers: list[tuple[str, str | Content, Callable[[], None]]] = [
            ("", Content.styled("Keep it", "bold $accent"), self._keep),
            ("when", self._when(entry, made), lambda: self.put(self._begun(entry))),
        ]
        if lasts:
            answers.append(("minutes", str(entry.minutes), lambda: self.put(self._minutes(entry))))
        if isinstance(thing, Routine):
            answers.append(("left out", self._left_out(entry), lambda: self.put(self._without(entry, thing))))
        answers.append(("exertion", hard, lambda: self.put(self._felt(entry))))
        answers.append(("note", entry.note or OPEN, lambda: self.put(self._noted(entry))))
        return Leaf(
            text=_titled(thing, f", {entry.minutes} min" if lasts else ""),
            why=" ".join(late.remarks(made, self._coach.library)) if isinstance(made, Remembered) else "",
            rows=tuple(
                Row(key=str(number), name=name, text=text, take=take)
                for number, (name, text, take) in enumerate(answers, 1)
            ),
            back=lambda: self.put(self._minutes(entry) if lasts else self._what()),
            refused="" if isinstance(made, Remembered) else made,
        )

    def _without(self, entry: late.Entry, routine: Routine, at: int = 0) -> Leaf:
        """Ask which exercises were left out: each press says of one that it was, or was done after all."""
        known = self._coach.library.exercises
        names = list(dict.fromkeys(item.exercise for item in routine.items))

        def turned(number: int, name: str) -> None:
            out = set(entry.without) ^ {name}
            self._entry = replace(entry, without=tuple(one for one in names if one in out))
            self.put(self._without(self._entry, routine, number))

        rows = [
            Row(key=key, text=_ticked(known[name].name, done=name not in entry.without), take=partial(turned, n, name))
            for n, (key, name) in enumerate(_keyed(names))
        ]
        done = Row(key="0", text=Content.styled("That is it", "bold $accent"), take=self._tell)
        return Leaf(text="What did you leave out?", rows=(*rows, done), at=at, back=self._tell)

    def _left_out(self, entry: late.Entry) -> str:
        known = self._coach.library.exercises
        return ", ".join(known[name].name for name in entry.without) or "–  nothing"

    def _begun(self, entry: late.Entry) -> Leaf:
        return leaves.begun(self._coach.clock.now(), lambda at: self._tell(at=at), self.put, JUST_NOW)

    def _felt(self, entry: late.Entry) -> Leaf:
        aim, cues = (entry.thing.exertion, entry.thing.cues[:1]) if isinstance(entry.thing, Activity) else (None, ())
        return leaves.felt(
            entry.exertion,
            lambda exertion: self._tell(exertion=exertion),
            lambda: self.put(self._summary(entry)),
            why=" ".join(cues),
            aim=aim,
        )

    def _noted(self, entry: late.Entry) -> Leaf:
        return leaves.noted(entry.note, lambda note: self._tell(note=note))

    # What the rows do

    def _choose(self, thing: late.Thing) -> None:
        entry = late.Entry(thing=thing)
        self._entry = entry
        self.put(self._minutes(entry) if _lasts(thing) else self._summary(entry))

    def _tell(self, **changes: object) -> None:
        """Take an answer and come back to what stands so far."""
        if self._entry is not None:
            self._entry = replace(self._entry, **changes)  # type: ignore[arg-type]
            self.put(self._summary(self._entry))

    def _keep(self) -> None:
        """Keep it and close; what could not be written waits in the store, and that is said."""
        made = "" if self._entry is None else self._made(self._entry)
        if not isinstance(made, Remembered):
            self.refuse(made)
            return
        try:
            late.keep(self._coach, made)
            self.notify(f"Kept: {late.said(made, self._coach.clock.now().date())}.", markup=False)
        except NotSavedError as error:
            self.notify(error.sentence, severity="warning", markup=False)
        self.dismiss(made)

    def _made(self, entry: late.Entry) -> Remembered | str:
        """Make what would be kept, or say why it cannot be."""
        try:
            return late.remember(self._coach, entry)
        except RefusedError as error:
            return error.sentence

    # How it is said

    def _when(self, entry: late.Entry, made: Remembered | str) -> str:
        now = self._coach.clock.now()
        if entry.at is not None:
            return leaves.day(entry.at, now)
        return "just now" if isinstance(made, str) else f"{leaves.day(made.at, now)}, ended just now"


def _lasts(thing: late.Thing) -> bool:
    """Whether it is told with its minutes."""
    return isinstance(thing, Activity) or (isinstance(thing, Exercise) and thing.id == late.RELAX)


def _keyed(things: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Give the first few a digit."""
    return ((str(number) if number <= DIGITS else " ", thing) for number, thing in enumerate(things, 1))


def _ticked(name: str, *, done: bool) -> Content:
    return Content.assemble(("✓ ", "$success"), name) if done else Content.styled(f"– {name}  left out", "$muted")


def _titled(thing: late.Thing, more: str = "") -> Content:
    mark = "" if isinstance(thing, Routine) else Content.assemble(kind_mark(thing.kind), " ")
    return Content.assemble(mark, f"{thing.name}{more}")
