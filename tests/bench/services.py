"""Requests per second of both example services on loopback: ``python tests/bench/services.py``; prints a table.

The services are those of ``examples/service`` (Litestar) and of ``docs/howto/embed-in-fastapi.md`` (FastAPI), each run
by uvicorn with one worker. Both are asked what is blocked in the bundled plan, by eight connections.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
SECONDS, CONNECTIONS = 5.0, 8
DAY = "2017-01-15"


def fastapi_source() -> str:
    """The program of the page."""
    page = (ROOT / "docs" / "howto" / "embed-in-fastapi.md").read_text("utf-8")
    found = re.search(r"```\{code-block\} python\n:caption: app.py\n\n(.*?)```", page, re.S)
    assert found is not None
    return found[1]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the service ``app:app`` of a folder while it runs."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(words, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(address, timeout=1)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def rate(url: str) -> float:
    """The answers per second."""
    counts = [0] * CONNECTIONS
    end = time.monotonic() + SECONDS

    def ask(place: int) -> None:
        with httpx.Client() as client:
            while time.monotonic() < end:
                assert client.get(url).status_code == 200
                counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(counts) / SECONDS


def main() -> None:
    """Prints a line for each service."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(fastapi_source(), "utf-8")
        for name, place, path in (
            ("Litestar", ROOT / "examples" / "service", f"/plans/hovedstaden-almen-2015-2019/blocked?as_of={DAY}"),
            ("FastAPI", Path(folder), f"/blocked?as_of={DAY}"),
        ):
            with served(place) as address:
                rate(address + path)  # until everything is loaded
                print(f"{name}: {rate(address + path):.0f} requests per second")


if __name__ == "__main__":
    main()
