"""The commands that share: everything out as one file, and in again."""

from __future__ import annotations

from pathlib import Path

import click

from trainer import health, output, reasons
from trainer.archive import passage, telling
from trainer.archive.compare import Comparison, compare, texts
from trainer.archive.document import Export, parse, render
from trainer.archive.gather import Gathered, gather, nothing
from trainer.archive.own import check, find
from trainer.archive.progress import Progress
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.errors import NotSavedError, RefusedError, UsageError
from trainer.kit import Kit
from trainer.store.fs import Fs

_STREAM = "-"
_PRIVATE = "It tells about your health: keep it where only you can read it."
_KEPT = (
    "Not exported: not everything could be read, and {place} may hold more, so it is as it was. 'trainer doctor' says "
    "what to do; name a new file for what can be read."
)
_PART = "This is no copy of everything: what could not be read is not in it. 'trainer doctor' says what to do."
_ASK = "Nothing was imported: say --yes to import it, or --preview to see only what is in it."


@click.command("export")
@click.argument("file")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export(kit: Kit, file: str, force: bool) -> int:
    """Write everything you told and did, and your own exercises, to FILE (- for the standard output)."""
    fs = Fs()
    path = None if file == _STREAM else passage.check_place(file, fs, force=force)
    if not kit.root.exists():
        raise nothing(kit.root)
    progress = Progress(kit.clock)
    try:
        gathered = _gather(kit.coach, path, fs)
        progress.show("Writing the export")
        raw = render(gathered.export)
        if path is not None:
            passage.write(path, raw, fs, force=force and not gathered.unread)
    finally:
        progress.end()
    if path is None:
        output.tell(raw.decode("ascii").removesuffix("\n").split("\n"))
    output.say(*([] if path is None else [f"Exported to {path}: {telling.contents(gathered.export)}.", _PRIVATE]))
    output.say(*gathered.left_out, *kit.coach.store.notices, *([_PART] if gathered.unread else []))
    return 1 if gathered.unread else 0


def _gather(coach: Coach, path: Path | None, fs: Fs) -> Gathered:
    """Gather what there is to export; RefusedError where half of it would take the place of a whole."""
    try:
        gathered = gather(coach, fs)
    except RefusedError:
        output.say(*coach.store.notices)
        raise
    if gathered.unread and (path is None or path.exists()):
        output.say(*gathered.left_out, *coach.store.notices)
        raise RefusedError(_KEPT.format(place="what it is to replace" if path is None else f"'{shorten(path.name)}'"))
    return gathered


@click.command("import")
@click.argument("file")
@click.option("--preview", "only_look", is_flag=True, help="Say what importing would do, and do nothing.")
@click.option("--yes", is_flag=True, help="Import without asking.")
@click.pass_obj
def import_(kit: Kit, file: str, only_look: bool, yes: bool) -> None:
    """Take in what 'trainer export' wrote to FILE (- for the standard input); you see first what it would do."""
    fs = Fs()
    progress = Progress(kit.clock)
    try:
        given = _read(file, fs)
        progress.show("Looking at what is here")
        found = _compare(kit, given, fs)
    finally:
        progress.end()
    output.tell(telling.preview(given, found))
    if found.empty:
        output.tell(["Everything in it is here already; nothing is to be done."])
    elif not only_look:
        _agree(kit, yes=yes)
        _bring(kit.coach, given, found)


def _read(file: str, fs: Fs) -> Export:
    given = parse(passage.read_stream(passage.standard_input()) if file == _STREAM else passage.read(file, fs))
    check(given.own)
    return given


def _compare(kit: Kit, given: Export, fs: Fs) -> Comparison:
    """Compare with what is here; looking leaves nothing behind where nothing was kept yet."""
    if not kit.root.exists():
        return compare(given, (), find(kit.root, fs))
    here = kit.coach.store.everything()
    output.say(*kit.coach.store.notices)
    return compare(given, here, find(kit.root, fs))


def _bring(coach: Coach, given: Export, found: Comparison) -> None:
    progress = Progress(coach.clock)
    try:
        coach.store.incoming().bring(
            found.fresh,
            texts(found, given.own),
            lambda number, of: progress.show(f"Importing: {number} of {of} files"),
        )
    finally:
        progress.end()
    output.tell([telling.done(found)])
    output.say(*(reasons.guided(gate, coach.library) for gate in coach.care.gates()[:1]))


def _agree(kit: Kit, *, yes: bool) -> None:
    """See that it can be done and is wanted.

    UsageError where nobody can be asked, NotSavedError where nothing can be written, RefusedError for a no.
    """
    if not yes and not health.has_terminal():
        raise UsageError(_ASK)
    store = kit.coach.store
    if not store.writable:
        raise NotSavedError(f"Nothing can be imported into {store.root}: {store.why_not}.")
    if not yes and not click.confirm("Import this?", default=False, err=True):
        raise RefusedError("Nothing was imported.")
