"""What a document says of itself: its title, its kind, the plan that it is about, and when it was written."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.model import Plan, PlanKind, PracticeArea, Source, SourceKind
from praksisplan.periods import Period, parse_period
from praksisplan.periods.words import MONTH_NAMES
from praksisplan.reading.draft import slug
from praksisplan.text import clean_text, sentence

_YEAR = r"(?:19|20|21)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d\b))?"
_PLAN = re.compile(
    rf"\b((?:\w*praksisplan|sundhedsaftale|\w*sundhedsplan|\w*handle?plan|\w*handlingsplan|\w*udviklingsplan|\w*strategi"
    rf"|\w*politik|(?!implementerings|udmøntnings|års|tids|opfølgnings|møde)\w*plan))(?:en|n|s)?((?:\s+(?:for|om|vedr\.)\s+[^\W\d]+(?:\s+[^\W\d]+){{0,5}}?)?)\s*,?\s+({_YEARS})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d\b)")
_KINDS = {**{kind.label(): kind for kind in PlanKind}, "handlingsplan": PlanKind.ACTION_PLAN}
_SOURCES = (
    ("implementerings", SourceKind.YEAR_PLAN),
    ("årsplan", SourceKind.YEAR_PLAN),
    ("status", SourceKind.STATUS_REPORT),
    ("opfølgning", SourceKind.STATUS_REPORT),
    ("årsrapport", SourceKind.STATUS_REPORT),
    ("midtvejs", SourceKind.STATUS_REPORT),
    ("tidsplan", SourceKind.TIMETABLE),
    ("referat", SourceKind.MINUTES),
    ("protokol", SourceKind.MINUTES),
)
_COVERS = re.compile(
    rf"\b(implementerings(?:handle)?plan|årsplan|\w*status\w*|årsrapport|handleplan|handlingsplan|opfølgning|afrapportering)\w*"
    rf"\s+(?:for\s+|i\s+|pr\.\s+|på\s+)?(?:året\s+)?({_YEAR})\b(?!\s?[-–/]\s?\d)",
    re.IGNORECASE,
)
_MONTHS = "|".join(MONTH_NAMES)
_DAY = (
    rf"(?:(?:den\s+|d\.\s*)?\d{{1,2}}\.\s*(?:{_MONTHS})\s+{_YEAR}"
    rf"|(?:(?:primo|medio|ultimo)\s+)?[1-4]\.\s*(?:kvartal|halvår)\s+{_YEAR}"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}|{_YEAR}-\d\d-\d\d|(?:{_MONTHS})\s+{_YEAR})"
)
_DATED = re.compile(
    r"(?:^[^.\n]{0,60}\b(?:pr\.|per|dato|dateret|udarbejdet|opdateret|version|senest revideret|\w*status\w*)\W{0,3}\s*)"
    rf"({_DAY})"
    rf"|^\W*({_DAY})\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_HELD = re.compile(
    rf"\b(?:møde\w*|godkendt|vedtaget|tiltrådt|(?:man|tirs|ons|tors|fre)dag)\b\W(?:[^.\d]{{0,80}}\W)?({_DAY})",
    re.IGNORECASE,
)
"""The day of a meeting or an approval, in a line above the text."""

_ADOPTED = re.compile(
    r"^(?:(?:implementerings|handle|års)?plan|notat|rapport|dokument)(?:en|et) (?:er|blev) "
    rf"(?:godkendt|vedtaget|tiltrådt)\b[^.\d\n]{{0,80}}\W({_DAY})\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The day on which the document itself was adopted, in a line that says nothing else: 'Planen er vedtaget den …'."""

_EXPECTED = re.compile(
    r"\b(?:forvente[st]|ventes|skal|vil|afsluttes|igangsættes|er\s(?!udarbejdet|opdateret|dateret))", re.IGNORECASE
)
"""What stands in a sentence about the work before a day that is not that of the document."""

_SENTENCE = re.compile(r"\b(?:er|blev|har|skal|holdes|afholdes)\b|\.\s*$")
LETTERHEAD = re.compile(
    r"(?:Region\s\w+(?:\s\w+)?|(?:[\w.-]+\s){1,3}Kommune|(?:Til|Fra|Vedr\.?|Dato|Sagsnr\.?|Journalnr\.?|J\.nr\.?|Sagsbehandler|Emne)\b.*)"
)
"""A line above the title: who writes, to whom, and when."""

