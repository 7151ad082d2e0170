"""The catalogue of sentences: every entry is used and has both languages with the fields that calls give."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import praksisplan
from praksisplan.errors import fault
from praksisplan.messages import FAULTS, FINDINGS
from praksisplan.model import Severity, finding

ROOT = Path(praksisplan.__file__).parent
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
MADE_BY = {"fault": FAULTS, "Refused": FAULTS, "finding": {code: words[1:] for code, words in FINDINGS.items()}}
NOT_FIELDS = {"nearest", "file", "is_final"}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def calls(maker: str) -> Iterator[tuple[str, ast.Call]]:
    for path, module in MODULES.items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == maker:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def codes(node: ast.expr) -> list[str]:
    """The codes that a call names; none where it is given another's."""
    if isinstance(node, ast.IfExp):
        return codes(node.body) + codes(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) else []


@pytest.mark.parametrize("maker", MADE_BY)
def test_every_call_names_a_code_of_the_catalogue_and_gives_its_fields(maker):
    catalogue, wrong = MADE_BY[maker], []
    for place, call in calls(maker):
        named = codes(call.args[0])
        unknown = [code for code in named if code not in catalogue]
        given = {keyword.arg for keyword in call.keywords} - NOT_FIELDS
        needed = {name for code in named if code not in unknown for name in fields(catalogue[code][0])}
        if unknown or (named and None not in given and given != needed):
            wrong.append((place, named, given ^ needed))
    assert wrong == []


@pytest.mark.parametrize("maker", MADE_BY)
def test_every_entry_is_used_and_has_both_languages_with_the_same_fields(maker):
    texts = {
        node.value
        for path, module in MODULES.items()
        if path.name != "messages.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for code, (danish, english) in MADE_BY[maker].items():
        assert code in texts, f"{code} is in the catalogue and never used"
        assert danish.strip(), code
        assert english.strip(), code
        assert fields(danish) == fields(english), code


def test_findings_have_a_severity_and_are_whole_sentences():
    for severity, *sentences in FINDINGS.values():
        assert Severity(severity).value == severity
        assert all(sentence.endswith(".") and not sentence[0].islower() for sentence in sentences)


def test_values_are_written_as_each_language_writes_them():
    found = finding("proposal-undecided.until", "29", status=praksisplan.Status.DEFERRED, until=2018)
    assert (found.danish, found.code) == (
        "Foreslået: udskudt til 2018; forslaget er ikke behandlet.",
        "proposal-undecided",
    )
    assert found.english == "Proposed: deferred to 2018; the proposal has not been decided."
    wrong = fault("wrong-type.text", "title", 3, 4, found=["x"], file="plan.yaml")
    assert wrong.text("da") == "plan.yaml, linje 3, kolonne 4: title: skal være tekst, men er […] [wrong-type]"
