"""The commands; the one place that puts store, library and clock together into a coach."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from trainer import __version__
from trainer.clock import SystemClock
from trainer.coach import Coach, Trainable
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Library, select
from trainer.core.log import SessionLog
from trainer.core.text import clean
from trainer.errors import NotFoundError, RefusedError, TrainerError, UsageError
from trainer.store.store import Store

LEAST = (32, 10)
"""The smallest terminal the screens work in, in columns and rows."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=True),
    envvar="TRAINER_DATA",
    help="Keep everything here instead of in your data directory (also: TRAINER_DATA).",
)
@click.version_option(__version__, message="trainer %(version)s")
@click.pass_context
def trainer(context: click.Context, data: Path | None) -> None:
    """Train your back in the terminal: routines from five patient handouts, led by timers.

    Without a command it opens the app. Advice, never a diagnosis.
    """
    context.obj = _Lazy(data)
    if context.invoked_subcommand is None:
        _open(context.obj.coach)


@trainer.command()
@click.argument("name", nargs=-1)
@click.pass_obj
def go(lazy: _Lazy, name: tuple[str, ...]) -> None:
    """Start at once: a routine, an exercise, or a timed activity ('go walk 20').

    Without a NAME it goes on with an interrupted session, or starts the routine you trained last.
    """
    coach = lazy.coach
    bout = _bout(coach, name)
    if bout is not None:
        why = _unusable()
        if why:
            raise UsageError(why)
        from trainer.ui.app import run

        run(coach, bout=bout)
        return
    thing = coach.library.anything(" ".join(name)) if name else _last(coach)
    if thing is not None:
        coach.prescribe(thing)
    _open(coach, thing, resume=thing is None)


@trainer.group()
def library() -> None:
    """Browse the exercises and where each number is from."""


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
    known = lazy.coach.library
    if handout is not None and handout not in known.handouts:
        raise NotFoundError(f"There is no handout '{clean(handout)}'. There are: {', '.join(known.handouts)}.")
    found = select(
        known.exercises.values(),
        search=search,
        kind=Kind(kind) if kind else None,
        position=Position(position) if position else None,
        equipment=Equipment(equipment) if equipment else None,
        handout=handout,
        own=mine,
    )
    _warn(known)
    if as_json:
        from trainer.exchange import answers

        _print_json([answers.exercise(one) for one in found])
    else:
        from trainer import listing

        _print(listing.exercises(found))


@library.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def show(lazy: _Lazy, name: tuple[str, ...], as_json: bool) -> None:
    """Show an exercise: cautions, steps, dosage by handout."""
    known = lazy.coach.library
    found = known.exercise(" ".join(name))
    if as_json:
        from trainer.exchange import answers

        _print_json(answers.exercise(found))
    else:
        from trainer import listing

        _print(listing.exercise(found, known))


@library.command()
@click.pass_obj
def check(lazy: _Lazy) -> None:
    """Check the library's files, yours included, and list all that is wrong."""
    known = lazy.coach.library
    _print(str(fault) for fault in known.faults)
    if known.faults:
        count = len(known.faults)
        raise RefusedError(f"{count} {'thing is' if count == 1 else 'things are'} wrong in the library's files.")
    own = sum(e.own for e in known.exercises.values()), sum(r.own for r in known.routines.values())
    _print(
        [
            f"All is well: {len(known.exercises)} exercises ({own[0]} yours), "
            f"{len(known.routines)} routines ({own[1]} yours), {len(known.rules)} rules."
        ]
    )


@trainer.command()
@click.option("--since", metavar="WHEN", default="4w", show_default=True, help="A date, or 3d, 4w, 6m, 1y back; 'all'.")
@click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")
@click.pass_obj
def history(lazy: _Lazy, since: str, as_json: bool) -> None:
    """List what you did."""
    from trainer.dates import parse_since

    coach = lazy.coach
    today = coach.clock.now().date()
    found = coach.history(parse_since(since, today))
    if as_json:
        from trainer.exchange import answers

        _print_json(answers.history(found))
    elif found:
        from trainer import listing

        _print(listing.history(found, today))
    else:
        _say("Nothing yet. 'trainer go back-pain-stretches' starts a first session.")


@trainer.command()
@click.pass_obj
def doctor(lazy: _Lazy) -> None:
    """Show what is where, whether it is whole, and what this terminal can do."""
    from trainer.health import examine

    _print(examine(lazy.coach, _unusable()))


