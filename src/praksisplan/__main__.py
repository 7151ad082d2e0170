"""The command ``praksisplan``, also as ``python -m praksisplan``."""

from __future__ import annotations

import atexit
import gc

gc.set_threshold(100_000)  # nearly all that a command makes stays to its end, so there is seldom anything to collect
atexit.register(gc.freeze)  # and then the operating system takes the memory back, without a last search

from praksisplan.cli.main import main  # noqa: E402 - its classes are made under that threshold

__all__ = ["main"]

if __name__ == "__main__":
    main()
