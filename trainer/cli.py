"""The commands; the one place that puts store, library and clock together into a coach."""

from __future__ import annotations

import sys
from datetime import date
from functools import cached_property
from pathlib import Path

import click

from trainer import __version__, health, listing
from trainer.clock import SystemClock
from trainer.coach import Coach, Trainable
from trainer.codec.words import shorten
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Library, select
from trainer.core.log import SessionLog
from trainer.core.prescription import prescribe_activity
from trainer.dates import parse_minutes, parse_since
from trainer.errors import NotFoundError, RefusedError, TrainerError, UsageError
from trainer.exchange import answers
from trainer.store.store import Store

_LONGEST = 200  # characters of a message about wrong use, which quotes what was typed


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    metavar="DIR",
    envvar="TRAINER_DATA",
    help="Keep everything here instead of in your data directory (also: TRAINER_DATA).",
)
@click.version_option(__version__, message="trainer %(version)s")
@click.pass_context
def trainer(context: click.Context, data: str | None) -> None:
    """Train your back in the terminal: routines from five patient handouts, led by timers.

    Without a command it opens the app. Advice, never a diagnosis.
    """
    lazy = context.obj = _Lazy(data)
    if context.invoked_subcommand is not None:
        return
    why = health.unusable()
    if why is None:
        from trainer.ui.app import run

        run(lazy.coach)
        return
    listing.tell(listing.today(lazy.coach, lazy.coach.today()))
    listing.say(*lazy.coach.store.notices, why)


@trainer.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", nargs=-1)
@click.pass_context
def go(context: click.Context, name: tuple[str, ...]) -> None:
    """Start at once: a routine, an exercise, or a timed activity ('go walk 20').

    Without a NAME it goes on with an interrupted session, or starts the routine you trained last.
    """
    for part in name:
        if part.startswith("-") and parse_minutes(part) is None:  # '-5' is a number of minutes, if a wrong one
            raise click.NoSuchOption(part, ctx=context)
    coach = context.obj.coach
    bout = _bout(coach, name)
    start = None if bout is not None else _named(coach, name) if name else _last(coach)
    if start is not None:
        coach.prescribe(start)
    why = health.unusable()
    if why is not None:
        raise UsageError(why)
    from trainer.ui.app import run

    run(coach, start=start, bout=bout, resume=start is None and bout is None)


@trainer.group(invoke_without_command=True)
@click.pass_context
def library(context: click.Context) -> None:
    """Browse the exercises and where each number is from."""
    if context.invoked_subcommand is None:
        raise UsageError("Say what you want: 'trainer library list', 'library show NAME' or 'library check'.")


@library.command("list")
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only this kind of work.")
@click.option("--position", type=click.Choice([p.value for p in Position]), help="Only in this position.")
@click.option("--equipment", type=click.Choice([e.value for e in Equipment]), help="Only with this piece of equipment.")
@click.option("--handout", metavar="ID", help="Only from this handout.")
@click.option("--mine", is_flag=True, help="Only your own.")
@click.option("--search", default="", metavar="WORDS", help="Only with these words.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def list_(
    lazy: _Lazy,
    kind: str | None,
    position: str | None,
    equipment: str | None,
    handout: str | None,
    mine: bool,
    search: str,
    as_json: bool,
) -> None:
    """List the exercises."""
    known = lazy.library
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
    if as_json:
        listing.tell_data([answers.exercise(one) for one in found])
    elif found:
        listing.tell(listing.exercises(found))
    elif mine and not any(one.own for one in known.exercises.values()):
        listing.say(f"You have no exercises of your own yet; put them as files into {lazy.root / 'exercises'}.")
    else:
        listing.say("No exercise fits; leave out a filter.")
    if known.faults:
        listing.say(f"{listing.wrong(known)}; 'trainer library check' tells what.")


@library.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def show(lazy: _Lazy, name: tuple[str, ...], as_json: bool) -> None:
    """Show an exercise: cautions, steps, dosage by handout."""
    known = lazy.library
    try:
        found = known.exercise(" ".join(name))
    except NotFoundError as error:
        raise _blamed(known, name) or error from None
    if as_json:
        listing.tell_data(answers.exercise(found))
    else:
        listing.tell(listing.exercise(found, known))


@library.command()
@click.pass_obj
def check(lazy: _Lazy) -> None:
    """Check the library's files, yours included, and list all that is wrong."""
    known = lazy.library
    listing.tell(map(str, known.faults or [f"All is well: {listing.stock(known)}."]))
    if known.faults:
        raise RefusedError(f"{listing.wrong(known)}.")


