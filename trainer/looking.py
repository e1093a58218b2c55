"""The commands that look: at what was done, and at the installation."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any

import click

from trainer import output
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.log import Remembered, SessionLog, stops_of
from trainer.core.text import fold
from trainer.dates import parse_since
from trainer.errors import RefusedError, UsageError
from trainer.exchange import answers
from trainer.exchange.answers import Past
from trainer.hurt import Hurt, hurt_later
from trainer.kit import Kit

KINDS = ("session", "activity", "check-in")
"""What the history is made of."""


class _Corrections(UserDict[str, click.Command]):
    """The commands that correct the history, imported when one is asked for: the list needs none of them."""

    def __init__(self) -> None:
        pass

    @cached_property
    def data(self) -> dict[str, click.Command]:  # type: ignore[override]
        """The commands by name."""
        from trainer.correcting import edit, remove, restore, show
        from trainer.hurting import hurt

        return {"edit": edit, "hurt": hurt, "remove": remove, "restore": restore, "show": show}


@click.group(
    "history",
    invoke_without_command=True,
    subcommand_metavar="[edit | hurt | remove | restore | show]",
    commands=_Corrections(),
)
@click.option("--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3d, 4w, 6m, 1y back; 'all'.")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--name", metavar="TEXT", help="Only what has this in its name, its exercises' names or its note.")
@click.option("--stops", is_flag=True, help="Only that in which something was stopped, or that hurt later.")
@click.option("--ids", is_flag=True, help="Show the ids by which edit, remove and show find a session or bout.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets, in UTF-8: a row for each of them.")
@click.pass_context
def history(context: click.Context, /, *, since: str, as_json: bool, as_csv: bool, ids: bool, **asked: Any) -> None:
    """List what you did, and how you said you were; or correct it.

    --csv has the columns date, time, kind, name, minutes, work_seconds, done, planned, left_out, stopped, hurt_later,
    exertion, pain, helpful, symptoms, note, id.
    """
    if context.invoked_subcommand is not None:
        return
    if as_json and as_csv:
        raise UsageError("Say --json or --csv, not both.")
    coach: Coach = context.obj.coach
    today = coach.clock.now().date()
    hurt = hurt_later(coach)
    found = _found(coach, parse_since(since, today), asked, hurt)
    if as_json:
        output.tell_data(answers.history(found, hurt))
    elif as_csv:
        from trainer.exchange import sheet

        output.tell_file(sheet.history(found, hurt))
    elif found:
        from trainer import diary

        output.tell(diary.history(found, today, ids=ids, hurt=hurt))
    else:
        output.say(_nothing(coach, asked))
    output.say(*coach.store.notices)


def _found(coach: Coach, begin: date | None, asked: Mapping[str, Any], hurt: Hurt) -> list[Past]:
    """Return what was done and told since a day, as far as it is asked for."""
    kind, name, stops = asked["kind"], asked["name"], asked["stops"]
    sought = None if name is None else fold(name)
    if sought == "":
        raise RefusedError(f"'{shorten(name)}' has no letters to look for; write a part of a name or a note.")
    found = answers.past(coach.history(begin), coach.store.history(begin))
    return [
        one
        for one in found
        if (kind is None or kind == _kind(one))
        and (sought is None or any(sought in fold(text) for text in _texts(one)))
        and (not stops or one.id in hurt or _stopped(one))
    ]


def _kind(one: Past) -> str:
    if isinstance(one, answers.Asked):
        return "check-in"
    return "session" if isinstance(one.what, SessionLog) else "activity"


def _texts(one: Past) -> Iterator[str]:
    """Return where a name is looked for."""
    if isinstance(one, answers.Asked):
        return
    yield one.what.name
    yield one.what.note
    for item in one.what.items if isinstance(one.what, SessionLog) else ():
        yield item.prescription.name
        yield item.prescription.exercise


def _stopped(one: Past) -> bool:
    """Whether something was felt that stopped it."""
    return isinstance(one, Remembered) and (one.what.reason is not None or bool(stops_of(one)))


def _nothing(coach: Coach, asked: Mapping[str, Any]) -> str:
    """Say why the list is empty, and what would not be."""
    if not answers.past(coach.history(), coach.store.history()):
        return "Nothing yet. 'trainer go back-pain-stretches' starts a first session."
    if any(asked.values()):
        return "Nothing in that time is like that; '--since all' looks through everything."
    return "Nothing was done in that time; 'trainer history --since all' shows everything."


@click.command()
@click.option("--all", "every", is_flag=True, help="Show each file, also where all is well.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.option("--repair", is_flag=True, help="List what can be mended, ask, and do that and nothing else.")
@click.option("--yes", is_flag=True, help="With --repair: do not ask.")
@click.pass_obj
def doctor(kit: Kit, *, every: bool, as_json: bool, repair: bool, yes: bool) -> int:
    """Show what is where, whether it is whole, and what this terminal can do.

    Looking changes nothing. The exit code is 0 where all is well or there are only remarks, and 1 where something
    needs mending. With --repair it is 0 when all that was listed is done, and 1 when some of it is not.
    """
    from trainer import checkup

    if yes and not repair:
        raise UsageError("--yes goes with --repair.")
    report = checkup.look(kit.root, lambda: kit.library, kit.clock)
    if repair:
        agreed = partial(_agreed, may_ask=not as_json, yes=yes)
        return checkup.mend(report, kit.root, kit.clock, lambda: kit.coach, agreed=agreed, as_json=as_json)
    if as_json:
        output.tell_data(checkup.checked(report))
    else:
        output.tell(checkup.sheet(report, checkup.width(), every=every))
    return 1 if report.trouble else 0


def _agreed(number: int, *, may_ask: bool, yes: bool) -> bool:
    """Ask whether so many things are to be done; UsageError where nobody can be asked."""
    from trainer import health

    if yes:
        return True
    if not (may_ask and health.has_terminal()):
        raise UsageError("Nobody can be asked here, so nothing was changed; --yes does it without asking.")
    what = "this one thing" if number == 1 else f"these {number} things"
    try:
        return click.confirm(f"Do {what}?", default=False, err=True)
    except click.Abort:
        return False
