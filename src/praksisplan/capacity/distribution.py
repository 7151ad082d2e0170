"""Whole capacities shared over areas by weighted population, and the way there from today's."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from praksisplan.answers import CODE, TEXT, TOLD, WHOLE, Columns, Kind, Tabular
from praksisplan.arguments import FileText, checked_call, checked_class
from praksisplan.capacity.arguments import Amount, AtLeastOne, Count, FilledText
from praksisplan.capacity.fact_words import read_facts
from praksisplan.capacity.facts import DistributionMethod, MoveKind
from praksisplan.capacity.phrases import phrase
from praksisplan.capacity.wording import exact_text
from praksisplan.errors import PlanError, fault
from praksisplan.storage import Format
from praksisplan.storage.reading import located
from praksisplan.text import danish_key, number_text

__all__ = [
    "Advert",
    "AreaShare",
    "Distribution",
    "Moves",
    "Share",
    "Tie",
    "TwoLevels",
    "distribute",
    "distribute_in_two_levels",
    "moves",
]


# --- what is shared by --------------------------------------------------------------------------------------------


@checked_class
class Share:
    """The basis of an area's share of the capacities. Danish: *fordelingsgrundlag*.

    ``weight`` is the weight of a person in the area (by age, social burden, illness), and ``source`` its source. No
    weights are published, so both must be given. ``strengthened`` (1 or more) increases the weight of a vulnerable
    area, and is shown. ``floor`` and ``ceiling`` are the smallest and the largest number of capacities, both inclusive.
    Numbers are exact: a fraction, a whole number, or text such as ``"1.15"`` or ``"23/20"``.

    >>> Share("Bornholm", 40_000, "1.15", "regionens opgørelse", strengthened="1.1").weighted
    Fraction(50600, 1)
    """

    area: FilledText
    people: Count
    weight: Amount
    source: FilledText
    strengthened: AtLeastOne = Fraction(1)
    floor: Count = 0
    ceiling: Count | None = None

    def __attrs_post_init__(self) -> None:
        if self.ceiling is not None and self.ceiling < self.floor:
            raise PlanError(
                fault("infeasible.bounds", "ceiling", area=self.area, ceiling=self.ceiling, floor=self.floor)
            )

    @property
    def weighted(self) -> Fraction:
        """The weighted population: people times weight times ``strengthened``. Danish: *vægtet befolkning*."""
        return self.people * self.weight * self.strengthened

    @property
    def _rank(self) -> tuple[Fraction, tuple[str, str]]:
        """The rule that breaks a tie: the larger weighted population, then the name in Danish order."""
        return -self.weighted, danish_key(self.area)


# --- the answer ---------------------------------------------------------------------------------------------------


@checked_class
class AreaShare:
    """The capacities that an area gets. Danish: *områdets andel*.

    ``quota`` is its exact part by weighted population alone; ``bounded_quota`` the part within all floors and ceilings;
    ``remainder`` what the latter has beyond its whole part, for the largest remainder method.
    """

    share: Share
    capacities: int
    quota: Fraction
    bounded_quota: Fraction
    remainder: Fraction | None


@checked_class
class Tie:
    """That areas stood exactly even about the last capacities, and who of them got one. Danish: *lige stillet*.

    ``by_name`` holds where the weighted populations were equal too, so that the names decided.
    """

    areas: tuple[str, ...]
    received: tuple[str, ...]
    by_name: bool


@attrs.frozen
class Remark:
    """A remark about an area's share. Danish: *bemærkning*.

    ``code`` is ``"next_one"``, ``"loses_by_more"``, ``"gains_by_less"`` or ``"last_one"`` for what one capacity more or
    fewer would change; ``"tied_people"`` or ``"tied_name"`` where it stood even with ``areas``.
    """

    code: str
    areas: tuple[str, ...] = ()

    def text(self, lang: str = "da") -> str:
        """The remark in words."""
        words = phrase(self.code, lang)
        return phrase("tied", lang).format(", ".join(self.areas), words) if self.areas else words


EXACT: Kind[Fraction] = Kind({"": "text"}, lambda value: (str(value),), exact_text, is_labelled=False)
"""A number that is a fraction for programs, as in ``"6/5"``, and written with its decimals for people."""

ROUNDED: Kind[Fraction] = attrs.evolve(EXACT, words=number_text)
"""A number that is a fraction for programs, and rounded to two decimals for people."""


@checked_class(repr=False)
class Distribution(Tabular):
    """A distribution of capacities over areas, by name in Danish order. Danish: *fordeling*.

    ``one_more`` and ``one_less`` are the areas whose number would change, and by how much, if there were one capacity
    more or fewer; empty if floors and ceilings forbid that. Usually both name one area. With largest remainders there
    may be several (the Alabama paradox). ``ties`` were decided by the larger exact weighted population, then by name.
    """

    capacities: int
    method: DistributionMethod
    rows: tuple[AreaShare, ...]
    ties: tuple[Tie, ...]
    one_more: tuple[tuple[str, int], ...]
    one_less: tuple[tuple[str, int], ...]

    columns: ClassVar[Columns] = {
        "area": TEXT.of("share.area"),
        "people": WHOLE.of("share.people"),
        "weight": EXACT.of("share.weight"),
        "weight_source": TEXT.of("share.source"),
        "strengthened": EXACT.of("share.strengthened"),
        "weighted": ROUNDED.of("share.weighted"),
        "floor": WHOLE.of("share.floor"),
        "ceiling": WHOLE.of("share.ceiling"),
        "quota": ROUNDED,
        "bounded_quota": ROUNDED,
        "remainder": ROUNDED,
        "capacities": WHOLE,
        "remarks": TOLD,
    }
    summary_columns = tuple(name for name in columns if name not in ("weighted", "bounded_quota", "remainder"))

    @property
    def shares(self) -> dict[str, int]:
        """The number of capacities of each area, by its name."""
        return {row.share.area: row.capacities for row in self.rows}

    def of(self, area: str) -> AreaShare:
        """The share of an area; raises `PlanError` for an unknown area."""
        for row in self.rows:
            if row.share.area == area:
                return row
        raise _unknown_area("area", [area])

    _field = "rows"

    def _given(self, _: object, found: AreaShare) -> dict[str, Any]:
        return {"remarks": tuple(self._remarks(found.share.area))}

    def _remarks(self, area: str) -> Iterator[Remark]:
        for changes, gain, loss in (
            (self.one_more, "next_one", "loses_by_more"),
            (self.one_less, "gains_by_less", "last_one"),
        ):
            if change := dict(changes).get(area):
                yield Remark(gain if change > 0 else loss)
        for tie in self.ties:
            if area in tie.areas:
                others = tuple(other for other in tie.areas if other != area)
                yield Remark("tied_name" if tie.by_name else "tied_people", others)

    def heading(self, lang: str = "da") -> str:
        return phrase("shared_out", lang).format(number_text(self.capacities, lang), self.method.label(lang))


# --- sharing ------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Part:
    """An area's bounds, and its weighted population as a whole number, in a unit that all have in common."""

    share: Share
    weight: int
    ceiling: int


