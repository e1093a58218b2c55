"""The ways a request can fail: each error owns its sentence for the person and its exit code."""

from __future__ import annotations


class TrainerError(Exception):
    """Something the person should hear: one clear sentence that says what to do."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFoundError(TrainerError):
    """What was asked for does not exist; the sentence names the nearest names."""


class RefusedError(TrainerError):
    """What was given is not acceptable; the sentence says what would be."""


class UsageError(TrainerError):
    """The command or the place it runs in is not usable this way."""

    exit_code = 2


class ClosedError(TrainerError):
    """A gate is closed or the exercise is set aside."""

    exit_code = 3


class NotSavedError(TrainerError):
    """Data could not be written; it is kept in memory and tried again."""

    exit_code = 4

    def __init__(self, sentence: str, *, at_end: str = "") -> None:
        super().__init__(sentence)
        self.at_end = at_end or sentence
        """The sentence where the trainer ends with it, so that nothing is tried again."""


class BusyError(TrainerError):
    """Another process holds what is needed, such as a running session."""
