"""The plan of a year: its draft, what it lacks, its approval, and the proposals that are decided with it."""

from __future__ import annotations

import datetime
import functools

import attrs
import pytest

import praksisplan as pp
from praksisplan import Milestone, Recommendation, Section, Source, Standing, Status, parse_period
from praksisplan.model import Matter, SourceKind
from tests.unit.rules.plans import AS_OF, CITED, day, plan_of, refused, said

DRAFTED, APPROVED = day("2017-01-15"), day("2017-01-20")
GOING, DONE, OUT, OFF = Status.ONGOING, Status.COMPLETED, Status.CANCELLED, Status.DEFERRED
PROPOSED, DECIDED = Standing.PROPOSED, Standing.DECIDED


def draft_of(*log, year=2017, as_of=DRAFTED, **fields):
    return pp.year_plan(plan_of(*log, **fields), year=year, as_of=as_of)


def proposed(*about, to=None, **facts):
    """A proposal; ``to`` is what it would be put off to."""
    facts.setdefault("status", OFF if to else DONE)
    return said(*about, standing=PROPOSED, deferred_to=to, by="pas", **facts)


# --- the draft


def test_only_what_belongs_to_the_year_is_in_its_plan_and_why():
    draft = draft_of(
        said(1, planned="2017"),
        said(2, planned="2016"),
        said(3, planned="2016", status=OFF, deferred_to="2017"),
        said(4, planned="2018"),
        said(6, planned="2016", status=DONE, on="1. maj 2016"),
        numbers=range(1, 7),
    )
    reasons = {number: entry.reason.value for number, entry in draft.items()}
    assert reasons == {"1": "scheduled", "2": "carried_over", "3": "deferred_in"}
    assert (str(draft[3].planned), str(draft[3].due), draft[2].times_carried) == ("2016", "2017", 1)
    assert (draft.year, draft.as_of, draft.known_at, draft.approved) == (2017, DRAFTED, DRAFTED, None)
    assert repr(draft) == "<YearPlan 2017 as of 2017-01-15: 3 of 6>"
    assert 4 not in draft
    with pytest.raises(KeyError):
        draft[4]


def test_the_entries_stand_in_the_structure_of_the_plan():
    at = {1: "2", 2: "1", 10: "1", 3: "1", 4: "1", 5: "9", 6: "7"}
    draft = draft_of(
        said(1, 10, 3, 5, 6, planned="2017"),
        said(2, planned="2016"),
        said(4, planned="2016", status=OFF, deferred_to="2017"),
        recommendations=tuple(Recommendation(number, section, "T") for number, section in at.items()),
        sections=(Section("2", "To"), Section("1", "En"), Section("3", "Tom")),
    )
    # in each section by number; what lies under no known section comes last, in natural order
    assert list(draft) == ["1", "2", "3", "4", "10", "6", "5"]
    told = {
        one.section.number: [
            [entry.number for entry in group] for group in (one.scheduled, one.deferred_in, one.carried_over)
        ]
        for one in draft.sections
    }
    assert told == {
        "2": [["1"], [], []],
        "1": [["3", "10"], ["4"], ["2"]],
        "3": [[], [], []],
        "7": [["6"], [], []],
        "9": [["5"], [], []],
    }
    assert list(told) == ["2", "1", "3", "7", "9"]
    assert [entry.number for entry in draft.sections[1].entries] == ["2", "3", "4", "10"]
    assert [one.section.title for one in draft.sections] == ["To", "En", "Tom", "", ""]


def test_an_entry_holds_what_is_said():
    later = Milestone("senere", parse_period("2018"))
    soon = Milestone("snart", parse_period("maj 2017"))
    plan = plan_of(
        said(1, planned="2017", text="står i tidsplanen"),
        said(1, text="Gruppen arbejder", responsible=("pas",), milestones=(later, soon), awaits=["e"]),
        said(1, 2, jointly=True, new_task=True, outside_agreement=True, anchor=pp.model.Anchor.HEALTH_AGREEMENT),
        said(1, text="Gruppen arbejder", status=Status.AWAITING, standing=Standing.PROVISIONAL),
        said(1, text="Gruppen er nedsat", on="maj 2016"),
        said(1, text="Ordningen ophører", effect="2018"),
        proposed(1, to="2018", text="Foreslås udskudt"),
    )
    found = pp.year_plan(plan, year=2017, as_of=DRAFTED)[1]
    assert set(found.effort) == {
        "Gruppen arbejder",
        "Gruppen er nedsat (maj 2016)",
        "Ordningen ophører (2018)",
        "Foreslås udskudt",
    }
    assert (found.milestones, found.responsible, found.jointly) == ((soon,), ("pas",), ("2",))
    assert (found.anchor, found.needs_agreement) == (pp.model.Anchor.HEALTH_AGREEMENT, True)
    assert (found.status, found.standing) == (Status.AWAITING, Standing.PROVISIONAL)
    assert (found.proposed, str(found.proposed_deferred_to)) == (OFF, "2018")
    assert ([wait.target for wait in found.awaits], found.blocked) == (["e"], True)
    assert (found.section, found.title, found.findings) == ("1", "Titel 1", ())
    assert found.citations == CITED


