"""Capacities shared over areas, and the way there from today's; every number is worked out by hand."""

from __future__ import annotations

import json
import pickle
import sys
from fractions import Fraction

import pandas
import polars
import pyarrow
import pytest
from rich.console import Console

from praksisplan import PlanError
from praksisplan.capacity import DistributionMethod, MoveKind
from praksisplan.capacity.distribution import Advert, Share, Tie, distribute, distributed, moves
from praksisplan.storage.values import read_value, write_value

METHODS = tuple(DistributionMethod)
HERE, NEW, ELSEWHERE, LATER = MoveKind


def share(area, people, weight=1, **more):
    return Share(area, people, weight, "alder 2024", **more)


def three(a=53, b=24, c=23, **more):
    """Three areas; ``more`` are fields of the first, second and third by ``a_``, ``b_`` and ``c_``."""
    counts = {"a": a, "b": b, "c": c}
    fields = {name: {key[2:]: value for key, value in more.items() if key[0] == name} for name in counts}
    return [share(name.upper(), count, **fields[name]) for name, count in counts.items()]


def given(capacities, shares, method="largest_remainder"):
    return tuple(distribute(capacities, shares, method=method).shares.values())


def fault(call, *args, **kwargs):
    with pytest.raises(PlanError) as error:
        call(*args, **kwargs)
    (found,) = error.value.faults
    assert found.message != found.danish
    return found


# --- the methods


@pytest.mark.parametrize(
    ("method", "shares", "more", "less"),
    [
        # quotas 3.71, 1.68 and 1.61; of eight 4.24, 1.92 and 1.84; of six 3.18, 1.44 and 1.38
        ("largest_remainder", (4, 2, 1), (("C", 1),), (("A", -1),)),
        # 53, 24, 23, 17.67, 10.6, 8, 7.67 | 7.57
        ("sainte_lague", (3, 2, 2), (("A", 1),), (("C", -1),)),
        # 53, 26.5, 24, 23, 17.67, 13.25, 12 | 11.5
        ("dhondt", (4, 2, 1), (("C", 1),), (("B", -1),)),
    ],
)
def test_seven_capacities_over_three_areas(method, shares, more, less):
    found = distribute(7, three(), method=method)
    assert tuple(found.shares.values()) == shares
    assert (found.one_more, found.one_less) == (more, less)
    assert [row.quota for row in found.rows] == [Fraction(371, 100), Fraction(168, 100), Fraction(161, 100)]
    remainders = [Fraction(71, 100), Fraction(68, 100), Fraction(61, 100)]
    assert [row.remainder for row in found.rows] == (
        remainders if method == "largest_remainder" else [None, None, None]
    )
    assert found.ties == ()


def test_weights_and_what_strengthens_an_area_count():
    # 30 * 1 = 30, 20 * 3/2 = 30, 10 * 2 * 2 = 40: quotas 3, 3 and 4
    shares = [share("A", 30), share("B", 20, "3/2"), share("C", 10, "2", strengthened=2)]
    found = distribute(10, shares)
    assert found.shares == {"A": 3, "B": 3, "C": 4}
    assert [row.share.weighted for row in found.rows] == [30, 30, 40]
    assert found.of("C").share.strengthened == 2


def test_the_alabama_paradox():
    """With one more of them an area loses its only one: 1.26, 1.26, 0.47 of three, but 1.68, 1.68, 0.63 of four."""
    shares = [share("Nord", 8000), share("Syd", 8000), share("Øst", 3000)]
    three, four = distribute(3, shares), distribute(4, shares)
    assert three.shares == {"Nord": 1, "Syd": 1, "Øst": 1}
    assert four.shares == {"Nord": 2, "Syd": 2, "Øst": 0}
    assert three.one_more == (("Nord", 1), ("Syd", 1), ("Øst", -1))
    assert four.one_less == (("Nord", -1), ("Syd", -1), ("Øst", 1))
    remarks = [record["remarks"] for record in three.cells()]
    assert remarks[0].startswith("får den næste")
    assert remarks[2] == "mister én, hvis der er én mere; mister den sidste"  # of two: 0.84, 0.84, 0.32
    assert four.cells("en")[2]["remarks"] == "gets the next one; gains one if there is one fewer"
    for method in ("sainte_lague", "dhondt"):
        assert distribute(4, shares, method=method).shares["Øst"] >= distribute(3, shares, method=method).shares["Øst"]


