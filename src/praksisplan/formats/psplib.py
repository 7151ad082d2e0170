"""Project scheduling problems of PSPLIB (single mode, ``.sm``) -> problems.

Source of the format: Kolisch and Sprecher (1996), PSPLIB, a project scheduling problem library.
"""

from __future__ import annotations

import re
from typing import NoReturn

from praksisplan.errors import Fault, PlanError, shown
from praksisplan.scheduling import Demand, Item, Lag, Problem, Supply

__all__ = ["read_psplib"]


def read_psplib(text: str) -> Problem:
    """The problem that a file of PSPLIB holds; the horizon is one unit more than all lengths, so that everything fits.

    Jobs are items named by their numbers, the first and the last of no length; resources are the bodies ``R1``,
    ``R2`` and so on. Raises `PlanError` with the line of what cannot be read.
    """
    if type(text) is not str:
        raise PlanError(
            Fault("wrong-type", "text", f"expected text, found {shown(text)}", f"der skulle stå tekst: {shown(text)}")
        )
    lines = text.splitlines()
    precedences = _rows(lines, "PRECEDENCE RELATIONS", 1, least=3)
    requests = _rows(lines, "REQUESTS/DURATIONS", 2, least=3)
    rows = _rows(lines, "RESOURCEAVAILABILITIES", 1, least=1)
    successors = {row[0]: row[3:] for row in precedences}
    work = {row[0]: row[2:] for row in requests}
    if len(successors) < len(precedences) or len(work) < len(requests):
        _refuse(1, "a job stands twice", "en opgave står to gange")
    if successors.keys() != work.keys() or len(rows) != 1 or not work:
        _refuse(
            1, "the jobs of the precedences and of the durations differ", "opgaverne i filens to dele er forskellige"
        )
    before: dict[int, list[int]] = {job: [] for job in successors}
    for job, following in successors.items():
        for other in following:
            if other not in before:
                _refuse(
                    1, f"job {job} has the unknown successor {other}", f"opgave {job} har ukendt efterfølger {other}"
                )
            before[other].append(job)
    items = tuple(
        Item(
            str(job),
            length,
            needs=tuple(Demand(f"R{place}", amount) for place, amount in enumerate(amounts, 1) if amount),
            lags=tuple(Lag(str(other)) for other in before[job]),
        )
        for job, (length, *amounts) in work.items()
    )
    supplies = tuple(Supply(f"R{place}", ((0, amount),)) for place, amount in enumerate(rows[0], 1))
    return Problem(sum(item.length or 0 for item in items) + 1, items, supplies)


def _rows(lines: list[str], heading: str, skipped: int, least: int) -> list[list[int]]:
    """The rows of whole numbers under a heading, up to the next line of stars."""
    first = next((place for place, line in enumerate(lines) if line.startswith(heading)), None)
    if first is None:
        _refuse(1, f"the part {heading} is missing", f"delen {heading} mangler")
    rows = []
    for place in range(first + 1 + skipped, len(lines)):
        line = lines[place].strip()
        if not line or line.startswith("*"):
            break
        if line.startswith("--"):
            continue
        if not re.fullmatch(r"\d{1,9}(?:\s+\d{1,9})*", line) or len(line.split()) < least:
            _refuse(
                place + 1, f"expected whole numbers, found {shown(line)}", f"der skulle stå hele tal: {shown(line)}"
            )
        rows.append([int(word) for word in line.split()])
    return rows


def _refuse(line: int, english: str, danish: str) -> NoReturn:
    raise PlanError(Fault("not-psplib", "$", english, danish, line, 1))