@pytest.mark.parametrize(
    ("log", "is_blocked"),
    [
        ([], False),
        ([said(1, awaits=["e"])], True),
        ([said(1, awaits=["e"], strand="a")], False),
        ([said(1, awaits=["e"], strand="a"), said(1, awaits=["f"], strand="b")], True),
        ([said(1, awaits=["e"], strand="a"), said(1, status=DONE, strand="b")], True),
        ([said(1, awaits=["e"], strand="a"), said(1, status=DONE, strand="a")], False),
        ([said(1, awaits=["e"]), said(1, status=DONE, on="5. januar 2017")], False),
        # of a strand that is not there: as `blocked` tells it
        ([said(1, awaits=["e"], strand="c")], True),
    ],
)
def test_an_entry_is_blocked_as_blocked_tells_it(log, is_blocked):
    plan = plan_of(said(1, planned="2017"), *log, strands={1: "ab"})
    assert (1 in pp.blocked(plan, as_of=DRAFTED)) is is_blocked
    assert pp.year_plan(plan, year=2017, as_of=DRAFTED)[1].blocked is is_blocked


TEXT = said(1, text="Der holdes møder")
WHO = said(1, responsible=("pas",))
SOON = Milestone("rapport", parse_period("2017"), ["pas"], ["ppu"])


@pytest.mark.parametrize(
    ("log", "codes"),
    [
        ([], ["effort-missing", "responsible-missing", "elaboration-missing"]),
        ([TEXT], ["responsible-missing", "elaboration-missing"]),
        ([WHO], ["effort-missing", "elaboration-missing"]),
        ([TEXT, WHO], ["elaboration-missing"]),
        # unfolded: a milestone, a wait, strands
        ([TEXT, WHO, said(1, milestones=(SOON,))], []),
        ([TEXT, WHO, said(1, awaits=["e"])], []),
        ([TEXT, said(1, awaits=["e"])], ["responsible-missing"]),
        # what is finished or proposed to be needs nothing; other proposals change nothing
        ([said(1, status=DONE, on="5. januar 2017")], []),
        ([said(1, status=OUT, on="5. januar 2017")], []),
        ([proposed(1)], []),
        ([proposed(1, to="2018"), WHO, TEXT], ["elaboration-missing"]),
    ],
)
def test_what_an_entry_lacks(log, codes):
    draft = draft_of(said(1, planned="2017"), *log)
    assert [finding.code for finding in draft[1].findings] == codes
    assert [finding.severity.value for finding in draft.findings] == [
        "warning" if code == "elaboration-missing" else "error" for code in codes
    ]
    assert draft.findings == draft[1].findings
    for finding in draft.findings:
        assert finding.subject == "1"
        assert finding.text("da") != finding.text("en")
        assert finding.citations == CITED


def test_nothing_is_asked_of_what_is_proposed_cancelled():
    """Cancelled is finished: 'Nothing is asked of what is finished or proposed to be'."""
    assert draft_of(said(1, planned="2017"), proposed(1, status=OUT)).findings == ()


def test_strands_unfold_an_entry():
    assert draft_of(said(1, planned="2017"), TEXT, WHO, strands={1: "ab"}).findings == ()


def test_the_draft_is_told_in_both_languages():
    draft = draft_of(
        said(1, planned="2017"),
        said(1, text="Går", responsible=("pas",), milestones=(SOON,), awaits=["e", "f", 2], status=Status.AWAITING),
        said(1, participants=("ppu", "pas"), recipients=("ppu",)),
        said(events=("e",), expected="maj 2017"),
        said(1, 2, jointly=True, new_task=True, outside_agreement=True),
        said(2, 3, planned="2017", outside_agreement=False),
        proposed(1, to="2018"),
        proposed(2),
    )
    danish, english = draft.cells(), draft.cells("en")
    assert [list(record) for record in danish] == [list(draft.columns)] * 3
    assert danish[0] == {
        "number": "1",
        "section": "1",
        "title": "Titel 1",
        "reason": "planlagt igangsat",
        "planned": "2017",
        "times_carried": 0,
        "status": "afventer",
        "standing": "oplyst",
        "proposed": "udskudt til 2018",
        "awaits": "Begivenhed e; Begivenhed f; anbefaling 2",
        "awaits_more": False,
        "expected": "maj 2017; uden dato; uden dato",
        "responsible": "Gruppen",
        "participants": "Udvalget, Gruppen",
        "recipients": "Udvalget",
        "milestones": "rapport (2017; ansvarlig: Gruppen; modtager: Udvalget)",
        "jointly": "2",
        "needs_agreement": True,
        "findings": "",
        "sources": "ip2017",
    }
    assert (danish[1]["status"], danish[1]["standing"], danish[1]["proposed"]) == ("ikke igangsat", None, "afsluttet")
    assert [record["needs_agreement"] for record in danish] == [True, False, False]
    assert [record["needs_agreement"] for record in english] == [True, False, False]
    assert danish[2]["proposed"] is None
    assert "hvem der er ansvarlig" in danish[2]["findings"]
    assert "The responsible body is missing" in english[2]["findings"]
    assert ">Implementeringsplan 2017: 3 af 5 anbefalinger pr. 15. januar 2017</caption>" in draft._repr_html_()
    assert draft_of(said(1, planned="2017")).cells()[0]["needs_agreement"] is None
    bundled = pp.year_plan(pp.datasets.load("hovedstaden-almen-2015-2019"), year=2017, as_of=day("2016-12-31"))
    assert len(bundled.text("en").splitlines()) == 73


