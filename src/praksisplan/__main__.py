"""The command ``praksisplan``, also as ``python -m praksisplan``."""

from __future__ import annotations

import sys

from praksisplan.cli.process import fail, language_of
from praksisplan.errors import not_installed

__all__ = ["main"]


def main() -> None:
    """Run the command line; say what to install where the extra ``cli`` is missing."""
    try:
        from praksisplan.cli.commands import main as run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("cyclopts", "rich"):
            raise
        fail([not_installed("", "cli", "cyclopts", "rich", "PyYAML")], language_of(sys.argv))
    run()


if __name__ == "__main__":
    main()
