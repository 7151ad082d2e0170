"""What several test modules share."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[object, str, str]]:
    """Runs the command line: exit status, output and error output."""
    from praksisplan.cli.main import main

    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: object) -> tuple[object, str, str]:
        status: object = 0
        try:
            main([str(word) for word in words])
        except SystemExit as stop:
            status = stop.code or 0
        told = capsys.readouterr()
        return status, told.out, told.err

    return call
