"""The file system as the store uses it: whole files, private modes, and each system call a step tests can fail."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Key = tuple[int, int, int, int]
"""What changes when a file does: modification and change times in ns, size, inode."""

_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_CHUNK = 1 << 20


class OddFileError(OSError):
    """Something that is no regular file stands where one should: a pipe, a directory, a device."""


class TooLargeError(OSError):
    """A file is larger than its cap and was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file held at one moment, and the key of that moment."""

    data: bytes
    key: Key


class Fs:
    """The real file system. Tests override the single steps; the rest is made of them."""

    def open(self, path: Path, flags: int) -> int:
        """Open a file; a new one is private."""
        return os.open(path, flags | os.O_CLOEXEC, 0o600)

    def put(self, fd: int, data: bytes) -> int:
        """Write some of the bytes; returns how many."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Bring a file, or a folder's names, to the disk."""
        flush = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync leaves the bytes in the drive's cache
        if flush is not None:
            with suppress(OSError):  # not every file system there has it
                fcntl.fcntl(fd, flush)
                return
        os.fsync(fd)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name."""
        target.hardlink_to(source)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over what is there."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def mkdir(self, path: Path) -> None:
        """Make one private folder."""
        path.mkdir(mode=0o700)

    def names(self, folder: Path) -> tuple[str, ...]:
        """Everything in a folder, sorted; nothing when there is no such folder."""
        try:
            return tuple(sorted(os.listdir(folder)))  # noqa: PTH208 - names only: no Path each for ten years of files
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def look(self, path: Path) -> Key | None:
        """The key of a file as it is now, or None when it is not there."""
        try:
            return _key(path.stat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def about(self, path: Path) -> os.stat_result | None:
        """Owner, permissions and kind of a path, a link not followed; None when it cannot be known."""
        try:
            return path.lstat()
        except (OSError, ValueError):
            return None

    def is_folder(self, path: Path) -> bool:
        """Say whether a folder can be seen there; a link to one is one."""
        try:
            return path.is_dir()
        except (OSError, ValueError):  # what holds it may not be searched
            return False

    def room(self, folder: Path) -> int | None:
        """Bytes that can still be written where a folder is; None when that cannot be known."""
        try:
            about = os.statvfs(folder)
        except OSError:
            return None
        return about.f_bavail * about.f_frsize if about.f_blocks else None

    def allows(self, folder: Path) -> bool:
        """Say whether files can be made in a folder, without trying."""
        return os.access(folder, os.W_OK | os.X_OK)

    def read(self, path: Path, cap: int) -> Content:
        """Read a regular file of at most `cap` bytes; never waits on a pipe, never follows a growing file."""
        fd = self.open(path, _READ)
        try:
            about = os.fstat(fd)
            if not stat.S_ISREG(about.st_mode):
                raise OddFileError(errno.EINVAL, "not a regular file", str(path))
            if about.st_size > cap:
                raise TooLargeError(errno.EFBIG, "too large", str(path))
            return Content(data=_read_all(fd, about.st_size), key=_key(about))
        finally:
            os.close(fd)

    def write(self, path: Path, data: bytes) -> None:
        """Make a new file with these bytes and bring them to the disk; a left-over of that name goes first."""
        with suppress(FileNotFoundError):
            self.unlink(path)
        fd = self.open(path, _CREATE)
        try:
            with suppress(PermissionError):  # file systems without modes
                os.fchmod(fd, 0o600)
            self.put_all(fd, data)
            self.sync(fd)
        finally:
            os.close(fd)

    def put_all(self, fd: int, data: bytes) -> None:
        """Write every byte, however few the system takes at a time."""
        rest = memoryview(data)
        while rest:
            done = self.put(fd, bytes(rest[:_CHUNK]))
            if done <= 0:
                raise OSError(errno.EIO, "nothing was written")
            rest = rest[done:]

    def swap(self, path: Path, data: bytes, first: Callable[[], None] | None = None) -> None:
        """Replace a file as a whole: the old bytes or the new, at every moment; returns when it is on disk.

        `first` runs when the new bytes are safe and the old file still has its name.
        """
        fresh = path.with_name(f".{path.name}.new")
        try:
            self.write(fresh, data)
            if first is not None:
                first()
            self.replace(fresh, path)
        except OSError:
            with suppress(OSError):
                self.unlink(fresh)
            raise
        self.sync_folder(path.parent)

    def keep(self, path: Path, copy: Path) -> None:
        """Keep the present state of a file under another name: a hard link, or a copy where links fail."""
        fresh = path.with_name(f".{copy.name}.new")
        with suppress(FileNotFoundError):
            self.unlink(fresh)
        try:
            self.link(path, fresh)
        except OSError:
            self.write(fresh, self.read(path, path.stat().st_size).data)
        self.replace(fresh, copy)

    def sync_folder(self, folder: Path) -> None:
        """Bring a folder's names to the disk."""
        fd = self.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self.sync(fd)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some network file systems cannot sync a folder, and say so
                raise
        finally:
            os.close(fd)

    def make_folders(self, folder: Path) -> None:
        """Make a folder and what leads to it, each private and its name on disk."""
        if folder.is_dir():
            return
        if folder.parent != folder:
            self.make_folders(folder.parent)
        with suppress(FileExistsError):
            self.mkdir(folder)
            with suppress(PermissionError):
                folder.chmod(0o700)
            self.sync_folder(folder.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a directory", str(folder))


def _key(about: os.stat_result) -> Key:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def _read_all(fd: int, size: int) -> bytes:
    parts = []
    while size > 0 and (part := os.read(fd, min(size, _CHUNK))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
