"""The bundled plans, a user's own folder of plans, by name, and the institutions behind such plans.

People read each bundled plan from its document; every statement cites section and line.
"""

from __future__ import annotations

import os
import pkgutil
from typing import TYPE_CHECKING

from praksisplan.errors import PlanError, fault
from praksisplan.lazy import lazy
from praksisplan.model import Plan, nearest
from praksisplan.storage import loads
from praksisplan.storage.files import load_plan, plans_in

if TYPE_CHECKING:
    from praksisplan.datasets.bodies import Institutions as Institutions
    from praksisplan.datasets.bodies import institutions as institutions
else:
    __getattr__, __dir__, _ = lazy(__name__, "", {"bodies": "Institutions institutions"})

__all__ = ["Institutions", "institutions", "load", "names"]

_BUNDLED = (
    "hovedstaden-almen-2015-2019",
    "hovedstaden-speciallaege-2013-2017",
    "hovedstaden-speciallaege-2018-2021",
    "hovedstaden-status-2023",
    "midtjylland-almen-2021-2025",
)
"""The files beside this one, without their suffix, in the order of their names."""


def names(folder: str | os.PathLike[str] | None = None) -> tuple[str, ...]:
    """The names of the bundled plans, or of the plans in a folder of ``.json``, ``.yaml`` and ``.yml`` files.

    >>> names()
    ('hovedstaden-almen-2015-2019', 'hovedstaden-speciallaege-2013-2017', 'hovedstaden-speciallaege-2018-2021',
    'hovedstaden-status-2023', 'midtjylland-almen-2021-2025')
    """
    return _BUNDLED if folder is None else tuple(sorted(plans_in(folder)))


def load(name: str, folder: str | os.PathLike[str] | None = None) -> Plan:
    """The plan with that name, bundled or from your own folder.

    Raises `PlanError` with the nearest names for an unknown name, and for a file with faults.

    >>> len(load("hovedstaden-almen-2015-2019").recommendations)
    71
    """
    known = names(folder)
    if name not in known:
        raise PlanError(fault("unknown-plan", "name", name=name, known=known, nearest=nearest(str(name), known)))
    if folder is not None:
        return load_plan(plans_in(folder)[name])
    text = pkgutil.get_data(__name__, f"{name}.json")
    assert text is not None  # every loader that Python has gives data, that of zip files too
    return loads(text.decode("utf-8"))