def test_methods_by_their_words():
    for word in ("sainte_lague", DistributionMethod.SAINTE_LAGUE, "Sainte-Laguës metode", "the Sainte-Laguë method"):
        assert distribute(1, three(), method=word).method is DistributionMethod.SAINTE_LAGUE
    found = fault(distribute, 1, three(), method="største brøk")
    assert (found.code, found.nearest_danish[0]) == ("unknown-word", "største brøks metode")
    assert fault(distribute, 1, three(), method=1).code == "wrong-type"


# --- floors and ceilings


@pytest.mark.parametrize(
    ("method", "bounds", "shares"),
    [
        # 8, 1.5, 0.5: C is put on 2, and 8 are shared over 95: 6.74 and 1.26
        ("largest_remainder", {"c_floor": 2}, (7, 1, 2)),
        # A is put on 6, and 4 are shared over 20: 3 and 1
        ("largest_remainder", {"a_ceiling": 6}, (6, 3, 1)),
        # A is 2 above, C 1.5 below: A first, then 3 and 1, so C is put on 2
        ("largest_remainder", {"a_ceiling": 6, "c_floor": 2}, (6, 2, 2)),
        ("largest_remainder", {"a_ceiling": 8, "b_floor": 1, "c_floor": 0}, (8, 2, 0)),
        # from 0, 0, 2: 80, 40, 26.67, 20, 16, 15 (B), 13.33, 11.43
        ("dhondt", {"c_floor": 2}, (7, 1, 2)),
        # A six times down to 13.33, then 15, 7.5, 5 (B) and 5 (C)
        ("dhondt", {"a_ceiling": 6}, (6, 3, 1)),
        # from 0, 0, 2: 80, 26.67, 16, 15 (B), 11.43, 8.89, 7.27, 6.15
        ("sainte_lague", {"c_floor": 2}, (7, 1, 2)),
        # A six times; then 15, 5 (B), 5 (C), 3 (B)
        ("sainte_lague", {"a_ceiling": 6}, (6, 3, 1)),
    ],
)
def test_floors_and_ceilings(method, bounds, shares):
    assert given(10, three(80, 15, 5, **bounds), method) == shares


def test_a_floor_that_the_ceiling_of_another_makes_needless():
    # 8.4, 0.8, 0.8: C lacks 0.2 to its floor, A has 2.4 above its ceiling; with A on 6 the others have 2 each
    found = distribute(10, three(84, 8, 8, a_ceiling=6, c_floor=1))
    assert tuple(found.shares.values()) == (6, 2, 2)
    assert [row.bounded_quota for row in found.rows] == [6, 2, 2]
    assert found.of("A").quota == Fraction(84, 10)


def test_bounds_of_both_sides_that_are_as_far_off():
    # 6, 3, 1 of ten: A is 1 above 5, C is 1 below 2; both are put on their bounds, B keeps 3
    assert given(10, three(60, 30, 10, a_ceiling=5, c_floor=2)) == (5, 3, 2)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("capacities", "bounds", "words"),
    [
        (5, {"a_floor": 3, "b_floor": 3}, "floors add up to 6, more than the 5"),
        (10, {"a_ceiling": 4, "b_ceiling": 3, "c_ceiling": 2}, "can get 9 in all, fewer than the 10"),
    ],
)
def test_bounds_that_cannot_be_held_say_the_sums(method, capacities, bounds, words):
    found = fault(distribute, capacities, three(**bounds), method=method)
    assert (found.code, found.path) == ("infeasible", "capacities")
    assert words in found.message


