"""Ways: how far each exercise has come in its dosage, and one exercise's own history, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from trainer import helpful, wording
from trainer.core.course import Status
from trainer.core.exercise import Kind
from trainer.core.log import ItemLog, Remembered, SessionLog
from trainer.core.progression import Place, Rung, ladder
from trainer.lookback import Way
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import hang, kind_mark, line
from trainer.ui.widgets.outcome import MARKS

ROOMY = 60
"""Columns from which a row has a bar and says when it was last."""
NAME = 27
"""Columns of a name beside its bar, at least; it takes what is left."""
MOST_NAME = 40
STEP = 8
BAR = 8
TODAY = 10
TIMES = 5
LAST = 8
STOPS = 5
OPINION = 13
GAP = 2
"""Columns of what stands beside it."""


def way_head(width: int) -> Content:
    """Name the columns."""
    if width < ROOMY:
        return line(Content.styled("exercise", "$muted"), Content.styled("step  times", "$muted"), width)
    cells = [f"{'step':<{STEP + BAR + GAP}}", f"{'today':<{TODAY}}", f"{'times':<{TIMES + GAP}}", f"{'last':<{LAST}}"]
    return Content.styled("".join([f"{'exercise':<{_name(width)}}", *cells, "stops"]), "$muted")


def way_row(way: Way, stops: int, told: int, today: date, width: int) -> Content:
    """Tell how far an exercise has come, how often it was trained and stopped, and what the person thinks of it."""
    place, kind = way.place, way.exercise.kind
    name = Content.assemble(kind_mark(kind), " ", way.exercise.name)
    stopped = f"✗ {stops}" if stops else ""
    if width < ROOMY:
        right = Content.assemble((stopped, "$stop"), f"{place.step + 1}/{place.of}".rjust(7), f"{way.times:>6}×")
        return line(name, right, width)
    room = _name(width)
    name = name.truncate(room - 1, ellipsis=True) if name.cell_length >= room else name
    last = "" if way.last is None else "today" if way.last == today else wording.day(way.last)[4:]
    return Content.assemble(
        name.pad_right(room - name.cell_length),
        f"{f'{place.step + 1} of {place.of}':<{STEP}}",
        _bar(place, kind),
        f"{'':<{GAP}}{_today(way):<{TODAY}}{f'{way.times}×':<{TIMES + GAP}}",
        (f"{last:<{LAST}}", "$muted"),
        (f"{stopped:<{STOPS}}", "$stop"),
        (helpful.WORDS[told] if told and width >= room + OPINION + _rest() else "", "$accent"),
    )


def _rest() -> int:
    return STEP + BAR + GAP + TODAY + TIMES + GAP + LAST + STOPS


def _name(width: int) -> int:
    """Return the columns of a name."""
    return max(NAME, min(MOST_NAME, width - _rest() - OPINION))


def rung(value: Rung) -> str:
    """Say a step: `10 × 4 s`, `8 times`."""
    if value.hold is not None:
        return f"{value.repetitions} × {value.hold} s"
    return "once" if value.repetitions == 1 else f"{value.repetitions} times"


def _today(way: Way) -> str:
    lasts = way.dosage.duration
    return rung(way.place.rung) if lasts is None else wording.duration(lasts.low)


def story(way: Way, trained: Sequence[Remembered], source: str, today: date, width: int) -> Content:
    """Tell one exercise's history: the way through its dosage, then each time it was trained, the latest first."""
    exercise, dosage, place = way.exercise, way.dosage, way.place
    steps = Content(" · ").join(_step(one, number, place) for number, one in enumerate(ladder(dosage)))
    head = [
        Content.assemble((exercise.name, "bold $accent"), " ", kind_mark(exercise.kind)),
        hang("Dosage  ", Content.assemble(wording.dosage(dosage), (f"  {source}", "$muted")), width),
        hang("Way     ", steps, width),
        Content(f"Today   {_today(way)}, step {place.step + 1} of {place.of}" + (" – the top" if place.top else "")),
    ]
    told = [_time(one, item, today, width) for one, item in _items(exercise.id, trained)]
    return Content("\n").join([*head, Content(""), *told])


def _items(exercise: str, trained: Sequence[Remembered]) -> Iterator[tuple[Remembered, ItemLog]]:
    for one in reversed(trained):
        if isinstance(one.what, SessionLog):
            yield from ((one, item) for item in one.what.items if item.prescription.exercise == exercise)


def _time(one: Remembered, item: ItemLog, today: date, width: int) -> Content:
    mark, style = MARKS[item.status]
    when = wording.day(one.at.date(), today)
    said = wording.STATUSES[item.status] + (f": {item.reason}" if item.reason else "")
    parts = [
        said if item.status is not Status.DONE else "",
        wording.held(item) if item.held else "",
        f"exertion {one.what.exertion}" if one.what.exertion is not None else "",
    ]
    body = Content.assemble((f"{when:<12}", "bold"), " · ".join(part for part in parts if part))
    return hang(Content.styled(mark, style), body, width)


def _step(value: Rung, number: int, place: Place) -> Content:
    style = "bold $accent" if number == place.step else "" if number < place.step else "$muted"
    return Content.styled(rung(value), style)


def _bar(place: Place, kind: Kind) -> Content:
    filled = max(1, round((place.step + 1) / place.of * BAR))
    return Content.assemble(("━" * filled, KIND_STYLES[kind]), ("─" * (BAR - filled), "$rule"))