def test_an_entry_without_a_first_plan_has_none_in_its_record():
    assert draft_of(said(1, status=GOING, on="1. maj 2017"), as_of=day("2017-12-31")).cells()[0]["planned"] is None


def test_a_body_that_the_plan_does_not_hold_is_told_by_its_id():
    """'A plan may hold contradictions and unknown numbers': an answer tells them, only a wrong call is refused."""
    draft = draft_of(said(1, planned="2017", responsible=("spøgelse",)))
    assert draft.cells()[0]["responsible"] == "spøgelse"


def test_a_proposal_of_a_body_that_the_plan_does_not_hold_is_told():
    found = pp.proposals(plan_of(said(1, standing=PROPOSED, status=DONE, by="spøgelse")), as_of=AS_OF)
    assert found.cells()[0]["by"] == "spøgelse"


@pytest.mark.parametrize("year", ["2017", 1899, 2200, None, 2017.0])
def test_the_year_is_a_year(year):
    english, danish = "expected a year", "skal være et år"
    plan = plan_of(said(1, planned="2017"))
    approved = pp.approve(plan, pp.year_plan(plan, year=2017, as_of=DRAFTED), by="ppu", on=APPROVED)
    refused("bad-number", lambda: pp.year_plan(plan, year=year, as_of=AS_OF), english, danish)
    refused("bad-number", lambda: pp.rules.approved_year_plan(approved, year=year), english, danish)


def test_a_wrong_year_is_refused_alike_where_no_plan_is_approved():
    asked = functools.partial(pp.rules.approved_year_plan, plan_of(), year="2017")
    refused("bad-number", asked, "expected a year", "skal være et år")


# --- proposals


def test_proposals_tell_who_may_decide_them():
    plan = plan_of(
        proposed(2, to="2018"),
        proposed(10),
        said(1, standing=PROPOSED, status=GOING),
        said(3, status=DONE),
        said(efforts=("x",), status=DONE, standing=PROPOSED),
        numbers=[10, 1, 2, 3],
    )
    found = pp.proposals(plan, as_of=AS_OF)
    assert list(found) == ["1", "2", "10"]
    assert (found[2].status, str(found[2].deferred_to), found[2].by) == (OFF, "2018", "pas")
    assert (found[2].deciders, found[2].citations, found[10].deferred_to) == (("ppu",), CITED, None)
    danish, english = found.cells(), found.cells("en")
    assert danish[1] == {
        "number": "2",
        "section": "1",
        "title": "Titel 2",
        "proposed": "udskudt til 2018",
        "by": "Gruppen",
        "deciders": "Udvalget",
        "sources": "ip2017",
    }
    assert (english[1]["proposed"], danish[0]["by"]) == ("deferred to 2018", "")
    assert danish[2]["proposed"] == "afsluttet"
    assert "Udvalget" in str(found)
    assert len(pp.proposals(plan, as_of=day("2016-12-30"))) == 0


def test_a_proposal_without_a_status_is_a_proposal():
    found = pp.proposals(plan_of(said(1, awaits=["e"]), said(1, standing=PROPOSED, lifts=["e"])), as_of=AS_OF)
    assert (found[1].status, found.cells()[0]["proposed"]) == (None, None)


def test_the_newest_proposal_is_told_and_all_their_places():
    plan = plan_of(proposed(1, to="2018", source="ip2016"), proposed(1))
    found = pp.proposals(plan, as_of=AS_OF)[1]
    assert (found.status, [citation.source for citation in found.citations]) == (DONE, ["ip2016", "ip2017"])


