"""``python -m praksisplan`` is the command line."""

from praksisplan.cli import main

main()
