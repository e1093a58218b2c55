"""The health of the place the trainer runs in: whether the screens can be shown, and what is kept of an error."""

from __future__ import annotations

import os
import sys

LEAST = (32, 10)
"""The smallest terminal the screens work in, in columns and rows."""
_HOW = "'trainer go --plain' trains without screens; 'trainer library list' and 'trainer history' work here too."


def has_terminal() -> bool:
    """Whether somebody sits at a terminal, whatever it can show."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def unusable() -> str | None:
    """Say in a sentence why no screen can be shown here; None when one can."""
    return _unfit() or _small()


def lines_only() -> bool:
    """Whether only lines can be shown here, however large it is: no terminal, a dumb one, or one without UTF-8."""
    return _unfit() is not None


def _unfit() -> str | None:
    if not has_terminal():
        return f"The screens need a terminal: run it in one (over SSH: ssh -t). {_HOW}"
    term = os.environ.get("TERM")
    if term in {"dumb", "unknown"}:
        return (
            f"This terminal (TERM={term}) cannot show the screens: use another one, or set TERM to what it is. {_HOW}"
        )
    encoding = getattr(sys.__stderr__, "encoding", None) or "nothing"
    if encoding.lower().replace("-", "").replace("_", "") != "utf8":
        cure = "unset PYTHONIOENCODING" if os.environ.get("PYTHONIOENCODING") else "try LC_ALL=C.UTF-8"
        return f"The screens need UTF-8, but this terminal is set to {encoding}: {cure}. {_HOW}"
    return None


def _small() -> str | None:
    columns, rows = os.get_terminal_size()
    if 0 < columns < LEAST[0] or 0 < rows < LEAST[1]:
        return (
            f"The terminal is {columns}×{rows}; the screens need at least {LEAST[0]}×{LEAST[1]}: "
            "make the window larger or the letters smaller."
        )
    return None


def keep(error: Exception) -> str:
    """Keep what a report of an error inside needs; says where the person finds it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="trainer-", suffix=".txt", delete=False) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "What was saved is safe; please report it."
    return f"What was saved is safe; please report it with {file.name}, after a look at what it tells."
