"""Logging: what was done elsewhere, kept with a few keys; what was understood stands there before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual.content import Content

from trainer import late, wording
from trainer.coach import Coach
from trainer.core.exercise import Kind
from trainer.core.library import Activity, Routine
from trainer.core.log import Remembered
from trainer.dates import MOST_MINUTES, parse_length
from trainer.errors import NotSavedError, RefusedError
from trainer.moments import AmbiguousError, parse_moment
from trainer.ui.screens.leaf import Leaf, LeafScreen, Row
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.marks import kind_mark

PRESETS = (10, 20, 30, 45, 60)
"""Minutes that have a digit."""
USUAL = 1
"""Which of them is highlighted at first for an activity; for rest it is the first, its handout's."""
FELT = {1: "no work at all", 10: "10, could not go on"}
"""What is said beside an exertion."""
LENGTHS = f"1 to {MOST_MINUTES} minutes, such as 25, 1:20 or 1 h 20."
OPEN = "–  if you like"
TIMES = "18:00, yesterday 18:00, Tue 7:30, 20 min ago, or a date. Nothing typed: it ended just now."


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
        rows = (
            Row(key=str(number), text=_titled(thing), take=partial(self._choose, thing))
            for number, thing in enumerate(things, 1)
        )
        return Leaf(text="What did you do?", rows=tuple(rows))

    def _minutes(self, entry: late.Entry) -> Leaf:
        usual = PRESETS[USUAL] if isinstance(entry.thing, Activity) else PRESETS[0]
        told = entry.minutes or usual
        rows = [
            Row(key=str(number), text=f"{minutes} min", take=partial(self._tell, minutes=minutes))
            for number, minutes in enumerate(PRESETS, 1)
        ]
        typed = Row(key=str(len(PRESETS) + 1), text="type it …", take=lambda: self.put(self._length(entry)))
        return Leaf(
            text=_titled(entry.thing, ": how long?"),
            rows=(*rows, typed),
            at=PRESETS.index(told) if told in PRESETS else len(PRESETS),
            back=lambda: self.put(self._what()),
        )

    def _length(self, entry: late.Entry) -> Leaf:
        return Leaf(
            text=_titled(entry.thing, ": how long?"),
            why=LENGTHS,
            take=partial(self._take_length, entry),
            look=lambda text: f"{parse_length(text)} min",
        )

    def _summary(self, entry: late.Entry) -> Leaf:
        made = self._made(entry)
        hard = OPEN if entry.exertion is None else str(entry.exertion)
        answers: tuple[tuple[str, str | Content, Callable[[], None]], ...] = (
            ("", Content.styled("Keep it", "bold $accent"), self._keep),
            ("when", self._when(entry, made), lambda: self.put(self._begun(entry))),
            ("minutes", str(entry.minutes), lambda: self.put(self._minutes(entry))),
            ("exertion", hard, lambda: self.put(self._felt(entry))),
            ("note", entry.note or OPEN, lambda: self.put(self._noted(entry))),
        )
        return Leaf(
            text=_titled(entry.thing, f", {entry.minutes} min"),
            why=" ".join(late.remarks(made, self._coach.library)) if isinstance(made, Remembered) else "",
            rows=tuple(
                Row(key=str(number), name=name, text=text, take=take)
                for number, (name, text, take) in enumerate(answers, 1)
            ),
            back=lambda: self.put(self._minutes(entry)),
            refused="" if isinstance(made, Remembered) else made,
        )

    def _begun(self, entry: late.Entry) -> Leaf:
        return Leaf(
            text="When did it begin?",
            why=TIMES,
            take=partial(self._take_time, entry),
            look=lambda text: self._day(parse_moment(text, self._coach.clock.now())),
        )

    def _meant(self, entry: late.Entry, readings: tuple[datetime, ...]) -> Leaf:
        rows = (
            Row(key=str(number), text=self._day(one), take=partial(self._tell, at=one))
            for number, one in enumerate(readings, 1)
        )
        return Leaf(text="Which one do you mean?", rows=tuple(rows), back=lambda: self.put(self._begun(entry)))

    def _felt(self, entry: late.Entry) -> Leaf:
        aim, cues = (entry.thing.exertion, entry.thing.cues[:1]) if isinstance(entry.thing, Activity) else ((), ())
        rows = [
            Row(
                key="x" if number == 10 else str(number),
                text=FELT.get(number, "aim" if number in aim else ""),
                take=partial(self._tell, exertion=number),
            )
            for number in range(1, 11)
        ]
        none = Row(key="0", text="leave it open", take=partial(self._tell, exertion=None))
        return Leaf(
            text="How hard was it?",
            why=" ".join(cues),
            rows=(*rows, none),
            at=len(rows) if entry.exertion is None else entry.exertion - 1,
            back=lambda: self.put(self._summary(entry)),
        )

    def _noted(self, entry: late.Entry) -> Leaf:
        return Leaf(
            text="A note for yourself",
            take=lambda text: self._tell(note=text.strip()),
            look=lambda _: "",
            value=entry.note,
            most=late.MOST_NOTE,
        )

    # What the rows do

    def _choose(self, thing: late.Thing) -> None:
        entry = late.Entry(thing=thing)
        self._entry = entry
        self.put(self._minutes(entry))

    def _tell(self, **changes: object) -> None:
        """Take an answer and come back to what stands so far."""
        if self._entry is not None:
            self._entry = replace(self._entry, **changes)  # type: ignore[arg-type]
            self.put(self._summary(self._entry))

    def _take_length(self, entry: late.Entry, text: str) -> None:
        if text.strip():
            self._tell(minutes=parse_length(text))
        else:
            self.put(self._minutes(entry))

    def _take_time(self, entry: late.Entry, text: str) -> None:
        try:
            at = parse_moment(text, self._coach.clock.now()) if text.strip() else None
        except AmbiguousError as error:
            self.put(self._meant(entry, error.readings))
        else:
            self._tell(at=at)

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
        if entry.at is not None:
            return self._day(entry.at)
        return "just now" if isinstance(made, str) else f"{self._day(made.at)}, ended just now"

    def _day(self, at: datetime) -> str:
        """Say a time so that nobody takes it for another: `yesterday, Thu 19 Nov 18:00`."""
        near, day = wording.day(at.date(), self._coach.clock.now().date()), wording.day(at.date())
        return f"{near}, {day} {at:%H:%M}" if near in {"today", "yesterday"} else f"{near} {at:%H:%M}"


def _titled(thing: late.Thing, more: str = "") -> Content:
    kind = Kind.STRETCH if isinstance(thing, Routine) else thing.kind
    return Content.assemble(kind_mark(kind), f" {thing.name}{more}")
