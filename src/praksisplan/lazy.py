"""Lazy public names: each is loaded on first use, so that a program only pays for the names that it uses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy(
    package: str, rooms: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """The ``__getattr__``, ``__dir__`` and ``__all__`` of a package.

    Its ``rooms`` are modules; ``homes`` maps a module to the names that it offers. Both hold words between blanks.
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}
    modules = set(rooms.split())

    def getattr_(name: str) -> Any:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    names = sorted({*modules, *home_of})
    return getattr_, lambda: sorted({*vars(sys.modules[package]), *names}), names
