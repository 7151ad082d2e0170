"""Why: the tree of reasons, and how it is drawn."""

from __future__ import annotations

import pytest

import praksisplan as pp
from praksisplan import Citation, PlanError, Status, why
from praksisplan.model import Outcome
from tests.unit.rules.plans import AS_OF, day, plan_of, promised, said, wait

LATTICE = plan_of(
    said(1, status=Status.AWAITING, awaits=[2, 3], citations=(Citation("ip2017", line=1),)),
    said(2, awaits=[4], citations=(Citation("ip2017", line=2),)),
    said(3, awaits=[4, "e"], citations=(Citation("ip2017", line=3),)),
    said(4, status=Status.ONGOING, awaits=["f"], citations=(Citation("ip2017", line=4),)),
    promised("f", "1. kvartal 2017", citations=(Citation("ip2017", line=5),)),
)


def shape(plan, number, **dates):
    return [(one.depth, one.target.id) for one in why(plan, number, **({"as_of": AS_OF} | dates)).reasons]


def test_the_tree_goes_down_to_the_roots_and_tells_what_is_shared_once():
    told = why(LATTICE, 1, as_of=AS_OF)
    assert [(one.depth, one.target.kind.value, one.target.id, one.repeated) for one in told.reasons] == [
        (0, "recommendation", "1", False),
        (1, "recommendation", "2", False),
        (2, "recommendation", "4", False),
        (3, "event", "f", False),
        (1, "recommendation", "3", False),
        (2, "recommendation", "4", True),
        (2, "event", "e", False),
    ]
    assert [one.target.id for one in told.roots] == ["f", "e"]
    assert not any(one.circular for one in told.reasons)


def test_every_node_tells_its_wait_and_its_source():
    told = why(LATTICE, "1", as_of=AS_OF)
    top, second, fourth, event = told.reasons[:4]
    assert (top.status, top.title, top.wait) == (Status.AWAITING, "Titel 1", None)
    assert [[citation.line for citation in one.citations] for one in told.reasons] == [
        [1],
        [1],
        [2],
        [4, 5],
        [1],
        [3],
        [3],
    ]
    assert (second.wait.outcome, second.wait.since, second.status) == (Outcome.COMPLETION, day("2016-12-31"), None)
    assert fourth.status is Status.ONGOING
    assert (event.title, str(event.wait.expected), event.wait.overdue, event.wait.missing) == (
        "Begivenhed f",
        "1. kvartal 2017",
        False,
        False,
    )
    assert (told.number, told.as_of, told.known_at) == ("1", AS_OF, AS_OF)


@pytest.mark.parametrize(
    ("log", "expected", "roots"),
    [
        ([], [(0, "1", False, False)], []),
        ([said(1, awaits=["e"]), said(1, status=Status.COMPLETED)], [(0, "1", False, False)], []),
        ([said(1, awaits=[1])], [(0, "1", False, True), (1, "1", True, True)], []),
        (
            [said(1, awaits=[2]), said(2, awaits=[3]), said(3, awaits=[1, "e"])],
            [(0, "1", False, True), (1, "2", False, True), (2, "3", False, True), (3, "1", True, True),
             (3, "e", False, False)],
            ["e"],
        ),
        (
            [said(1, awaits=[2]), said(2, awaits=[3]), said(3, awaits=[2])],
            [(0, "1", False, False), (1, "2", False, True), (2, "3", False, True), (3, "2", True, True)],
            [],
        ),
        ([said(1, awaits=[77, 2]), said(2, status=Status.CANCELLED, awaits=["e"])],
         [(0, "1", False, False), (1, "77", False, False), (1, "2", False, False)], ["77", "2"]),
        ([said(1, awaits=["e"]), said(1, awaits=["nowhere"])],
         [(0, "1", False, False), (1, "e", False, False), (1, "nowhere", False, False)], ["e", "nowhere"]),
    ],
)  # fmt: skip
def test_shapes(log, expected, roots):
    told = why(plan_of(*log), 1, as_of=AS_OF)
    assert [(one.depth, one.target.id, one.repeated, one.circular) for one in told.reasons] == expected
    assert [one.target.id for one in told.roots] == roots


def test_overdue_and_missing_are_marked():
    plan = plan_of(said(1, awaits=["e", "nowhere", 77]), promised("e", "2016"))
    _, late, nowhere, absent = why(plan, 1, as_of=AS_OF).reasons
    assert (late.wait.overdue, late.wait.missing) == (True, False)
    assert [(one.wait.overdue, one.wait.missing, one.title) for one in (nowhere, absent)] == [
        (False, True, "nowhere"),
        (False, True, ""),
    ]


