"""The way in: `trainer` and `python -m trainer`."""

import gc
import os
import sys


def main() -> None:
    """Run the trainer.

    Starting makes a hundred thousand objects that nearly all stay, so that looking for garbage among them as often as
    usual is in vain: it cost a tenth of the time to the first frame. The app goes back to the usual once it is seen.
    """
    gc.set_threshold(20_000, 50, 100)
    if sys.argv[1:] == ["today", "--short"] and _told():
        return
    from trainer.cli import main as run

    run()


def _told() -> bool:
    """Tell the line for a prompt again where it still holds, without all that the command line imports."""
    data = os.environ.get("TRAINER_DATA", "")
    if data.startswith("~"):
        return False
    from pathlib import Path

    from trainer.clock import SystemClock
    from trainer.prompt import tell

    if data:
        return tell(Path(data), SystemClock())
    from platformdirs import user_data_path

    return tell(user_data_path("trainer", appauthor=False), SystemClock())


if __name__ == "__main__":
    main()
