"""Notices: the sequences that ask a terminal for a notice on the desktop."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.core.settings import Notice
from trainer.core.text import clean

TITLE = "trainer"
MOST = 160
"""The most characters of a notice."""
_END = "\x1b\\"
_WITHOUT = {"", "dumb", "linux"}
"""Terminals that would write the sequence instead of obeying it."""


def notice(form: Notice, text: str, environ: Mapping[str, str]) -> str:
    """Return what to write to the terminal; empty where notices are off or this terminal would show it as text."""
    if form is Notice.OFF or environ.get("TERM", "") in _WITHOUT:
        return ""
    # A semicolon parts the fields; some terminals take a number at the start for a command, so our name comes first.
    body = clean(text, newlines=False).replace(";", ",")[:MOST]
    asked = f"9;{TITLE}: {body}" if form is Notice.OSC_9 else f"777;notify;{TITLE};{body}"
    return _through(f"\x1b]{asked}{_END}", environ)


def _through(sequence: str, environ: Mapping[str, str]) -> str:
    """Wrap a sequence so that tmux passes it on; it does so with `allow-passthrough on`."""
    if not environ.get("TMUX"):
        return sequence
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + _END
