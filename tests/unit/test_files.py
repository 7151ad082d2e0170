"""A user's files: what cannot be read or written is told, and a file is whole at every moment."""

import contextlib
import os
import random
import signal
import stat
import subprocess
import sys
import time

import attrs
import pytest

from praksisplan import Plan, PlanError, PracticeArea, Statement, datasets, dumps, load_plan, parse_period, save_plan

PLAN = Plan("plan", "Før", "Region", PracticeArea.PSYCHOLOGY, parse_period("2015-2019"))
AFTER = attrs.evolve(PLAN, title="Efter")

suffixes = pytest.mark.parametrize("suffix", [".json", ".yaml", ".yml", ".JSON"])


def refused(call, *arguments, **options):
    """The one fault of a refused call."""
    with pytest.raises(PlanError) as caught:
        call(*arguments, **options)
    [fault] = caught.value.faults
    return fault


def code_of(call, *arguments, **options):
    return refused(call, *arguments, **options).code


@pytest.fixture
def file(tmp_path):
    """A file of the plan that this process saved."""
    path = tmp_path / "plan.json"
    save_plan(PLAN, path)
    return path


# --- reading ------------------------------------------------------------------------------------------------------


@suffixes
def test_saved_plan_is_loaded_again(tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    save_plan(PLAN, path)
    assert load_plan(path) == load_plan(str(path)) == PLAN
    format = "json" if suffix.lower() == ".json" else "yaml"
    assert path.read_text(encoding="utf-8") == dumps(PLAN, format)


@suffixes
def test_byte_order_mark_of_a_file_is_accepted(tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(PLAN).encode())
    assert load_plan(path) == PLAN
    save_plan(AFTER, path)
    assert load_plan(path) == AFTER


@suffixes
def test_only_one_byte_order_mark_is_accepted(tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"\xef\xbb\xbf" * 2 + dumps(PLAN).encode())
    with pytest.raises(PlanError):
        load_plan(path)


def test_places_of_faults_after_a_byte_order_mark_and_dos_lines(tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(b'\xef\xbb\xbf{"schema": 1,\r\n "title": 5,\r\n "x": 1}')
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    assert ("wrong-type", 2, 11) in {(one.code, one.line, one.column) for one in caught.value.faults}


@pytest.mark.parametrize("name", ["plan", "plan.txt", "plan.json.bak", ".json", ""])
def test_unknown_suffix(tmp_path, name):
    for fault in (refused(load_plan, tmp_path / name), refused(save_plan, PLAN, tmp_path / name)):
        assert fault.code == "unknown-format"
        assert ".json, .yaml" in fault.message
        assert ".json, .yaml" in fault.danish
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b'{"title": "\xe6"}', 1, 12),
        (b'{\n "title": "bl\xe5"}', 2, 14),
        ("\ufeff{}".encode("utf-16-le"), 1, 1),
        (b"\xed\xa0\x80", 1, 1),
        (b"\n\n\xc3", 3, 1),
    ],
)
def test_file_that_is_not_utf_8(tmp_path, content, line, column):
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    fault = refused(load_plan, path)
    assert (fault.code, fault.path, fault.line, fault.column) == ("not-utf-8", "$", line, column)
    assert "UTF-8" in fault.message
    assert "UTF-8" in fault.danish


def test_file_that_cannot_be_read(tmp_path):
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "ring.json").symlink_to("ring.json")
    for name in ("missing.json", "folder.json", "ring.json", "folder.json/x.json", f"{'a' * 300}.json"):
        fault = refused(load_plan, tmp_path / name)
        assert fault.code == "cannot-read"
        assert str(tmp_path) not in fault.text()


@pytest.mark.parametrize("name", ["pl\0an.json", "pl\ud800an.json"])
def test_name_that_no_file_can_have(tmp_path, name):
    path = f"{tmp_path}/{name}"
    assert code_of(load_plan, path) == "cannot-read"
    assert code_of(save_plan, PLAN, path) in ("cannot-read", "cannot-write")
    assert code_of(save_plan, PLAN, path, overwrite=True) == "cannot-write"


