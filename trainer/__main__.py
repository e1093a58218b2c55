"""The way in: `trainer` and `python -m trainer`."""

import gc


def main() -> None:
    """Run the trainer.

    Starting makes a hundred thousand objects that nearly all stay, so that looking for garbage among them as often as
    usual is in vain: it cost a tenth of the time to the first frame. The app goes back to the usual once it is seen.
    """
    gc.set_threshold(20_000, 50, 100)
    from trainer.cli import main as run

    run()


if __name__ == "__main__":
    main()