def test_proposals_of_numbers_that_are_not_in_the_plan_are_left_out():
    assert list(pp.proposals(plan_of(proposed(77, 1)), as_of=AS_OF)) == ["1"]


# --- approving

PLANNED = said(1, 2, 3, planned="2017")
PROPOSALS = (proposed(1, 2, to="2018", text="Foreslås udskudt"), proposed(3))


def approve(*log, year=2017, by="ppu", on=APPROVED, fields=None, **given):
    plan = plan_of(*log, **(fields or {}))
    return pp.approve(plan, pp.year_plan(plan, year=year, as_of=DRAFTED), by=by, on=on, **given)


def test_approving_decides_what_is_proposed():
    approved = approve(PLANNED, *PROPOSALS)
    before, after = pp.state_at(approved, as_of=day("2017-01-19")), pp.state_at(approved, as_of=APPROVED)
    assert [before[number].status for number in (1, 2, 3)] == [Status.NOT_STARTED] * 3
    assert [before[number].proposed for number in (1, 2, 3)] == [OFF, OFF, DONE]
    assert [after[number].status for number in (1, 2, 3)] == [OFF, OFF, DONE]
    assert [after[number].proposed for number in (1, 2, 3)] == [None] * 3
    assert {after[number].standing for number in (1, 2, 3)} == {DECIDED}
    assert {after[number].since for number in (1, 2, 3)} == {APPROVED}
    assert str(after[1].deferred_to) == str(after[2].deferred_to) == "2018"
    assert len(pp.proposals(approved, as_of=APPROVED)) == 0
    assert not [finding for finding in pp.check(approved) if finding.code == "proposal-undecided"]


def test_approving_gives_a_new_plan_and_leaves_the_old_and_its_draft():
    plan = plan_of(PLANNED, *PROPOSALS)
    draft = pp.year_plan(plan, year=2017, as_of=DRAFTED)
    entries = dict(draft)
    approved = pp.approve(plan, draft, by="ppu", on=APPROVED)
    assert plan == plan_of(PLANNED, *PROPOSALS)
    assert dict(draft) == entries
    assert approved.log[: len(plan.log)] == plan.log
    first, *decisions = approved.log[len(plan.log) :]
    assert (first.about, first.standing, first.by, first.matter) == ((), DECIDED, "ppu", Matter.YEAR_PLAN)
    assert "2017" in first.text
    assert [one.about for one in decisions] == [("1",), ("2",), ("3",)]
    assert {(one.standing, one.by, one.matter, str(one.on)) for one in decisions} == {
        (DECIDED, "ppu", Matter.YEAR_PLAN, "20. januar 2017")
    }
    assert decisions[0].text == "Foreslås udskudt"
    [source] = approved.sources[len(plan.sources) :]
    assert (source.id, source.kind, source.publisher) == ("godkendelse-2017", SourceKind.MINUTES, "Udvalget")
    assert (source.dated.start, source.dated.last_day) == (APPROVED, APPROVED)
    assert {citation.source for one in (first, *decisions) for citation in one.citations} == {source.id}


def test_the_approved_plan_is_read_back_as_it_was():
    plan = plan_of(PLANNED, *PROPOSALS)
    draft = pp.year_plan(plan, year=2017, as_of=DRAFTED)
    approved = pp.approve(plan, draft, by="ppu", on=APPROVED, declining=[3, "2"])
    later = attrs.evolve(approved, log=(*approved.log, said(1, 2, 3, status=OUT, on="1. februar 2017")))
    for one in (approved, later, pp.loads(pp.dumps(later)), pp.loads(pp.dumps(later, format="yaml"), format="yaml")):
        found = pp.rules.approved_year_plan(one, year=2017)
        assert found == draft
        assert list(found) == list(draft)
        assert (found.year, found.as_of, found.approved.by, found.approved.on) == (2017, DRAFTED, "ppu", APPROVED)
        assert found.approved.declined == ("3", "2")
        assert found.cells() == draft.cells()
    assert pp.year_plan(later, year=2017, as_of=day("2017-02-01")) != draft


def test_a_proposal_that_is_declined_changes_nothing():
    approved = approve(PLANNED, *PROPOSALS, declining=["2", 3])
    state = pp.state_at(approved, as_of=APPROVED)
    assert [state[number].status for number in (1, 2, 3)] == [OFF, Status.NOT_STARTED, Status.NOT_STARTED]
    assert [state[number].proposed for number in (1, 2, 3)] == [None] * 3
    declined = [one for one in approved.log if one.declined]
    assert [(one.about, one.by, one.status) for one in declined] == [(("2",), "ppu", None), (("3",), "ppu", None)]
    ledger = pp.carry_over(approved, into=2018, as_of=APPROVED)
    assert [ledger[number].reason.value for number in (1, 2, 3)] == ["deferred_in", "carried_over", "carried_over"]


