"""The checkup: what `trainer doctor` sees – what is where, whether it is whole, what this terminal can do."""

from trainer.checkup.data import checked
from trainer.checkup.mending import mend
from trainer.checkup.report import Report, look
from trainer.checkup.sheet import sheet, width

__all__ = ["Report", "checked", "look", "mend", "sheet", "width"]
