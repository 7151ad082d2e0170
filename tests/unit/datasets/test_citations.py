"""Every bundled plan beside its document: what is cited stands there, and no sentence was taken over."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest

from praksisplan import Citation, Plan, check, datasets, dumps, loads
from tests.unit.datasets.documents import document_of

DOCUMENTS = {
    "hovedstaden-almen-2015-2019": "001_8377d7ddf2429fc5.txt",
    "hovedstaden-speciallaege-2013-2017": "000_c1af2ef811ffaa13.txt",
    "hovedstaden-speciallaege-2018-2021": "000_c1af2ef811ffaa13.txt",
    "hovedstaden-status-2023": "002_c35cb56286bd5127.txt",
    "midtjylland-almen-2021-2025": "003_3ce71dc4904d4466.txt",
}


def values(value: object, kind: type) -> Iterator[object]:
    """Every value of a kind in a plan."""
    if isinstance(value, kind):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from values(getattr(value, field.name), kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from values(item, kind)


@pytest.fixture(params=DOCUMENTS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return datasets.load(request.param)


def joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).replace("|", " ").split()).lower()


def test_every_bundled_plan_is_here() -> None:
    assert set(DOCUMENTS) == set(datasets.names())


def test_every_citation_stands_in_the_document(plan: Plan) -> None:
    document = document_of(DOCUMENTS[plan.id])
    elsewhere = {source.id for source in plan.sources if source.address}  # pages on when a body exists
    cited = [one for one in values(plan, Citation) if isinstance(one, Citation)]
    found = [one for one in cited if one.source not in elsewhere]
    assert found
    for citation in found:
        assert citation.line is not None
        last = citation.last_line or citation.line
        assert document[citation.line - 1].strip(), citation
        assert document[last - 1].strip(), citation
        text = joined(document[citation.line - 1 : last])
        whole = text.replace("- ", "")  # words broken at the end of a line
        assert citation.quote.lower() in text or citation.quote.lower() in whole, citation


def test_texts_are_not_the_document_s_sentences(plan: Plan) -> None:
    """No eight words in a row of a title, note or text stand there; names of bodies, sections and sources may."""
    text = joined(document_of(DOCUMENTS[plan.id]))
    told = attrs.evolve(plan, sources=(), bodies=(), sections=(), title="", other_titles=())
    quotes = {one.quote for one in values(plan, Citation) if isinstance(one, Citation)}
    for one in values(told, str):
        words = str(one).lower().split()
        if one not in quotes:
            for first in range(len(words) - 7):
                assert " ".join(words[first : first + 8]) not in text, one


def test_file_is_canonical(plan: Plan) -> None:
    assert loads(dumps(plan)) == plan


def test_no_plan_but_the_first_has_findings(plan: Plan) -> None:
    assert bool(check(plan)) is (plan.id == "hovedstaden-almen-2015-2019")
