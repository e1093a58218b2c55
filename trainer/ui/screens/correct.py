"""Correcting: what a session or a bout says is changed a row at a time; what it said before stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual.content import Content

from trainer import amend, wording
from trainer.amend import UNSAID, Change, Unsaid
from trainer.coach import Coach
from trainer.core.course import Status
from trainer.core.events import SkipReason
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog
from trainer.errors import NotSavedError, RefusedError
from trainer.late import MOST_NOTE
from trainer.ui.screens import leaves
from trainer.ui.screens.leaf import Leaf, LeafScreen, Row
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.outcome import MARKS

OPEN = "–"
STOPPED = (
    "It was stopped. Said to be done, its stop is told no more in Progress and reports; it stays in what this said "
    "before. What it set aside stays so."
)
DIGITS = 9
"""How many rows have a digit."""
WHYS: tuple[tuple[str, SkipReason | Unsaid | None], ...] = (
    ("Done, as it was planned", None),
    ("Left out: no time", SkipReason.TIME),
    ("Left out: no equipment", SkipReason.EQUIPMENT),
    ("Left out: not sure how", SkipReason.UNSURE),
    ("Left out: done elsewhere", SkipReason.DONE),
    ("Left out", UNSAID),
)
"""What can be said of an exercise."""


class CorrectScreen(LeafScreen[Remembered]):
    """Ask what is to be different; gives what is kept then, or None when nothing was changed."""

    CSS_PATH = SHEETS / "correct.tcss"

    def __init__(self, coach: Coach, one: Remembered) -> None:
        self._coach = coach
        self._one = one
        self._change = Change()
        super().__init__(self._summary())

    # The leaves

    def _summary(self, at: int = 0) -> Leaf:
        new = self._made()
        shown = new if isinstance(new, Remembered) else self._one
        what = shown.what
        differs = [] if isinstance(new, str) else list(amend.differences(self._one, new))
        rows: list[tuple[str, str | Content, Callable[[], None]]] = [
            ("", Content.styled("Keep it so" if differs else "Leave it as it is", "bold $accent"), self._keep),
            ("when", leaves.day(self._change.at or shown.at, self._coach.clock.now()), self._ask_when),
        ]
        if self._lasts(what):
            rows.append(("minutes", self._length(what), self._ask_minutes))
        rows.append(("exertion", _said(what.exertion), self._ask_exertion))
        if isinstance(what, SessionLog):
            rows.append(("pain", _said(what.pain), self._ask_pain))
            rows.append(("helped", self._helped(what), self._ask_helped))
        rows.append(("note", what.note or OPEN, self._ask_note))
        if isinstance(what, SessionLog) and what.items:
            rows.append(("done", _done(what), self._ask_done))
        return Leaf(
            text=Content.assemble("Correct ", (self._one.what.name, "$accent")),
            why="\n".join(differs) or "What it says now stays on record.",
            rows=tuple(
                Row(key=str(number), name=name, text=text, take=take)
                for number, (name, text, take) in enumerate(rows, 1)
            ),
            at=at,
            refused=new if isinstance(new, str) else "",
        )

    def _ask_when(self) -> None:
        self.put(
            leaves.begun(self._coach.clock.now(), lambda at: self._tell(at=at), self.put, "Nothing typed: as it was.")
        )

    def _ask_minutes(self) -> None:
        self.put(
            leaves.minutes(
                Content(f"{self._one.what.name}: how long?"),
                int(self._one.what.seconds // 60),
                lambda minutes: self._tell(minutes=minutes),
                self.put,
                self._back,
            )
        )

    def _ask_exertion(self) -> None:
        self.put(leaves.felt(self._now.what.exertion, lambda value: self._tell(exertion=value), self._back))

    def _ask_pain(self) -> None:
        what = self._now.what
        told = what.pain if isinstance(what, SessionLog) else None
        self.put(leaves.hurt(told, lambda value: self._tell(pain=value), self._back))

    def _ask_note(self) -> None:
        self.put(leaves.noted(self._now.what.note[:MOST_NOTE], lambda note: self._tell(note=note)))

    def _ask_helped(self, at: int = 0) -> None:
        """Ask what helped: each press says of one that it did, or takes that back."""
        what = self._now.what
        if not isinstance(what, SessionLog):
            return

        def turned(number: int, exercise: str) -> None:
            helped = [one for one in what.helpful if one != exercise]
            self._change = replace(
                self._change, helpful=tuple(helped if exercise in what.helpful else [*helped, exercise])
            )
            self._ask_helped(number)

        rows = [
            Row(key=_key(n), text=_ticked(item, on=item.prescription.exercise in what.helpful), take=take)
            for n, item in enumerate(what.items, 1)
            for take in [partial(turned, n - 1, item.prescription.exercise)]
        ]
        done = Row(key="0", text=Content.styled("That is it", "bold $accent"), take=self._back)
        self.put(Leaf(text="What helped?", rows=(*rows, done), at=at, back=self._back))

    def _ask_done(self, at: int = 0) -> None:
        """Ask which exercise was done otherwise than it says."""
        what = self._now.what
        if not isinstance(what, SessionLog):
            return
        rows = [
            Row(key=_key(n), text=_status(item), take=partial(self._ask_item, item, n - 1))
            for n, item in enumerate(what.items, 1)
        ]
        done = Row(key="0", text=Content.styled("That is it", "bold $accent"), take=self._back)
        self.put(Leaf(text="Which one was different?", rows=(*rows, done), at=at, back=self._back))

    def _ask_item(self, item: ItemLog, at: int) -> None:
        exercise = item.prescription.exercise

        def told(why: SkipReason | Unsaid | None) -> None:
            self._change = replace(self._change, left={**self._change.left, exercise: why})
            self._ask_done(at)

        def kept() -> None:
            left = {name: why for name, why in self._change.left.items() if name != exercise}
            self._change = replace(self._change, left=left)
            self._ask_done(at)

        rows = [Row(key=str(n), text=text, take=partial(told, why)) for n, (text, why) in enumerate(WHYS, 1)]
        rows.append(Row(key=str(len(rows) + 1), text="As it was kept", take=kept))
        why = "" if item.status is not Status.STOPPED else STOPPED
        self.put(
            Leaf(text=Content(item.prescription.name), why=why, rows=tuple(rows), back=partial(self._ask_done, at))
        )

    # What the rows do

    def _tell(self, **changes: object) -> None:
        """Take an answer and come back to what it says so far."""
        self._change = replace(self._change, **changes)  # type: ignore[arg-type]
        self._back()

    def _back(self) -> None:
        self.put(self._summary())

    def _keep(self) -> None:
        """Keep it; where another terminal was faster nothing is overwritten, and that is said."""
        if self._change == Change() or self._made() == self._one:
            self.dismiss(None)
            return
        try:
            new = amend.correct(self._coach, self._one, self._change)
        except (amend.GoneError, amend.ChangedError) as error:
            self.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
        except RefusedError as error:
            self.refuse(error.sentence)
        except NotSavedError as error:
            self.notify(error.sentence, severity="warning", markup=False)
            self.dismiss(amend.corrected(self._coach, self._one, self._change))
        else:
            self.dismiss(new)

    def _made(self) -> Remembered | str:
        """Make what it would be, or say why it cannot be so."""
        try:
            return amend.corrected(self._coach, self._one, self._change)
        except RefusedError as error:
            return error.sentence

    @property
    def _now(self) -> Remembered:
        """What it would be, as far as it can be so."""
        made = self._made()
        return made if isinstance(made, Remembered) else self._one

    # How it is said

    def _lasts(self, what: SessionLog | ActivityLog) -> bool:
        """Whether its length is the person's to say."""
        if isinstance(what, ActivityLog):
            return True
        return what.late and len(what.items) == 1 and what.items[0].prescription.duration is not None

    def _length(self, what: SessionLog | ActivityLog) -> str:
        return str(int(what.seconds // 60))

    def _helped(self, what: SessionLog) -> str:
        names = {item.prescription.exercise: item.prescription.name for item in what.items}
        return ", ".join(names.get(one, one) for one in what.helpful) or OPEN


def _said(value: int | None) -> str:
    return OPEN if value is None else str(value)


def _key(number: int) -> str:
    return str(number) if number <= DIGITS else " "


def _done(what: SessionLog) -> str:
    done = sum(item.status is Status.DONE for item in what.items)
    return f"{done} of {len(what.items)} {'exercise' if len(what.items) == 1 else 'exercises'} …"


def _ticked(item: ItemLog, *, on: bool) -> Content:
    return Content.assemble(("✓ " if on else "  ", "bold $accent"), item.prescription.name)


def _status(item: ItemLog) -> Content:
    mark, style = MARKS[item.status]
    said = "" if item.status is Status.DONE else f"  {wording.STATUSES[item.status]}"
    reason = f": {item.reason}" if item.reason else ""
    return Content.assemble((mark, style), item.prescription.name, (f"{said}{reason}", "$muted"))
