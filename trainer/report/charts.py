"""Charts: days as inline SVG – minutes of activity in their band, and pain beside what was done; no colour needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trainer import wording
from trainer.core.adherence import ACTIVE, Kept
from trainer.report.markup import Child, Markup, joined, tag
from trainer.report.periods import Step

WIDE = 720.0
LEFT, RIGHT = 66.0, 6.0
"""Room beside a plot, in the units of a chart."""
HIGH = 78.0
"""How high a plot is."""
TOP = 8.0
WIDEST = 18.0
"""The widest bar."""
LANE = 14.0
"""How high a row of signs is."""
GAP = timedelta(days=8)
"""Days without an answer over which no line is drawn."""
MOST_PAIN = 10
MOST_MONDAYS = 49
"""Days up to which a chart names the Mondays; beyond, the months."""
MOST_MONTHS = 160
"""Weeks up to which it names the months; beyond, the years."""
THIN = 3.0
"""A step narrower than this has no room for a hollow bar."""


class Frame:
    """Where things are on a chart."""

    def __init__(self, steps: Sequence[Step], most: float) -> None:
        self.steps = steps
        self.most = most
        self.by = (WIDE - LEFT - RIGHT) / len(steps)

    def x(self, at: float) -> float:
        """The left edge of a step."""
        return LEFT + at * self.by

    def middle(self, at: int) -> float:
        """The middle of a step."""
        return self.x(at + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        return TOP + HIGH * (1 - min(value, self.most) / self.most)


def minutes(steps: Sequence[Step], about: str) -> Markup:
    """Draw minutes of activity a day, with the band of 30 to 60."""
    most = max(75.0, *(step.minutes for step in steps))
    most = -(-most // 15) * 15
    frame = Frame(steps, most)
    low, high = frame.y(ACTIVE[0]), frame.y(ACTIVE[1])
    band = tag("rect", class_="band", x=LEFT, y=high, width=WIDE - LEFT - RIGHT, height=low - high)
    lines = (_rule(frame, value, "edge") for value in ACTIVE)
    ticks = (_label(LEFT - 6, frame.y(value) + 4, str(value), "end") for value in (0, *ACTIVE, *_above(most)))
    return _chart(
        "minutes",
        "Minutes of activity a day" if _daily(steps) else "Minutes of activity a day, by week",
        about,
        TOP + HIGH + 20,
        band,
        *lines,
        *ticks,
        *_bars(frame),
        _rule(frame, 0, "axis"),
        *_dates(frame, TOP + HIGH + 15),
    )


def pain(steps: Sequence[Step], about: str) -> Markup:
    """Draw pain over time, and beside it stops, flare-ups and sessions."""
    frame = Frame(steps, MOST_PAIN)
    bottom = TOP + HIGH
    lanes = bottom + 10
    return _chart(
        "pain",
        "Pain, 0 to 10" if _daily(steps) else "Pain, 0 to 10, by week: median, and a line up to the highest",
        about,
        lanes + 3 * LANE + 20,
        *(_rule(frame, value, "edge" if value else "axis") for value in (0, 5, 10)),
        *(_label(LEFT - 6, frame.y(value) + 4, str(value), "end") for value in (0, 5, 10)),
        *_marks(frame, lanes + 2 * LANE),
        *_worst(frame),
        *_line(frame),
        *_dots(frame),
        *_lanes(frame, lanes),
        *_dates(frame, lanes + 3 * LANE + 14),
    )


def bar(kept: Kept) -> Markup:
    """Draw a small bar: done of planned. The numbers stand beside it."""
    share = kept.share or 0.0
    return tag(
        "svg",
        tag("rect", class_="rest", x=0.5, y=0.5, width=39.0, height=6.0),
        tag("rect", class_="bar", x=0.5, y=0.5, width=39.0 * share, height=6.0) if share else None,
        class_="small",
        viewBox="0 0 40 7",
        aria_hidden="true",
        focusable="false",
    )


def _chart(name: str, title: str, about: str, high: float, *parts: Child) -> Markup:
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", about, id=f"{name}-about"),
        joined(*parts, by="\n"),
        class_="chart",
        viewBox=f"0 0 {WIDE:g} {high:g}",
        role="img",
        aria_labelledby=f"{name}-title {name}-about",
    )


def _bars(frame: Frame) -> Iterator[Markup]:
    wide = min(WIDEST, frame.by * (0.7 if frame.by > 4 else 0.9))
    for at, step in enumerate(frame.steps):
        if step.minutes > 0:
            top = frame.y(step.minutes)
            yield tag(
                "rect",
                class_="bar" if step.active else "bar short" if frame.by > THIN else "bar faint",
                x=frame.middle(at) - wide / 2,
                y=top,
                width=wide,
                height=TOP + HIGH - top,
            )


def _line(frame: Frame) -> Iterator[Markup]:
    """Join what was told; not over a long time without an answer."""
    before: tuple[date, float, float] | None = None
    reach = GAP if _daily(frame.steps) else GAP * 2
    points: list[str] = []
    for at, step in enumerate(frame.steps):
        if step.pain is None:
            continue
        if before is not None and step.date - before[0] > reach:
            yield from _path(points)
            points = []
        x, y = frame.middle(at), frame.y(step.pain)
        points.append(f"{x:.1f},{y:.1f}")
        before = (step.date, x, y)
    yield from _path(points)


def _path(points: Sequence[str]) -> Iterator[Markup]:
    if len(points) > 1:
        yield tag("polyline", class_="line", points=" ".join(points))


def _dots(frame: Frame) -> Iterator[Markup]:
    size = 2.6 if frame.by > 6 else 1.6
    for at, step in enumerate(frame.steps):
        if step.pain is not None:
            yield tag("circle", class_="dot", cx=frame.middle(at), cy=frame.y(step.pain), r=size)


def _worst(frame: Frame) -> Iterator[Markup]:
    for at, step in enumerate(frame.steps):
        if step.pain is not None and step.worst is not None and step.worst > step.pain:
            x = frame.middle(at)
            yield tag("line", class_="worst", x1=x, x2=x, y1=frame.y(step.pain), y2=frame.y(step.worst))


def _marks(frame: Frame, lane: float) -> Iterator[Markup]:
    """Lead from a stop or a flare-up up to the pain of that day."""
    for at, step in enumerate(frame.steps):
        if step.stops or step.flare_up:
            x = frame.middle(at)
            yield tag("line", class_="mark", x1=x, x2=x, y1=TOP, y2=lane - 2)


def _lanes(frame: Frame, top: float) -> Iterator[Markup]:
    half = max(1.2, min(4.0, frame.by * 0.42))
    for row, name in enumerate(("stopped", "flare-up", "session")):
        yield _label(LEFT - 6, top + row * LANE + 11, name, "end")
    stop, flare, done = (top + row * LANE + 7 for row in range(3))
    for at, step in enumerate(frame.steps):
        x = frame.middle(at)
        if step.stops:
            yield tag(
                "path",
                class_="sign",
                d=f"M{x - half:.1f} {stop + half:.1f}h{2 * half:.1f}l{-half:.1f} {-2 * half:.1f}z",
            )
        if step.flare_up:
            yield tag(
                "path",
                class_="sign",
                d=f"M{x:.1f} {flare - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}l{-half:.1f} {-half:.1f}z",
            )
        if step.sessions:
            yield tag("rect", class_="bar", x=x - half, y=done - half, width=2 * half, height=2 * half)
        elif step.missed:
            yield tag(
                "rect", class_="hollow", x=x - half + 0.5, y=done - half + 0.5, width=2 * half - 1, height=2 * half - 1
            )
        elif step.closed:
            yield tag("line", class_="closed", x1=x - half, x2=x + half, y1=done, y2=done)


def _dates(frame: Frame, text: float) -> Iterator[Markup]:
    """Name the Mondays; where the span is long the months, or the years: as many as there is room for."""
    found = [at for at in range(len(frame.steps)) if _begins(frame.steps, at)]
    every = -(-len(found) * 52 // int(WIDE - LEFT - RIGHT)) if found else 1
    for at in found[::every]:
        x = frame.x(at)
        yield tag("line", class_="tick", x1=x, x2=x, y1=TOP, y2=text - 11)
        if x < WIDE - 36:
            yield _label(x, text, _date(frame.steps, at), "start")


def _begins(steps: Sequence[Step], at: int) -> bool:
    day = steps[at].date
    if _daily(steps) and len(steps) <= MOST_MONDAYS:
        return day.weekday() == 0
    if len(steps) > MOST_MONTHS:
        return at > 0 and steps[at - 1].date.year != day.year
    return at == 0 or steps[at - 1].date.month != day.month


def _date(steps: Sequence[Step], at: int) -> str:
    day = steps[at].date
    if _daily(steps) and len(steps) <= MOST_MONDAYS:
        return wording.day(day).partition(" ")[2]
    if len(steps) > MOST_MONTHS:
        return str(day.year)
    month = wording.day(day).split()[2]
    return f"{month} {day.year}" if at == 0 or day.month == 1 else month


def _daily(steps: Sequence[Step]) -> bool:
    return len(steps) < 2 or steps[1].date - steps[0].date == timedelta(days=1)


def _above(most: float) -> tuple[int, ...]:
    """Name the top of a plot that goes well beyond the band."""
    return (int(most),) if most >= 90 else ()


def _rule(frame: Frame, value: float, class_: str) -> Markup:
    y = frame.y(value)
    return tag("line", class_=class_, x1=LEFT, x2=WIDE - RIGHT, y1=y, y2=y)


def _label(x: float, y: float, said: str, anchor: str) -> Markup:
    return tag("text", said, x=x, y=y, text_anchor=anchor)
