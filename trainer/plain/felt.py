"""What may be felt, why one skips, and the keys: the words of the session's dialogs, as on the screen."""

from __future__ import annotations

from trainer.core.checkin import Symptom
from trainer.core.events import SkipReason, StopReason

DISCOMFORT = "discomfort"
"""A little discomfort: not a stop, but a reason to ease."""
HURTS = "hurts"
"""Not a reason to skip, but to stop."""
SKIPS: tuple[tuple[str, SkipReason | str], ...] = (
    ("No time", SkipReason.TIME),
    ("No equipment here", SkipReason.EQUIPMENT),
    ("Not sure how", SkipReason.UNSURE),
    ("Done elsewhere", SkipReason.DONE),
    ("It hurts", HURTS),
)
STOPS: tuple[tuple[str, StopReason | str], ...] = (
    ("A little discomfort: make it easier and go on", DISCOMFORT),
    ("Pain", StopReason.PAIN),
    ("More pain than before", StopReason.MORE_PAIN),
    ("Pain that stays", StopReason.LASTING_PAIN),
    ("Pain into the buttock or leg", StopReason.RADIATING),
    ("Numbness or tingling", StopReason.NUMBNESS),
    ("Spasm", StopReason.SPASM),
    ("Chest pain or discomfort", StopReason.CHEST),
)
FINISHES: tuple[tuple[str, bool], ...] = (
    ("Finish: keep what was done", True),
    ("Leave it for now: go on within four hours", False),
)
SYMPTOMS: tuple[tuple[str, Symptom], ...] = (
    ("a spasm", Symptom.SPASM),
    ("an injury or a flare-up", Symptom.FLARE_UP),
    ("pain into the buttock or leg", Symptom.RADIATING),
    ("numbness or tingling", Symptom.NUMBNESS),
    ("other symptoms that got worse", Symptom.OTHER),
    ("chest pain or discomfort", Symptom.CHEST_PAIN),
)
"""What can be new."""
RULES = {StopReason.CHEST: "chest", StopReason.NUMBNESS: "symptoms", StopReason.SPASM: "acute"}
"""The rule that says what to do, by what was felt."""
KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("p", "pain"), "Something hurts: the clock stops and you say what"),
    (("n", "skip"), "Leave this exercise out, and go on with the next one; asks why"),
    (("b", "back"), "Back one repetition; undoes a skip"),
    (("s", "step"), "On to the next step; what was held counts"),
    (("r", "repeat"), "This repetition again from its start"),
    (("e", "ease"), "Make the rest of this exercise easier"),
    (("+", "more"), "Ten seconds more"),
    (("i", "how"), "How it is done; the clock stands still meanwhile"),
    (("w", "where"), "Where you are, and how long it still takes"),
    (("m", "sound"), "The bell on or off"),
    (("q", "finish"), "Finish, or leave it for later"),
    (("h", "help", "?"), "This help"),
)
"""Each key with its words, and what it does; Enter alone is the one key."""
