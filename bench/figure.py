#!/usr/bin/env python3
"""How long figures take: a frame computed and drawn, a figure read and measured: `python bench/figure.py`.

    python bench/figure.py [--frames 200] [--size 60x20]

Every shipped figure goes through its demonstration, frame by frame; no terminal is written to.
"""

from __future__ import annotations

import argparse
import sys
import time
from math import ceil
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from start import row

from trainer.core.figure import Figure, shown
from trainer.core.timeline import StepKind
from trainer.drawing.canvas import Canvas
from trainer.drawing.strokes import extent, strokes
from trainer.gallery import Gallery
from trainer.pictures import size
from trainer.resources import library_path

FRAME = 3.0
"""Milliseconds a frame may take."""
FIRST = 20.0
"""Milliseconds until a figure that was not read yet can be drawn."""


def _frames(figure: Figure, box: tuple[int, int], count: int) -> list[float]:
    """Return the milliseconds that each frame of a demonstration takes."""
    canvas = Canvas(*box, extent(figure), floor_line=figure.grounded)
    names = figure.frames(StepKind.PREPARE)
    took = []
    for number in range(count):
        began = time.perf_counter()
        canvas.draw(strokes(figure, shown(figure, names, number / max(1, count - 1))))
        took.append((time.perf_counter() - began) * 1000)
    return took


def _first(name: str) -> float:
    """Return the milliseconds until a figure is read and it is known how far it reaches."""
    began = time.perf_counter()
    figure = Gallery(library_path()).figure(name)
    if figure is None:
        sys.exit(f"the figure of {name} is broken; 'trainer library check' tells what is wrong")
    extent(figure)
    return (time.perf_counter() - began) * 1000


def _p95(figures: list[float]) -> float:
    return sorted(figures)[ceil(0.95 * len(figures)) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=200, help="how many frames of each figure")
    parser.add_argument("--size", default="60x20", help="columns and rows")
    given = parser.parse_args()
    box = size(given.size) or (60, 20)
    found = Gallery(library_path()).all()
    took = {name: _frames(figure, box, given.frames) for name, figure in found.items()}
    every = [one for frames in took.values() for one in frames]
    slowest = max(took, key=lambda name: median(took[name]))
    firsts = [_first(name) for name in found]
    what = f"{len(found)} figures at {box[0]} x {box[1]}: a frame, median"
    row(what, f"{median(every):.2f} ms", f"≤ {FRAME:g} ms", met=median(every) <= FRAME)
    row("  p95", f"{_p95(every):.2f} ms", f"≤ {FRAME:g} ms", met=_p95(every) <= FRAME)
    worst = median(took[slowest])
    row(f"  slowest, {slowest}: median", f"{worst:.2f} ms", f"≤ {FRAME:g} ms", met=worst <= FRAME)
    row(
        "a figure read and measured, median", f"{median(firsts):.1f} ms", f"≤ {FIRST:g} ms", met=median(firsts) <= FIRST
    )
    row("  slowest", f"{max(firsts):.1f} ms", f"≤ {FIRST:g} ms", met=max(firsts) <= FIRST)


if __name__ == "__main__":
    main()