def test_every_fault_of_a_file_is_told(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(dumps(PLAN, "yaml") + "titel: x\nlog: 5\n", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    assert [fault.code for fault in caught.value.faults] == ["unknown-key", "wrong-type"]


# --- writing ------------------------------------------------------------------------------------------------------


def test_what_this_process_saved_or_loaded_is_saved_again(file):
    save_plan(AFTER, file)
    assert load_plan(file) == AFTER
    save_plan(PLAN, file)
    assert load_plan(file) == PLAN


def test_file_that_was_never_read_is_not_overwritten(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("mit", encoding="utf-8")
    fault = refused(save_plan, PLAN, path)
    assert fault.code == "exists"
    assert "overwrite=True" in fault.message
    assert "overwrite=True" in fault.danish
    assert path.read_text(encoding="utf-8") == "mit"
    save_plan(PLAN, path, overwrite=True)
    assert load_plan(path) == PLAN


@pytest.mark.parametrize("again", [True, False])
def test_file_that_somebody_else_changed_is_not_overwritten(file, again):
    if again:
        load_plan(file)
    others = dumps(attrs.evolve(PLAN, title="Andres"))
    file.write_text(others, encoding="utf-8")
    fault = refused(save_plan, AFTER, file)
    assert fault.code == "changed"
    assert "load it again" in fault.message
    assert file.read_text(encoding="utf-8") == others
    load_plan(file)
    save_plan(AFTER, file)
    assert load_plan(file) == AFTER


def test_failed_load_does_not_allow_overwriting(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PlanError):
        load_plan(path)
    assert code_of(save_plan, PLAN, path) == "exists"


def test_file_that_was_removed_is_written_again(file):
    file.unlink()
    save_plan(AFTER, file)
    assert load_plan(file) == AFTER


def test_two_processes(file):
    code = (
        "import sys, attrs, praksisplan as p; plan = p.load_plan(sys.argv[1]);"
        "p.save_plan(attrs.evolve(plan, title='Andres'), sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)
    assert code_of(save_plan, AFTER, file) == "changed"
    assert load_plan(file).title == "Andres"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_mode_of_the_file_is_kept(file, mode):
    file.chmod(mode)
    save_plan(AFTER, file)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_bytes() == dumps(AFTER).encode()


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_new_file_gets_the_mode_of_new_files(tmp_path, umask):
    before = os.umask(umask)
    try:
        save_plan(PLAN, tmp_path / "plan.json")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o666 & ~umask


def test_link_stays_a_link_and_its_target_is_written(file, tmp_path):
    (tmp_path / "folder").mkdir()
    link = tmp_path / "folder" / "link.json"
    link.symlink_to(file)
    assert load_plan(link) == PLAN
    save_plan(AFTER, link)
    assert link.is_symlink()
    assert load_plan(file) == AFTER
    save_plan(PLAN, file)
    assert load_plan(link) == PLAN
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["link.json"]


def test_link_to_what_is_not_there_yet(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to("new.json")
    save_plan(PLAN, link)
    assert link.is_symlink()
    assert load_plan(tmp_path / "new.json") == PLAN


@pytest.mark.parametrize("overwrite", [True, False])
def test_ring_of_links(tmp_path, overwrite):
    (tmp_path / "ring.json").symlink_to("ring.json")
    assert code_of(save_plan, PLAN, tmp_path / "ring.json", overwrite=overwrite) in ("cannot-read", "cannot-write")


def test_place_that_cannot_be_written(tmp_path, file):
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "folder.json" / "mine").touch()
    assert code_of(save_plan, PLAN, tmp_path / "missing" / "plan.json") == "cannot-write"
    assert code_of(save_plan, PLAN, tmp_path / "folder.json") == "cannot-write"
    assert code_of(save_plan, PLAN, tmp_path / "folder.json", overwrite=True) == "cannot-write"
    assert code_of(save_plan, PLAN, file / "plan.json") == "cannot-write"
    assert code_of(save_plan, PLAN, file / "plan.json", overwrite=True) == "cannot-write"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.json", "plan.json"]


def test_long_name_that_the_system_takes(tmp_path):
    path = tmp_path / f"{'a' * 250}.json"
    path.touch()
    path.unlink()
    save_plan(PLAN, path)
    assert load_plan(path) == PLAN


def test_plan_that_cannot_be_written_leaves_the_file(file):
    assert code_of(save_plan, attrs.evolve(PLAN, log=(Statement(about=("1",)),)), file) == "unknown-number"
    assert load_plan(file) == PLAN


def fails(error, after=0):
    """A stand-in for a call to the system that raises after some calls that do nothing."""
    calls = []

    def call(*arguments, **options):
        calls.append(arguments)
        if len(calls) > after:
            raise error

    return call


@pytest.mark.parametrize("name", ["replace", "fsync", "fchmod"])
@pytest.mark.parametrize("overwrite", [True, False])
def test_full_disk_leaves_the_old_file_and_nothing_else(file, monkeypatch, name, overwrite):
    before = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, name, fails(OSError(28, "No space left on device")))
        fault = refused(save_plan, AFTER, file, overwrite=overwrite)
    assert fault.code == "cannot-write"
    assert "No space left" in fault.message
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]
    save_plan(AFTER, file)
    assert load_plan(file) == AFTER


@pytest.mark.parametrize("name", ["replace", "fsync", "fchmod"])
def test_interrupt_leaves_the_old_file_and_nothing_else(file, monkeypatch, name):
    with monkeypatch.context() as patch:
        patch.setattr(os, name, fails(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            save_plan(AFTER, file)
    assert load_plan(file) == PLAN
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]


def test_first_save_that_fails_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", fails(OSError(5, "Input/output error")))
    assert code_of(save_plan, PLAN, tmp_path / "plan.json") == "cannot-write"
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_synchronised_does_not_look_like_a_change_by_others(file, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails(OSError(22, "Invalid argument"), after=1))
        with contextlib.suppress(PlanError):
            save_plan(AFTER, file)
    assert file.read_text(encoding="utf-8") in (dumps(PLAN), dumps(AFTER))
    save_plan(PLAN, file)
    assert load_plan(file) == PLAN


def test_content_is_synchronised_before_it_takes_the_name(file, monkeypatch):
    order = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _real=real, _name=name: (order.append(_name), _real(*a))[1])
    save_plan(AFTER, file)
    assert order == ["fsync", "replace", "fsync"]


SAVE_FOR_EVER = """
import itertools, sys
import attrs
import praksisplan.files as files
from praksisplan import datasets, dumps, save_plan

plan = datasets.load(datasets.names()[0])
texts = {title: dumps(attrs.evolve(plan, title=title)) for title in ("A", "B")}
files.dumps = lambda plan, format: texts[plan.title]
plans = [attrs.evolve(plan, title=title) for title in texts]
save_plan(plans[0], sys.argv[1])
print("ready", flush=True)
for one in itertools.cycle(plans):
    save_plan(one, sys.argv[1])
"""


def test_killed_while_saving(tmp_path):
    delays = random.Random(1)
    paths = [tmp_path / f"{number}.json" for number in range(20)]
    savers = [
        subprocess.Popen([sys.executable, "-c", SAVE_FOR_EVER, str(path)], stdout=subprocess.PIPE) for path in paths
    ]
    try:
        for saver in savers:
            assert saver.stdout is not None
            assert saver.stdout.readline() == b"ready\n"
            time.sleep(delays.uniform(0, 0.02))
            saver.send_signal(signal.SIGKILL)
    finally:
        for saver in savers:
            saver.kill()
            saver.wait()
            saver.stdout.close()
    whole = datasets.load(datasets.names()[0])
    for path in paths:
        assert attrs.evolve(load_plan(path), title=whole.title) == whole
