"""Over SSH and in tmux, for real: a dropped connection, and a session one detaches from."""

from __future__ import annotations

import getpass
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event as Flag

import pytest

from tests.ui.support import House, journal
from tests.ui.terminal import PATIENCE, Terminal

AT_ONCE = 2.0
"""Seconds within which the process is gone after its connection."""
SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin")
TMUX = shutil.which("tmux")

tmux = pytest.mark.skipif(TMUX is None, reason="there is no tmux here")
sshd = pytest.mark.skipif(
    SSHD is None or not all(map(shutil.which, ("ssh", "ssh-keygen"))), reason="there is no OpenSSH server here"
)


def trainers(home: House) -> list[int]:
    """Return the trainers that run with this data."""
    mark = f"TRAINER_DATA={home.root}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if (
                mark in (process / "environ").read_bytes().split(b"\0")
                and b"trainer" in words[:4]
                and words[1:2] == [b"-m"]
            ):
                found.append(int(process.name))
    return found


def ended(process: int, within: float) -> bool:
    """Wait for a process that is not ours to end."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[list[str]]:
    """Run an SSH server for this test alone; returns the words that log in."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        "PidFile none\nUsePAM no\nStrictModes no\nPermitRootLogin yes\nPasswordAuthentication no\nPrintMotd no\n"
    )
    assert SSHD is not None
    with subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "config"], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        while line := process.stderr.readline():
            if b"listening on" in line:
                break
        else:
            pytest.skip("the SSH server does not start here")
        options = ["StrictHostKeyChecking=no", f"UserKnownHostsFile={folder}/known", "LogLevel=ERROR"]
        words = [word for option in options for word in ("-o", option)]
        yield ["/usr/bin/env", "ssh", "-F", "none", "-tt", "-i", str(folder / "key"), "-p", str(port), *words]
        process.terminate()


def over(server: list[str], home: House, *words: str, before: str = "") -> Terminal:
    """Log in and run the trainer there."""
    told = f"TRAINER_DATA={home.root} LC_ALL=C.UTF-8"
    remote = shlex.join([sys.executable, *words])
    where = f"{getpass.getuser()}@127.0.0.1"
    return Terminal([*server, where, f"{before} cd {Path.cwd()}; {told} {remote}"], size=(80, 24), data=home.root)


@sshd
@pytest.mark.parametrize("nohup", [False, True], ids=["plain", "nohup"])
def test_a_connection_that_drops_ends_the_process_and_keeps_the_session(
    home: House, server: list[str], nohup: bool
) -> None:
    ignoring = "trap '' HUP;" if nohup else ""
    terminal = over(server, home, "-m", "trainer", "go", "overhead-stretch", before=ignoring)
    try:
        terminal.until("HOLD")
        [process] = trainers(home)
        terminal.send(signal.SIGKILL)
        assert ended(process, AT_ONCE + 0.5)  # the server takes a moment to notice
    finally:
        terminal.close()
    found = home.coach().interruption.found()
    assert found is not None
    assert found.exercise == "Overhead stretch"


@sshd
def test_a_connection_that_only_goes_silent_interrupts_it_and_shows_that_when_it_is_back(
    home: House, server: list[str]
) -> None:
    hasty = "from trainer.ui import heartbeat as beat; beat.EVERY = beat.PATIENCE = 1; beat.BEAT = 0.25"
    start = f"{hasty}\nfrom trainer.cli import main\nmain()"
    terminal = over(server, home, "-c", start, "go", "overhead-stretch")
    try:
        terminal.until("HOLD")
        terminal.send(signal.SIGSTOP)
        waiting = Flag()
        while "lost" not in journal(home):
            assert not waiting.wait(0.1)
        terminal.send(signal.SIGCONT)
        terminal.until("stopped answering")
        assert "PAUSED" in terminal.text
    finally:
        terminal.close()


@tmux
def test_detaching_leaves_the_session_running_and_attaching_shows_it(home: House, tmp_path: Path) -> None:
    assert TMUX is not None
    here = {"TMUX_TMPDIR": str(tmp_path)}
    words = [TMUX, "-f", "/dev/null", "-u"]
    command = f"{sys.executable} -m trainer go pelvic-tilt-held"
    try:
        terminal = Terminal([*words, "new-session", "-s", "back", command], size=(80, 24), data=home.root, **here)
        try:
            terminal.until("HOLD")
            terminal.type("\x02d")
            assert terminal.wait() == 0
        finally:
            terminal.close()
        [process] = trainers(home)
        done = journal(home).count("held")
        while journal(home).count("held") == done:
            assert not ended(process, 0.1)
        terminal = Terminal([*words, "attach", "-t", "back"], size=(80, 24), data=home.root, **here)
        try:
            terminal.until("2 of 10")
            assert "paused" not in journal(home)
            assert "PAUSED" not in terminal.text
        finally:
            terminal.close()
    finally:
        subprocess.run([*words, "kill-server"], env=os.environ | here, check=False, timeout=PATIENCE)
    assert ended(process, AT_ONCE)
    assert journal(home)[-2] == "paused"