class _Lazy:
    """What the commands share; nothing is opened before it is asked for."""

    def __init__(self, data: Path | None) -> None:
        self._data = data
        self._coach: Coach | None = None

    @property
    def root(self) -> Path:
        """The directory of the person's data."""
        if self._data is not None:
            return self._data.expanduser().absolute()
        from platformdirs import user_data_path

        return user_data_path("trainer", appauthor=False)

    @property
    def coach(self) -> Coach:
        """The coach, put together when first needed."""
        if self._coach is None:
            clock = SystemClock()
            self._coach = Coach(Store(self.root, clock), self._load, clock)
        return self._coach

    def _load(self) -> Library:
        from trainer.resources import library_path
        from trainer.shelf import load_library

        return load_library(library_path(), self.root)


def main() -> None:
    """Run the command line; whatever goes wrong becomes one sentence and an exit code."""
    try:
        code = trainer.main(prog_name="trainer", standalone_mode=False)
        code = code if isinstance(code, int) else 0
        sys.stdout.flush()
    except TrainerError as error:
        _say(f"trainer: {error.sentence}")
        code = error.exit_code
    except click.ClickException as error:
        _say(f"trainer: {error.format_message()} ('trainer --help' shows how.)")
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        # The reader went away, as `head` does: nobody is left to tell, and flushing at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except Exception as error:  # noqa: BLE001 - nobody sees a traceback; it is kept for a report
        _say(f"trainer: something went wrong inside ({type(error).__name__}). {_keep(error)}")
        code = 70
    sys.exit(code)


def _open(coach: Coach, thing: Trainable | None = None, *, resume: bool = False) -> None:
    """Open the app; where no screen can be shown, say how today stands instead."""
    why = _unusable()
    if why and (thing is not None or resume):
        raise UsageError(why)
    if why:
        from trainer import listing

        _print(listing.today(coach, coach.today()))
        _say(why)
        return
    from trainer.ui.app import run

    run(coach, start=thing, resume=resume)


def _bout(coach: Coach, name: tuple[str, ...]) -> tuple[str, int] | None:
    """Read `walk 20` as an activity and its minutes; None when it is not one."""
    activities = coach.library.activities
    if not name or name[0].casefold() not in {word for a in activities.values() for word in (a.id, a.name.casefold())}:
        return None
    activity = coach.activity(name[0])
    if len(name) == 1:
        raise RefusedError(f"Say for how many minutes: 'trainer go {activity.id} 20'.")
    from trainer.core.prescription import prescribe_activity

    try:
        minutes = int("".join(name[1:]))
    except ValueError:
        raise RefusedError(
            f"'{clean(' '.join(name[1:]))}' is not a number of minutes; give 1 to 120, as in 'trainer go walk 20'."
        ) from None
    prescribe_activity(activity, minutes)
    return activity.id, minutes


def _last(coach: Coach) -> Trainable | None:
    """Return the routine that was trained last; None when an interrupted session is to be gone on with."""
    if coach.interrupted() is not None:
        return None
    today = coach.clock.now().date()
    known = coach.library.routines
    trained = (one.what for one in reversed(coach.history(date(today.year - 1, 1, 1))))
    ids = (what.routine for what in trained if isinstance(what, SessionLog) and what.routine is not None)
    last = next((known[routine] for routine in ids if routine in known), None)
    if last is None:
        raise NotFoundError(f"Say what to train: 'trainer go NAME'. Routines: {', '.join(known)}.")
    return last


def _unusable() -> str | None:
    """Say in a sentence why no screen can be shown here; None when one can."""
    how = "'trainer library list' and 'trainer history' work here."
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return f"The screens need a terminal; run 'trainer' in one. {how}"
    if os.environ.get("TERM") == "dumb":
        return f"This terminal (TERM=dumb) cannot show the screens; use another one, or set TERM to what it is. {how}"
    encoding = (getattr(sys.__stderr__, "encoding", None) or "").lower().replace("-", "").replace("_", "")
    if encoding != "utf8":
        return f"The screens need UTF-8, but this terminal is set to {encoding or 'nothing'}; try LC_ALL=C.UTF-8. {how}"
    columns, rows = os.get_terminal_size()
    if 0 < columns < LEAST[0] or 0 < rows < LEAST[1]:
        return (
            f"The terminal is {columns}×{rows}; the screens need at least {LEAST[0]}×{LEAST[1]}. "
            "Make the window larger or the letters smaller."
        )
    return None


def _warn(known: Library) -> None:
    if known.faults:
        _say(f"{len(known.faults)} faults in the library's files; 'trainer library check' lists them.")


def _keep(error: Exception) -> str:
    """Keep what a report needs where the person can find it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="trainer-", suffix=".txt", delete=False) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "Your records are safe; please report it."
    return f"Your records are safe; please report it with {file.name}, which holds no health data of yours."


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
