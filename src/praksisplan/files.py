"""A user's files: plans read and written, documents written. The only module that touches a user's disk."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import attrs

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.formats import Format, dumps, loads
from praksisplan.model import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from praksisplan.reports.document import Document

__all__ = ["SUFFIXES", "decoded", "load_plan", "plans_in", "read_text", "save_document", "save_plan"]

SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
"""The format that each suffix of a file stands for."""

_last_seen: dict[Path, int] = {}
"""The hash of the content of each file as this process last read or wrote it."""

_FAILURES = (OSError, ValueError, RuntimeError)
"""What a file system raises: trouble with the disk, a name that cannot be, a ring of links."""


def _path(path: str | os.PathLike[str]) -> Path:
    from pathlib import Path

    if not isinstance(path, (str, os.PathLike)):
        raise PlanError(
            Fault(
                "wrong-type", "path", f"expected a path, found {shown(path)}", f"der skulle stå en sti: {shown(path)}"
            )
        )
    return Path(path)


def _fault(code: str, path: Path, english: str, danish: str) -> PlanError:
    name = shown(path.name)
    return PlanError(Fault(code, "path", f"{name}: {english}", f"{name}: {danish}"))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _failed(code: str, path: Path, error: Exception) -> PlanError:
    reason = _reason(error)
    english, danish = ("written", "skrives") if code == "cannot-write" else ("read", "læses")
    return _fault(code, path, f"cannot be {english}: {reason}", f"kan ikke {danish}: {reason}")


def _format_of(path: Path) -> Format:
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise _fault(
            "unknown-format",
            path,
            "the name must end in .json, .yaml or .yml",
            "navnet skal ende på .json, .yaml eller .yml",
        )
    return found


def load_plan(path: str | os.PathLike[str]) -> Plan:
    """The plan in a file; its suffix says the format. A byte order mark is accepted.

    Raises one `PlanError` with every fault, also where the file cannot be read or is not UTF-8.
    """
    place = _path(path)
    format = _format_of(place)
    content, target = _content(place)
    text = decoded(content, place.name)
    try:
        plan = loads(text, format)
    except PlanError as error:
        raise PlanError(*(attrs.evolve(fault, file=place.name) for fault in error.faults)) from None
    _last_seen[target] = hash(content)
    return plan


def read_text(path: str | os.PathLike[str]) -> tuple[str, Format]:
    """The text of a file in JSON or YAML, and the format that its suffix says. A byte order mark is accepted.

    Raises `PlanError` where the file cannot be read or is not UTF-8.
    """
    place = _path(path)
    format = _format_of(place)
    return decoded(_content(place)[0], place.name), format


def decoded(content: bytes, name: str = "") -> str:
    """The text that bytes hold in UTF-8; a `PlanError` that says where, if they are not UTF-8.

    >>> decoded("på".encode("latin-1"), "facts.json")
    Traceback (most recent call last):
    ...
    praksisplan.errors.PlanError: facts.json, line 1, column 2: $: this is not UTF-8 text; save it as UTF-8 [not-utf-8]
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError(
            Fault(
                "not-utf-8",
                "$",
                "this is not UTF-8 text; save it as UTF-8",
                "dette er ikke UTF-8-tekst; gem det som UTF-8",
                line,
                error.start - content.rfind(b"\n", 0, error.start),
                file=name,
            )
        ) from None


def _content(place: Path) -> tuple[bytes, Path]:
    """What a file holds, and where it lies behind links."""
    try:
        return place.read_bytes(), place.resolve()
    except _FAILURES as error:
        raise _failed("cannot-read", place, error) from None


