"""Where the files that come with the trainer are, in a wheel or a checkout; this module alone knows."""

from __future__ import annotations

from pathlib import Path

from trainer.errors import TrainerError

_PACKAGE = Path(__file__).parent


def library_path() -> Path:
    """Return the folder of the shipped library; raises TrainerError where it is missing or empty."""
    return _found("library", "exercises/*.toml", "The exercise library is missing from this installation")


def styles_path() -> Path:
    """Return the folder of the style sheets; raises TrainerError where it is missing or empty."""
    return _found("styles", "*.tcss", "The screens' style sheets are missing from this installation")


def _found(name: str, sample: str, missing: str) -> Path:
    packed = _PACKAGE / "_data" / name
    path = packed if packed.is_dir() else _PACKAGE.parent / name
    if next(path.glob(sample), None) is None:
        raise TrainerError(f"{missing}; install back-trainer again.")
    return path
