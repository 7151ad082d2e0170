"""Named values: every enumeration carries its words, is found by them, and suggests what was meant."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import praksisplan
from praksisplan import PlanError, Standing, Status
from praksisplan.terms import Term

for _module in pkgutil.walk_packages(praksisplan.__path__, "praksisplan."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)
KINDS = sorted(Term.__subclasses__(), key=lambda kind: kind.__name__)


class Signal(Term):
    """Two members that share a word."""

    GO = "go", "grøn", "light"
    STOP = "stop", "rød", "light"


def test_there_are_kinds():
    assert {"Status", "Standing", "Verdict", "Certainty", "SolveStatus"} <= {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_member_is_found_by_its_slug_and_by_its_labels(kind):
    for member in kind:
        assert member.value.isascii()
        for word in (member.value, member.label(), member.label("en")):
            assert word.strip()
            for written in (word, word.upper(), f"  {word} "):
                assert kind(written) is member


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_member_is_no_text_and_equals_no_other(kind):
    for member in kind:
        assert member != member.value
        assert [other for one in KINDS for other in one if other == member] == [member]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_words_that_are_suggested_are_taken_by_no_member(kind):
    for member in kind:
        for word in member.akin:
            with pytest.raises(PlanError) as error:
                kind(word)
            assert error.value.faults[0].nearest == (member.value,)


@pytest.mark.parametrize(
    ("kind", "word", "nearest"),
    [
        (Status, "postponed", ("deferred",)),
        (Status, "Put  off", ("deferred",)),
        (Status, "done", ("completed",)),
        (Status, "in progress", ("ongoing",)),
        (Status, "dropped", ("cancelled",)),
        (Status, "defered", ("deferred",)),
        (Status, "udskud", ("deferred",)),
        (Standing, "proposedd", ("proposed",)),
        (Standing, "xyz", ()),
        (Signal, "light", ("go", "stop")),
    ],
)
def test_what_was_meant_is_suggested(kind, word, nearest):
    with pytest.raises(PlanError) as error:
        kind(word)
    (fault,) = error.value.faults
    assert (fault.code, fault.nearest) == ("unknown-word", nearest)
    assert repr(word) in fault.message


def test_each_language_suggests_its_own_words():
    with pytest.raises(PlanError) as error:
        Status("afslutet")
    (fault,) = error.value.faults
    assert fault.text("da").endswith("(mente du »afsluttet«?) [unknown-word]")
    assert fault.text("en").endswith("(did you mean 'completed'?) [unknown-word]")


@pytest.mark.parametrize("value", [None, 1, True, b"ongoing", ["ongoing"], object(), Standing.PROPOSED])
def test_what_is_no_word_is_refused(value):
    with pytest.raises(PlanError) as error:
        Status(value)
    (fault,) = error.value.faults
    assert fault.code == "wrong-type"
    assert "expected one of not_started, " in fault.message
    assert "skal være en af ikke igangsat, " in fault.danish