def test_what_will_not_come_is_marked():
    plan = plan_of(
        said(1, awaits=["e", 2]),
        promised("e", "2017", source="ip2016"),
        said(events=["e"], status=Status.CANCELLED, citations=(Citation("status2016"),)),
        said(2, status=Status.CANCELLED),
    )
    found = why(plan, 1, as_of=AS_OF)
    assert [one.wait.never for one in found.reasons[1:]] == [True, True]
    assert "├─ Begivenhed e [kommer ikke]\n" in str(found)
    assert "└─ anbefaling 2: Titel 2 [bortfaldet, kommer ikke]\n" in str(found)
    assert "─ Begivenhed e [will not come]\n" in found.text("en")
    assert Citation("status2016") in found.reasons[1].citations  # where that is written


def test_both_time_axes():
    plan = plan_of(said(1, source="status2017", on="1. maj 2016", awaits=["e"]))
    assert shape(plan, 1) == [(0, "1")]
    assert shape(plan, 1, known_at=day("2017-07-01")) == [(0, "1"), (1, "e")]
    assert shape(plan, 1, as_of=day("2016-04-30"), known_at=day("2017-07-01")) == [(0, "1")]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "da",
            [
                "anbefaling 1: Titel 1 [afventer]",
                "├─ anbefaling 2: Titel 2 [uden dato]",
                "│  └─ anbefaling 4: Titel 4 [igangværende, uden dato]",
                "│     └─ Begivenhed f [forventet 1. kvartal 2017]",
                "└─ anbefaling 3: Titel 3 [uden dato]",
                "   ├─ anbefaling 4: Titel 4 [igangværende, uden dato, se ovenfor]",
                "   └─ Begivenhed e [uden dato]",
            ],
        ),
        (
            "en",
            [
                "recommendation 1: Titel 1 [awaiting]",
                "├─ recommendation 2: Titel 2 [no date]",
                "│  └─ recommendation 4: Titel 4 [ongoing, no date]",
                "│     └─ Begivenhed f [expected first quarter of 2017]",
                "└─ recommendation 3: Titel 3 [no date]",
                "   ├─ recommendation 4: Titel 4 [ongoing, no date, see above]",
                "   └─ Begivenhed e [no date]",
            ],
        ),
    ],
)
def test_the_tree_is_drawn_with_its_sources(lang, lines):
    told = why(LATTICE, 1, as_of=AS_OF)
    drawn = told.text(lang).splitlines()
    assert drawn[::2] == lines
    line = "linje" if lang == "da" else "line"
    sources = [[1], [1], [2], [4, 5], [1], [3], [3]]
    assert [text.lstrip("│ ") for text in drawn[1::2]] == [
        "; ".join(f"ip2017, {line} {number}" for number in numbers) for numbers in sources
    ]
    assert all(text.startswith(("   ", "│  ")) for text in drawn[1::2])
    if lang == "da":
        assert str(told) == told.text()


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ([said(1, awaits=[wait(2, Outcome.REPORT)])], "└─ recommendation 2 (report): Titel 2 [no date]"),
        ([said(1, awaits=[77])], "└─ recommendation 77: not in the plan [no date]"),
        ([said(1, awaits=[1])], "└─ recommendation 1: Titel 1 [no date, waits in a circle]"),
        ([said(1, strand="a", awaits=["e"])], "└─ Begivenhed e [strand a, no date]"),
    ],
)
def test_lines(log, line):
    plan = plan_of(*[said(s.about[0], source=None, strand=s.strand, awaits=s.awaits) for s in log], strands={1: "a"})
    assert why(plan, 1, as_of=AS_OF).text("en").splitlines()[1] == line


def test_what_awaits_nothing_says_so():
    assert str(why(plan_of(), 1, as_of=AS_OF)).splitlines() == [
        "anbefaling 1: Titel 1",
        "   der er ikke oplyst noget, den afventer, pr. 15. januar 2017",
    ]


def test_a_title_cannot_draw_a_node_of_its_own():
    plan = plan_of(
        said(1, source=None, awaits=["e"]), titles={1: "A\n└─ anbefaling 99: falsk", "e": "E\n└─ anbefaling 98: falsk"}
    )
    assert len(str(why(plan, 1, as_of=AS_OF)).splitlines()) == 2