@pytest.mark.parametrize("method", METHODS)
def test_bounds_that_can_just_be_held(method):
    found = distribute(6, three(a_floor=3, b_floor=3), method=method)
    assert tuple(found.shares.values()) == (3, 3, 0)
    assert found.one_less == ()
    assert len(found.one_more) == 1
    found = distribute(9, three(a_ceiling=4, b_ceiling=3, c_ceiling=2), method=method)
    assert tuple(found.shares.values()) == (4, 3, 2)
    assert found.one_more == ()


# --- ties


@pytest.mark.parametrize("method", METHODS)
def test_equal_areas_are_settled_by_name_in_danish_order(method):
    for order in (1, -1):
        areas = [share(name, 100) for name in ("Aabenraa", "Zealand", "Ærø")][::order]
        found = distribute(2, areas, method=method)
        assert found.shares == {"Zealand": 1, "Ærø": 1, "Aabenraa": 0}
        assert found.ties == (Tie(("Zealand", "Ærø", "Aabenraa"), ("Zealand", "Ærø"), by_name=True),)
        assert found.cells()[1]["remarks"] == (
            "mister den sidste; står lige med Zealand, Aabenraa: navnets plads i alfabetet afgør"
        )


@pytest.mark.parametrize(
    ("method", "capacities", "areas", "shares"),
    [
        ("largest_remainder", 2, (1, 3), (0, 2)),  # 0.5 and 1.5
        ("sainte_lague", 2, (1, 3), (0, 2)),  # 3, then 1 and 3/3
        ("dhondt", 2, (1, 2), (0, 2)),  # 2, then 1 and 2/2
    ],
)
def test_even_claims_go_to_the_larger_weighted_population(method, capacities, areas, shares):
    found = distribute(capacities, [share("A", areas[0]), share("B", areas[1])], method=method)
    assert tuple(found.shares.values()) == shares
    assert found.ties == (Tie(("A", "B"), ("B",), by_name=False),)
    assert "is even with B: the larger weighted population decides" in found.cells("en")[0]["remarks"]


def test_only_those_that_are_even_are_told_so():
    assert distribute(3, [share("A", 3), share("B", 3), share("C", 4)]).ties == ()  # 0.9, 0.9 and 1.2
    found = distribute(2, [share("A", 3), share("B", 3), share("C", 4)])
    assert found.shares == {"A": 1, "B": 0, "C": 1}  # 0.6, 0.6 and 0.8
    assert found.ties == (Tie(("A", "B"), ("A",), by_name=True),)
    assert found.cells()[2]["remarks"] == ""


def test_exact_numbers_leave_no_false_tie():
    # a third three times is one; 0.1 and 0.2 are 0.3
    found = distribute(1, [share("A", 3, "1/3"), share("B", 1)])
    assert found.ties == (Tie(("A", "B"), ("A",), by_name=True),)
    huge = 10**20
    found = distribute(1, [share("A", huge), share("B", huge + 1)])
    assert found.shares == {"A": 0, "B": 1}
    assert found.ties == ()