def _parts(capacities: int, shares: Iterable[Share]) -> list[_Part]:
    """The areas by name in Danish order; a `PlanError` where their bounds cannot be held."""
    listed_shares = sorted(shares, key=lambda share: danish_key(share.area))
    names = [share.area for share in listed_shares]
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise PlanError(fault("duplicate-id.areas", "shares", ids=twice))
    unit = math.lcm(*(share.weighted.denominator for share in listed_shares))
    parts = []
    for share in listed_shares:
        # where nobody counts, there is nothing to get beyond the floor
        most = capacities if share.ceiling is None else min(share.ceiling, capacities)
        parts.append(_Part(share, int(share.weighted * unit), max(share.floor, most if share.weighted else 0)))
    least, most = sum(part.share.floor for part in parts), sum(part.ceiling for part in parts)
    if capacities < least:
        raise PlanError(fault("infeasible.floors", "capacities", least=least, capacities=capacities))
    if capacities > most:
        raise PlanError(fault("infeasible.ceilings", "capacities", most=most, capacities=capacities))
    return parts


def _quotas(capacities: int, parts: list[_Part]) -> list[Fraction]:
    """Each area's exact part within its bounds: those outside are put on them, and the rest is shared again.

    Where some lie below their floor and others above their ceiling, the side that is farther off in all is put on its
    bounds first; so the order does not matter, and the parts are one multiple of the weights, cut at the bounds.
    """
    found = [Fraction(part.share.floor) for part in parts]
    free, rest = list(range(len(parts))), capacities
    while free:
        weights = sum(parts[index].weight for index in free)
        if not weights:
            break
        for index in free:
            found[index] = Fraction(rest * parts[index].weight, weights)
        low = [index for index in free if found[index] < parts[index].share.floor]
        high = [index for index in free if found[index] > parts[index].ceiling]
        missing = sum(parts[index].share.floor - found[index] for index in low)
        over = sum(found[index] - parts[index].ceiling for index in high)
        bound = (low if missing >= over else []) + (high if over >= missing else [])
        if not bound:
            break
        for index in bound:
            part = parts[index]
            found[index] = Fraction(part.share.floor if found[index] < part.share.floor else part.ceiling)
            rest -= int(found[index])
            free.remove(index)
    return found


