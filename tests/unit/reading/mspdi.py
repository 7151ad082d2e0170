"""Small files of Microsoft Project for tests."""

from __future__ import annotations

HEAD = "<Project xmlns='http://schemas.microsoft.com/project'>"
HOURS = "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>16:00:00</ToTime></WorkingTime></WorkingTimes>"


def elements(**values: object) -> str:
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def task(uid: int, *links: str, name: str = "", level: int = 1, hours: int = 8, **values: object) -> str:
    known = {"ID": uid, "Name": name or f"Opgave {uid}", "OutlineLevel": level, "Duration": f"PT{hours}H0M0S"} | values
    return f"<Task>{elements(UID=uid, **known)}{''.join(links)}</Task>"


def link(uid: int, type: int = 1, **values: object) -> str:
    return f"<PredecessorLink>{elements(PredecessorUID=uid, Type=type, **values)}</PredecessorLink>"


def calendar(uid: int = 1, inner: str = "", base: int = -1) -> str:
    return f"<Calendar>{elements(UID=uid, Name=f'Kalender {uid}', BaseCalendarUID=base)}{inner}</Calendar>"


def exception(first: str, last: str, inner: str = "", **values: object) -> str:
    period = elements(FromDate=f"{first}T00:00:00", ToDate=f"{last}T23:59:00")
    return f"<Exception><TimePeriod>{period}</TimePeriod>{elements(**values)}{inner}</Exception>"


def project(*tasks: str, calendars: str = "", rest: str = "", **values: object) -> bytes:
    known = {"Title": "Plan", "StartDate": "2027-01-04T08:00:00", "SaveVersion": 14} | values
    inner = f"<Calendars>{calendars}</Calendars><Tasks>{''.join(tasks)}</Tasks>{rest}"
    return f"{HEAD}{elements(**known)}{inner}</Project>".encode()