def test_all_proposals_about_a_number_are_decided_the_newest_last():
    approved = approve(PLANNED, proposed(1, to="2018", source="ip2016"), proposed(1, to="2019"))
    assert str(pp.state_at(approved, as_of=APPROVED)[1].deferred_to) == "2019"
    declined = approve(PLANNED, proposed(1, to="2018", source="ip2016"), proposed(1, to="2019"), declining=[1])
    assert len([one for one in declined.log if one.declined]) == 1
    assert len(pp.proposals(declined, as_of=APPROVED)) == 0


def test_the_proposals_of_strands_are_decided():
    approved = approve(
        PLANNED, proposed(1, strand="a"), proposed(2, strand="b"), declining=[2], fields={"strands": {1: "ab", 2: "ab"}}
    )
    state = pp.state_at(approved, as_of=APPROVED)
    assert [[strand.status for strand in state[number].strands] for number in (1, 2)] == [
        [DONE, Status.NOT_STARTED],
        [Status.NOT_STARTED] * 2,
    ]
    assert len(pp.proposals(approved, as_of=APPROVED)) == 0


def test_a_proposal_without_a_status_is_decided_too():
    """'Its proposals decided': here that a wait is lifted."""
    approved = approve(PLANNED, said(1, awaits=["e"]), said(1, standing=PROPOSED, lifts=["e"]))
    assert 1 not in pp.blocked(approved, as_of=APPROVED)
    assert len(pp.proposals(approved, as_of=APPROVED)) == 0


def test_what_is_not_in_the_years_plan_is_not_decided_with_it():
    approved = approve(PLANNED, said(4, planned="2018"), proposed(4, to="2019"), *PROPOSALS)
    assert list(pp.proposals(approved, as_of=APPROVED)) == ["4"]


def test_what_is_proposed_after_the_draft_is_not_decided_with_it():
    plan = plan_of(PLANNED, proposed(1, to="2018", source="status2017"))
    draft = pp.year_plan(plan, year=2017, as_of=DRAFTED)
    approved = pp.approve(plan, draft, by="ppu", on=APPROVED)
    assert pp.state_at(approved, as_of=day("2017-06-30"))[1].proposed is OFF


def test_the_source_of_the_decision_may_be_given():
    minutes = Source("referat", "Referat", parse_period("1. februar 2017"))
    approved = approve(PLANNED, *PROPOSALS, source=minutes)
    assert approved.sources[-1] == minutes
    assert pp.rules.approved_year_plan(approved, year=2017).approved.citations == (pp.Citation("referat"),)
    # written later: the decision is known from then on, and holds from its day
    assert pp.state_at(approved, as_of=day("2017-01-31"))[1].status is Status.NOT_STARTED
    assert pp.state_at(approved, as_of=APPROVED, known_at=day("2017-02-01"))[1].status is OFF
    known = plan_of().sources[-1]
    assert approve(PLANNED, source=known).sources == plan_of().sources


def test_a_source_of_its_own_takes_no_id_that_is_taken():
    taken = (*plan_of().sources, Source("godkendelse-2017", "Andet", parse_period("2016")))
    approved = approve(PLANNED, *PROPOSALS, fields={"sources": taken})
    assert [source.id for source in approved.sources[-2:]] == ["godkendelse-2017", "godkendelse-2017-2"]
    assert pp.loads(pp.dumps(approved)) == approved


@pytest.mark.parametrize("ask", ["approve", "decline"])
def test_another_source_with_an_id_that_is_taken_is_refused(ask):
    """The plan could not be read back: an id stands for one source."""
    plan, other = plan_of(PLANNED, *PROPOSALS), Source("ip2017", "Referat", parse_period("20. januar 2017"))
    given = {"by": "ppu", "on": APPROVED, "source": other}
    with pytest.raises(pp.PlanError):
        if ask == "approve":
            pp.approve(plan, pp.year_plan(plan, year=2017, as_of=DRAFTED), **given)
        else:
            pp.rules.decline(plan, 1, **given)


def test_plans_of_two_years_are_kept_side_by_side():
    approved = approve(PLANNED, *PROPOSALS)
    draft = pp.year_plan(approved, year=2018, as_of=APPROVED)
    both = pp.approve(approved, draft, by="ppu", on=APPROVED)
    assert [one.year for one in both.year_plans] == [2017, 2018]
    assert pp.rules.approved_year_plan(both, year=2018) == draft
    assert pp.rules.approved_year_plan(both, year=2017) == pp.rules.approved_year_plan(approved, year=2017)


def test_an_approved_plan_is_read_where_its_recommendations_have_gone():
    approved = approve(PLANNED, said(1, text="Går"))
    smaller = attrs.evolve(approved, recommendations=(), sections=())
    assert len(pp.rules.approved_year_plan(smaller, year=2017).cells()) == 3