_Claim = Callable[[int, int], Fraction | None]
"""The claim of the area at a place, with so many capacities, to one more; ``None`` where it has none."""


def _by_remainder(quotas: list[Fraction]) -> _Claim:
    """The claim of an area that has the whole part of its quota is the remainder."""

    def claim(place: int, seats: int) -> Fraction | None:
        whole, remainder = divmod(quotas[place], 1)
        has_whole_part = seats == whole
        return remainder if has_whole_part and remainder else None

    return claim


def _by_divisor(parts: list[_Part], method: DistributionMethod) -> _Claim:
    """The claim of an area within its bounds is its weighted population over the divisor of its next capacity."""
    step = 2 if method is DistributionMethod.SAINTE_LAGUE else 1

    def claim(place: int, seats: int) -> Fraction | None:
        part = parts[place]
        may_get_one = part.share.floor <= seats < part.ceiling
        return Fraction(part.weight, step * seats + 1) if may_get_one else None

    return claim


def _shared(capacities: int, parts: list[_Part], method: DistributionMethod) -> tuple[list[int], _Claim]:
    """The capacities of each area: first those that are sure, the rest by the claims, which come back too.

    With divisors those are sure that a somewhat smaller number of capacities would surely give.
    """
    if method is DistributionMethod.LARGEST_REMAINDER:
        quotas = _quotas(capacities, parts)
        found, claim = [math.floor(quota) for quota in quotas], _by_remainder(quotas)
    else:
        quotas = _quotas(max(sum(part.share.floor for part in parts), capacities - len(parts)), parts)
        half = Fraction(1, 2) if method is DistributionMethod.SAINTE_LAGUE else 0
        found, claim = [math.floor(quota + half) for quota in quotas], _by_divisor(parts, method)
    _give(capacities - sum(found), found, parts, claim)
    return found, claim


def _give(rest: int, seats: list[int], parts: list[_Part], claim: _Claim) -> None:
    """Add the rest to the capacities of the areas, one by one to the area with the largest claim."""
    ranks = [part.share._rank for part in parts]

    def ranked(place: int) -> list[tuple[Fraction, tuple[Fraction, tuple[str, str]], int]]:
        found = claim(place, seats[place])
        return [] if found is None else [(-found, ranks[place], place)]

    claims = [one for place in range(len(parts)) for one in ranked(place)]
    heapq.heapify(claims)
    for _ in range(rest):
        *_, place = heapq.heappop(claims)
        seats[place] += 1
        for one in ranked(place):
            heapq.heappush(claims, one)


def _ties(parts: list[_Part], seats: list[int], claim: _Claim) -> tuple[Tie, ...]:
    """The tie between the last capacity given and the next one, if their claims are equal."""
    given = [claim(place, count - 1) for place, count in enumerate(seats)]
    refused = [claim(place, count) for place, count in enumerate(seats)]
    last = min((one for one in given if one is not None), default=None)
    if last is None or last != max((one for one in refused if one is not None), default=None):
        return ()
    received = [part for part, one in zip(parts, given) if one == last]
    others = [part for part, one in zip(parts, refused) if one == last]
    by_name = not {part.weight for part in received}.isdisjoint(part.weight for part in others)
    names = [part.share.area for part, *claims in zip(parts, given, refused) if last in claims]
    return (Tie(tuple(names), tuple(part.share.area for part in received), by_name),)