def calls_to_share(count, method):
    """How many functions are called to share half as many capacities as there are equal areas."""
    areas, calls = [share(f"A{place}", 100) for place in range(count)], 0

    def add(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(add)
    try:
        found = distribute(count // 2, areas, method=method)
    finally:
        sys.setprofile(None)
    (tie,) = found.ties
    assert (len(tie.areas), len(tie.received)) == (count, count // 2)
    return calls


@pytest.mark.parametrize("method", METHODS)
def test_twice_as_many_equal_areas_are_about_twice_the_work(method):
    calls_to_share(2, method)  # reads the annotations
    assert calls_to_share(600, method) <= 2.4 * calls_to_share(300, method)


# --- nothing, and too little


@pytest.mark.parametrize("method", METHODS)
def test_zero_capacities_and_single_areas(method):
    none = distribute(0, three(), method=method)
    assert tuple(none.shares.values()) == (0, 0, 0)
    assert (none.one_more, none.one_less) == ((("A", 1),), ())
    assert distribute(7, [share("A", 1)], method=method).shares == {"A": 7}
    assert distribute(0, [], method=method).rows == ()
    assert fault(distribute, 1, [], method=method).code == "infeasible"


@pytest.mark.parametrize("method", METHODS)
def test_areas_without_people_or_weight_get_their_floor(method):
    shares = [share("A", 0), share("B", 10, 0, floor=1), share("C", 5, ceiling=3)]
    found = distribute(4, shares, method=method)
    assert found.shares == {"A": 0, "B": 1, "C": 3}
    assert "more than its floor" in fault(distribute, 5, shares, method=method).message
    empty = distribute(1, shares[:2], method=method)
    assert empty.shares == {"A": 0, "B": 1}
    assert [row.quota for row in empty.rows] == [0, 0]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"weight": -1}, "weight"),
        ({"weight": Fraction(-1, 2)}, "weight"),
        ({"weight": "-0.5"}, "weight"),
        ({"weight": 1.5}, "weight"),
        ({"weight": float("nan")}, "weight"),
        ({"weight": float("inf")}, "weight"),
        ({"weight": "nan"}, "weight"),
        ({"weight": "1e999999999"}, "weight"),
        ({"weight": "1/0"}, "weight"),
        ({"weight": True}, "weight"),
        ({"weight": None}, "weight"),
        ({"strengthened": "0.9"}, "strengthened"),
        ({"strengthened": 1.1}, "strengthened"),
        ({"people": -1}, "people"),
        ({"people": 1.0}, "people"),
        ({"people": True}, "people"),
        ({"floor": -1}, "floor"),
        ({"ceiling": -1}, "ceiling"),
        ({"floor": 3, "ceiling": 2}, "ceiling"),
        ({"source": " "}, "source"),
        ({"area": ""}, "area"),
    ],
)
def test_wrong_facts_are_refused_by_name(fields, path):
    found = fault(Share, **({"area": "A", "people": 1, "weight": 1, "source": "alder"} | fields))
    assert found.path == path


def test_weight_and_source_must_be_given():
    with pytest.raises(TypeError, match="weight"):
        Share("A", 1)
    with pytest.raises(TypeError, match="source"):
        Share("A", 1, 1)


@pytest.mark.parametrize("capacities", [-1, 1.0, True, None, "7"])
def test_wrong_numbers_of_capacities(capacities):
    assert fault(distribute, capacities, three()).path == "capacities"


def test_an_area_twice_and_one_that_is_not_there():
    assert "A" in fault(distribute, 1, [share("A", 1), share("A", 2)]).message
    found = fault(distribute(1, three()).of, "D")
    assert (found.code, "D" in found.message) == ("unknown-area", True)


# --- how it is told


def test_records_hold_exact_numbers():
    found = distribute(7, three(a_weight="1/3", a_floor=1, a_ceiling=9))
    # 53/3, 24 and 23 of 194/3: 371/194, 504/194 and 483/194
    record = found.cells()[0]
    assert record == {
        "area": "A",
        "people": 53,
        "weight": "1/3",
        "weight_source": "alder 2024",
        "strengthened": "1",
        "weighted": "17,67",
        "floor": 1,
        "ceiling": 9,
        "quota": "1,91",
        "bounded_quota": "1,91",
        "remainder": "0,91",
        "capacities": 2,
        "remarks": "",
    }
    assert tuple(record) == tuple(found.columns)
    exact = found.to_records()[0]
    assert [exact[name] for name in ("weight", "weighted", "quota", "bounded_quota", "remainder")] == [
        "1/3",
        "53/3",
        "371/194",
        "371/194",
        "177/194",
    ]
    assert found.cells("en")[0]["quota"] == "1.91"
    assert distribute(7, three(), method="dhondt").cells()[0]["remainder"] is None


