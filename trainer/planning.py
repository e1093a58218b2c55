"""The commands of the plan: a week shown, planned, planned again or taken back, and what is due today."""

from __future__ import annotations

from datetime import date

import click

from trainer import diary, outlook, output, planned, prompt, reasons
from trainer.coach import Coach
from trainer.core.exercise import Exercise
from trainer.core.library import dosage_for
from trainer.core.plan import monday_of
from trainer.core.prescription import Prescription
from trainer.core.progression import Place
from trainer.core.weekly import Week
from trainer.errors import UsageError
from trainer.exchange import weeks
from trainer.kit import Kit
from trainer.plans.desk import Desk
from trainer.weeks import parse_week

_JSON = click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
_WEEK = click.argument("week", nargs=-1)


class _Weeks(click.Group):
    """A group whose first word may also be a week."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a word that is no command for a week."""
        if args and args[0] not in self.commands:
            return "WEEK", _shown, args
        return super().resolve_command(ctx, args)


@click.group("plan", cls=_Weeks, invoke_without_command=True, subcommand_metavar="[WEEK | make | undo]")
@_JSON
@click.pass_context
def plan(context: click.Context, as_json: bool) -> None:
    """Show a week: this one, or another WEEK (next, last, 2026-W48, W48, a date in it).

    'make' plans it, 'undo' takes the latest change back.
    """
    if context.invoked_subcommand is None:
        _show(context.obj.coach, (), as_json=as_json)


@click.command("WEEK")
@_WEEK
@_JSON
@click.pass_context
def _shown(context: click.Context, week: tuple[str, ...], as_json: bool) -> None:
    """Show a week."""
    before = context.parent is not None and bool(context.parent.params.get("as_json"))
    _show(context.obj.coach, week, as_json=as_json or before)


@plan.command()
@_WEEK
@click.option("--again", is_flag=True, help="Plan what is left of it anew, with few changes, and say which.")
@_JSON
@click.pass_obj
def make(kit: Kit, week: tuple[str, ...], again: bool, as_json: bool) -> None:
    """Plan a WEEK, this one where none is named, and show it."""
    coach = kit.coach
    desk = Desk(coach)
    monday = _monday(coach, week)
    draft = desk.again(monday) if again else desk.best(monday)
    changes = list(outlook.changes(draft, coach.library))
    if again and not draft.changes:
        output.say("Nothing has to change.", *changes)
        _print(coach, desk.week(monday), as_json=as_json)
        return
    made = desk.take(draft)
    if again:
        output.say(*changes)
    _print(coach, made, as_json=as_json)


@plan.command()
@_WEEK
@click.pass_obj
def undo(kit: Kit, week: tuple[str, ...]) -> None:
    """Take the latest change of a WEEK back, this one where none is named."""
    coach = kit.coach
    desk = Desk(coach)
    monday = _monday(coach, week)
    before = desk.week(monday, explained=False)
    if not desk.undo(monday):
        output.say(f"There is nothing to take back in {planned.title(monday)}.")
        return
    after = desk.week(monday, explained=False)
    output.tell(outlook.undone(before, after))
    output.say(*coach.store.notices)


@click.command()
@click.option("--short", is_flag=True, help="One line for a prompt or status bar; empty when nothing is due.")
@_JSON
@click.pass_obj
def today(kit: Kit, short: bool, as_json: bool) -> None:
    """Say what is due today: the session with its numbers, activity, relax, and what was missed."""
    if short and as_json:
        raise UsageError("Say --short or --json, not both.")
    if short:
        _short(kit)
        return
    if as_json:
        _tell_today_data(kit.coach)
    else:
        tell_today(kit.coach)


def tell_today(coach: Coach) -> None:
    """Print how today stands and what is due."""
    now = coach.today()
    output.tell(diary.today(coach, now, Desk(coach).week(monday_of(now.date), explained=False)))
    output.say(*coach.store.notices)


def _tell_today_data(coach: Coach) -> None:
    now = coach.today()
    week = Desk(coach).week(monday_of(now.date))
    words = weeks.Words(library=coach.library, pace=coach.settings.pace, way=_way(coach))
    output.tell_data(weeks.today(week.day(now.date), words, now.gates, now.interrupted, now.set_aside))
    output.say(*coach.store.notices)


def _short(kit: Kit) -> None:
    """Say it in a line; where nothing was ever kept there is nothing to say, and nothing is left behind."""
    if not prompt.is_kept(kit.root):
        return
    if prompt.tell(kit.root, kit.clock):
        return
    key = prompt.key_of(kit.root, kit.clock)
    coach = kit.coach
    day = coach.clock.now().date()
    gate = next(iter(coach.care.gates()), None)
    said = reasons.short(gate, day) if gate is not None else outlook.short(Desk(coach).today())
    line = output.printable(said, prompt.encoding()) + "\n" if said else ""
    output.tell([said] if said else [])
    prompt.keep(kit.root, kit.clock, line, key)


def _show(coach: Coach, week: tuple[str, ...], *, as_json: bool) -> None:
    _print(coach, Desk(coach).week(_monday(coach, week)), as_json=as_json)


def _print(coach: Coach, week: Week, *, as_json: bool) -> None:
    if as_json:
        words = weeks.Words(library=coach.library, pace=coach.settings.pace, way=_way(coach))
        output.tell_data(weeks.week(week, words))
    else:
        output.tell(outlook.week(week, coach.library, coach.clock.now().date()))
    output.say(*coach.store.notices)


def _way(coach: Coach) -> weeks.Way:
    def way(exercise: Exercise, asked: Prescription) -> Place | None:
        dosage = dosage_for(exercise, asked.handout, asked.label)
        return None if dosage is None else coach.way(exercise, dosage)

    return way


def _monday(coach: Coach, week: tuple[str, ...]) -> date:
    return parse_week(" ".join(week) or "this", coach.clock.now().date())