# --- wrong calls


def test_a_body_without_the_mandate_is_refused():
    refused("no-mandate", lambda: approve(by="pas"), "has no mandate for the year plan; bodies with a mandate: ppu",
            "har ikke mandat til implementeringsplanen; det har: ppu")  # fmt: skip
    nobody = {"bodies": (pp.Body("pas", "Gruppen", pp.model.BodyKind.WORKING_GROUP),)}
    refused("no-mandate", lambda: approve(by="pas", fields=nobody), "bodies with a mandate: none", "det har: ingen")
    plan = plan_of(proposed(1))
    refused("no-mandate", lambda: pp.rules.decline(plan, 1, by="pas", on=AS_OF), "has no mandate", "har ikke mandat")


def test_an_unknown_body_is_refused():
    refused("unknown-body", lambda: approve(by="ppx"), "the plan has no body 'ppx' (did you mean 'ppu'?)",
            "planen har intet organ »ppx«")  # fmt: skip


def test_a_plan_is_approved_once():
    plan = approve(PLANNED)
    draft = pp.year_plan(plan, year=2017, as_of=APPROVED)
    refused("already-approved", lambda: pp.approve(plan, draft, by="ppu", on=APPROVED),
            "the plan for 2017 is already approved", "planen for 2017 er allerede godkendt")  # fmt: skip


@pytest.mark.parametrize("fields", [{"id": "en-anden"}, {"numbers": [1, 2]}])
def test_the_draft_of_another_plan_is_refused(fields):
    draft = draft_of(PLANNED)
    refused("other-plan", lambda: pp.approve(plan_of(**fields), draft, by="ppu", on=APPROVED),
            "got one made from 'plan'", "udkastet er lavet af planen »plan«")  # fmt: skip


def test_the_approval_does_not_lie_before_the_draft():
    refused("order", lambda: approve(PLANNED, on=day("2017-01-14")), "(2017-01-14) must not be before the day",
            "(2017-01-14) må ikke ligge før udkastets dag")  # fmt: skip
    assert approve(PLANNED, on=DRAFTED).year_plans[0].on == DRAFTED


@pytest.mark.parametrize("on", ["2017-01-20", None, datetime.datetime(2017, 1, 20)])  # noqa: DTZ001
def test_the_day_of_a_decision_is_a_day(on):
    for ask in (lambda: approve(PLANNED, on=on), lambda: pp.rules.decline(plan_of(proposed(1)), 1, by="ppu", on=on)):
        refused("not-a-date", ask, "on: expected a datetime.date", "on: skal være en dato")


def test_what_was_decided_but_not_yet_known_can_be_told():
    """The decline of 10 January is written in a report of 30 June."""
    plan = plan_of(
        said(1, planned="2017"),
        said(1, status=DONE, standing=Standing.PROPOSED),
        said(1, standing=Standing.DECIDED, declined=True, on="10. januar 2017", source="status2017"),
    )
    draft = pp.year_plan(plan, year=2017, as_of=day("2016-12-31"))
    unaware = pp.approve(plan, draft, by="ppu", on=day("2017-01-20"))
    assert pp.state_at(unaware, as_of=day("2017-01-20"))[1].status is DONE
    aware = pp.approve(plan, draft, by="ppu", on=day("2017-01-20"), known_at=day("2017-06-30"))
    assert pp.state_at(aware, as_of=day("2017-01-20"))[1].status is Status.NOT_STARTED
    pp.rules.decline(plan, 1, by="ppu", on=day("2017-01-20"))
    refused(
        "nothing-proposed",
        lambda: pp.rules.decline(plan, 1, by="ppu", on=day("2017-01-20"), known_at=day("2017-06-30")),
        "nothing is proposed",
        "ikke foreslået",
    )


def test_only_what_is_proposed_is_declined():
    refused("nothing-proposed", lambda: approve(PLANNED, *PROPOSALS, declining=[1, 4]),
            "nothing is proposed about recommendation 4", "der er ikke foreslået noget om anbefaling 4")  # fmt: skip
    refused("unknown-number", lambda: approve(PLANNED, declining=[77]), "no recommendation '77'", "anbefaling »77«")
    refused(
        "nothing-proposed",
        lambda: pp.rules.decline(plan_of(), "1", by="ppu", on=AS_OF),
        "recommendation 1",
        "anbefaling 1",
    )
    refused(
        "wrong-type",
        lambda: approve(PLANNED, *PROPOSALS, declining="12"),
        "expected several values",
        "skal være flere værdier",
    )


def test_a_plan_that_was_not_approved_is_not_read():
    english, danish = "the plan for 2018 is not approved; approved: ", "planen for 2018 er ikke godkendt; godkendt er: "
    asked = functools.partial(pp.rules.approved_year_plan, year=2018)
    refused("not-approved", lambda: asked(plan_of()), f"{english}none", f"{danish}ingen")
    one = approve(PLANNED)
    refused("not-approved", lambda: asked(one), f"{english}2017", f"{danish}2017")


