"""A user's files: plans read and written, other files written whole. The only module that touches a user's disk."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

import attrs

from praksisplan.errors import PlanError, Words, fault
from praksisplan.fields import flag
from praksisplan.model import Plan
from praksisplan.storage import Format, dumps, loads
from praksisplan.storage.positions import decoded

if TYPE_CHECKING:
    from pathlib import Path

AnyPath = str | os.PathLike[str]
"""The place of a file or folder."""

SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
"""The format of each suffix of a file."""

_FAILURES = (OSError, ValueError, RuntimeError)
"""The errors of a file system: trouble with the disk, an impossible name, a ring of links."""


def _path(path: AnyPath) -> Path:
    from pathlib import Path

    if not isinstance(path, (str, os.PathLike)):
        raise PlanError(fault("wrong-type.path", "path", found=path))
    return Path(path)


def _error(code: str, path: Path, **fields: Any) -> PlanError:
    return PlanError(fault(code, "path", name=path.name, **fields))


_REASONS = {
    errno.EACCES: "adgang nægtet",
    errno.EPERM: "adgang nægtet",
    errno.EBADF: "der er lukket for den",
    errno.EEXIST: "den findes allerede",
    errno.EINVAL: "navnet eller stedet er ugyldigt",
    errno.EIO: "fejl på disken",
    errno.EISDIR: "det er en mappe",
    errno.ELOOP: "links i ring",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ENOENT: "filen eller mappen findes ikke",
    errno.ENOSPC: "der er ikke mere plads på disken",
    errno.ENOTDIR: "en del af stien er ikke en mappe",
    errno.EROFS: "disken kan kun læses",
}
"""The meanings of the system's error numbers, in Danish."""


def reason(error: Exception) -> Words:
    """Why the file system refused something."""
    if not isinstance(error, OSError):  # a name that no file can have, a ring of links
        return Words("navnet er ugyldigt", str(error))
    danish = _REASONS.get(error.errno or 0, f"fejl {error.errno} fra styresystemet")
    return Words(danish, error.strerror or str(error))


@contextmanager
def _telling(code: str, place: Path) -> Iterator[None]:
    """Tells trouble with a file as a fault of this code."""
    try:
        yield
    except PlanError:
        raise
    except _FAILURES as error:
        raise _error(code, place, reason=reason(error)) from None


def _resolved(place: Path) -> Path:
    """The path of a file that is to be written, with links resolved."""
    with _telling("cannot-write", place):
        return place.resolve()


def suffix_of(path: AnyPath, known: Iterable[str]) -> str:
    """The suffix of a file's name in small letters; a `PlanError` where it is not a known one."""
    place, suffixes = _path(path), tuple(known)
    if (found := place.suffix.lower()) in suffixes:
        return found
    if len(suffixes) == 1:
        raise _error("unknown-format.only", place, suffix=suffixes[0])
    raise _error("unknown-format.suffix", place, first=suffixes[:-1], last=suffixes[-1])


def is_plan_file(path: AnyPath) -> bool:
    """Whether a file's name ends as that of a plan's file does."""
    return _path(path).name.lower().endswith(tuple(SUFFIXES))


def _format_of(path: Path) -> Format:
    return SUFFIXES[suffix_of(path, SUFFIXES)]


def load_plan(path: AnyPath) -> Plan:
    """The plan in a file; the suffix of the file tells the format. A byte order mark is accepted.

    Raises one `PlanError` with every fault, also if the file cannot be read or is not UTF-8.
    """
    place = _path(path)
    format = _format_of(place)
    content, target = _content(place)
    text = decoded(content, place.name)
    try:
        plan = loads(text, format)
    except PlanError as error:
        raise PlanError(*(attrs.evolve(fault, file=place.name) for fault in error.faults)) from None
    _remember(plan, target, content)
    return plan


