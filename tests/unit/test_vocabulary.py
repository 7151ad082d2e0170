"""Danish and English words of every named value, both ways."""

from __future__ import annotations

import datetime
from enum import Enum
from functools import partial

import pytest

from praksisplan import PlanError, Standing, Status, blocked, check, forecast, overdue, ready, releases, state_at, why
from praksisplan.answers.headings import heading
from praksisplan.answers.phrases import phrase
from praksisplan.answers.words import day_words
from praksisplan.model import Anchor, BodyKind, EventKind, Matter, Outcome, PracticeArea
from tests.unit.rules.plans import AS_OF, CITED, plan_of, promised, said

KINDS = (Anchor, BodyKind, EventKind, Matter, Outcome, PracticeArea, Standing, Status)
VALUES = [value for kind in KINDS for value in kind]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_value_has_words_in_both_languages_and_is_found_by_them(value):
    for word in (value.label(), value.label("en"), value.value):
        assert word.strip()
        for written in (word, word.upper(), f"  {word.title()} "):
            assert type(value)(written) is value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_two_values_of_a_kind_share_a_word(kind, lang):
    assert len({value.label(lang).casefold() for value in kind}) == len(kind)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_values_of_two_kinds_never_meet(value):
    assert not isinstance(value, str)
    assert value != value.value
    assert [other for other in VALUES if other == value] == [value]
    assert isinstance(value, Enum)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Status.PERMANENT, "igangværende og vedvarende", "ongoing and permanent"),
        (Status.DEFERRED, "udskudt", "deferred"),
        (Status.AWAITING, "afventer", "awaiting"),
        (Standing.PROPOSED, "foreslået", "proposed"),
        (Standing.REPORTED, "oplyst", "reported"),
        (Standing.PROVISIONAL, "foreløbigt", "provisional"),
        (Standing.DECIDED, "besluttet", "decided"),
        (PracticeArea.GENERAL_PRACTICE, "almen praksis", "general practice"),
    ],
)
def test_the_words_of_the_field(value, danish, english):
    assert (value.label(), value.label("en")) == (danish, english)


@pytest.mark.parametrize(
    ("kind", "word", "nearest"), [(Status, "igangvaerende", "igangværende"), (Standing, "beslutet", "besluttet")]
)
def test_an_unknown_word_is_refused_with_the_nearest(kind, word, nearest):
    with pytest.raises(PlanError) as error:
        kind(word)
    (fault,) = error.value.faults
    assert fault.code == "unknown-word"
    assert (fault.nearest, fault.nearest_danish) == ((kind(nearest).value,), (nearest,))
    assert repr(word) in fault.message


@pytest.mark.parametrize(
    ("day", "danish", "english"),
    [
        (datetime.date(2017, 1, 15), "15. januar 2017", "15 January 2017"),
        (datetime.date(2016, 5, 1), "1. maj 2016", "1 May 2016"),
        (datetime.date(2199, 12, 31), "31. december 2199", "31 December 2199"),
        (None, "ukendt", "unknown"),
    ],
)
def test_days_in_words(day, danish, english):
    assert (day_words(day), day_words(day, "en")) == (danish, english)


def test_headings_and_phrases():
    assert (heading("awaits"), heading("awaits", "en")) == ("afventer", "awaits")
    assert (phrase("unknown"), phrase("unknown", "en")) == ("ukendt", "unknown")


PLAN = plan_of(said(1, awaits=["e"], status=Status.AWAITING), promised("e", "2016"))


ANSWERS = [rule(PLAN, as_of=AS_OF) for rule in (blocked, forecast, overdue, ready, state_at)]


@pytest.mark.parametrize(
    "tell",
    [
        Status.ONGOING.label,
        partial(heading, "awaits"),
        partial(phrase, "unknown"),
        partial(day_words, AS_OF),
        partial(day_words, None),
        *(answer.text for answer in ANSWERS),
        *(answer.cells for answer in ANSWERS),
        releases(PLAN, "g", as_of=AS_OF).text,
        why(PLAN, 1, as_of=AS_OF).text,
        blocked(PLAN, as_of=AS_OF)[1].expected.text,
        check(PLAN, as_of=AS_OF)[0].text,
        CITED[0].text,
    ],
)
@pytest.mark.parametrize("lang", ["fr", "DA", None])
def test_an_unknown_language_is_refused(tell, lang):
    with pytest.raises(PlanError) as error:
        tell(lang)
    assert error.value.faults[0].code == "unknown-language"