@checked_call
def distribute(
    capacities: Count,
    shares: Iterable[Share],
    *,
    method: DistributionMethod | str = DistributionMethod.LARGEST_REMAINDER,
) -> Distribution:
    """The distribution of a whole number of capacities over areas by weighted population. Danish: *fordeling*.

    By ``"largest_remainder"`` each area gets the whole part of its quota, and the areas with the largest remainders get
    one more each. By ``"sainte_lague"`` and ``"dhondt"`` one capacity at a time goes to the area with the largest
    quotient of weighted population and 1, 3, 5 ... or 1, 2, 3 .... With divisors areas start from their floor and stop
    at their ceiling. With remainders, quotas outside floor and ceiling are set to these, and the rest is shared again
    until none is outside. An area without people or weight gets its floor. Ties go to the larger exact weighted
    population, then by name in Danish order. Rule AR-NATMODEL; no rule prescribes the rounding.

    Raises `PlanError` if floors and ceilings cannot be met, for a duplicate area, and for an unknown method.

    >>> areas = [
    ...     Share("Nord", 5200, 1, "alder"),
    ...     Share("Syd", 2600, 1, "alder", strengthened="3/2"),
    ...     Share("Øst", 900, 1, "alder"),
    ... ]
    >>> found = distribute(10, areas)
    >>> found.shares
    {'Nord': 5, 'Syd': 4, 'Øst': 1}
    >>> found.of("Syd").quota, found.one_more
    (Fraction(39, 10), (('Nord', 1),))
    """
    kind = DistributionMethod(method)
    parts = _parts(capacities, shares)
    (seats, claim), quotas = _shared(capacities, parts, kind), _quotas(capacities, parts)
    weights = sum(part.weight for part in parts)
    rows = tuple(
        AreaShare(
            part.share,
            given,
            Fraction(capacities * part.weight, weights or 1),
            quota,
            quota - math.floor(quota) if kind is DistributionMethod.LARGEST_REMAINDER else None,
        )
        for part, given, quota in zip(parts, seats, quotas)
    )
    listed = [part.share for part in parts]
    more, less = (_changes(other, seats, listed, kind) for other in (capacities + 1, capacities - 1))
    return Distribution(capacities, kind, rows, _ties(parts, seats, claim), more, less)