def plans_in(folder: str | os.PathLike[str]) -> dict[str, Path]:
    """The files of a folder that hold plans, by name; a `PlanError` where two files have one name."""
    from pathlib import Path

    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except (*_FAILURES, TypeError) as error:
        raise PlanError(
            Fault(
                "cannot-read",
                "folder",
                f"the folder {shown(folder)} cannot be read: {_reason(error)}",
                f"mappen {shown(folder)} kan ikke læses: {_reason(error)}",
            )
        ) from None
    found: dict[str, Path] = {}
    for path in paths:
        if path.stem in found:
            raise PlanError(
                Fault(
                    "duplicate-plan",
                    "folder",
                    f"{shown(found[path.stem].name)} and {shown(path.name)} have one name; rename one",
                    f"{shown(found[path.stem].name)} og {shown(path.name)} har samme navn; omdøb den ene",
                )
            )
        found[path.stem] = path
    return found


def save_plan(plan: Plan, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Write a plan to a file; its suffix says the format. The file is whole at every moment, old or new.

    A file that was changed since this process loaded or saved it, or that it never read, is not overwritten: that is a
    `PlanError`, unless ``overwrite`` is true.
    """
    place = _path(path)
    text = dumps(plan, _format_of(place))
    try:
        target = place.resolve()
        now = hash(target.read_bytes()) if target.exists() else None
    except _FAILURES as error:
        raise _failed("cannot-write", place, error) from None
    if now is not None and not overwrite:
        _refuse_changed(target, now)
    content = text.encode("utf-8")
    _write(target, content)
    _last_seen[target] = hash(content)


def _refuse_changed(target: Path, now: int) -> None:
    seen = _last_seen.get(target)
    if seen is None:
        raise _fault(
            "exists",
            target,
            "exists and was not loaded; load it first, or save with overwrite=True",
            "findes og er ikke indlæst; indlæs den først, eller gem med overwrite=True",
        )
    if seen != now:
        raise _fault(
            "changed",
            target,
            "was changed by somebody else since it was loaded; load it again and repeat the change",
            "er ændret af andre, siden den blev indlæst; indlæs den igen, og gentag ændringen",
        )


def save_document(document: Document, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Write a document to a file; its suffix says the format: .md, .html, .docx, .xlsx, .svg, .csv or .json.

    Word needs the extra ``word``, Excel ``excel``. The file is whole at every moment. A file that is there is kept,
    unless ``overwrite`` is true; a link in the place of the file is not followed, so that nothing is written outside
    the folder named.

    Raises `PlanError` for another suffix, for .svg where the document has nothing to draw, and where the file cannot be
    written.
    """
    from praksisplan.formats.documents import FORMATS, render

    place = _path(path)
    format = place.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        known = ", ".join(f".{one}" for one in FORMATS)
        raise _fault(
            "unknown-format", place, f"the name must end in one of {known}", f"navnet skal ende på en af {known}"
        )
    try:
        is_there, is_link, is_folder = place.exists(), place.is_symlink(), place.is_dir()
    except _FAILURES as error:
        raise _failed("cannot-write", place, error) from None
    if is_link or is_folder:
        raise _fault(
            "not-a-file",
            place,
            "is a link or a folder; name a file of its own",
            "er et link eller en mappe; angiv en fil for sig",
        )
    if is_there and not overwrite:
        raise _fault(
            "exists",
            place,
            "exists and is kept; choose another name, or overwrite it (--force)",
            "findes allerede og er ikke ændret; vælg et andet navn, eller overskriv den (--force)",
        )
    _write(place, render(document, format))


def _write(target: Path, content: bytes) -> None:
    """Write a file so that it is never half-written: a temporary file beside it, synchronised, then moved."""
    import tempfile

    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".praksisplan-", suffix=".tmp", dir=target.parent)
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(temporary, target)
        temporary = ""
    except _FAILURES as error:
        raise _failed("cannot-write", target, error) from None
    finally:
        if temporary:
            os.unlink(temporary)
    with suppress(OSError):  # the file is whole; not every file system can synchronise a folder
        _sync_folder(target.parent)


def _umask() -> int:
    """The mode bits that new files do not get; the system tells them only when they are set."""
    current = os.umask(0o077)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
