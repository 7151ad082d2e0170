"""What a whole process of the command costs in CPU time, as multiples of bare Python's, and beside Taskwarrior."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
COMMAND = "from praksisplan.__main__ import main; main()"  # what the installed script does
BARE = (sys.executable, "-c", "pass")
ROUNDS = 25
BLOCKED = "blocked hovedstaden-almen-2015-2019"
SHORT = "12 to 14 in quiet and busy runs; making the classes of the model and reading the plan take most of it"
MOST = [("--help", 8), pytest.param(BLOCKED, 12, marks=pytest.mark.xfail(reason=SHORT, strict=False))]
"""How many times bare Python a command is to take at most."""


def cpu_time(words: tuple[str, ...]) -> float:
    """Seconds of user and system time of one process, waited for."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return used.ru_utime + used.ru_stime


def least(*programs: tuple[str, ...]) -> list[float]:
    """The least CPU time of each program, taken in turn so that all meet the same machine."""
    return [min(times) for times in zip(*(map(cpu_time, programs) for _ in range(ROUNDS)))]


@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is of Unix")
@pytest.mark.parametrize(("command", "most"), MOST)
def test_command_beside_bare_python(command: str, most: int) -> None:
    bare, ours = least(BARE, (sys.executable, "-c", COMMAND, *command.split()))
    print(f"{command}: {1000 * ours:.0f} ms, {ours / bare:.1f} times bare Python")
    assert ours <= most * bare


@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is of Unix")
def test_command_beside_taskwarrior(tmp_path) -> None:
    """As many pending tasks as the plan has recommendations, each but the first waiting for the one before."""
    if shutil.which("task") is None:
        pytest.skip("Taskwarrior (Debian's package taskwarrior) is not installed")
    (tmp_path / "rc").write_text(f"data.location={tmp_path}\nconfirmation=off\nverbose=nothing\ngc=off\n")
    task = ("task", f"rc:{tmp_path}/rc")
    uuid = "00000000-0000-4000-8000-{:012d}".format
    for one in range(71):
        depends = f',"depends":["{uuid(one - 1)}"]' if one else ""
        (tmp_path / "task.json").write_text(
            f'{{"uuid":"{uuid(one)}","description":"{one}","status":"pending","entry":"20170101T000000Z"{depends}}}'
        )
        subprocess.run((*task, "import", str(tmp_path / "task.json")), check=True, capture_output=True)
    bare, ours, theirs = least(BARE, (sys.executable, "-c", COMMAND, *BLOCKED.split()), (*task, "+BLOCKED", "list"))
    print(f"blocked: {ours / bare:.1f}, Taskwarrior {theirs / bare:.1f} times bare Python")
