"""Output: what the command line prints gets out to a terminal, a file or a pipe; it imports next to nothing."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO

from trainer.core.text import clean
from trainer.errors import NotSavedError

_STAND_INS = {
    "↔": "-",
    "▲": "^",
    "●": "o",
    "☾": "z",
    "–": "-",
    "×": "x",
    "·": "-",
    "…": "...",
    "’": "'",
}
"""What is printed in place of our signs where an encoding lacks them."""


def tell(lines: Iterable[str]) -> None:
    """Print an answer as a whole, or nothing of it; raises NotSavedError where there is no room for it."""
    try:
        _write(sys.stdout, lines)
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute(sys.stdout)
        raise NotSavedError(f"The answer could not be written: {error.strerror}.") from error


def tell_data(value: Any) -> None:
    """Print data for scripts, in letters that the encoding has."""
    import json

    everything = codecs.lookup(_encoding(sys.stdout)).name == "utf-8"
    tell(json.dumps(value, ensure_ascii=not everything, indent=1).split("\n"))


def tell_file(data: bytes) -> None:
    """Print a file as it is, whatever the encoding of the terminal; raises as `tell` does."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute(sys.stdout)
        raise NotSavedError(f"The answer could not be written: {error.strerror}.") from error


def say(*sentences: str) -> None:
    """Tell something beside the answer, each sentence on a line of its own."""
    try:
        _write(sys.stderr, map(_line, sentences))
    except OSError:  # nobody listens
        _mute(sys.stderr)


def close(*, drop: bool = False) -> None:
    """Bring out what is still to be written, or drop it where nobody waits for it any more."""
    try:
        if sys.stdout is not None and not drop:
            sys.stdout.flush()
    except OSError:  # said already, or nobody is left to tell
        drop = True
    if drop:
        _mute(sys.stdout)


def printable(text: str, encoding: str) -> str:
    """Make text fit for a terminal or file: nothing that steers one, no letter that its encoding lacks."""
    safe = text if text.isprintable() else clean(text)
    return safe if _has(encoding, safe) else "".join(c if _has(encoding, c) else _STAND_INS.get(c, "?") for c in safe)


def _line(text: str) -> str:
    """Keep text from outside on its line."""
    return clean(text, newlines=False)


def _write(stream: TextIO | None, lines: Iterable[str]) -> None:
    """Write lines, fit for where they go; a closed stream takes none."""
    if stream is not None:
        stream.write("".join(f"{printable(line, _encoding(stream))}\n" for line in lines))
        stream.flush()


def _mute(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere: Python would complain about it at its end."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _has(encoding: str, text: str) -> bool:
    """Whether an encoding has every letter of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.isascii()
    return True
