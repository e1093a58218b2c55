"""The commands that look: at what was done, and at the installation."""

from __future__ import annotations

import click

from trainer import diary, health, output
from trainer.dates import parse_since
from trainer.exchange import answers
from trainer.kit import Kit


@click.command()
@click.option("--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3d, 4w, 6m, 1y back; 'all'.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def history(kit: Kit, since: str, as_json: bool) -> None:
    """List what you did, and how you said you were."""
    coach = kit.coach
    today = coach.clock.now().date()
    begin = parse_since(since, today)
    found = answers.past(coach.history(begin), coach.store.history(begin))
    if as_json:
        output.tell_data(answers.history(found))
    elif found:
        output.tell(diary.history(found, today))
    elif answers.past(coach.history(), coach.store.history()):
        output.say("Nothing was done in that time; 'trainer history --since all' shows everything.")
    else:
        output.say("Nothing yet. 'trainer go back-pain-stretches' starts a first session.")
    output.say(*coach.store.notices)


@click.command()
@click.pass_obj
def doctor(kit: Kit) -> None:
    """Show what is where, whether it is whole, and what this terminal can do."""
    output.tell(health.examine(kit.coach))