@checked_class(repr=False)
class TwoLevels(Tabular):
    """A distribution over health councils, and within each over its areas. Danish: *fordeling i to led*.

    ``national`` shares the capacities among the councils; ``within`` has the areas of each council by its name.
    """

    national: Distribution
    within: dict[str, Distribution]

    columns: ClassVar[Columns] = {"council": TEXT, **Distribution.columns}
    summary_columns = ("council", *Distribution.summary_columns)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties of both levels, those among the councils first."""
        return (*self.national.ties, *(tie for found in self.within.values() for tie in found.ties))

    @property
    def shares(self) -> dict[str, dict[str, int]]:
        """The number of capacities of each area, by its council and its name."""
        return {name: found.shares for name, found in self.within.items()}

    def _found(self) -> Iterator[tuple[str, AreaShare]]:
        return ((name, row) for name, found in self.within.items() for row in found.rows)

    def _given(self, council: str, found: AreaShare) -> dict[str, Any]:
        return {"council": council, **self.within[council]._given(council, found)}

    def heading(self, lang: str = "da") -> str:
        return self.national.heading(lang)


@checked_call
def distribute_in_two_levels(
    capacities: Count,
    councils: Iterable[Share],
    areas: Mapping[str, Iterable[Share]],
    *,
    method: DistributionMethod | str = DistributionMethod.LARGEST_REMAINDER,
) -> TwoLevels:
    """The distribution over health councils, and by the region within each. Danish: *fordeling i to led*.

    ``councils`` are the shares of the health councils, which bind the region (the health act, § 206 b); ``areas`` those
    of the areas of each, by its name. A council gets no fewer capacities than the floors of its areas require together,
    and no more than their ceilings allow. Each level is shared as by `distribute`. Rule AR-NATMODEL.

    Raises `PlanError` for areas of an unknown council, a council without areas, and floors and ceilings that cannot be
    met.

    >>> councils = [Share("Øst", 6000, 1, "model"), Share("Vest", 4000, 1, "model")]
    >>> east = [Share("A", 4000, 1, "alder"), Share("B", 2000, 1, "alder")]
    >>> areas = {"Øst": east, "Vest": [Share("C", 4000, 1, "alder")]}
    >>> distribute_in_two_levels(10, councils, areas).shares
    {'Vest': {'C': 4}, 'Øst': {'A': 4, 'B': 2}}
    """
    given, parts = tuple(councils), {name: tuple(shares) for name, shares in areas.items()}
    names = [one.area for one in given]
    if wrong := [name for name in {*names, *parts} if name not in names or not parts.get(name)]:
        raise _unknown_area("areas", wrong)
    national = distribute(capacities, [_bounded(one, parts[one.area]) for one in given], method=method)
    within = {name: distribute(count, parts[name], method=method) for name, count in national.shares.items()}
    return TwoLevels(national, within)


def _bounded(council: Share, areas: tuple[Share, ...]) -> Share:
    """A council with the floors and ceilings of its areas, where they are narrower than its own."""
    tops = [one.ceiling for one in (council,) if one.ceiling is not None]
    ceilings = [one.ceiling for one in areas if one.ceiling is not None]
    if len(ceilings) == len(areas):
        tops.append(sum(ceilings))
    floor = max(council.floor, sum(one.floor for one in areas))
    return attrs.evolve(council, floor=floor, ceiling=min(tops, default=None))


def _changes(
    capacities: int, seats: list[int], shares: list[Share], method: DistributionMethod
) -> tuple[tuple[str, int], ...]:
    """Whose number would be another with another number of capacities, and by how much."""
    try:
        others, _ = _shared(capacities, _parts(capacities, shares), method)
    except PlanError:
        return ()
    return tuple((share.area, other - given) for share, given, other in zip(shares, seats, others) if other != given)


# --- as it is written ---------------------------------------------------------------------------------------------


@checked_class
class WrittenShare(Share):
    """A share in a file. One with ``areas`` is that of a health council, whose capacities the region shares further."""

    areas: tuple[Share, ...] = ()


@checked_class
class Sharing:
    """The input of `distributed` and ``praksisplan capacity distribute``: what areas share, at one or two levels."""

    capacities: int
    shares: tuple[WrittenShare, ...]
    method: DistributionMethod = DistributionMethod.LARGEST_REMAINDER


@checked_call
def distributed(text: bytes | FileText, format: Format = "json") -> Distribution | TwoLevels:
    """The distribution that a text in JSON or YAML asks for, at two levels if any share has areas. Danish: *fordeling*.

    `praksisplan.capacity.forms.fact_form` gives a form. Raises one `PlanError` with every fault, each at its place.

    >>> shares = "[{område: Nord, indbyggere: 5200, vægt: 1, kilde: alder}]"
    >>> print(distributed(f"{{kapaciteter: 3, fordeles på: {shares}}}", "yaml").heading())
    3 kapaciteter, største brøks metode
    """
    read = located(text, format)
    given: Sharing = read_facts(read, format, Sharing, read.data)[0]
    within = {one.area: one.areas for one in given.shares}
    if any(within.values()):
        return distribute_in_two_levels(given.capacities, given.shares, within, method=given.method)
    return distribute(given.capacities, given.shares, method=given.method)


# --- from today's capacities to the target ------------------------------------------------------------------------


@checked_class
class Advert:
    """One capacity that is advertised. Danish: *opslag*. ``origin`` is the area that it comes from, if another."""

    area: str
    kind: MoveKind
    origin: str | None = None


@checked_class(repr=False)
class Moves(Tabular):
    """The capacities to advertise, in order, to get from today's number to a target. Danish: *opslag*.

    ``closing`` are the capacities that are not filled again, by area, where there are fewer in all than today.
    """

    target: Distribution
    adverts: tuple[Advert, ...]
    closing: tuple[tuple[str, int], ...]

    columns: ClassVar[Columns] = {"order": WHOLE, "area": TEXT, "advertised": CODE.of("kind"), "origin": TEXT}

    @property
    def advertised(self) -> dict[str, int]:
        """The number of advertised capacities of each area that has any."""
        return _counted(advert.area for advert in self.adverts)

    @property
    def given_up(self) -> dict[str, int]:
        """The number of capacities that each area gives up, to other areas or for good."""
        moved = [advert.origin for advert in self.adverts if advert.origin is not None]
        return _counted([*moved, *(area for area, count in self.closing for _ in range(count))])

    @property
    def to_fall_vacant(self) -> dict[str, int]:
        """The number of capacities that leave each area only when they fall vacant."""
        return _counted(one.origin for one in self.adverts if one.origin and one.kind is MoveKind.FALLS_VACANT)

    def _found(self) -> Iterator[tuple[int, Advert]]:
        return enumerate(self.adverts, 1)

    def _given(self, order: int, found: Advert) -> dict[str, Any]:
        return {"order": order}

    def heading(self, lang: str = "da") -> str:
        later = sum(one.kind is MoveKind.FALLS_VACANT for one in self.adverts)
        words = phrase("to_advertise", lang).format(len(self.adverts), later)
        closing = ", ".join(f"{area} {count}" for area, count in self.closing)
        return f"{words}; {phrase('closing', lang).format(closing)}" if closing else words


def _counted(areas: Iterable[str]) -> dict[str, int]:
    return dict(Counter(sorted(areas, key=danish_key)))


def _unknown_area(name: str, areas: Iterable[str]) -> PlanError:
    return PlanError(fault("unknown-area", name, areas=tuple(sorted(areas, key=danish_key))))


@checked_call
def moves(today: Mapping[str, Count], target: Distribution, *, vacant: Mapping[str, Count] | None = None) -> Moves:
    """The order of advertisements from today's capacities to a target distribution. Danish: *opslag*.

    ``today`` holds the number of capacities of each area, filled or not, for every area of the target; ``vacant`` how
    many of them are vacant. One capacity at a time is advertised in the area that lacks the most relative to its quota
    within floor and ceiling, counting earlier advertised ones as filled; ties go to the larger weighted population,
    then by name. It is taken first from the area's own vacant ones, then from new ones, then from vacant ones in areas
    above their target, and last from those that fall vacant there, the area with the largest surplus relative to its
    quota first. The total thus stays the same, or grows or falls to that of the target; if it falls, the last in that
    order are not filled again.

    Raises `PlanError` if an area is missing or not part of the target, or if more are vacant than exist.

    >>> target = distribute(6, [Share("Nord", 2, 1, "alder"), Share("Syd", 3, 1, "alder"), Share("Øst", 1, 1, "alder")])
    >>> print(moves({"Nord": 3, "Syd": 2, "Øst": 1}, target, vacant={"Øst": 1}))
    2 opslag, heraf 1 når en kapacitet bliver ledig
    nr.  område  opslag                kommer fra
    1    Øst     ledig i området
    2    Syd     når den bliver ledig  Nord
    """
    rows = {row.share.area: row for row in target.rows}
    vacant = vacant or {}
    for name, given in (("today", today), ("vacant", vacant)):
        if strangers := [area for area in given if area not in rows]:
            raise _unknown_area(name, strangers)
    if lacking := [area for area in rows if area not in today]:
        raise PlanError(fault("missing-key.today", "today", areas=lacking))
    for area, count in vacant.items():
        if count > today[area]:
            raise PlanError(fault("bad-number.vacant", f"vacant.{area}", vacant=count, today=today[area]))
    wanted, spare, filled = [], [], []
    for area, row in rows.items():
        at_work = today[area] - vacant.get(area, 0)
        own = min(vacant.get(area, 0), max(0, row.capacities - at_work))
        wanted += [(row, at_work + step, step < own) for step in range(row.capacities - at_work)]
        extra = today[area] - max(row.capacities, at_work)
        spare += [(row, today[area] - step) for step in range(extra)]
        filled += [(row, at_work - step) for step in range(at_work - row.capacities)]
    wanted.sort(key=lambda one: (Fraction(one[1]) / one[0].bounded_quota, one[0].share._rank))
    origins = [(MoveKind.NEW, "")] * (target.capacities - sum(today.values()))
    for kind, found in ((MoveKind.VACANT_ELSEWHERE, spare), (MoveKind.FALLS_VACANT, filled)):
        found.sort(key=_surplus)
        origins += [(kind, row.share.area) for row, _ in found]
    places = iter(origins)
    adverts = []
    for row, _, is_own in wanted:
        kind, origin = (MoveKind.VACANT_HERE, "") if is_own else next(places)
        adverts.append(Advert(row.share.area, kind, origin or None))
    return Moves(target, tuple(adverts), tuple(_counted(area for _, area in places).items()))


def _surplus(one: tuple[AreaShare, int]) -> tuple[bool, Fraction, tuple[str, str]]:
    """The key by which areas give up capacities: those without a quota first, then by surplus per quota."""
    row, seats = one
    quota = row.bounded_quota
    return bool(quota), -(seats / quota if quota else Fraction(seats)), danish_key(row.share.area)
