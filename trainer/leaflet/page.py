"""The page: a leaflet as one HTML file that needs nothing else, and that a browser lets do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from trainer import wording
from trainer.core.exercise import Caution, Level
from trainer.core.figure import Figure, Movement, Shown, posed, telling
from trainer.core.library import Handout
from trainer.core.plan import monday_of
from trainer.core.timeline import StepKind
from trainer.drawing.strokes import Extent, Stroke, reach, strokes
from trainer.drawing.svg import svg
from trainer.leaflet.facts import Dose, Entry, Leaflet
from trainer.leaflet.style import SHEET
from trainer.report.markup import Markup, joined, tag, text, theirs
from trainer.report.page import POLICY

DAYS = 7
MOST_BOXES = 6
"""The most boxes to tick for one day."""
LYING = 1.1
"""How much wider than high a figure is whose poses stand one above the other."""
FROM_US = (
    "The steps are in our words, the numbers are the handouts' unless they are marked as ours. The figures are ours, "
    "drawn from the handouts' descriptions. Where the two sides take turns, one of them is shown."
)


def page(leaflet: Leaflet) -> str:
    """Give the whole page."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", leaflet.title),
        tag("style", Markup(SHEET)),
    )
    entries = (_entry(number, entry, leaflet) for number, entry in enumerate(leaflet.entries, 1))
    body = tag("body", _head(leaflet), tag("main", joined(*entries, by="\n"), _out(leaflet)), _foot(leaflet))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _head(leaflet: Leaflet) -> Markup:
    return tag(
        "header",
        tag("h1", theirs(leaflet.title)),
        tag("p", theirs(leaflet.purpose)) if leaflet.purpose else None,
        tag("p", " ".join(_about(leaflet)), class_="soft"),
        tag("div", tag("div", "Name", tag("span")), tag("div", "Week of", tag("span")), class_="fill"),
    )


def _about(leaflet: Leaflet) -> Iterator[str]:
    handout = next((one for one in leaflet.sources if one.id == leaflet.source), None)
    if handout is not None:
        yield f"From {_source(handout)}."
    elif leaflet.own:
        yield "Your own."
    if leaflet.ordered:
        yield "The handout asks for this order."
    yield f"Today's numbers are those of {wording.day(leaflet.made)} {leaflet.made.year}."


def _source(handout: Handout) -> str:
    parts = (handout.title, "" if handout.publisher == "not named" else handout.publisher, handout.date or "")
    return ", ".join(part for part in parts if part)


# One exercise


def _entry(number: int, entry: Entry, leaflet: Leaflet) -> Markup:
    name = tag("h2", f"{number} " if len(leaflet.entries) > 1 else "", theirs(entry.name))
    said = tag(
        "div",
        tag("p", theirs(" ".join(entry.purposes))) if entry.purposes else None,
        *(_dose(dose, leaflet, entry) for dose in entry.doses),
        _steps(entry, leaflet),
        _cautions(entry, leaflet),
    )
    figures = None if entry.figure is None else _figures(entry.figure, entry)
    return tag(
        "article",
        tag("div", name, tag("p", f"{wording.opening(wording.KINDS[entry.kind])} · {entry.where}"), class_="name"),
        tag("div", figures, said, class_="body"),
        _boxes(max(dose.times for dose in entry.doses), leaflet),
        class_="drawn" if figures is not None else None,
    )


def _dose(dose: Dose, leaflet: Leaflet, entry: Entry) -> Markup:
    label = f"{wording.opening(dose.label)}: " if dose.label and len(entry.doses) > 1 else ""
    whole = f"In the handout: {dose.whole}" if dose.handout else f"In all: {dose.whole}"
    return tag(
        "div",
        tag("p", theirs(label) if label else None, "Today: ", tag("strong", theirs(dose.today))),
        tag("p", theirs(whole), _mark(leaflet, entry, dose.handout), class_="soft"),
        class_="dose",
    )


def _steps(entry: Entry, leaflet: Leaflet) -> Markup:
    steps = [tag("li", theirs(one.text), _mark(leaflet, entry, *one.handouts, quiet=True)) for one in entry.steps]
    more = (
        tag("p", f"{wording.opening(one.level)}: ", theirs(one.text), _mark(leaflet, entry, one.handout))
        for one in entry.variants
    )
    return joined(tag("ol", *steps, class_="steps"), *more)


