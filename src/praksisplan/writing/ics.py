"""Days and spans -> a calendar for Outlook, Google and others (RFC 5545). The only module that imports icalendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

import attrs
from icalendar import Calendar, Event, vRecur

_ONE_DAY = datetime.timedelta(days=1)
_PROGRAM = "-//praksisplan//praksisplan//DA"
_TIMES = re.compile(r";?BY(?:HOUR|MINUTE|SECOND)=[^;]*|(?<=\d{8})T\d{6}Z?")


@attrs.frozen
class Entry:
    """A span of whole days, from ``first`` to ``last``, both included, with an id that never changes.

    ``rule`` says how it recurs, as in ``FREQ=MONTHLY;INTERVAL=3``; it is empty for one that does not.
    """

    uid: str
    first: datetime.date
    last: datetime.date
    summary: str
    description: str
    categories: tuple[str, ...]
    status: str
    rule: str = ""


def calendar_ics(name: str, as_of: datetime.date, lang: str, entries: Iterable[Entry]) -> bytes:
    """Entries as a file of a calendar; a later day replaces what an earlier one said of the same id.

    The entries have no time of day, and their last day is written as the day after it, as RFC 5545 asks for. They block
    nobody's time. The same entries give the same bytes.
    """
    calendar = Calendar()
    for key, value in {"PRODID": _PROGRAM, "VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH"}.items():
        calendar.add(key, value)
    calendar.add("X-WR-CALNAME", name, parameters={"LANGUAGE": lang})
    stamp = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
    for one in entries:
        event = Event()
        event.add("UID", one.uid)
        event.add("DTSTAMP", stamp)
        event.add("SEQUENCE", as_of.toordinal())
        event.add("DTSTART", one.first)
        event.add("DTEND", one.last + _ONE_DAY)
        event.add("SUMMARY", one.summary)
        if one.description:
            event.add("DESCRIPTION", one.description)
        event.add("CATEGORIES", one.categories)
        event.add("STATUS", one.status)
        event.add("TRANSP", "TRANSPARENT")
        if one.rule:
            event.add("RRULE", vRecur.from_ical(_TIMES.sub("", one.rule)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
