"""The terminal: what it says of itself, and what of that the screens and the cues will use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer import health
from trainer.checkup.findings import Finding, Level
from trainer.codec.words import shorten
from trainer.core.settings import Notice, Settings, Speech
from trainer.core.text import clean
from trainer.cues import voice
from trainer.cues.program import split
from trainer.errors import TrainerError

_SYSTEMS = {
    "standard": "16",
    "256": "256",
    "truecolor": "24 bit",
    "windows": "16",
}
"""The values of TEXTUAL_COLOR_SYSTEM that name colours; `auto` is found out."""
_ENDINGS = {"kitty": "256", "256color": "256"}
"""Ends of TERM that promise more than 16 colours."""
_NOTICES = (
    ("iterm", (Notice.OSC_9,)),
    ("kitty", (Notice.OSC_9,)),
    ("ghostty", (Notice.OSC_9, Notice.OSC_777)),
    ("wezterm", (Notice.OSC_9, Notice.OSC_777)),
    ("foot", (Notice.OSC_777,)),
    ("rxvt", (Notice.OSC_777,)),
)
"""What terminals are known to obey, by a part of the name they go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What a terminal can do, as far as it says so."""

    term: str
    """Its kind, from TERM; empty when that is unset."""
    colours: str
    """`24 bit`, `256`, `16`, `none`, `greys`, or `unknown` for a setting that stops the screens."""
    encoding: str
    size: tuple[int, int] | None
    """Columns and rows."""
    ssh: bool
    inside: str
    """`tmux` or `screen`; empty outside of both."""
    unusable: str | None
    """Why no screen can be shown; None when one can."""
    bell: bool
    """Whether the bell is to ring."""
    notice: Notice
    notices: tuple[Notice, ...]
    """The notices this kind of terminal is known to obey."""
    speech: Speech
    voice: str
    """The program that would speak; empty when there is none."""
    hook: str
    """The program that is run for each cue; empty for none."""


def look(settings: Settings, environ: Mapping[str, str]) -> Terminal:
    """Look at the terminal this process sits at."""
    return Terminal(
        term=_text(environ.get("TERM", "")),
        colours=colours(environ),
        encoding=_text(getattr(sys.stdout, "encoding", None) or "unknown"),
        size=_size(),
        ssh=voice.away(environ),
        inside=_inside(environ),
        unusable=health.unusable(),
        bell=settings.bell,
        notice=settings.sounds.notice,
        notices=notices(environ),
        speech=settings.sounds.speech,
        voice=_voice(settings.sounds.voice),
        hook=_first(settings.sounds.hook),
    )


def colours(environ: Mapping[str, str]) -> str:
    """Say what Textual will draw with: it lets TEXTUAL_COLOR_SYSTEM, then COLORTERM, then TERM decide."""
    asked = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    found = _found(environ) if asked == "auto" else _SYSTEMS.get(asked, "unknown")
    return "greys" if "NO_COLOR" in environ and found not in {"none", "unknown"} else found


def notices(environ: Mapping[str, str]) -> tuple[Notice, ...]:
    """Return the desktop notices that this kind of terminal is known to obey; none for most."""
    told = f"{environ.get('TERM_PROGRAM', '')} {environ.get('TERM', '')}".lower()
    return next((forms for part, forms in _NOTICES if part in told), ())


def findings(terminal: Terminal, settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Tell what of the terminal does not fit what is set."""
    if terminal.colours == "unknown":
        asked = shorten(environ.get("TEXTUAL_COLOR_SYSTEM", ""))
        text = f"TEXTUAL_COLOR_SYSTEM is '{asked}', with which no screen can open: unset it."
        yield Finding(level=Level.MEND, text=text)
    if terminal.speech is not Speech.OFF and not _is_here(terminal.voice):
        own = f"The voice is on, but {_missing(terminal.voice)}. Change it under You, Sounds."
        yield _remark(own if settings.sounds.voice.strip() else voice.NONE)
    if terminal.hook and not _is_here(terminal.hook):
        yield _remark(f"The command for each cue cannot run: {_missing(terminal.hook)}. Change it under You, Sounds.")
    if terminal.notice is not Notice.OFF and terminal.inside == "tmux":
        yield _remark("Desktop notices pass tmux only with 'set -g allow-passthrough on'.")


def _found(environ: Mapping[str, str]) -> str:
    term = environ.get("TERM", "").strip().lower()
    if term in {"dumb", "unknown"}:
        return "none"
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "24 bit"
    return _ENDINGS.get(term.rpartition("-")[2], "16")


def _size() -> tuple[int, int] | None:
    try:
        columns, rows = os.get_terminal_size()
    except OSError:
        return None
    return (columns, rows) if columns and rows else None


def _inside(environ: Mapping[str, str]) -> str:
    if environ.get("TMUX"):
        return "tmux"
    return "screen" if environ.get("STY") else ""


def _voice(own: str) -> str:
    return _first(own) if own.strip() else voice.voice()


def _first(line: str) -> str:
    """The program a command line names; empty for none."""
    if not line.strip():
        return ""
    try:
        return _text(split(line)[0])
    except TrainerError:
        return _text(line)


def _is_here(program: str) -> bool:
    import shutil

    return bool(program) and shutil.which(program) is not None


def _missing(program: str) -> str:
    return f"'{shorten(program)}' is not there"


def _remark(text: str) -> Finding:
    return Finding(level=Level.REMARK, text=text)


def _text(text: str) -> str:
    return clean(text, newlines=False)
