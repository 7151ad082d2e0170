"""What every ruling owes: it cites what decides it, and says what is missing where a figure is not known."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
import tomllib
from fractions import Fraction
from pathlib import Path
from string import Formatter

import attrs
import pytest

from praksisplan.capacity import (
    ChoiceReason,
    Clinic,
    ClinicKind,
    DatedValue,
    LegalSource,
    SourceGrade,
    Verdict,
    default_figures,
    may_choose_anew_after_move,
    may_choose_clinic,
    questions,
)
from praksisplan.capacity.engine import Ask
from praksisplan.capacity.figures import Figure, Figures
from praksisplan.capacity.reference import weakest_grade
from praksisplan.testing import run_scenarios

FOLDER = Path(__file__).parents[2] / "scenarios"
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
NOW = datetime.date(2024, 1, 1)


# --- every question, by the scenarios -----------------------------------------------------------------------------


def _asked():
    """Every question of the scenarios as it is asked: the name, and the arguments by name."""
    found = []

    def recording(question):
        @functools.wraps(question.function)
        def answer(**given):
            ruling = question.function(**given)
            found.append((question.name, given, ruling))
            return ruling

        return attrs.evolve(question, function=answer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questions, "QUESTIONS", {name: recording(one) for name, one in questions.QUESTIONS.items()})
        run_scenarios(FOLDER)
    return found


ASKED = _asked()


def figures_of(question, given):
    """The figures that a question looks up, by name and of what, that are known."""
    found = {}
    at = Figures.at

    def recording(self, name, *, on, of=""):
        one = at(self, name, on=on, of=of)
        if isinstance(one, Figure):
            found[name, of] = None
        return one

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figures, "at", recording)
        questions.QUESTIONS[question].function(**given)
    return list(found)


def without(figures, name, of):
    """The figures, but for one that nobody knows."""
    left = tuple(
        attrs.evolve(one, values=tuple(dated for dated in one.values if dated.of != of)) if one.name == name else one
        for one in figures.series
    )
    own = tuple((other, dated) for other, dated in figures.own if (other, dated.of) != (name, of))
    return attrs.evolve(figures, series=left, own=own)


def codes(ruling):
    return [one.code for one in ruling.reasons]


@pytest.mark.parametrize("question", questions.QUESTIONS)
def test_a_ruling_cites_each_figure_that_decides_and_names_the_one_that_is_not_known(question):
    cases = [(given, ruling) for name, given, ruling in ASKED if name == question]
    assert len(cases) > 1
    looked_up = 0
    for given, ruling in cases:
        for name, of in figures_of(question, given):
            looked_up += 1
            blind = questions.QUESTIONS[question].function(**{**given, "figures": without(given["figures"], name, of)})
            if blind == ruling:
                continue
            told = f"{ruling} without {name} {of}: {blind}"
            assert (name, of) not in [(one.name, one.dated.of) for one in blind.figures], told
            is_told = blind.verdict is UNKNOWN and f"unknown:{name}" in codes(blind)
            assert is_told or name in [one.name for one in ruling.figures] or ruling.verdict is UNKNOWN, told
    assert looked_up or question in ("may_run_full_time", "is_threatened")


@pytest.mark.parametrize("question", questions.QUESTIONS)
def test_yes_and_no_have_a_reason_and_a_source_and_unknown_says_what_is_missing(question):
    for name, _, ruling in ASKED:
        if name != question:
            continue
        assert ruling.reasons
        if ruling.verdict is UNKNOWN:
            assert any(code.startswith(("missing:", "unknown:")) for code in codes(ruling)), str(ruling)
        else:
            assert not any(code.startswith(("missing:", "unknown:")) for code in codes(ruling)), str(ruling)
            assert ruling.citations, str(ruling)
            assert all(one.title for one in ruling.citations)
            assert weakest_grade(ruling), str(ruling)
        sources = [one.dated.source for one in ruling.figures]
        assert set(sources) <= set(ruling.citations)
        assert len(set(ruling.citations)) == len(ruling.citations)


# --- what a question declares -------------------------------------------------------------------------------------

BESIDE = Path(questions.__file__).parent


def test_a_question_looks_up_no_figure_that_it_does_not_declare():
    ask = Ask(questions.QUESTIONS["coverage"], NOW, default_figures())
    assert ask.figure("gp.norm_per_capacity").value == 1600
    with pytest.raises(LookupError, match=re.escape("coverage uses gp.supplement without declaring it")):
        ask.figure("gp.supplement")


def test_a_reason_without_a_sentence_tells_where_it_belongs():
    ask = Ask(questions.QUESTIONS["coverage"], NOW, default_figures())
    wanted = "neither [coverage] in areas.toml nor shared.toml has a sentence for 'missing:shoes'"
    with pytest.raises(LookupError, match=re.escape(wanted)):
        ask.lacking("shoes")


def test_every_figure_that_a_question_declares_exists():
    for one in questions.QUESTIONS.values():
        assert one.rules, one
        assert repr(one) == f"<Question {one.name}>"
        assert all(default_figures()[name].name == name for name in one.figures)


def test_every_question_has_its_sentences_beside_it_with_the_same_fields_in_both_languages():
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in BESIDE.glob("*.toml")}
    shared = tables.pop("shared")
    homes = {name: one.function.__module__.rpartition(".")[2] for name, one in questions.QUESTIONS.items()}
    assert {name: home for home, table in tables.items() for name in table} == homes
    for sentences in (shared, *(one for table in tables.values() for one in table.values())):
        for code, sentence in sentences.items():
            danish, english = sentences[sentence] if isinstance(sentence, str) else sentence
            fields = [{field for _, field, _, _ in Formatter().parse(words) if field} for words in (danish, english)]
            assert fields[0] == fields[1], code


# --- choosing a clinic: each branch has its own source ------------------------------------------------------------

CONSENT_BEYOND, LISTED_CASES, MAY_REFUSE = "22sfp72", "20sfp14", "vaccineinfo"


def sources(is_beyond, is_open, consent):
    """Decision 22SFP72 on free choice and on consent beyond the limit, 20SFP14 on the listed cases of a closed list
    within it, and the rules of 2009 on a doctor who may say no beyond it."""
    if is_open:
        return (
            {CONSENT_BEYOND} if not is_beyond else {MAY_REFUSE} | ({CONSENT_BEYOND} if consent is not False else set())
        )
    return {CONSENT_BEYOND} if is_beyond else {LISTED_CASES}


def own_sources(ruling):
    """The decisions that a ruling cites beside the sources of its figures."""
    words = (CONSENT_BEYOND, LISTED_CASES, MAY_REFUSE)
    figures = {one.dated.source for one in ruling.figures}
    return {word for one in ruling.citations for word in words if one not in figures and word in one.address}


@pytest.mark.parametrize("reasons", [(), (ChoiceReason.PARTNER_OF_PATIENT,)], ids=["no-reason", "reason"])
@pytest.mark.parametrize("consent", [True, False, None])
@pytest.mark.parametrize("is_open", [True, False, None])
@pytest.mark.parametrize(("distance", "beyond"), [(8, [False]), (20, [True]), (None, [True, False])])
def test_a_choice_cites_the_rules_of_the_cases_that_it_may_be(distance, beyond, is_open, consent, reasons):
    ruling = may_choose_clinic(
        Clinic("k", ClinicKind.SOLO, is_open=is_open), distance, "Odense", consent, reasons, on=NOW
    )
    opens = [True, False] if is_open is None else [is_open]
    possible = set().union(*(sources(far, one, consent) for far, one in itertools.product(beyond, opens)))
    is_known = distance is not None and is_open is not None
    if ruling.verdict is not UNKNOWN or is_known:
        assert own_sources(ruling)
        assert own_sources(ruling) == possible if is_known else own_sources(ruling) >= possible
    else:
        assert codes(ruling)[0] in ("missing:distance_km", "missing:is_open")


def test_where_no_municipality_is_told_both_limits_have_to_be_known():
    """Consent is enough beyond the limit: 20 km is beyond 15 and 5, but beyond 15 alone says nothing."""
    clinic = Clinic("k", ClinicKind.SOLO, is_open=False)
    assert may_choose_clinic(clinic, 20, "", True, on=NOW).verdict is YES
    one_limit = without(default_figures(), "choice.distance", "hovedstadsområdet")
    blind = may_choose_clinic(clinic, 20, "", True, on=NOW, figures=one_limit)
    assert (blind.verdict, codes(blind)) == (UNKNOWN, ["missing:municipality"])


@pytest.mark.parametrize("distance", [8, 20])
def test_the_rule_on_choosing_anew_is_cited_beside_a_limit_of_ones_own(distance):
    own = DatedValue(NOW, LegalSource("Regionens egen aftale"), SourceGrade.B, NOW, value=Fraction(10))
    figures = default_figures().with_values({"choice.distance": own})
    ruling = may_choose_anew_after_move(distance, "Odense", on=NOW, figures=figures)
    assert ruling.verdict is (YES if distance > 10 else NO)
    assert {"Regionens egen aftale", "Slagelse Kommune, Valg af læge"} <= {one.title for one in ruling.citations}
