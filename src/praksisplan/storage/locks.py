"""A lock on a folder: one process or thread at a time writes files in it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _remove(path: Path, descriptor: int) -> None:
        """Close the lock file, then remove it: Windows cannot remove an open file."""
        os.close(descriptor)
        with suppress(OSError):
            os.unlink(path)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _remove(path: Path, descriptor: int) -> None:
        """Remove the lock file, then close it: afterwards the name may be the lock of another writer."""
        with suppress(OSError):
            os.unlink(path)
        os.close(descriptor)


LOCK_FILE = ".praksisplan.lock"
"""The name of the lock file; it is there only while a file is written."""

_PATIENCE = 10.0
"""The seconds to wait for another writer. The system releases the lock of one that was killed."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder.

    Raises `TimeoutError` if another writer holds it for more than ten seconds, and another `OSError` if the folder
    cannot be written.
    """
    path = folder / LOCK_FILE
    until = time.monotonic() + _PATIENCE
    while (descriptor := _acquired(path)) is None:
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.005)
    try:
        yield
    finally:
        _remove(path, descriptor)


def _acquired(path: Path) -> int | None:
    """The locked file, open, or ``None`` while another writer holds it."""
    try:
        descriptor = os.open(path, _FLAGS, 0o666)
    except PermissionError:
        if path.exists():  # the lock of another user
            return None
        raise
    is_ours = False
    try:
        _lock(descriptor)
        is_ours = os.path.samestat(os.fstat(descriptor), os.stat(path))
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass  # held by another writer, or removed by the last one after this one opened it
    finally:
        if not is_ours:
            os.close(descriptor)
    return descriptor if is_ours else None
