"""Is the installed wheel whole? Run by ``nox -s wheel`` in an environment that holds nothing but the wheel."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import praksisplan

SOURCES = Path(__file__).parents[2] / "src"
MADE = {"__pycache__"}


def main() -> None:
    """Compare the files with those of the sources, and ask the first questions."""
    files = {PurePosixPath(one) for one in distribution("praksisplan").files or ()}
    own = {one for one in files if not MADE.intersection(one.parts)}
    package = {one for one in own if one.parts[0] == "praksisplan"}
    expected = {
        PurePosixPath(one.relative_to(SOURCES).as_posix())
        for one in SOURCES.rglob("*")
        if one.is_file() and not MADE.intersection(one.parts)
    }
    assert package == expected, sorted(map(str, package ^ expected))
    assert PurePosixPath("praksisplan/py.typed") in package
    rest = {one for one in own - package if ".." not in one.parts}
    assert {one.parts[0] for one in rest} == {f"praksisplan-{praksisplan.__version__}.dist-info"}, rest
    assert {"LICENSE", "NOTICE"} <= {one.name for one in rest}
    assert SOURCES not in Path(praksisplan.__file__).parents

    for name in praksisplan.datasets.names():
        assert praksisplan.datasets.load(name).title
    for words, told in {
        ("--help",): "Kommandoer:",
        ("blocked",): "28 af 71 anbefalinger er blokeret",
        ("year-plan", "2017", "--format", "md"): "# Implementeringsplan 2017",
        ("status", "2016", "--format", "svg"): "<svg",
    }.items():
        command = [str(Path(sys.executable).with_name("praksisplan")), *words]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
        assert told in ran.stdout, (words, ran.stdout[:200])
    sys.stdout.write(f"{len(package)} files, {len(praksisplan.datasets.names())} plans\n")


if __name__ == "__main__":
    main()