def _digest(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()


def _remember(plan: Plan, target: Path, content: bytes) -> None:
    """Note in a plan what a file holds. Plans that were made of it before do not learn of it."""
    known = {**dict(plan._files), str(target): _digest(content)}
    object.__setattr__(plan, "_files", tuple(known.items()))


def read_bytes(path: AnyPath) -> bytes:
    """The bytes of a file. Raises `PlanError` if it cannot be read or holds more than 100 MB."""
    return _content(_path(path))[0]


def read_text(path: AnyPath) -> tuple[str, Format]:
    """The text of a file in JSON or YAML, and the format that its suffix says. A byte order mark is accepted.

    Raises `PlanError` where the file cannot be read or is not UTF-8.
    """
    place = _path(path)
    format = _format_of(place)
    return decoded(_content(place)[0], place.name), format


LARGEST_FILE = 100_000_000
"""The most bytes of a file that is read. A plan of 100,000 recommendations has 10 to 60 million."""


def _content(place: Path) -> tuple[bytes, Path]:
    """The bytes of a file, and its path with links resolved."""
    with _telling("cannot-read", place):
        return _bytes(place), place.resolve()


def _bytes(place: Path) -> bytes:
    """The bytes of an ordinary file within the limit of size; a pipe or device is refused without waiting for it."""
    with open(os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _error("not-a-file", place)
        return limited(file, place.name)


def limited(stream: IO[bytes], name: str = "") -> bytes:
    """The rest of a stream. Raises `PlanError` if that is more than 100 MB.

    >>> import io
    >>> limited(io.BytesIO(b"{}"))
    b'{}'
    """
    content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise PlanError(fault("too-large", "$", file=name, most=LARGEST_FILE // 1_000_000))
    return content


def plans_in(folder: AnyPath) -> dict[str, Path]:
    """The files of a folder that hold plans, by name; a `PlanError` where two files have one name."""
    from pathlib import Path

    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except (*_FAILURES, TypeError) as error:
        raise PlanError(fault("cannot-read.folder", "folder", folder=str(folder), reason=reason(error))) from None
    found: dict[str, Path] = {}
    for path in paths:
        if path.stem in found:
            raise PlanError(fault("duplicate-plan", "folder", first=found[path.stem].name, second=path.name))
        found[path.stem] = path
    return found


def save_plan(plan: Plan, path: AnyPath, *, overwrite: bool = False) -> None:
    """Write a plan to a file; the suffix of the file tells the format. The file is complete at every moment.

    A plan remembers the content of the file that it was loaded from or saved to, and passes this on to every plan
    derived from it by `record`, `approve` or ``attrs.evolve``. A file with another content is not overwritten, unless
    ``overwrite`` is true: if two people or programs change one file at a time, the second gets a `PlanError` and
    nothing is lost. After saving a plan, derive the next one from that plan.

    Raises `PlanError` with the code ``changed`` if the file has changed, ``exists`` if the plan does not come from it,
    and ``cannot-write`` if it cannot be written.

    >>> import pathlib, tempfile
    >>> from praksisplan import Plan
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_plan(Plan("nord-2027", "Praksisplan", "2027-2030"), path := pathlib.Path(folder, "plan.json"))
    ...     print(load_plan(path).title)
    Praksisplan
    """
    flag(overwrite, "overwrite")
    place = _path(path)
    content = dumps(plan, _format_of(place)).encode("utf-8")
    target = _resolved(place)
    with _writing(target):
        if not overwrite and target.exists():
            seen = dict(plan._files).get(str(target))
            if _digest(_bytes(target)) not in (seen, _digest(content)):
                raise _error("exists.plan" if seen is None else "changed", target)
        _write(target, content)
    _remember(plan, target, content)


def extend_plan(path: AnyPath, plan: Plan, *, is_written: bool = True, **added: Iterable[Any]) -> tuple[str, str]:
    """Add values at the end of some lists of a plan's file, and keep the rest of the file as it is.

    ``plan`` is the plan that the file then holds, and the names of the lists are those of its fields. Returns the text
    before and after; with ``is_written`` false the file stays as it is. Raises `PlanError` with the code ``changed`` if
    somebody else has changed the file since the plan was loaded, or its layout cannot be extended.
    """
    from praksisplan.storage.appending import appended

    place = _path(path)
    format = _format_of(place)
    with _writing(_resolved(place)):
        content, target = _content(place)
        if _digest(content) != dict(plan._files).get(str(target)):
            raise _error("changed", target)
        before = decoded(content, place.name)
        after = appended(before, format, plan, **{name: tuple(values) for name, values in added.items()})
        if is_written:
            mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
            _write(target, written := mark + after.encode("utf-8"))
            _remember(plan, target, written)
    return before, after


def write_new(path: AnyPath, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file that is whole at every moment. A file that is there is kept, unless ``overwrite`` is true.

    A link in the place of the file is not followed, so that nothing is written outside the folder named. Raises
    `PlanError` where the file cannot be written.
    """
    place = _path(path)
    with _writing(place):
        if place.is_symlink() or place.is_dir():
            raise _error("not-a-file.link", place)
        if place.exists() and not overwrite:
            raise _error("exists", place)
        _write(place, content)


_TEMPORARY = ".praksisplan-"


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Hold the lock of a file's folder; what a writer left there that was killed is removed first."""
    from praksisplan.storage.locks import LOCK_FILE, locked

    with _telling("cannot-write", target):
        try:
            with locked(target.parent):
                for left in target.parent.glob(f"{_TEMPORARY}*.tmp"):
                    with suppress(OSError):  # that of another user
                        left.unlink()
                yield
        except TimeoutError:
            raise _error("busy", target, lock=LOCK_FILE) from None


def _write(target: Path, content: bytes) -> None:
    """Write a file so that it is never half-written: a temporary file beside it, synchronised, then moved."""
    import tempfile

    descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            os.fsync(file.fileno())
        os.replace(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
    with suppress(OSError):  # the file is whole; not every file system can synchronise a folder
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    """The mode bits that new files do not get; the system tells them only when they are set."""
    current = os.umask(0o077)
    os.umask(current)
    return current
