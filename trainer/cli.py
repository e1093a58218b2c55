"""The commands; the one place that puts store, library and clock together into a coach."""

from __future__ import annotations

import sys
from datetime import date
from functools import cached_property
from pathlib import Path

import click

from trainer import __version__, diary, health, listing
from trainer.browse import blamed, library
from trainer.clock import SystemClock
from trainer.coach import Coach, Trainable
from trainer.codec.words import shorten
from trainer.core.library import Library
from trainer.core.log import SessionLog
from trainer.core.prescription import prescribe_activity
from trainer.dates import parse_minutes, parse_since
from trainer.errors import ClosedError, NotFoundError, RefusedError, TrainerError, UsageError
from trainer.exchange import answers
from trainer.standing import Standing, blank, standing
from trainer.store.store import Store
from trainer.told import check_in, clear, profile_

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
    listing.tell(diary.today(lazy.coach, lazy.coach.today()))
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
    if bout is not None:
        coach.care.refuse_activity()
    elif start is not None:
        coach.care.refuse_exercise()
        coach.prescribe(start)
    why = health.unusable()
    if why is not None:
        if not health.has_terminal() and coach.care.is_due():
            raise ClosedError("Check in first: 'trainer check-in 2'.")
        raise UsageError(why)
    from trainer.ui.app import run

    run(coach, start=start, bout=bout, resume=start is None and bout is None)


for command in (library, profile_, check_in, clear):
    trainer.add_command(command)


@trainer.command()
@click.option("--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3d, 4w, 6m, 1y back; 'all'.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def history(lazy: _Lazy, since: str, as_json: bool) -> None:
    """List what you did, and how you said you were."""
    coach = lazy.coach
    today = coach.clock.now().date()
    begin = parse_since(since, today)
    found = answers.past(coach.history(begin), coach.store.history(begin))
    if as_json:
        listing.tell_data(answers.history(found))
    elif found:
        listing.tell(diary.history(found, today))
    elif answers.past(coach.history(), coach.store.history()):
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

    @cached_property
    def standing(self) -> Standing:
        """How the person stands to the exercises; looking leaves nothing behind where nothing was kept yet."""
        if self.root.exists():
            return standing(self.coach)
        return blank(self.library, SystemClock().now().date())


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
        raise blamed(coach.library, name) or error from None


def _last(coach: Coach) -> Trainable | None:
    """Return the routine that was trained last; None when an interrupted session is to be gone on with."""
    if coach.interruption.found() is not None:
        return None
    coach.care.refuse_exercise()
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
