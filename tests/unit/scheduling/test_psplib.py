"""Problems of PSPLIB: the format on a text written by hand, and the sample with the best known lengths."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from praksisplan import PlanError
from praksisplan.formats.psplib import read_psplib
from praksisplan.scheduling import Demand, Item, Lag, Supply, place, verify_schedule

TINY = """\
**********************************
jobs (incl. supersource/sink ):  4
horizon                       :  9
**********************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
**********************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
----------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     2       1    4
  4      1     0       0    0
**********************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    4
**********************************
"""


def test_a_tiny_problem():
    problem = read_psplib(TINY)
    assert problem.horizon == 6  # the last job, of no length, starts in a unit too
    assert problem.items == (
        Item("1", 0),
        Item("2", 3, needs=(Demand("R1", 2),), lags=(Lag("1"),)),
        Item("3", 2, needs=(Demand("R1", 1), Demand("R2", 4)), lags=(Lag("1"),)),
        Item("4", 0, lags=(Lag("2"), Lag("3"))),
    )
    assert problem.supplies == (Supply("R1", ((0, 2),)), Supply("R2", ((0, 4),)))
    found = place(problem)
    assert (found.length, found.unplaced) == (5, ())  # 2 + 1 units of R1 do not go together


def test_no_work_at_all_has_a_horizon_too():
    text = TINY.replace("1     3       2    0", "1     0       0    0").replace("1     2       1    4", "1 0 0 0")
    assert read_psplib(text).horizon == 1


def test_windows_line_ends_and_a_file_without_its_last_line():
    assert read_psplib(TINY.replace("\n", "\r\n")) == read_psplib(TINY)
    assert read_psplib(TINY[: TINY.rindex("***")].rstrip("* \n")) == read_psplib(TINY)
    assert read_psplib(
        TINY.replace("    2    4\n**********************************\n", "    2    4\n\n")
    ) == read_psplib(TINY)


def refused(text):
    with pytest.raises(PlanError) as raised:
        read_psplib(text)
    (fault,) = raised.value.faults
    assert fault.message
    assert fault.danish
    assert fault.message != fault.danish
    return fault


@pytest.mark.parametrize("text", [None, b"", 3, [TINY]])
def test_what_is_no_text(text):
    assert refused(text).code == "wrong-type"


@pytest.mark.parametrize("heading", ["PRECEDENCE RELATIONS", "REQUESTS/DURATIONS", "RESOURCEAVAILABILITIES"])
def test_a_part_that_is_missing(heading):
    fault = refused(TINY.replace(heading, "SOMETHING"))
    assert (fault.code, fault.line) == ("not-psplib", 1)
    assert heading in fault.message
    assert heading in fault.danish
    assert refused("").code == "not-psplib"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("   2        1          1           4", "   2        1          x           4", 8),
        ("  3      1     2       1    4", "  3      1     2       1    -4", 17),
        ("  3      1     2       1    4", "  3      1     2.5     1    4", 17),
        ("  3      1     2       1    4", "  3      1     nan     1    4", 17),
        ("    2    4\n", "    2    inf\n", 22),
    ],
)
def test_what_is_no_whole_number_is_told_with_its_line(old, new, line):
    assert old in TINY
    fault = refused(TINY.replace(old, new))
    assert (fault.code, fault.line) == ("not-psplib", line)
    assert new.split()[-1] in fault.message or "'" in fault.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("   4        1          0\n", ""),  # a job of the durations without its row of precedences
        ("  4      1     0       0    0\n", ""),
        ("   1        1          2           2   3", "   1        1          2           2   9"),
        ("    2    4\n", "    2    4\n    2    4\n"),
        ("    2    4\n", ""),
    ],
)
def test_parts_that_do_not_hang_together(old, new):
    assert old in TINY
    assert refused(TINY.replace(old, new)).code == "not-psplib"


@pytest.mark.parametrize("row", ["   4        1          0\n", "  4      1     0       0    0\n"])
def test_a_job_that_stands_twice(row):
    assert row in TINY
    assert "twice" in refused(TINY.replace(row, row * 2)).message


def test_a_job_without_a_length():
    assert refused(TINY.replace("  3      1     2       1    4", "  3      1")).code == "not-psplib"


def test_a_number_of_very_many_digits():
    assert refused(TINY.replace("    2    4\n", f"    2    {'9' * 5000}\n")).code == "not-psplib"


@pytest.mark.parametrize("row", ["  3      1     2       3    4", "  3      1     2       1    4    1"])
def test_a_need_that_no_resource_carries(row):
    """Above what is there, and of a resource that is not there."""
    with pytest.raises(PlanError) as raised:
        read_psplib(TINY.replace("  3      1     2       1    4", row))
    assert {fault.code for fault in raised.value.faults} <= {"too-much", "unknown-body", "not-psplib"}


# --- the sample


def sample():
    """The folder of the sample, ``None`` where it is not named."""
    corpus = os.environ.get("PRAKSISPLAN_CORPUS")
    folder = None if corpus is None else Path(corpus).parent / "psplib"
    return folder if folder is not None and (folder / "best_known.csv").is_file() else None


def best_known():
    folder = sample()
    if folder is None:
        return {}
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        return {row["instance"]: int(row["best_known_makespan"]) for row in csv.DictReader(file)}


NEEDS_SAMPLE = pytest.mark.skipif(
    sample() is None, reason="no folder psplib beside the corpus; name the corpus in PRAKSISPLAN_CORPUS"
)


@NEEDS_SAMPLE
def test_the_sample_is_whole():
    assert len(best_known()) == 52
    assert sorted(best_known()) == sorted(path.stem for path in sample().glob("*.sm"))


@NEEDS_SAMPLE
@pytest.mark.parametrize("name", sorted(best_known()))
def test_no_instance_is_shorter_than_the_best_known(name):
    problem = read_psplib((sample() / f"{name}.sm").read_text(encoding="utf-8"))
    assert len(problem.items) == (120 if name.startswith("j120") else int(name[1:3])) + 2
    found = place(problem)
    assert verify_schedule(found) == ()
    assert found.unplaced == ()
    assert 0 < found.bound <= best_known()[name] <= found.length <= problem.horizon


def test_a_line_of_dashes_within_a_part():
    dashed = TINY.replace("  R 1  R 2\n    2    4\n", "  R 1  R 2\n------------\n    2    4\n")
    assert dashed != TINY
    assert read_psplib(dashed) == read_psplib(TINY)