def _cautions(entry: Entry, leaflet: Leaflet) -> Markup | None:
    found = [one for level in Level for one in entry.cautions if one.level is level]
    return tag("ul", *(_caution(one, entry, leaflet) for one in found), class_="care") if found else None


def _caution(one: Caution, entry: Entry, leaflet: Leaflet) -> Markup:
    level = tag("strong", f"{wording.LEVELS[one.level]}: ")
    return tag("li", level, theirs(wording.caution(one)), _mark(leaflet, entry, one.handout))


def _mark(leaflet: Leaflet, entry: Entry, *handouts: str | None, quiet: bool = False) -> Markup | None:
    """Say by its letter which handout something is from, or that it is ours; `quiet` says only what is ours."""
    letters = [letter for handout in handouts if (letter := leaflet.letter(handout))]
    if letters:
        return None if quiet else text(f" [{', '.join(letters)}]")
    return None if entry.own else text(f" [{wording.OURS}]")


def _boxes(times: int, leaflet: Leaflet) -> Markup:
    """Give what to tick: each day as many boxes as it is to be done at most."""
    monday = monday_of(leaflet.made)
    boxes = joined(*(tag("span") for _ in range(min(times, MOST_BOXES))))
    days = (tag("li", wording.weekday(monday + timedelta(days=day)), boxes) for day in range(DAYS))
    return tag("ul", *days, class_="week", aria_label="Tick each time you have done it")


# Figures


def _figures(figure: Figure, entry: Entry) -> Markup:
    told = list(_told(figure, entry))
    drawn = {pose: strokes(figure, _moment(figure, pose)) for _, _, poses in told for pose in poses}
    whole = reach(chain.from_iterable(drawn.values()), figure.view, floor=figure.grounded)
    lying = whole[2] - whole[0] > LYING * (whole[3] - whole[1])
    groups = []
    for title, movement, poses in told:
        held = movement.frames.get(StepKind.HOLD, ())
        pictures = []
        for number, pose in enumerate(poses, 1):
            word = "hold" if pose in held else "start" if pose == movement.frames[StepKind.PREPARE][0] else ""
            caption = " ".join(part for part in (str(number) if len(poses) > 1 else "", word) if part)
            name = ", ".join(part for part in (entry.name, title, caption) if part)
            pictures.append(_picture(figure, drawn[pose], whole, name, caption))
        heading = tag("p", theirs(wording.opening(title))) if title and len(told) > 1 else None
        groups.append(tag("div", heading, tag("div", *pictures, class_="poses")))
    return tag("div", *groups, class_="figures wide" if lying else "figures")


def _told(figure: Figure, entry: Entry) -> Iterator[tuple[str, Movement, tuple[str, ...]]]:
    """Give the movements of the dosages – both parts, and every form – each pose once."""
    shown: set[str] = set()
    several = len({dose.label for dose in entry.doses}) > 1
    for dose in entry.doses:
        parts = [(1, dose.label or "" if several else "")]
        parts += [(2, dose.second)] if dose.second is not None else []
        for part, title in parts:
            movement = figure.movement(part, dose.label)
            poses = tuple(pose for pose in telling(movement) if pose not in shown)
            shown |= set(poses)
            if poses:
                yield title, movement, poses


def _moment(figure: Figure, pose: str) -> Shown:
    return Shown(joints=posed(figure.poses[pose]), pose=pose)


def _picture(figure: Figure, drawn: list[Stroke], whole: Extent, name: str, caption: str) -> Markup:
    """Draw one pose, as wide as all of them and as high as it is itself."""
    own = reach(drawn, figure.view, floor=figure.grounded)
    size = (whole[0], own[1], whole[2], own[3])
    picture = Markup(svg(drawn, size, name, floor_line=figure.grounded, alone=False))
    return tag("figure", picture, tag("figcaption", caption) if caption else None)


# What ends it


def _out(leaflet: Leaflet) -> Markup | None:
    if not leaflet.out:
        return None
    items = (tag("li", tag("strong", theirs(name)), ": ", theirs(why)) for name, why in leaflet.out)
    return tag("section", tag("h2", "Left out for now"), tag("ul", *items), class_="out")


def _foot(leaflet: Leaflet) -> Markup:
    sources = " · ".join(f"{leaflet.letter(one.id)} {_source(one)}" for one in leaflet.sources)
    return tag(
        "footer",
        tag("p", tag("strong", wording.DISCLAIMER)),
        tag("p", f"Sources: {sources}.") if sources else None,
        tag("p", FROM_US),
    )
