"""Voices: the local programs that speak, and the command of the one that is used."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.core.settings import Speech
from trainer.cues.program import split
from trainer.errors import NotFoundError

VOICES = ("spd-say", "espeak-ng", "say")
"""Programs that speak their last word, the first one first."""
NONE = f"No voice is found: none of {', '.join(VOICES)} is here. Install one, or name another under You, Sounds."


def voice() -> str:
    """Return the first program that is here; empty when none is."""
    import shutil

    return next((name for name in VOICES if shutil.which(name)), "")


def words(own: str) -> list[str]:
    """Return the command that speaks, the person's own first; NotFoundError when there is none."""
    if own.strip():
        return split(own)
    found = voice()
    if not found:
        raise NotFoundError(NONE)
    return [found]


def away(environ: Mapping[str, str]) -> bool:
    """Say whether the person is at the other end of a line."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def speaks(speech: Speech, environ: Mapping[str, str]) -> bool:
    """Say whether a voice is to speak here."""
    return speech is Speech.ALWAYS or (speech is Speech.HERE and not away(environ))
