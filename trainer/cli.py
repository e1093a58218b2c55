"""The command line: the commands by name, each imported when it is called, and what becomes of what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping

import click

from trainer import __version__, output
from trainer.clock import SystemClock
from trainer.errors import NotSavedError, TrainerError

_LONGEST = 200  # characters of a message about wrong use, which quotes what was typed


def _today() -> click.Command:
    from trainer.planning import today

    return today


def _go() -> click.Command:
    from trainer.going import go

    return go


def _plan() -> click.Command:
    from trainer.planning import plan

    return plan


def _log() -> click.Command:
    from trainer.logged import log

    return log


def _history() -> click.Command:
    from trainer.looking import history

    return history


def _library() -> click.Command:
    from trainer.browse import library

    return library


def _check_in() -> click.Command:
    from trainer.told import check_in

    return check_in


def _profile() -> click.Command:
    from trainer.told import profile_

    return profile_


def _clear() -> click.Command:
    from trainer.told import clear

    return clear


def _report() -> click.Command:
    from trainer.reporting import report

    return report


def _export() -> click.Command:
    from trainer.sharing import export

    return export


def _import() -> click.Command:
    from trainer.sharing import import_

    return import_


def _doctor() -> click.Command:
    from trainer.looking import doctor

    return doctor


COMMANDS: Mapping[str, tuple[Callable[[], click.Command], str]] = {
    "today": (_today, "Say what is due today."),
    "go": (_go, "Start at once."),
    "plan": (_plan, "Show a week, or plan it."),
    "log": (_log, "Keep what you did elsewhere."),
    "history": (_history, "List what you did, and how you said you were."),
    "library": (_library, "Browse the exercises, where each number is from, and the cautions."),
    "check-in": (_check_in, "Say how you are before you train."),
    "profile": (_profile, "Show or change what you told about yourself."),
    "clear": (_clear, "Open a gate or an exercise again."),
    "report": (_report, "Make a page for your physiotherapist."),
    "export": (_export, "Write everything you told and did to one file."),
    "import": (_import, "Take in such a file, after showing what it would do."),
    "doctor": (_doctor, "Show what is where, whether it is whole, and what this terminal can do."),
}
"""Every command: how it is imported, and what it does in a few words."""


class _Shelf(MutableMapping[str, click.Command]):
    """The commands by name; one is imported when it is taken."""

    def __init__(self) -> None:
        self._taken: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._taken:
            self._taken[name] = COMMANDS[name][0]()
        return self._taken[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._taken[name] = command

    def __delitem__(self, name: str) -> None:
        del self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(click.Group):
    """A group that imports a command when it is called; its help imports none."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.commands = _Shelf()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, those of every day first."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with what they do."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
    from trainer.kit import Kit

    kit = context.obj = Kit(data, SystemClock())
    if context.invoked_subcommand is not None:
        return
    from trainer import health

    why = health.unusable()
    if why is None:
        from trainer.ui.app import run

        run(kit.coach)
        return
    from trainer.planning import tell_today

    tell_today(kit.coach)
    output.say(why)


def main() -> None:
    """Run the command line; whatever goes wrong becomes one sentence and an exit code."""
    code = _run()
    output.close(drop=code in {130, 141})
    sys.exit(code)


def _run() -> int:
    try:
        code = trainer.main(prog_name="trainer", standalone_mode=False)
    except TrainerError as error:
        output.say(f"trainer: {error.at_end if isinstance(error, NotSavedError) else error.sentence}")
        return error.exit_code
    except click.ClickException as error:
        output.say(f"trainer: {_sentence(error)}")
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (BrokenPipeError, SystemExit):  # SystemExit is click's way to end when the reader is gone
        return 141
    except Exception as error:  # noqa: BLE001 - nobody sees a traceback; it is kept for a report
        from trainer.health import keep

        output.say(f"trainer: something went wrong inside ({type(error).__name__}). {keep(error)}")
        return 70
    return code if isinstance(code, int) else 0


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption) and error.option_name == "--data":
        return "--data stands before the command, as in 'trainer --data DIR history'."
    return f"{error.format_message()[:_LONGEST]} ('trainer --help' shows how.)"
