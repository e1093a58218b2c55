"""The commands of the library: what there is, where each number is from, and what closes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size

import click

from trainer import listing, topics
from trainer.archive import passage
from trainer.codec.words import shorten
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Library, select
from trainer.core.text import clean
from trainer.errors import NotFoundError, RefusedError, TrainerError, UsageError
from trainer.exchange import answers
from trainer.resources import library_path
from trainer.store.fs import Fs

STDOUT = "-"


@click.group(invoke_without_command=True)
@click.pass_context
def library(context: click.Context) -> None:
    """Browse the exercises, where each number is from, and the cautions."""
    if context.invoked_subcommand is None:
        raise UsageError(
            "Say what you want: 'trainer library list', 'library show NAME', 'library cautions', 'library figures', "
            "'library sheet NAME' or 'library check'."
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
@click.argument("name", nargs=-1)
@click.option("--size", default="", metavar="40x16", help="Columns and rows of a picture; else as there is room.")
@click.option("--svg", "folder", metavar="DIR", help="Write each pose to a file in this directory instead.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.pass_context
def figures(context: click.Context, name: tuple[str, ...], size: str, folder: str | None, *, force: bool) -> None:
    """List the figures, or show one: its poses side by side; an exercise or activity by NAME."""
    from trainer import pictures
    from trainer.gallery import Gallery

    box = pictures.size(size)
    gallery = Gallery(library_path(), context.obj.root)
    one = pictures.find(" ".join(name), context.obj.library, gallery) if name else None
    if folder is not None:
        shown = gallery.all().values() if one is None else [one]
        listing.tell(pictures.write(Path(folder), shown, force=force))
    elif one is None:
        listing.tell(pictures.listed(context.obj.library, gallery))
    else:
        listing.tell(pictures.contact(one, box, get_terminal_size().columns, pictures.cells()))
    listing.say(*map(str, gallery.faults))


@library.command()
@click.argument("name", nargs=-1, required=True)
@click.option("-o", "--output", "file", metavar="FILE", help="Where to write it; '-' is standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_context
def sheet(context: click.Context, name: tuple[str, ...], file: str | None, *, force: bool) -> None:
    """Make a leaflet to print, of a routine or an exercise: figures, steps, today's dosage, boxes to tick.

    It is one HTML file that opens in any browser and prints on A4 and Letter.
    """
    from trainer.gallery import Gallery
    from trainer.leaflet.gather import gather
    from trainer.leaflet.page import page

    thing = context.obj.library.anything(" ".join(name))
    gallery = Gallery(library_path(), context.obj.root)
    made = page(gather(context.obj.coach, thing, gallery))
    target = file if file is not None else f"trainer-{thing.id}.html"
    if target == STDOUT:
        listing.tell(made.encode("ascii", "xmlcharrefreplace").decode("ascii").splitlines())
    else:
        path = passage.check_place(target, Fs(), force=force)
        passage.write(path, made.encode("utf-8", "replace"), Fs(), force=force)
        listing.tell([f"The leaflet is in {clean(str(path), newlines=False)}. Open it in a browser to print it."])
    listing.say(*map(str, gallery.faults), *context.obj.coach.store.notices)


@library.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check the library's files, yours included, and list all that is wrong."""
    from trainer.gallery import Gallery

    gallery = Gallery(library_path(), context.obj.root)
    known = context.obj.library
    found = gallery.check({*known.exercises, *known.activities, *_damaged(known)})
    known = replace(known, faults=(*known.faults, *found))
    listing.tell(map(str, known.faults or [f"All is well: {listing.stock(known)}, {len(gallery.all())} figures."]))
    if known.faults:
        raise RefusedError(f"{listing.wrong(known)}.")


def _damaged(known: Library) -> set[str]:
    """Name the files that are blamed already: their figures are not to be blamed for it."""
    return {Path(fault.file).stem for fault in known.faults}


def blamed(known: Library, name: tuple[str, ...]) -> TrainerError | None:
    """Say what is wrong with a name's file, where that is why it is unknown."""
    faults = (fault for fault in known.faults if Path(fault.file).stem == "-".join(name))
    return next((RefusedError(f"{fault}.") for fault in faults), None)
