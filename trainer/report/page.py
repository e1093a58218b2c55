"""The page: a report as one HTML file that needs nothing else, and that a browser lets do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trainer.core.adherence import Kept
from trainer.report import charts, words
from trainer.report.facts import Dosed, Period, Report, Trained
from trainer.report.markup import Child, Markup, joined, tag, theirs
from trainer.report.periods import steps
from trainer.report.person import on
from trainer.report.style import SHEET

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""All that a browser lets the page do: be styled by what it holds."""


def page(report: Report, pictures: Sequence[tuple[str, Markup]] = ()) -> str:
    """Give the whole page, with pictures of the exercises where they are wanted."""
    title = f"{words.TITLE}, {words.span(report.since, report.until)}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Markup(SHEET)),
    )
    looks = [_looks(pictures)] if pictures else []
    body = tag("body", _head(report), tag("main", joined(*_sections(report), *looks, by="\n")), _foot(report))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _head(report: Report) -> Markup:
    return tag(
        "header",
        tag(
            "div",
            tag("h1", words.TITLE),
            tag("span", f"{words.span(report.since, report.until)} · {words.length(report)}", class_="span"),
            class_="head",
        ),
        tag("p", words.made(report), class_="soft"),
        tag("div", "Name", tag("span"), class_="name"),
    )


def _looks(pictures: Sequence[tuple[str, Markup]]) -> Markup:
    figures = (tag("figure", drawn, tag("figcaption", theirs(name))) for name, drawn in pictures)
    note = tag("p", "The figures are ours, drawn from the handouts' descriptions.", class_="soft")
    return _section("How the exercises look", tag("div", *figures, class_="looks"), note)


def _sections(report: Report) -> Iterator[Markup]:
    found = steps(report.account)
    yield tag("section", tag("h2", "In short"), _pairs(words.summary(report)), class_="short")
    daily = len(found) == len(report.account.days)
    moved, hurt = charts.minutes(found, words.minutes(report)), charts.pain(found, words.pain(report))
    yield _chart("Activity and pain", moved, _MINUTES if daily else _WEEKLY_MINUTES)
    yield _chart(None, hurt, _PAIN if daily else _WEEKLY_PAIN)
    yield _section("Plan and what was done", _weeks(report), tag("p", f"{_KEPT} {report.plan}", class_="soft"))
    if report.trained:
        yield _section("Exercises trained", _exercises(report), tag("p", _DOSED, class_="soft"))
    yield tag("div", tag("div", *_felt(report)), tag("div", *_said(report)), class_="pair")
    yield _section("What the person told", _pairs(report.told, "flow"))
    yield from _written(report)


_KEPT = "Done of planned: days with a session, exercises that stretch and that strengthen, minutes of activity."
_MINUTES = "Minutes of activity. Grey band: 30 to 60. Filled bar: 30 or more; hollow bar: less."
_PAIN = (
    "Pain, the highest of the day. Triangle: stopped for what was felt. Diamond: flare-up or spasm. Filled square: a "
    "session; hollow square: planned, not done; dash: exercise was closed."
)
_WEEKLY_MINUTES = "A bar is a week: its mean minutes of activity a day. Grey band: 30 to 60. Filled bar: 30 or more."
_WEEKLY_PAIN = (
    "A dot is a week: its median pain; a line goes up to its highest. Triangle: stopped for what was felt. Diamond: "
    "flare-up or spasm. Filled square: at least one session."
)
_DOSED = (
    "Dosage: what is asked now, of the handout's whole range. From: the handout, named at the end. Step: on the way "
    "through that range. Helpful: what the person says, and how often it was marked."
)


def _chart(title: str | None, drawn: Markup, caption: str) -> Markup:
    figure = tag("figure", tag("div", drawn, class_="wide"), tag("figcaption", caption))
    return tag("section", None if title is None else tag("h2", title), figure)


def _weeks(report: Report) -> Markup:
    rows = (_week(one, report) for one in report.periods)
    columns = (
        _column("Week" if report.together == 1 else "Weeks"),
        _column("Days trained", "number"),
        _column("Sessions", "apart"),
        _column("Stretch", "apart"),
        _column("Strengthen", "apart"),
        _column("Activity, min", "apart"),
        _column("Days 30+ min", "number"),
        _column("Pain", "number"),
    )
    return _table("Done of planned, week by week", columns, [tag("tbody", joined(*rows, by="\n"))])


def _week(one: Period, report: Report) -> Markup:
    going = tag("span", " so far", class_="soft") if one.going else None
    return tag(
        "tr",
        tag("th", tag("span", words.row(one, report), class_="stay"), going, scope="row"),
        _number(str(one.trained)),
        *(_kept(kept, planned=one.planned) for kept in (one.sessions, one.stretch, one.strengthen)),
        _kept(one.activity, planned=True),
        _number(str(one.active)),
        _number("–" if one.pain is None else words.number(one.pain)),
    )


def _kept(kept: Kept, *, planned: bool) -> Markup:
    """Say done of planned, with its bar; without a plan there is nothing to keep."""
    if not kept.planned:
        return tag("td", str(kept.done) if planned else "–", class_="kept apart")
    return tag("td", f"{kept.done} of {kept.planned}", charts.bar(kept), class_="kept apart")


