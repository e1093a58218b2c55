"""Leaves: the pages that ask when something was, how long, how hard, and for a note, for every dialog that asks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.content import Content

from trainer import late, wording
from trainer.core.dosage import Range
from trainer.dates import MOST_MINUTES, parse_length
from trainer.moments import AmbiguousError, parse_moment
from trainer.ui.screens.leaf import Leaf, Row

PRESETS = (10, 20, 30, 45, 60)
"""Minutes that have a row of their own."""
LENGTHS = f"1 to {MOST_MINUTES} minutes, such as 25, 1:20 or 1 h 20."
FELT = {1: "no work at all", 10: "10, could not go on"}
"""What is said beside an exertion."""
HURT = {0: "none", 10: "10, the worst"}
"""What is said beside a pain."""
TIMES = "18:00, yesterday 18:00, Tue 7:30, 20 min ago, or a date."

Put = Callable[[Leaf], None]
"""Shows another leaf."""
Back = Callable[[], None]


def minutes(title: str | Content, told: int, take: Callable[[int], None], put: Put, back: Back) -> Leaf:
    """Ask how long it was: a few lengths to choose from, or typed; a digit begins a number, as in `25`."""

    def typed(begun: str = "") -> Leaf:
        return Leaf(
            text=title,
            value=begun,
            begun=bool(begun),
            why=LENGTHS,
            take=lambda text: take(parse_length(text)) if text.strip() else put(asked()),
            look=lambda text: f"{parse_length(text)} min",
        )

    def asked() -> Leaf:
        rows = [
            Row(key=" ", text=f"{length} min", take=lambda length=length: take(length))  # type: ignore[misc]
            for length in PRESETS
        ]
        rows.append(Row(key=" ", text="another length: type it …", take=lambda: put(typed())))
        return Leaf(
            text=title,
            rows=tuple(rows),
            at=PRESETS.index(told) if told in PRESETS else len(PRESETS),
            typing=lambda digit: put(typed(digit)),
            back=back,
        )

    return asked()


def begun(now: datetime, take: Callable[[datetime | None], None], put: Put, nothing: str) -> Leaf:
    """Ask when it began; where what was typed can mean several times, which one. Nothing typed is said as None."""

    def taken(text: str) -> None:
        try:
            take(parse_moment(text, now) if text.strip() else None)
        except AmbiguousError as error:
            put(_meant(error.readings))

    def _meant(readings: tuple[datetime, ...]) -> Leaf:
        said = [day(one, now) for one in readings]
        if len(set(said)) < len(said):  # an hour that the clocks repeated
            said = [f"{text} (UTC{one.isoformat()[-6:]})" for text, one in zip(said, readings, strict=True)]
        rows = (
            Row(key=str(number), text=text, take=lambda one=one: take(one))  # type: ignore[misc]
            for number, (text, one) in enumerate(zip(said, readings, strict=True), 1)
        )
        return Leaf(text="Which one do you mean?", rows=tuple(rows), back=lambda: put(asked()))

    def asked() -> Leaf:
        return Leaf(
            text="When did it begin?",
            why=f"{TIMES} {nothing}",
            take=taken,
            look=lambda text: day(parse_moment(text, now), now),
        )

    return asked()


def felt(
    told: int | None, take: Callable[[int | None], None], back: Back, *, why: str = "", aim: Range | None = None
) -> Leaf:
    """Ask how hard it was."""
    scale = {number: "aim" for number in range(1, 11) if aim is not None and number in aim} | FELT
    rows = [_number(number, scale, take) for number in range(1, 11)]
    rows.append(Row(key="0", text="leave it open", take=lambda: take(None)))
    at = len(rows) - 1 if told is None else told - 1
    return Leaf(text="How hard was it?", why=why, rows=tuple(rows), at=at, back=back)


def hurt(told: int | None, take: Callable[[int | None], None], back: Back) -> Leaf:
    """Ask for the pain afterwards."""
    rows = [_number(number, HURT, take) for number in range(11)]
    rows.append(Row(key="o", text="leave it open", take=lambda: take(None)))
    at = len(rows) - 1 if told is None else told
    return Leaf(text="Pain afterwards?", rows=tuple(rows), at=at, back=back)


def noted(value: str, take: Callable[[str], None]) -> Leaf:
    """Ask for a note."""
    return Leaf(
        text="A note for yourself",
        take=lambda text: take(text.strip()),
        look=lambda _: "",
        value=value,
        most=late.MOST_NOTE,
    )


def day(at: datetime, now: datetime) -> str:
    """Say a time so that nobody takes it for another: `yesterday, Thu 19 Nov 18:00`."""
    near, named = wording.day(at.date(), now.date()), wording.day(at.date())
    return f"{near}, {named} {at:%H:%M}" if near in {"today", "yesterday"} else f"{near} {at:%H:%M}"


def _number(number: int, scale: dict[int, str], take: Callable[[int | None], None]) -> Row:
    return Row(key="x" if number == 10 else str(number), text=scale.get(number, ""), take=lambda: take(number))
