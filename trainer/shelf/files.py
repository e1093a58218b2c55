"""One TOML file at a time, whatever lies there: never blocks, never runs away, every failure in plain words."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from heapq import nsmallest
from pathlib import Path
from typing import Any

from trainer.codec import CodecError
from trainer.core.text import clean

MOST_BYTES = 256 * 1024
"""The largest library file."""
MOST_FILES = 500
"""The most files read from one folder."""

_PLACE = re.compile(r"(?s)(.*?) \(at (?:(line \d+, column \d+)|end of document)\)$")
_MOST_PARTS = 15
_KEY_BOMB = re.compile(
    rf"""(?:(?:(?<![\w-])[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"""
)
"""A key of many dotted parts: tomllib's time and memory grow with their square."""


def list_toml(folder: Path) -> list[Path]:
    """Return a folder's TOML files by name, without hidden ones; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            names = nsmallest(MOST_FILES + 1, (e.name for e in entries if _is_ours(e.name)))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unopened(error) from None
    return [folder / name for name in names]


def read_toml(path: Path) -> dict[str, Any]:
    """Read one file; raises CodecError, whose key is a line and column where the TOML is at fault."""
    text = _text(_content(path))
    if any(line.count(".") >= _MOST_PARTS and _KEY_BOMB.search(line) for line in text.split("\n")):
        raise CodecError("", f"a name in it has more than {_MOST_PARTS} parts", "write one such as counts.stretch")
    try:
        # With a last line end, what is wrong in the last line has a line and a column too.
        return tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        raise _plainly(error) from None
    except RecursionError:
        raise CodecError("", "its lists or tables are nested too deeply", "write them flatter") from None
    except ValueError:
        raise CodecError("", "it holds a number, date or time that is too long", "write a shorter one") from None


def _is_ours(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def _content(path: Path) -> bytes:
    try:
        # Without O_NONBLOCK a FIFO that nobody writes to would hold the program up.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            content = _regular_content(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise _unopened(error) from None
    if len(content) > MOST_BYTES:
        raise CodecError("", f"it is larger than {MOST_BYTES // 1024} KiB", "make it smaller")
    return content


def _regular_content(handle: int) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise CodecError("", "it is no regular file", "put a text file in its place")
    with open(handle, "rb", closefd=False) as file:
        # Some files of the kernel's count as regular and have nothing to give.
        return file.read(MOST_BYTES + 1) or b""


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CodecError(f"line {line}", "it is not UTF-8 text", "save the file as UTF-8") from None


_UNOPENED = {
    errno.ENOENT: "it is missing, or a link that leads nowhere",
    errno.ENOTDIR: "it is no folder",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EACCES: "it may not be read",
    errno.ENXIO: "it is no regular file",
}


def _unopened(error: OSError) -> CodecError:
    wrong = _UNOPENED.get(error.errno or 0, f"it cannot be read ({error.strerror})")
    return CodecError("", wrong, "put one in its place that you may read")


_PLAIN = {
    "Expected '=' after a key": ("a name has no '=' after it", "write name = value"),
    "Invalid value": ("this is no value", "put text in quotes; write numbers, true and false without"),
    "Cannot overwrite a value": ("this name is given twice", "keep one of them"),
    "Duplicate inline table key": ("this name is given twice", "keep one of them"),
    "Cannot declare": ("this table is begun twice", "keep one, or begin each of a list with [[…]]"),
    "Cannot mutate immutable": ("this table was closed before", "write all of it in one place"),
    "Unclosed array": ("a list is not closed", "end it with ]"),
    "Unclosed inline table": ("a table in braces is not closed", "end it with }"),
    "Expected ']": ("the name of a table is not closed", "write [name], or [[name]] for a list"),
    "Expected newline or end": ("something follows the value", "begin a new line, or put text in quotes"),
    "Unterminated string": ("text is not closed", "end it with the quote it began with"),
    'Expected "\'"': ("text is not closed", "end it with the quote it began with"),
    "Illegal character": ("text is not closed, or holds a control character", "close it, or take that out"),
    "Unescaped": ("a backslash stands in text", "write it twice, or put the text in single quotes"),
    "Invalid initial character": ("a name is expected here", "write name = value, or [[name]]"),
    "Invalid statement": ("a name is expected here", "write name = value, or [[name]]"),
    "Invalid date": ("this is no date or time", "write one such as 2026-11-20, or put it in quotes"),
}
"""tomllib's words for what is wrong, and ours."""


def _plainly(error: tomllib.TOMLDecodeError) -> CodecError:
    found = _PLACE.match(str(error))
    words, place = (found[1], found[2] or "the end") if found else (str(error), "")
    fallback = (f"this is no TOML ({clean(words, newlines=False)})", "compare it with a shipped file")
    wrong, right = next((plain for start, plain in _PLAIN.items() if words.startswith(start)), fallback)
    return CodecError(place, wrong, right)