_ANY_PLAN = re.compile(
    r"\b((?:\w*praksis|sundheds|nærsundheds|\w*handle?|\w*handlings|\w*udviklings)plan|sundhedsaftale)(?:en|n)?s?\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"\bRegion (?:Hovedstaden|Sjælland|Syddanmark|Midtjylland|Nordjylland|Østdanmark)\b")
_FIRST = 4000
"""The signs of a document in which it says what it is."""

_ABOVE = 20
_LONGEST_LINE = 160
_DAY_LONG = datetime.timedelta(days=1)


@attrs.frozen
class About:
    """What a document says of itself."""

    source: Source
    plan: Plan
    title: str
    """The first line, where it is the title of the document; empty without one."""

    day: datetime.date
    """The day on which it looks at the world."""

    is_guessed: bool
    """Whether nothing but the years that it names tells when it was written."""


def about(lines: Sequence[str], as_of: datetime.date | None) -> About:
    """What a document says of itself. Raises `PlanError` if neither it nor ``as_of`` tells when it was written."""
    text = "\n".join(lines)
    start = text[:_FIRST]
    title = _title(lines)
    covers = _COVERS.search(start)
    year = covers[2] if covers else None
    kind_of_title = _kind_of_source(title)
    written = _written(start, year) if as_of is None else Period(as_of, as_of + _DAY_LONG)
    dated = written or _guessed(text, covers, is_report=kind_of_title is SourceKind.STATUS_REPORT)
    assert dated.last_day is not None
    plans = list(_PLAN.finditer(title))
    named = next((one for one in plans if _SEVERAL.search(one[3])), None) or next(iter(plans), None) or _plan_of(start)
    plan_title = title or "Plan"
    if named is not None:
        plan_title = clean_text(sentence(" ".join(f"{named[1]}{named[2]} {named[3]}".split())))
    elif kind_of_title is SourceKind.MINUTES and (spoken_of := _ANY_PLAN.search(start)):
        plan_title = sentence(spoken_of[1].lower())
    source_title = title or (f"{sentence(covers[1].lower())} {year}" if covers else plan_title)
    region = _REGION.search(text)
    publisher = region[0] if region else ""
    source = Source(
        slug(source_title),
        source_title,
        dated,
        kind=kind_of_title or _kind_of_source(covers[0] if covers else ""),
        covers=year,
        publisher=publisher,
    )
    plan = Plan(
        slug(plan_title),
        plan_title,
        (_years(named[3]) if named else None) or year or dated,
        kind=_kind(title) or _kind(named[0] if named else "") or _kind(start) or PlanKind.ACTION_PLAN,
        region=publisher,
        practice_area=PracticeArea.GENERAL_PRACTICE if "almen praksis" in plan_title.lower() else None,
    )
    return About(source, plan, title, dated.last_day, written is None)


def _title(lines: Sequence[str]) -> str:
    """The first line below the letterhead, where it is the title of the document."""
    words = (line.strip().lstrip("#").strip(" *") for line in lines if any(map(str.isalpha, line)))
    first = next((one for one in words if not LETTERHEAD.fullmatch(one)), "")
    is_title = first[:1].isupper() and len(first) <= 150 and first[-1:] not in ".:;," and "|" not in first
    return clean_text(first) if is_title and not re.match(r"\(?\d", first) else ""


def _plan_of(text: str) -> re.Match[str] | None:
    """The plan that is named with several years."""
    for years in _SEVERAL.finditer(text):
        start = max(0, years.start() - 80)
        named = _PLAN.search(text[start : years.end()])
        if named is not None:
            return named
    return None


def _kind(text: str) -> PlanKind | None:
    lower = text.lower()
    found = [(lower.find(word), kind) for word, kind in _KINDS.items() if word in lower]
    return min(found, key=lambda one: one[0])[1] if found else None


def _years(words: str) -> Period | None:
    try:
        return parse_period(words)
    except PlanError:
        return None


def _kind_of_source(title: str) -> SourceKind | None:
    return next((found for word, found in _SOURCES if word in title.lower()), None)


def _written(start: str, year: str | None) -> Period | None:
    """When a document was written by its first lines: its own date, that of the meeting, or that of its adoption."""
    lines = start.splitlines()[:_ABOVE]
    head = "\n".join(lines)
    dated = (one[1] or one[2] for one in _DATED.finditer(head) if not _EXPECTED.search(one[0]))
    titles = (one for one in lines if len(one) <= _LONGEST_LINE and not _SENTENCE.search(one))
    held = (found[1] for line in titles if (found := _HELD.search(line)))
    near = None if year is None else (year, str(int(year) - 1))
    adopted = (one[1] for one in _ADOPTED.finditer(head) if near is None or one[1][-4:] in near)
    day = next(chain(dated, held, adopted), None)
    period = None if day is None else _years(re.sub(r"^(?:den|d\.)\s*", "", day.lower()))
    return None if period is None or period.last_day is None else period


def _guessed(text: str, covers: re.Match[str] | None, *, is_report: bool) -> Period:
    """When a document may have been written by the years it names: a report at the end of one, a plan before it."""
    if covers is not None:
        year, is_report = int(covers[2]), "plan" not in covers[1].lower()
    else:
        named = Counter(re.findall(rf"(?<![-–/\d]){_YEAR}(?!\s?[-–/]\s?\d)", text)) or Counter(re.findall(_YEAR, text))
        if not named:
            raise PlanError(fault("undated-document", "as_of"))
        often = [int(one) for one, count in named.items() if count > 1]
        year = max(often) if is_report and often else int(named.most_common(1)[0][0])
    last = datetime.date(year, 12, 31) if is_report else datetime.date(year, 1, 1)
    return attrs.evolve(Period(last, last + _DAY_LONG), inferred=True)
