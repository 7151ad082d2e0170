"""The command ``praksisplan``, also as ``python -m praksisplan``."""

from __future__ import annotations

from praksisplan.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
