"""Teaches Hypothesis to draw plans, their parts, periods and the facts of practice capacity by their type.

Hypothesis calls `register` when it is imported (entry point ``hypothesis``). Nothing else of this library is loaded by
that: the classes of a module are registered once the module is imported, and the strategies when a value is drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]

_MODULES = ("praksisplan.periods", "praksisplan.model", "praksisplan.capacity.facts")
"""The modules whose classes `praksisplan.testing` draws."""


def register() -> None:
    """Registers the strategies of `praksisplan.testing` for `hypothesis.strategies.from_type`."""
    for name in _MODULES:
        if name in sys.modules:
            _register(sys.modules[name])
    sys.meta_path.insert(0, _Registering())


class _Registering(MetaPathFinder):
    """Registers the classes of a module when it has been imported; Python has no other notice of that."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in _MODULES else None
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def execute_and_register(module: ModuleType) -> None:
            execute(module)
            _register(module)

        spec.loader.exec_module = execute_and_register  # type: ignore[method-assign]
        return spec


def _register(module: ModuleType) -> None:
    from hypothesis.strategies import register_type_strategy

    for kind in (getattr(module, name) for name in module.__all__):
        if isinstance(kind, type) and not issubclass(kind, Enum):
            register_type_strategy(kind, _strategy)


def _strategy(kind: type[Any]) -> SearchStrategy[Any]:
    from praksisplan.testing import by_type

    try:
        return by_type(kind)
    except KeyError:  # Hypothesis then makes one of the arguments of the class
        return NotImplemented  # type: ignore[no-any-return]
