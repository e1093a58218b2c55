"""The commands of the library: what there is, where each number is from, and what closes it."""

from __future__ import annotations

from pathlib import Path

import click

from trainer import listing, topics
from trainer.codec.words import shorten
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Library, select
from trainer.errors import NotFoundError, RefusedError, TrainerError, UsageError
from trainer.exchange import answers


@click.group(invoke_without_command=True)
@click.pass_context
def library(context: click.Context) -> None:
    """Browse the exercises, where each number is from, and the cautions."""
    if context.invoked_subcommand is None:
        raise UsageError(
            "Say what you want: 'trainer library list', 'library show NAME', 'library cautions' or 'library check'."
        )


@library.command("list")
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only this kind of work.")
@click.option("--position", type=click.Choice([p.value for p in Position]), help="Only in this position.")
@click.option("--equipment", type=click.Choice([e.value for e in Equipment]), help="Only with this piece of equipment.")
@click.option("--handout", metavar="ID", help="Only from this handout.")
@click.option("--mine", is_flag=True, help="Only your own.")
@click.option("--search", default="", metavar="WORDS", help="Only with these words.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def list_(
    context: click.Context,
    kind: str | None,
    position: str | None,
    equipment: str | None,
    handout: str | None,
    mine: bool,
    search: str,
    as_json: bool,
) -> None:
    """List the exercises."""
    known = context.obj.library
    if handout is not None and handout not in known.handouts:
        raise NotFoundError(f"There is no handout '{shorten(handout)}'. There are: {', '.join(known.handouts)}.")
    found = select(
        known.exercises.values(),
        search=search,
        kind=Kind(kind) if kind else None,
        position=Position(position) if position else None,
        equipment=Equipment(equipment) if equipment else None,
        handout=handout,
        own=mine,
    )
    stands = context.obj.standing
    if as_json:
        listing.tell_data([answers.exercise(one, stands.first(one)) for one in found])
    elif found:
        listing.tell(listing.exercises(found, known, stands))
    elif mine and not any(one.own for one in known.exercises.values()):
        listing.say(f"You have no exercises of your own yet; put them as files into {context.obj.root / 'exercises'}.")
    else:
        listing.say("No exercise fits; leave out a filter.")
    if known.faults:
        listing.say(f"{listing.wrong(known)}; 'trainer library check' tells what.")
    listing.say(*stands.notices)


@library.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def show(context: click.Context, name: tuple[str, ...], as_json: bool) -> None:
    """Show an exercise: cautions, steps, dosage by handout, and how you stand to it."""
    known = context.obj.library
    try:
        found = known.exercise(" ".join(name))
    except NotFoundError as error:
        raise blamed(known, name) or error from None
    stands = context.obj.standing
    if as_json:
        listing.tell_data(answers.exercise(found, stands.first(found)))
    else:
        listing.tell(listing.exercise(found, known, stands))
    listing.say(*stands.notices)


@library.command()
@click.argument("name", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_context
def cautions(context: click.Context, name: tuple[str, ...], as_json: bool) -> None:
    """List the cautions, or show what one means: a condition, a symptom, an exercise or a handout by NAME."""
    known = context.obj.library
    topic = topics.find(" ".join(name), known) if name else None
    stands = context.obj.standing
    if topic is None and as_json:
        listing.tell_data(topics.contents_data(known, stands))
    elif topic is None:
        listing.tell(topics.contents(known, stands))
    elif as_json:
        listing.tell_data(topics.page_data(topic, known, stands))
    else:
        listing.tell(topics.page(topic, known, stands))
    listing.say(*stands.notices)


@library.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check the library's files, yours included, and list all that is wrong."""
    known = context.obj.library
    listing.tell(map(str, known.faults or [f"All is well: {listing.stock(known)}."]))
    if known.faults:
        raise RefusedError(f"{listing.wrong(known)}.")


def blamed(known: Library, name: tuple[str, ...]) -> TrainerError | None:
    """Say what is wrong with a name's file, where that is why it is unknown."""
    faults = (fault for fault in known.faults if Path(fault.file).stem == "-".join(name))
    return next((RefusedError(f"{fault}.") for fault in faults), None)
