"""The checks of the project: bare ``nox`` runs lint, types and tests."""

from __future__ import annotations

import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "tests"]
nox.options.error_on_external_run = True
nox.options.error_on_missing_interpreters = False  # a Python that is not here is skipped, and said to be

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
CONSTRAINTS = ("-c", "constraints.txt")


def _install(session: nox.Session, *groups: str, package: str = ".[all]") -> None:
    wanted = nox.project.dependency_groups(PYPROJECT, *groups)
    session.install(*CONSTRAINTS, "-e", package, *wanted)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, the layers of the house, and declared dependencies."""
    _install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")
    session.run("deptry", "src")


@nox.session
def types(session: nox.Session) -> None:
    """mypy strict and pyright, both clean on the sources."""
    _install(session, "types")
    session.run("mypy")
    session.run(
        "pyright", "--pythonpath", session.run("python", "-c", "import sys; print(sys.executable)", silent=True).strip()
    )


@nox.session
def tests(session: nox.Session) -> None:
    """The tests, with the newest dependencies of the constraints, on all cores; those of the solver's clock alone."""
    _install(session, "tests")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    timed = "tests/unit/scheduling/best"
    # the examples of a page are read in order, so each file stays on one core
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", f"--ignore={timed}")
    session.run("pytest", timed)


@nox.session(python=PYTHONS)
def pythons(session: nox.Session) -> None:
    """The tests on every Python that the project supports and that is here; a missing one is skipped."""
    _install(session, "tests")
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the archives, check what they say of themselves, and try the wheel where nothing else is installed."""
    _install(session, "wheel", package=".")
    folder = Path(session.create_tmp())
    for old in folder.glob("praksisplan-*"):
        old.unlink()
    session.run("python", "-m", "build", "--outdir", str(folder))
    session.run("twine", "check", "--strict", *map(str, sorted(folder.glob("praksisplan-*"))))
    session.run("python", "-m", "venv", "--clear", str(folder / "bare"))
    bare = str(folder / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    session.run(bare, "-m", "pip", "install", "--quiet", *map(str, folder.glob("*.whl")), external=True)
    session.run(bare, "tests/wheel/check.py", external=True)


@nox.session
def slow(session: nox.Session) -> None:
    """What takes longer than the tests may: the largest plans, and ten times the examples of every property."""
    _install(session, "tests")
    session.run(
        "pytest", "--numprocesses=auto", "--dist=loadfile", "--hypothesis-profile=slow", "-m", "slow or hypothesis"
    )


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests with attrs, cattrs and dateutil at their floors."""
    wanted = nox.project.dependency_groups(PYPROJECT, "tests")
    floors = ["attrs==25.4.0", "cattrs==25.3.0", "python-dateutil==2.9.0"]
    session.install("-e", ".[all]", *wanted, *floors)
    session.run("pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of the sources by all the tests: 100 %, each exclusion with a reason."""
    _install(session, "tests")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-m", "slow or not slow", *session.posargs)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation site, in ``site``, without warnings, and its tests, some of which need Chromium.

    `nox -s tests` runs the examples of the pages.
    """
    _install(session, "tests", "docs")
    session.run("sphinx-build", "--fail-on-warning", "--keep-going", "--fresh-env", "--builder", "html", "docs", "site")
    session.run("pytest", "tests/site", env={"PRAKSISPLAN_SITE": "site"})


@nox.session
def mpxj(session: nox.Session) -> None:
    """Files of Microsoft Project as MPXJ reads them, beside what the library reads and writes; needs Java."""
    _install(session, "tests", "mpxj")
    session.run("pytest", "tests/mpxj", "-o", "addopts=--import-mode=importlib", "-W", "default", *session.posargs)


@nox.session
def graphs(session: nox.Session) -> None:
    """The webs of waits as Graphviz and Mermaid read them; needs `dot`, and `npm` to fetch Mermaid."""
    _install(session, "tests")
    folder = session.create_tmp()
    session.run("npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "mermaid@11", "jsdom", external=True)
    session.run("pytest", "tests/unit/writing/test_graphs.py", env={"NODE_PATH": f"{folder}/node_modules"})


@nox.session(name="bench-scheduling")
def bench_scheduling(session: nox.Session) -> None:
    """The scheduler beside PyJobShop on the instances of PSPLIB in the folder named; prints a table."""
    _install(session, "bench-scheduling", package=".[optimize]")
    session.run("python", "tests/bench/scheduling.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """The benchmarks beside their peers; prints the ratios."""
    _install(session, "bench")
    session.run(
        "python",
        "-m",
        "pytest",
        "tests/bench",
        "--confcutdir=tests/bench",
        "--import-mode=prepend",
        "-o",
        "addopts=",
        "-s",
        *session.posargs,
    )