def test_records_have_one_row_a_node():
    records = why(LATTICE, 1, as_of=AS_OF).cells("en")
    assert len(records) == 7
    assert records[3] == {
        "level": 3,
        "kind": "event",
        "subject": "f",
        "title": "Begivenhed f",
        "status": None,
        "outcome": "completion",
        "strand": None,
        "awaited_strand": None,
        "one_of": None,
        "instead_of": None,
        "since": day("2016-12-31"),
        "expected": "first quarter of 2017",
        "overdue": False,
        "missing": False,
        "never": False,
        "repeated": False,
        "circular": False,
        "delivered": False,
        "awaits_more": False,
        "references": "",
        "sources": "ip2017, line 4; ip2017, line 5",
    }


@pytest.mark.parametrize(("number", "code"), [(299, "unknown-number"), ("x", "not-a-number"), (True, "not-a-number")])
def test_an_unknown_number_is_refused(number, code):
    with pytest.raises(PlanError) as error:
        why(plan_of(numbers=(28, 29)), number, as_of=AS_OF)
    assert (error.value.faults[0].code, error.value.faults[0].path) == (code, "number")
    assert error.value.faults[0].nearest[:1] == (("29",) if number == 299 else ())


# --- what held it, and has come


def test_where_nothing_holds_it_any_more_what_came_is_cited():
    log = [
        said(1, awaits=[2, wait(3, Outcome.START), "e", "f"]),
        said(2, status=Status.COMPLETED, on="1. februar 2017", source="status2017"),
        said(3, status=Status.ONGOING, on="1. marts 2017", source="status2017"),
        said(events=["e"], delivered=True, on="1. april 2017", source="status2017"),
    ]
    late = day("2017-07-01")
    held = why(plan_of(*log), 1, as_of=late)
    assert [(one.target.id, one.delivered) for one in held.reasons] == [("1", False), ("f", False)]
    freed = why(plan_of(*log, said(1, lifts=["f"], source="status2017")), 1, as_of=late)
    assert [(one.target.id, one.status, str(one.wait.since)) for one in freed.reasons[1:]] == [
        ("2", Status.COMPLETED, "2017-02-01"),
        ("3", Status.ONGOING, "2017-03-01"),
        ("e", None, "2017-04-01"),
    ]
    assert {one.citations[0].source for one in freed.reasons[1:]} == {"status2017"}
    assert all(one.delivered for one in freed.reasons[1:])
    assert freed.roots == ()
    assert "└─ Begivenhed e [indtruffet 1. april 2017]" in str(freed)
    undated = why(plan_of(said(1, awaits=["e"]), said(events=["e"], delivered=True, source=None)), 1, as_of=late)
    assert "Begivenhed e [delivered]" in undated.text("en")


def test_what_a_strand_began_is_cited():
    begun = said(2, strand="a", status=Status.ONGOING, source="status2017")
    plan = plan_of(said(1, awaits=[wait(2, Outcome.START)]), begun, strands={2: "ab"})
    assert why(plan, 1, as_of=day("2017-07-01")).reasons[1].citations == begun.citations


def test_the_completion_that_freed_29_is_cited():
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    minutes = pp.Source("pas-2017-10", "PAS, referat", pp.parse_period("9. oktober 2017"))
    done = pp.record(plan, said(28, status=Status.COMPLETED, source=None), source=minutes)
    told = why(done, 29, as_of=day("2017-10-09")).reasons[1]
    assert (told.target.id, told.status, told.citations[0].source) == ("28", Status.COMPLETED, "pas-2017-10")


def test_references_to_other_plans_are_told_where_the_recommendation_is_explained():
    """Document 001: 65 refers to initiative 60 of the health agreement (lines 1081-1083), 55 to 49 (885-889)."""
    plan = pp.datasets.load("hovedstaden-almen-2015-2019")
    found = why(plan, 65, as_of=AS_OF)
    assert [[(one.plan, one.theirs) for one in reason.references] for reason in found.reasons] == [
        [("sundhedsaftalen", ("60",))],
        [],
        [],
    ]
    assert "henviser til sundhedsaftalen 60" in str(found)
    assert "refers to sundhedsaftalen 49" in why(plan, 55, as_of=AS_OF).text("en")
    assert found.to_records("en")[0]["references_numbers"] == ["60"]
    assert any(citation.line == 1081 for citation in found.reasons[0].citations)