def test_text_terminal_notebook_and_frames():
    found = distribute(7, [share("[b]<Nord>", 53), *three()[1:]])
    lines = str(found).splitlines()
    assert lines[0] == "7 kapaciteter, største brøks metode"
    assert lines[1].split()[:4] == ["område", "indbyggere", "vægt", "vægtens"]
    assert found.text("en").splitlines()[0] == "7 capacities, the largest remainder method"
    assert "får den næste" in lines[4]
    console = Console(width=300)
    with console.capture() as told:
        console.print(found)
    assert "7 kapaciteter, største brøks metode" in told.get()
    assert "[b]<Nord>" in told.get()
    page = found._repr_html_()
    assert ">7 kapaciteter, største brøks metode</caption>" in page
    assert "[b]&lt;Nord&gt;" in page
    frame = found.to_frame()
    assert frame["capacities"].to_list() == [4, 2, 1]
    assert frame.schema["capacities"] == frame.schema["people"] == polars.Int64
    assert found.to_frame("pandas")["ceiling"].isna().all()
    mixed = distribute(7, three(b_ceiling=2)).to_frame("pandas")
    assert (mixed.dtypes["ceiling"], mixed["ceiling"].to_list()) == ("Int64", [pandas.NA, 2, pandas.NA])
    assert pyarrow.table(found).column("ceiling").to_pylist() == [None, None, None]
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(distribute(7, [*three()[1:], share("[b]<Nord>", 53)]))


def test_shares_are_read_back_from_json():
    whole = share("Nord", 100, "7/3", strengthened="1.25", floor=1, ceiling=9)
    assert read_value(write_value(whole), Share) == whole
    with pytest.raises(PlanError) as error:
        read_value('{"area": "A", "people": 1, "weight": -1, "source": "alder"}', Share)
    assert [found.path for found in error.value.faults] == ["$.weight"]


def test_faults_of_a_council_are_told_beside_those_of_its_areas():
    inner = {"area": "", "people": 1, "weight": 1, "source": "alder"}
    council = {"area": "", "people": -1, "weight": -1, "source": "", "floor": -1, "areas": [inner]}
    with pytest.raises(PlanError) as error:
        distributed(json.dumps({"capacities": 3, "method": "lod", "shares": [council]}))
    assert [(found.code, found.path) for found in error.value.faults] == [
        ("empty-text", "$.shares[0].area"),
        ("bad-number", "$.shares[0].people"),
        ("bad-number", "$.shares[0].weight"),
        ("empty-text", "$.shares[0].source"),
        ("bad-number", "$.shares[0].floor"),
        ("empty-text", "$.shares[0].areas[0].area"),
        ("unknown-word", "$.method"),
    ]


# --- from today to the target


TARGET = distribute(10, [share("Nord", 5), share("Syd", 3), share("Øst", 2)])
"""5, 3 and 2."""


def test_nothing_to_do():
    found = moves({"Nord": 5, "Syd": 3, "Øst": 2}, TARGET)
    assert (found.adverts, found.closing) == ((), ())
    assert str(found) == "0 opslag, heraf 0 når en kapacitet bliver ledig"


def test_the_greatest_shortage_for_its_quota_comes_first():
    # filled 3/5, 2/3 and 0/2 of the quotas: Øst 0 and 1/2, then Nord 3/5, Syd 2/3, Nord 4/5
    found = moves({"Nord": 3, "Syd": 2, "Øst": 0}, TARGET)
    assert [one.area for one in found.adverts] == ["Øst", "Øst", "Nord", "Syd", "Nord"]
    assert {one.kind for one in found.adverts} == {NEW}
    assert found.advertised == {"Nord": 2, "Syd": 1, "Øst": 2}
    assert found.given_up == found.to_fall_vacant == {}


def test_own_vacant_ones_first_then_others_then_those_that_fall_vacant():
    # Nord has 8 (1 vacant), Syd 1, Øst 1 (vacant): Øst lacks 2 of 2, Syd 2 of 3, Nord nothing, and gives up 3
    found = moves({"Nord": 8, "Syd": 1, "Øst": 1}, TARGET, vacant={"Nord": 1, "Øst": 1})
    assert found.adverts == (
        Advert("Øst", HERE),
        Advert("Syd", ELSEWHERE, "Nord"),
        Advert("Øst", LATER, "Nord"),
        Advert("Syd", LATER, "Nord"),
    )
    assert (found.given_up, found.to_fall_vacant) == ({"Nord": 3}, {"Nord": 2})
    assert found.heading() == "4 opslag, heraf 2 når en kapacitet bliver ledig"
    assert found.cells("en")[1] == {
        "order": 2,
        "area": "Syd",
        "advertised": "vacant in another area",
        "origin": "Nord",
    }


