"""The text: the same report for a mail, at most 72 columns wide, with bars of plain signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trainer.core.adherence import ACTIVE, Kept
from trainer.report import words
from trainer.report.columns import WIDE, padded, wrapped
from trainer.report.facts import Period, Report, Trained
from trainer.report.periods import Step, steps
from trainer.report.person import on

MINUTES_A_SIGN = 5
"""Minutes that one sign of a bar stands for."""
MOST_SIGNS = 18
"""The longest bar; what is more ends in a plus."""
WEEKLY = "A line is a week: its median pain and its mean minutes a day. "
KEY = (
    "Pain is the day's highest. S session, - planned and not done, x closed. One sign for 5 minutes of activity, "
    "= from 30 to 60. ! stopped for what was felt, * flare-up or spasm."
)


def text(report: Report) -> str:
    """Give the whole report."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"{words.TITLE}: {words.span(report.since, report.until)}"
    yield "=" * WIDE
    yield from wrapped(f"{words.made(report)}.")
    yield ""
    yield f"Name: {'_' * 40}"
    yield from _part("In short", _pairs(words.summary(report)))
    yield from _part(
        f"Plan and what was done, {'week by week' if report.together == 1 else 'weeks together'}", _weeks(report)
    )
    yield from _part("Day by day" if _daily(report) else "Week by week, minutes a day", _days(report))
    if report.trained:
        yield from _part("Exercises trained", _exercises(report))
    yield from _part("Stopped for what was felt", _stops(report))
    yield from _part(f"Set aside and closed {words.when(report)}", _closed(report))
    yield from _part("Check-ins and exertion", _asked(report))
    if report.notes:
        yield from _part("What the person wrote", _notes(report))
    yield from _part("What the person told", _pairs(report.told))
    yield from _part("Sources", _foot(report))


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)
    yield from lines


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, said in pairs:
        yield from wrapped(said, first=f"{name}: ", rest="  ")


def _weeks(report: Report) -> Iterator[str]:
    yield f"{'':<18}{'days':>4}  {'sessions':<15}{'stretch':>8}{'strength':>9}{'min':>10}{'30+':>5}"
    for one in report.periods:
        yield _week(one, report)
    yield from wrapped("Days trained; then done of planned; 30+: days with 30 minutes of activity or more. *: so far.")
    yield from wrapped(report.plan)


def _week(one: Period, report: Report) -> str:
    name = f"{words.row(one, report)}{'*' if one.going else ''}"
    bar = "" if one.sessions.share is None else f" {_share(one.sessions.share)}"
    sessions, stretch, strengthen = (
        _kept(kept) if one.planned else "-" for kept in (one.sessions, one.stretch, one.strengthen)
    )
    return (
        f"{padded(name, 18)}{one.trained:>4}  {f'{sessions:<5}{bar}':<15}{stretch:>8}{strengthen:>9}"
        f"{_kept(one.activity):>10}{one.active:>5}"
    )


def _days(report: Report) -> Iterator[str]:
    yield f"{'':<16}{'pain':>4}  {'done':<5}{'felt':<6}{'min':>4}"
    for step in steps(report.account):
        yield _day(step, report).rstrip()
    yield from wrapped(KEY if _daily(report) else WEEKLY + KEY.partition(". ")[2])


def _day(step: Step, report: Report) -> str:
    done = "S" if step.sessions else "-" if step.missed else "x" if step.closed else ""
    felt = f"{'!' * min(step.stops, 3)}{'*' if step.flare_up else ''}"
    pain = "" if step.pain is None else words.number(step.pain)
    name = padded(on(step.date, report.made.date()), 16)
    return f"{name}{pain:>4}  {done:<5}{felt:<6}{round(step.minutes):>4}  {_bar(step.minutes)}"


def _bar(minutes: float) -> str:
    low = ACTIVE[0] // MINUTES_A_SIGN
    signs = round(minutes / MINUTES_A_SIGN)
    bar = "".join("=" if low <= at < ACTIVE[1] // MINUTES_A_SIGN else "#" for at in range(min(signs, MOST_SIGNS)))
    return bar + ("+" if signs > MOST_SIGNS else "")


def _share(share: float) -> str:
    return "#" * round(share * 8) + "." * (8 - round(share * 8))


def _exercises(report: Report) -> Iterator[str]:
    for one in report.trained:
        yield from wrapped(_exercise(one), first="", rest="  ")
        for dosed in one.dosed:
            whole = "" if dosed.whole == dosed.now else f", of {dosed.whole}"
            step = f", step {dosed.step} of {dosed.of}" if dosed.of > 1 else ""
            said = f"now {dosed.now}{whole} [{report.letter(dosed)}]{step}"
            yield from wrapped(said, first="  ", rest="    ")


def _exercise(one: Trained) -> str:
    helped = words.helped(one)
    parts = [
        f"{one.name}: {words.done(one)}",
        words.halts(one),
        f"found helpful: {helped}" if helped else "",
    ]
    return ", ".join(part for part in parts if part)


def _stops(report: Report) -> Iterator[str]:
    for one in words.latest(report.stops):
        yield from _dated(on(one.on, report.made.date()), f"{one.name}: {words.felt(one)}")
    yield from _earlier(report.stops)
    if not report.stops:
        yield "Nothing was stopped."


def _closed(report: Report) -> Iterator[str]:
    made = report.made.date()
    for gate in report.gates:
        yield from wrapped(gate, rest="  ")
    for one in report.aside:
        yield from _dated(on(one.on, made), f"set aside: {one.name}, {words.felt(one)}")
    for why, which in report.out:
        yield from wrapped(f"Left out, {why}: {which}", rest="  ")
    for day, what in words.latest(report.opened):
        yield from _dated(on(day, made), f"opened again: {what}")
    yield from _earlier(report.opened)
    if not (report.gates or report.aside or report.out or report.opened):
        yield "Nothing is set aside or closed."


def _asked(report: Report) -> Iterator[str]:
    yield words.asked(report)
    for one in words.latest(report.answers):
        yield from _dated(on(one.on, report.made.date()), words.answer(one))
    yield from _earlier(report.answers)
    yield from wrapped(f"Exertion: {words.exertion(report)}")


def _notes(report: Report) -> Iterator[str]:
    for one in report.notes:
        yield from _dated(on(one.on, report.made.date()), f"{one.about}: {one.text}")
    if report.more:
        yield f"{words.count(report.more, 'older note')} not shown."


def _earlier(parts: Sequence[object]) -> Iterator[str]:
    said = words.earlier(parts)
    if said:
        yield said


def _foot(report: Report) -> Iterator[str]:
    for one in report.sources:
        yield from wrapped(words.source(one), first=f"{one.letter}  ")
    for said in (words.OURS, words.NOT_DIAGNOSIS):
        yield ""
        yield from wrapped(said)


def _dated(day: str, said: str) -> Iterator[str]:
    return wrapped(said, first=f"{day}  ", rest="    ")


def _kept(kept: Kept) -> str:
    return f"{kept.done}/{kept.planned}" if kept.planned else str(kept.done)


def _daily(report: Report) -> bool:
    return len(steps(report.account)) == len(report.account.days)