# --- declining


def test_declining_leaves_the_state_and_settles_the_proposals():
    plan = plan_of(PLANNED, *PROPOSALS)
    declined = pp.rules.decline(plan, 1, by="ppu", on=APPROVED)
    assert list(pp.proposals(declined, as_of=APPROVED)) == ["2", "3"]
    assert list(pp.proposals(declined, as_of=day("2017-01-19"))) == ["1", "2", "3"]
    before, after = pp.state_at(plan, as_of=APPROVED)[1], pp.state_at(declined, as_of=APPROVED)[1]
    assert (after.status, after.standing, after.deferred_to) == (before.status, before.standing, before.deferred_to)
    assert after.proposed is None
    source = declined.sources[-1]
    assert (source.kind, source.publisher) == (SourceKind.MINUTES, "Udvalget")
    assert (source.dated.start, source.dated.last_day) == (APPROVED, APPROVED)
    assert pp.loads(pp.dumps(declined)) == declined


def test_declining_twice_is_refused_and_a_new_proposal_can_be_declined_the_same_day():
    plan = plan_of(proposed(1), proposed(2))
    once = pp.rules.decline(plan, "1", by="ppu", on=APPROVED)
    refused(
        "nothing-proposed",
        lambda: pp.rules.decline(once, 1, by="ppu", on=APPROVED),
        "nothing is proposed",
        "ikke foreslået",
    )
    twice = pp.rules.decline(once, 2, by="ppu", on=APPROVED)
    assert len({source.id for source in twice.sources}) == len(twice.sources) == len(plan.sources) + 2
    again = attrs.evolve(once, log=(*once.log, proposed(1, source="status2017")))
    assert list(pp.proposals(again, as_of=day("2017-06-30"))) == ["1", "2"]


def test_the_decline_of_a_strand_is_of_that_strand():
    plan = plan_of(proposed(1, strand="a"), proposed(1, strand="b"), strands={1: "ab"})
    declined = pp.rules.decline(plan, 1, by="ppu", on=APPROVED)
    assert [one.strand for one in declined.log if one.declined] == ["a", "b"]
    assert len(pp.proposals(declined, as_of=APPROVED)) == 0


def test_numbers_with_letters_and_dots_are_declined():
    plan = plan_of(proposed("9A"), proposed("1.10"), numbers=["9A", "1.10"])
    for number in ("9A", "1.10"):
        declined = pp.rules.decline(plan, number, by="ppu", on=APPROVED)
        assert number not in pp.proposals(declined, as_of=APPROVED)


def test_a_decline_may_cite_a_source():
    minutes = Source("referat", "Referat", parse_period("20. januar 2017"))
    declined = pp.rules.decline(plan_of(proposed(1)), 1, by="ppu", on=APPROVED, source=minutes)
    assert declined.sources[-1] == minutes
    assert declined.log[-1].citations == (pp.Citation("referat"),)


# --- the whole cycle, on the bundled plan

DRAFT_DAY, YEAR_END = day("2016-12-31"), day("2017-12-31")
HOVEDSTADEN = pp.datasets.load("hovedstaden-almen-2015-2019")
DRAFT = pp.year_plan(HOVEDSTADEN, year=2017, as_of=DRAFT_DAY)
DURING = Source("status-2017", "Status 2017", parse_period("15. december 2017"), kind=SourceKind.STATUS_REPORT)


def told(*about, **facts):
    return said(*about, source="status-2017", **facts)


@pytest.fixture(scope="module")
def approved():
    return pp.approve(HOVEDSTADEN, DRAFT, by="ppu", on=APPROVED, declining=[55])


@pytest.fixture(scope="module")
def year_later(approved):
    log = (
        told(28, status=DONE, on="15. juni 2017"),
        told(events=("forebyggelsesgruppen-rapport",), delivered=True, on="30. marts 2017"),
        told(events=("sundheds-it-rapport",), expected="1. kvartal 2018"),
        told(78, status=GOING, on="1. september 2017"),
        told(10, status=OUT, on="1. oktober 2017"),
    )
    return attrs.evolve(approved, sources=(*approved.sources, DURING), log=(*approved.log, *log))


