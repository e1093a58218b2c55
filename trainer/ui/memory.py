"""Memory: what the terminal shows already, so that nothing crosses a slow line twice.

Textual paints whole screens when one opens, closes or is laid out anew, and lines from a widget's left edge on; most
of those cells are on the terminal already.
"""

from __future__ import annotations

import re

_TOKENS = re.compile(
    r"(?P<style>\x1b\[[0-9;:]*m)"
    r"|\x1b\[(?P<y>[0-9]+);(?P<x>[0-9]+)H"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.?)"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<control>\r?\n|[\x00-\x1a\x1c-\x1f\x7f])",
    re.DOTALL,
)
_RESET = "\x1b[0m"
_HARMLESS = re.compile(r"\x1b\[[?<>=](?!1049)[0-9;]*[hlupq$]+|\x1b[\]].*", re.DOTALL)
"""Modes and questions, which leave the picture as it is; not the other screen."""
_NARROW = re.compile(r"[ -~\u00a0-\u02ff\u2010-\u205e\u2190-\u22ff\u2500-\u25fc\u2713\u2717\u2800-\u28ff]+")
"""Characters that are one cell wide wherever they are shown; of others nothing is remembered."""
NEAR = 4
"""Cells that are rather written again than jumped over."""

Cell = tuple[str, str]
"""Style and character."""


class Memory:
    """The cells of a terminal as they were last written. It takes and gives what Textual writes."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Cell]] = {}

    def forget(self) -> None:
        """Know nothing any more: the terminal was resized, taken away, or written to by another."""
        self._rows.clear()

    def new(self, data: str) -> str:
        """Leave out what the terminal shows already."""
        return _Pass(self, data).out

    def row(self, y: int) -> dict[int, Cell]:
        """Return what is known of a row."""
        return self._rows.setdefault(y, {})


class _Pass:
    """One pass through what is written at once, which starts and ends without a style and at no known place."""

    def __init__(self, memory: Memory, data: str) -> None:
        self._memory = memory
        self._parts: list[str] = []
        self._style = _RESET
        self._at: tuple[int, int] | None = None
        """Where the text belongs: row and column from 1; None where that is not known."""
        self._cursor: tuple[int, int] | None = None
        """Where the terminal's cursor is."""
        self._blind = False
        """Whether what is written stands in a row behind something of unknown width."""
        for token in _TOKENS.finditer(data):
            self._take(token)
        self._settle()
        self._parts.append(_RESET)
        self.out = "".join(self._parts)

    def _take(self, token: re.Match[str]) -> None:
        if style := token["style"]:
            self._style = style if _RESET in {style, self._style} else self._style + style
        elif token["y"]:
            self._at, self._blind = (int(token["y"]), int(token["x"])), False
        elif text := token["text"]:
            self._write(text)
        elif other := token["other"]:
            self._pass(other, harmless=_HARMLESS.fullmatch(other) is not None)
        else:
            self._pass(token[0], harmless=token[0] == "\x07")

    def _pass(self, text: str, *, harmless: bool) -> None:
        """Pass on what is no text. After a line's end Textual always moves."""
        self._settle()
        self._parts.append(text)
        if text in {"\n", "\r\n"}:
            self._at, self._cursor, self._blind = None, None, False
        elif not harmless:
            self._at, self._cursor, self._blind = None, None, False
            self._memory.forget()

    def _settle(self) -> None:
        """Bring the cursor to where it should be."""
        if self._at is not None and self._at != self._cursor:
            self._parts.append(f"\x1b[{self._at[0]};{self._at[1]}H")
            self._cursor = self._at

    def _write(self, text: str) -> None:
        if self._at is None or not _NARROW.fullmatch(text):
            self._write_unseen(text)
            return
        y, x = self._at
        row = self._memory.row(y)
        style = self._style
        for start, end in _runs([row.get(x + n) != (style, char) for n, char in enumerate(text)]):
            self._at = (y, x + start)
            self._settle()
            self._parts += [_RESET, "" if style == _RESET else style, text[start:end]]
            self._cursor = (y, x + end)
        row.update({x + n: (style, char) for n, char in enumerate(text)})
        self._at = (y, x + len(text))

    def _write_unseen(self, text: str) -> None:
        """Write what may take any number of cells; nothing right of it is known afterwards."""
        self._settle()
        self._parts += [_RESET, "" if self._style == _RESET else self._style, text]
        if self._at is None:
            if not self._blind:
                self._memory.forget()
            return
        y, x = self._at
        row = self._memory.row(y)
        for known in [column for column in row if column >= x - 1]:
            del row[known]
        self._at, self._cursor, self._blind = None, None, True


def _runs(changed: list[bool]) -> list[tuple[int, int]]:
    """Return from where to where cells are to be written, small gaps included."""
    runs: list[tuple[int, int]] = []
    for at, new in enumerate(changed):
        if new and runs and at - runs[-1][1] <= NEAR:
            runs[-1] = (runs[-1][0], at + 1)
        elif new:
            runs.append((at, at + 1))
    return runs
