"""Repair: what can be mended in a data directory, listed before anything is done; nothing else is touched.

No record is deleted, and no file of another device, of nobody's or of another user's is changed; of another device's
files that this user owns, only the permissions.
"""

from trainer.repair.bench import Done, carry_out
from trainer.repair.steps import Deed, Step, after, is_old, is_stale, name, older, past_of, plan, title, when

__all__ = [
    "Deed",
    "Done",
    "Step",
    "after",
    "carry_out",
    "is_old",
    "is_stale",
    "name",
    "older",
    "past_of",
    "plan",
    "title",
    "when",
]