def test_the_draft_of_2017():
    assert len(DRAFT) == 71
    reasons = [entry.reason.value for entry in DRAFT.values()]
    assert [reasons.count(reason) for reason in ("scheduled", "deferred_in", "carried_over")] == [16, 8, 47]
    assert [section.section for section in DRAFT.sections] == list(HOVEDSTADEN.sections)
    assert sum(len(section.entries) for section in DRAFT.sections) == 71
    found = DRAFT[29]
    assert (found.reason.value, found.status, found.blocked) == ("scheduled", Status.AWAITING, True)
    assert ([wait.target for wait in found.awaits], str(found.proposed_deferred_to)) == (["28"], "2018")
    blocked = pp.blocked(HOVEDSTADEN, as_of=DRAFT_DAY)
    assert {number for number, entry in DRAFT.items() if entry.blocked} == set(blocked)
    lacking = {finding.subject for finding in DRAFT.findings}
    assert not lacking & {"15", "32", "14"}  # completed, or proposed to be


def test_what_the_approval_decided(approved):
    state = pp.state_at(approved, as_of=APPROVED)
    assert (state[29].status, str(state[29].deferred_to), state[29].standing) == (OFF, "2018", DECIDED)
    assert (state[14].status, state[14].standing) == (DONE, DECIDED)
    assert {state[number].status for number in (33, 44, 45, 46)} == {Status.TO_BE_CONCRETISED}
    assert (state[55].status, state[55].deferred_to, state[55].proposed) == (Status.NOT_STARTED, None, None)
    assert len(pp.proposals(approved, as_of=APPROVED)) == 0
    assert list(pp.proposals(approved, as_of=day("2017-01-19"))) == ["14", "29", "33", "44", "45", "46", "55"]
    assert 29 in pp.blocked(approved, as_of=APPROVED)  # put off, and blocked as before


def test_the_status_report_of_2017(year_later):
    report = pp.status_report(year_later, over=parse_period("2017"), as_of=YEAR_END)
    happened = {(one.kind.value, one.subject, str(one.day)) for one in report.happened}
    assert happened == {
        ("decided", "ppu", "2017-01-20"),
        ("declined", "55", "2017-01-20"),
        ("deferred", "29", "2017-01-20"),
        ("completed", "14", "2017-01-20"),
        ("completed", "28", "2017-06-15"),
        ("delivered", "forebyggelsesgruppen-rapport", "2017-03-30"),
        ("slipped", "sundheds-it-rapport", "2017-12-15"),
        ("started", "78", "2017-09-01"),
        ("cancelled", "10", "2017-10-01"),
    }
    days = [one.day for one in report.happened]
    assert days == sorted(days)
    [slip] = report.of(pp.model.HappeningKind.SLIPPED)
    assert [str(period) for period in slip.promises] == ["4. kvartal 2017", "1. kvartal 2018"]
    [late] = report.of(pp.model.HappeningKind.DEFERRED)
    assert str(late.expected) == "2018"
    assert len(report.proposals) == 0
    assert report.last_report == day("2017-12-15")
    assert list(report.contradictory) == ["28"]
    assert {"42", "43"} <= set(report.overdue)  # promised for the summer and the spring, and not come
    assert not {"9", "48"} & set(report.overdue)  # come; promised for the year, which is not over


def test_the_plan_of_2018(year_later):
    draft = pp.year_plan(year_later, year=2018, as_of=YEAR_END)
    entry = draft[29]
    assert (entry.reason.value, str(entry.planned), str(entry.due)) == ("deferred_in", "2017", "2018")
    assert (entry.awaits, entry.blocked) == ((), False)  # 28 is completed
    assert not {"14", "15", "28", "32", "10"} & set(draft)
    assert len(draft) == 71 - 5
    reasons = [one.reason.value for one in draft.values()]
    assert [reasons.count(reason) for reason in ("scheduled", "deferred_in", "carried_over")] == [0, 1, 65]
    assert (draft[55].times_carried, draft[16].times_carried, draft[9].times_carried) == (1, 1, 2)
    assert {str(draft[number].planned) for number in DRAFT if number in draft} == {"2016", "2017"}
    assert [str(one.planned) for one in draft.values()] == [str(DRAFT[number].planned) for number in draft]


def test_the_year_as_it_went(year_later):
    found = pp.rules.commitment(year_later, year=2017, as_of=YEAR_END)
    assert (found.is_known, len(found.planned), found.added) == (True, 71, ())
    assert (found.completed, found.cancelled, found.pushed_out) == (("14", "15", "28", "32"), ("10",), ("29",))
    assert found.share_carried == pytest.approx(65 / 71)


def test_the_approval_of_2017_stays(approved, year_later):
    for plan in (approved, year_later, pp.loads(pp.dumps(year_later))):
        found = pp.rules.approved_year_plan(plan, year=2017)
        assert found == DRAFT
        assert found.approved.declined == ("55",)
        assert (found.approved.by, found.approved.on, found.as_of) == ("ppu", APPROVED, DRAFT_DAY)
    assert pp.year_plan(year_later, year=2017, as_of=DRAFT_DAY) == DRAFT
    assert pp.loads(pp.dumps(year_later)) == year_later
