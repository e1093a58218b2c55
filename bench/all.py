#!/usr/bin/env python3
"""Every bench, one after the other, and the machine they ran on: `python bench/all.py`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BENCHES = ("start", "today", "past", "bytes", "timing", "save", "figure")


def machine() -> str:
    """Name the machine: processor, cores, Python, system."""
    facts = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in facts if line.startswith("model name")), platform.machine()
    )
    return (
        f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    )


def _run(name: str, env: Mapping[str, str]) -> int:
    bench = Path(__file__).with_name(f"{name}.py")
    return subprocess.run([sys.executable, bench], env=env, check=False).returncode


def main() -> None:
    print(f"{machine()}\n", flush=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ended = [_run(name, env) for name in BENCHES]
    sys.exit(any(ended))


if __name__ == "__main__":
    main()