def test_vacant_ones_are_filled_where_they_are_wanted():
    # Nord has what it is to have, but one is vacant: 4/5 of its quota is filled, and Syd's is 2/3
    found = moves({"Nord": 5, "Syd": 2, "Øst": 3}, TARGET, vacant={"Nord": 1})
    assert found.adverts == (Advert("Syd", LATER, "Øst"), Advert("Nord", HERE))


def test_a_growing_sum_uses_new_ones_before_those_of_others():
    # 9 today, 10 to be: Øst has one too many, which falls vacant only later
    found = moves({"Nord": 4, "Syd": 2, "Øst": 3}, TARGET)
    assert found.adverts == (Advert("Syd", NEW), Advert("Nord", LATER, "Øst"))


def test_a_falling_sum_closes_what_is_left():
    # 13 today: Nord 2 above, one of them vacant, Øst 2 above; Syd lacks 1 and gets the vacant one
    found = moves({"Nord": 7, "Syd": 2, "Øst": 4}, TARGET, vacant={"Nord": 1})
    assert found.adverts == (Advert("Syd", ELSEWHERE, "Nord"),)
    assert found.closing == (("Nord", 1), ("Øst", 2))
    assert found.given_up == {"Nord": 2, "Øst": 2}
    assert found.heading() == "1 opslag, heraf 0 når en kapacitet bliver ledig; genbesættes ikke: Nord 1, Øst 2"
    assert "not filled again: Nord 1, Øst 2" in found.text("en")


def test_the_largest_surplus_for_its_quota_gives_up_first():
    # 4/2 of Øst's quota stands before 6/5 of Nord's; an area without quota before both
    target = distribute(10, [share("Nord", 5), share("Syd", 3), share("Øst", 2), share("Vest", 0)])
    found = moves({"Nord": 6, "Syd": 0, "Øst": 3, "Vest": 1}, target)
    assert [one.origin for one in found.adverts] == ["Vest", "Øst", "Nord"]


def test_equal_shortages_go_to_the_larger_population_then_by_name():
    target = distribute(6, [share("A", 1), share("B", 2), share("Å", 1), share("C", 2)])
    assert [one.area for one in moves(dict.fromkeys("ABÅC", 0), target).adverts][:4] == ["B", "C", "A", "Å"]


@pytest.mark.parametrize(
    ("today", "vacant", "path", "code"),
    [
        ({"Nord": 1, "Syd": 1}, None, "today", "missing-key"),
        ({"Nord": 1, "Syd": 1, "Øst": 1, "Vest": 1}, None, "today", "unknown-area"),
        ({"Nord": 1, "Syd": 1, "Øst": 1}, {"Vest": 1}, "vacant", "unknown-area"),
        ({"Nord": 1, "Syd": 1, "Øst": 1}, {"Øst": 2}, "vacant.Øst", "bad-number"),
        ({"Nord": 1, "Syd": -1, "Øst": 1}, None, "today.Syd", "bad-number"),
        ({"Nord": 1, "Syd": 1, "Øst": 1}, {"Øst": 0.5}, "vacant.Øst", "bad-number"),
    ],
)
def test_wrong_facts_of_today(today, vacant, path, code):
    found = fault(moves, today, TARGET, vacant=vacant)
    assert (found.path, found.code) == (path, code)


def test_weights_are_shown_in_decimals_as_each_language_writes_them():
    found = distribute(7, [share("Nord", 53, "6/5", strengthened="1.05")])
    assert [found.cells(lang)[0]["weight"] for lang in ("da", "en")] == ["1,2", "1.2"]
    assert [found.cells(lang)[0]["strengthened"] for lang in ("da", "en")] == ["1,05", "1.05"]
