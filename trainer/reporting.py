"""The command that reports to a physiotherapist."""

from __future__ import annotations

from datetime import date, timedelta

import click

from trainer import lookback, output
from trainer.archive import passage
from trainer.coach import Coach
from trainer.core.plan import monday_of
from trainer.core.text import clean
from trainer.dates import parse_day, parse_since
from trainer.errors import RefusedError, UsageError
from trainer.gallery import Gallery
from trainer.kit import Kit
from trainer.report.facts import Report
from trainer.resources import library_path
from trainer.store.fs import Fs

STDOUT = "-"
UNREAD = "Nothing can be reported: what is on record cannot be read. 'trainer doctor' says what to do."
NOTHING = "There is nothing to report yet: no session, activity or check-in is on record."


@click.command()
@click.option(
    "--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3w, 6m, 1y back from the end; 'all'."
)
@click.option("--until", metavar="DATE", help="The last day; without it, today.")
@click.option("-o", "--output", "file", metavar="FILE", help="Where to write it; '-' is standard output.")
@click.option("--text", "as_text", is_flag=True, help="Plain text for a mail, on standard output.")
@click.option("--figures", is_flag=True, help="With a picture of each exercise.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def report(
    kit: Kit, since: str, until: str | None, file: str | None, *, as_text: bool, figures: bool, force: bool
) -> None:
    """Make a page for your physiotherapist: what was planned, done and felt.

    It is one HTML file that opens in any browser and prints on A4 and Letter. Its weeks are whole, so it begins on a
    Monday.
    """
    coach = kit.coach
    try:
        first, last = _span(coach, since, until)
        made = _made(coach, first, last)
    except RefusedError:
        output.say(*coach.store.notices)
        raise
    if as_text and figures:
        raise UsageError("A text has no pictures; leave out --text or --figures.")
    gallery = Gallery(library_path(), coach.store.root) if figures else None
    target = file if file is not None else STDOUT if as_text else f"trainer-report-{last.isoformat()}.html"
    if target == STDOUT:
        output.tell(_plain(_written(made, gallery, as_text=as_text), as_text=as_text).splitlines())
    else:
        path = passage.check_place(target, Fs(), force=force)
        passage.write(path, _written(made, gallery, as_text=as_text).encode("utf-8", "replace"), Fs(), force=force)
        said = clean(str(path), newlines=False)
        output.tell([f"The report is in {said}. It holds health data; only you can read the file."])
    output.say(*coach.store.notices)


def _span(coach: Coach, since: str, until: str | None) -> tuple[date, date]:
    """Read the span: whole weeks up to today; RefusedError for what cannot be."""
    today = coach.clock.now().date()
    last = today if until is None else parse_day(until, today)
    if last > today:
        raise RefusedError(f"{last} is still to come; give a day up to {today}.")
    known = lookback.first_day(coach)
    if known is None:
        raise RefusedError(UNREAD if coach.store.unread else NOTHING)
    asked = _since(since, last, today)
    first = known if asked is None else asked
    if first > last:
        raise RefusedError(f"{first} is after {last}; give a first day up to the last.")
    if last < known:
        raise RefusedError(f"Nothing is on record up to {last}; the first day with something is {known}.")
    return monday_of(max(first, known)), min(today, monday_of(last) + timedelta(days=6))


def _since(text: str, last: date, today: date) -> date | None:
    """Read the first day; a length such as `4w` counts back from the last day, which is one of its days."""
    found = parse_since(text, today)
    word = text.strip().casefold()
    if found is None or not (word[:1].isdigit() and word[-1:].isalpha()):
        return found
    back = parse_since(text, last)
    return None if back is None else min(last, back + timedelta(days=1))


def _made(coach: Coach, first: date, last: date) -> Report:
    from trainer.report.gather import gather

    made = gather(coach, first, last)
    if _is_empty(made):
        known = lookback.first_day(coach)
        where = f"'trainer report --since {known}' reaches back to the first day with something." if known else NOTHING
        raise RefusedError(f"Nothing is on record from {first} to {last}; {where}")
    return made


def _is_empty(made: Report) -> bool:
    """Whether nothing was planned, done or told in the span."""
    days = made.account.days
    busy = any(day.planned or day.wanted or day.sessions or day.minutes or day.relaxed for day in days)
    return not (busy or made.asked or made.stops or made.notes)


def _written(made: Report, gallery: Gallery | None, *, as_text: bool) -> str:
    if as_text:
        from trainer.report.text import text

        return text(made)
    from trainer.report.page import page

    if gallery is None:
        return page(made)
    from trainer.report.pictures import pictures

    return page(made, pictures(made.trained, gallery))


def _plain(whole: str, *, as_text: bool) -> str:
    """Write a page's letters so that no encoding of the standard output changes them; a text is told as it is."""
    return whole if as_text else whole.encode("ascii", "xmlcharrefreplace").decode("ascii")