@trainer.command()
@click.option("--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3d, 4w, 6m, 1y back; 'all'.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def history(lazy: _Lazy, since: str, as_json: bool) -> None:
    """List what you did."""
    coach = lazy.coach
    today = coach.clock.now().date()
    found = coach.history(parse_since(since, today))
    if as_json:
        listing.tell_data(answers.history(found))
    elif found:
        listing.tell(listing.history(found, today))
    elif coach.history():
        listing.say("Nothing was done in that time; 'trainer history --since all' shows everything.")
    else:
        listing.say("Nothing yet. 'trainer go back-pain-stretches' starts a first session.")
    listing.say(*coach.store.notices)


@trainer.command()
@click.pass_obj
def doctor(lazy: _Lazy) -> None:
    """Show what is where, whether it is whole, and what this terminal can do."""
    listing.tell(health.examine(lazy.coach))


class _Lazy:
    """What the commands share; nothing is opened before it is asked for."""

    def __init__(self, data: str | None) -> None:
        self._data = data

    @cached_property
    def root(self) -> Path:
        """The directory of the person's data; raises UsageError for what can be none."""
        if self._data is None:
            from platformdirs import user_data_path

            return user_data_path("trainer", appauthor=False)
        if not self._data:
            raise UsageError("--data is empty; name a directory.")
        try:
            root = Path(self._data).expanduser().absolute()
            found = root.is_dir() or not root.exists()
        except (RuntimeError, OSError, ValueError):  # nobody's home, a place that is gone, a name too long
            found = False
        if not found:
            raise UsageError(f"'{shorten(self._data)}' is no directory that can hold your data; name another.")
        return root

    @cached_property
    def library(self) -> Library:
        """The exercises, shipped and the person's own; they need no store."""
        from trainer.resources import library_path
        from trainer.shelf import load_library

        return load_library(library_path(), self.root)

    @cached_property
    def coach(self) -> Coach:
        """The coach, put together when first needed."""
        clock = SystemClock()
        return Coach(Store(self.root, clock), lambda: self.library, clock)


def main() -> None:
    """Run the command line; whatever goes wrong becomes one sentence and an exit code."""
    code = _run()
    listing.close(drop=code in {130, 141})
    sys.exit(code)


def _run() -> int:
    try:
        code = trainer.main(prog_name="trainer", standalone_mode=False)
    except TrainerError as error:
        listing.say(f"trainer: {error.sentence}")
        return error.exit_code
    except click.ClickException as error:
        listing.say(f"trainer: {_sentence(error)}")
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (BrokenPipeError, SystemExit):  # SystemExit is click's way to end when the reader is gone
        return 141
    except Exception as error:  # noqa: BLE001 - nobody sees a traceback; it is kept for a report
        listing.say(f"trainer: something went wrong inside ({type(error).__name__}). {health.keep(error)}")
        return 70
    return code if isinstance(code, int) else 0


def _bout(coach: Coach, name: tuple[str, ...]) -> tuple[str, int] | None:
    """Read `walk 20` as an activity and its minutes; None when it is not one."""
    known = {word for one in coach.library.activities.values() for word in (one.id, one.name.casefold())}
    if not name or name[0].casefold() not in known:
        return None
    activity = coach.activity(name[0])
    example = f"'trainer go {activity.id} 20'"
    if len(name) == 1:
        raise RefusedError(f"Say for how many minutes: {example}.")
    given = " ".join(name[1:])
    minutes = parse_minutes(given)
    if minutes is None:
        raise RefusedError(f"'{shorten(given)}' is no number of minutes; give 1 to 120, as in {example}.")
    prescribe_activity(activity, minutes)
    return activity.id, minutes


def _named(coach: Coach, name: tuple[str, ...]) -> Trainable:
    """Find what is to be trained; minutes of something unknown are answered with the activities there are."""
    try:
        return coach.library.anything(" ".join(name))
    except NotFoundError as error:
        if len(name) > 1 and parse_minutes(name[-1]) is not None:
            coach.activity(" ".join(name[:-1]))
        raise _blamed(coach.library, name) or error from None


def _blamed(known: Library, name: tuple[str, ...]) -> TrainerError | None:
    """Say what is wrong with a name's file, where that is why it is unknown."""
    faults = (fault for fault in known.faults if Path(fault.file).stem == "-".join(name))
    return next((RefusedError(f"{fault}.") for fault in faults), None)


def _last(coach: Coach) -> Trainable | None:
    """Return the routine that was trained last; None when an interrupted session is to be gone on with."""
    if coach.interruption.found() is not None:
        return None
    today = coach.clock.now().date()
    known = coach.library.routines
    trained = (one.what for one in reversed(coach.history(date(today.year - 1, 1, 1))))
    ids = (what.routine for what in trained if isinstance(what, SessionLog) and what.routine is not None)
    last = next((known[routine] for routine in ids if routine in known), None)
    if last is None:
        raise NotFoundError(f"Say what to train: 'trainer go NAME'. Routines: {', '.join(known)}.")
    return last


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption) and error.option_name == "--data":
        return "--data stands before the command, as in 'trainer --data DIR history'."
    return f"{error.format_message()[:_LONGEST]} ('trainer --help' shows how.)"
