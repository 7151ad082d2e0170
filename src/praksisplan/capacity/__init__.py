"""Practice capacity: legal rules as questions about facts, with dated, cited, replaceable figures.

Each name is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __all__: list[str]

    from praksisplan.capacity.batch import *
    from praksisplan.capacity.distribution import *
    from praksisplan.capacity.facts import *
    from praksisplan.capacity.figures import *
    from praksisplan.capacity.ledger import *
    from praksisplan.capacity.municipalities import *
    from praksisplan.capacity.plans import *
    from praksisplan.capacity.questions.areas import *
    from praksisplan.capacity.questions.changes import *
    from praksisplan.capacity.questions.choice import *
    from praksisplan.capacity.questions.lists import *
    from praksisplan.capacity.questions.ownership import *
    from praksisplan.capacity.questions.physiotherapists import *
    from praksisplan.capacity.questions.psychologists import *
    from praksisplan.capacity.questions.specialists import *
    from praksisplan.capacity.questions.staff import *
    from praksisplan.capacity.regional import *
    from praksisplan.capacity.ruling import *
    from praksisplan.terms import Verdict as Verdict
else:
    _ROOMS = (
        "facts",
        "municipalities",
        "figures",
        "ruling",
        "questions.lists",
        "questions.choice",
        "questions.areas",
        "questions.ownership",
        "questions.staff",
        "questions.changes",
        "questions.specialists",
        "questions.physiotherapists",
        "questions.psychologists",
        "batch",
        "distribution",
        "ledger",
        "regional",
        "plans",
    )

    def __getattr__(name: str) -> Any:
        if name == "__all__":
            return ["Verdict", *(one for room in map(_room, _ROOMS) for one in room.__all__)]
        if name == "Verdict":
            from praksisplan.terms import Verdict

            return Verdict
        for room in map(_room, _ROOMS):
            if name in room.__all__:
                return getattr(room, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def _room(name: str) -> Any:
        return import_module(f"{__name__}.{name}")