def _exercises(report: Report) -> Markup:
    columns = (
        _column("Exercise"),
        _column("Times", "number"),
        _column("Dosage now"),
        _column("From"),
        _column("Step", "number"),
        _column("Stopped", "number"),
        _column("Helpful", "apart"),
    )
    bodies = (tag("tbody", *_exercise(one, report), class_="together") for one in report.trained)
    return _table("Exercises trained in this span", columns, bodies)


def _exercise(one: Trained, report: Report) -> Iterator[Markup]:
    """Give the rows of one exercise: one for each of its dosages, or one without."""
    over = len(one.dosed) if len(one.dosed) > 1 else None
    doses = [_dosed(dosed, report) for dosed in one.dosed] or [(tag("td", "–"), tag("td", "–"), _number("–"))]
    yield tag(
        "tr",
        tag("th", theirs(one.name), scope="rowgroup" if over else "row", rowspan=over),
        _number(str(one.times), over),
        *doses[0],
        _number(words.halts(one).removeprefix("stopped ") or "–", over),
        tag("td", words.helped(one) or "–", class_="apart", rowspan=over),
    )
    for dosed in doses[1:]:
        yield tag("tr", *dosed)


def _dosed(dosed: Dosed, report: Report) -> tuple[Markup, ...]:
    whole = None if dosed.whole == dosed.now else tag("small", f" of {dosed.whole}")
    step = f"{dosed.step} of {dosed.of}" if dosed.of > 1 else "–"
    return (tag("td", dosed.now, whole), tag("td", report.letter(dosed)), _number(step))


def _number(said: str, over: int | None = None) -> Markup:
    return tag("td", said, class_="number", rowspan=over)


def _felt(report: Report) -> Iterator[Markup]:
    made = report.made.date()
    stops = [_dated(one.on, made, theirs(one.name), f": {words.felt(one)}") for one in words.latest(report.stops)]
    yield _section("Stopped for what was felt", _list(stops, "Nothing was stopped."), _earlier(report.stops))
    closed = [tag("li", gate) for gate in report.gates]
    closed += [_dated(one.on, made, "Set aside: ", theirs(one.name), f", {words.felt(one)}") for one in report.aside]
    closed += [tag("li", f"Left out, {why}: ", theirs(which)) for why, which in report.out]
    opened = words.latest(report.opened)
    closed += [_dated(day, made, "Opened again: ", theirs(what)) for day, what in opened]
    title = f"Set aside and closed {words.when(report)}"
    yield _section(title, _list(closed, "Nothing is set aside or closed."), _earlier(report.opened))


def _said(report: Report) -> Iterator[Markup]:
    made = report.made.date()
    told = [_dated(one.on, made, words.answer(one)) for one in words.latest(report.answers)]
    yield _section(
        "Check-ins and exertion",
        tag("p", words.asked(report)),
        _list(told),
        _earlier(report.answers),
        tag("p", f"Exertion: {words.exertion(report)}"),
    )


def _written(report: Report) -> Iterator[Markup]:
    if not report.notes:
        return
    made = report.made.date()
    notes = [
        _dated(one.on, made, tag("span", theirs(one.about), ": ", class_="soft"), theirs(one.text))
        for one in report.notes
    ]
    more = tag("p", f"{words.count(report.more, 'older note')} not shown.", class_="soft") if report.more else None
    yield _section("What the person wrote", tag("ul", *notes, class_="notes"), more)


def _foot(report: Report) -> Markup:
    sources = (f"{one.letter} {words.source(one)}" for one in report.sources)
    return tag(
        "footer",
        tag("p", tag("strong", "Sources. "), f"{' · '.join(sources)}."),
        tag("p", words.OURS),
        tag("p", words.NOT_DIAGNOSIS),
    )


# Pieces


def _section(title: str, *children: Child) -> Markup:
    return tag("section", tag("h2", title), *children)


def _pairs(pairs: tuple[tuple[str, str], ...], class_: str | None = None) -> Markup:
    parts = (tag("div", tag("dt", name), tag("dd", theirs(said))) for name, said in pairs)
    return tag("dl", joined(*parts, by="\n"), class_=class_)


def _table(caption: str, columns: tuple[Markup, ...], bodies: Iterable[Markup]) -> Markup:
    head = tag("thead", tag("tr", *columns))
    table = tag("table", head, joined(*bodies, by="\n"), aria_label=caption)
    return tag("div", table, class_="wide", tabindex="0", role="region", aria_label=caption)


def _column(name: str, class_: str | None = None) -> Markup:
    return tag("th", name, scope="col", class_=class_)


def _earlier(parts: Sequence[object]) -> Markup | None:
    said = words.earlier(parts)
    return tag("p", said, class_="soft") if said else None


def _list(items: Sequence[Child], nothing: str = "") -> Markup | None:
    if not items:
        return tag("p", nothing) if nothing else None
    return tag("ul", *items)


def _dated(day: date, made: date, *children: Child) -> Markup:
    return tag("li", tag("time", on(day, made), datetime=day.isoformat()), tag("span", *children), class_="dated")
