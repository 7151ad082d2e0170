"""A user's files: what cannot be read or written is told, and a file is whole at every moment."""

import contextlib
import copy
import os
import pickle
import random
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from praksisplan import Plan, PlanError, Statement, datasets, dumps, load_plan, save_plan
from praksisplan.model import PracticeArea
from praksisplan.storage.files import LARGEST_FILE, extend_plan
from praksisplan.storage.locks import LOCK_FILE, locked

PLAN = Plan("plan", "Før", "2015-2019", region="Region", practice_area=PracticeArea.PSYCHOLOGY)
AFTER = attrs.evolve(PLAN, title="Efter")  # made before PLAN is saved anywhere


def retitled(plan, title="Efter"):
    """A plan made of another."""
    return attrs.evolve(plan, title=title)


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
    """A file that holds the plan."""
    path = tmp_path / "plan.json"
    path.write_text(dumps(PLAN), encoding="utf-8")
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
    plan = load_plan(path)
    assert plan == PLAN
    save_plan(retitled(plan), path)
    assert load_plan(path) == AFTER


@suffixes
def test_only_one_byte_order_mark_is_accepted(tmp_path, suffix):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"\xef\xbb\xbf" * 2 + dumps(PLAN).encode())
    with pytest.raises(PlanError):
        load_plan(path)


def test_places_of_faults_after_a_byte_order_mark_and_dos_lines(tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(b'\xef\xbb\xbf{"schema": 3,\r\n "title": 5,\r\n "x": 1}')
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


def test_what_was_loaded_or_saved_is_saved_again(file):
    plan = load_plan(file)
    save_plan(retitled(plan), file)
    again = retitled(load_plan(file), "Igen")
    save_plan(again, file)
    save_plan(retitled(again, "Til sidst"), file)  # made of the plan that was saved
    assert load_plan(file) == retitled(PLAN, "Til sidst")


def test_new_plan_is_saved_and_saved_again(tmp_path):
    plan = attrs.evolve(PLAN, title="Ny")
    save_plan(plan, tmp_path / "plan.yaml")
    save_plan(plan, tmp_path / "plan.json")
    plan = retitled(plan)
    for name in ("plan.yaml", "plan.json"):
        save_plan(plan, tmp_path / name)
        assert load_plan(tmp_path / name) == AFTER


def test_what_is_written_already_may_be_written_again(file):
    """A script that makes a plan can be run twice."""
    save_plan(attrs.evolve(PLAN), file)
    assert load_plan(file) == PLAN


def test_update_of_another_is_never_lost(file):
    first, second = load_plan(file), load_plan(file)
    save_plan(retitled(second, "Den anden"), file)
    assert code_of(save_plan, retitled(first, "Den første"), file) == "changed"
    assert load_plan(file).title == "Den anden"


def test_of_two_plans_made_of_one_the_second_is_refused(file):
    plan = load_plan(file)
    one, other = retitled(plan, "Den ene"), retitled(plan, "Den anden")
    save_plan(one, file)
    assert code_of(save_plan, other, file) == "changed"
    assert load_plan(file).title == "Den ene"


def test_memory_of_a_file_is_no_part_of_the_value(file):
    plan = load_plan(file)
    assert plan == PLAN
    assert hash(plan) == hash(PLAN)
    assert repr(plan) == repr(PLAN)
    assert dumps(plan) == dumps(PLAN)
    assert str(file) not in dumps(plan, "yaml")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_memory_of_a_file_survives_copies(file, protocol):
    copies = [pickle.loads(pickle.dumps(load_plan(file), protocol)), copy.deepcopy(load_plan(file))]
    for number, plan in enumerate(copies):
        path = file.with_name(f"{protocol}.json")
        path.unlink(missing_ok=True)
        file.write_text(dumps(PLAN), encoding="utf-8")
        save_plan(retitled(plan, f"Nr. {number}"), file)
        assert load_plan(file).title == f"Nr. {number}"


def test_other_file_than_the_one_that_was_loaded_is_kept(file, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(dumps(retitled(PLAN, "Andres")), encoding="utf-8")
    assert code_of(save_plan, load_plan(file), other) == "exists"
    assert load_plan(other).title == "Andres"


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


@pytest.mark.parametrize("was_saved", [True, False])
def test_file_that_somebody_else_changed_is_not_overwritten(file, was_saved):
    plan = load_plan(file)
    if was_saved:
        save_plan(plan, file)
    others = dumps(attrs.evolve(PLAN, title="Andres"))
    file.write_text(others, encoding="utf-8")
    fault = refused(save_plan, retitled(plan), file)
    assert fault.code == "changed"
    assert "load it again" in fault.message
    assert file.read_text(encoding="utf-8") == others
    save_plan(retitled(load_plan(file)), file)
    assert load_plan(file) == AFTER


def test_failed_load_does_not_allow_overwriting(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PlanError):
        load_plan(path)
    assert code_of(save_plan, PLAN, path) == "exists"


def test_file_that_was_removed_is_written_again(file):
    plan = load_plan(file)
    file.unlink()
    save_plan(retitled(plan), file)
    assert load_plan(file) == AFTER


CHANGE_IN_STEP = """
import sys, attrs, praksisplan as p
for line in sys.stdin:
    plan = p.load_plan(sys.argv[1])
    print("loaded", flush=True)
    sys.stdin.readline()
    try:
        p.save_plan(attrs.evolve(plan, title=sys.argv[2] + line.strip()), sys.argv[1])
    except p.PlanError as error:
        print(error.faults[0].code, flush=True)
    else:
        print("saved", flush=True)
"""


def test_two_processes_in_step(file):
    """In each of 100 rounds both load one file and save it at once: one succeeds, the other is told."""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", CHANGE_IN_STEP, str(file), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        for name in ("a", "b")
    ]
    with contextlib.ExitStack() as stack:
        for one in both:
            stack.enter_context(one)
            stack.callback(one.kill)
        for number in range(100):
            for one in both:
                one.stdin.write(f"{number}\n")
            assert [one.stdout.readline().strip() for one in both] == ["loaded", "loaded"]
            for one in both:
                one.stdin.write("go\n")
            told = [one.stdout.readline().strip() for one in both]
            assert sorted(told) == ["changed", "saved"]
            assert load_plan(file).title == f"{'ab'[told.index('saved')]}{number}"
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]


def test_eight_threads_in_step(file):
    """Of eight threads that change one plan, each tries again until it has its turn: no change is lost."""

    def change(name):
        for _ in range(200):
            plan = load_plan(file)
            with contextlib.suppress(PlanError):
                save_plan(attrs.evolve(plan, other_titles=(*plan.other_titles, name)), file)
                return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, "abcdefgh"))
    assert sorted(load_plan(file).other_titles) == list("abcdefgh")


def test_writer_that_holds_the_lock_is_waited_for(file, monkeypatch):
    plan = load_plan(file)
    with locked(file.parent):
        waiting = ThreadPoolExecutor(1).submit(save_plan, retitled(plan), file)
        time.sleep(0.1)
        assert load_plan(file) == PLAN
    waiting.result()
    assert load_plan(file) == AFTER
    monkeypatch.setattr("praksisplan.storage.locks._PATIENCE", 0.05)
    with locked(file.parent):
        fault = refused(save_plan, retitled(plan, "Igen"), file)
    assert fault.code == "busy"
    assert LOCK_FILE in fault.message
    assert LOCK_FILE in fault.danish
    assert load_plan(file) == AFTER


def test_lock_file_of_another_user_is_a_held_lock(file, monkeypatch):
    monkeypatch.setattr("praksisplan.storage.locks._PATIENCE", 0.05)
    (file.parent / LOCK_FILE).touch()
    plan = load_plan(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", fails(PermissionError(13, "Permission denied")))
        assert code_of(save_plan, retitled(plan), file) == "busy"
        (file.parent / LOCK_FILE).unlink()
        assert code_of(save_plan, retitled(plan), file) == "cannot-write"  # nobody may write in the folder
    save_plan(retitled(plan), file)
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_mode_of_the_file_is_kept(file, mode):
    file.chmod(mode)
    save_plan(AFTER, file, overwrite=True)
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
    save_plan(retitled(load_plan(link)), link)
    assert link.is_symlink()
    assert load_plan(file) == AFTER
    save_plan(retitled(load_plan(link), "Igen"), file)
    assert load_plan(link).title == "Igen"
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


def test_file_that_became_a_ring_of_links_is_not_added_to(file):
    plan = load_plan(file)
    file.unlink()
    file.symlink_to(file.name)
    assert code_of(extend_plan, file, plan) in ("cannot-read", "cannot-write")


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

    def call(*arguments):
        calls.append(arguments)
        if len(calls) > after:
            raise error

    return call


@pytest.mark.parametrize("name", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("overwrite", [True, False])
def test_full_disk_leaves_the_old_file_and_nothing_else(file, monkeypatch, name, overwrite):
    before, after = file.read_bytes(), retitled(load_plan(file))
    with monkeypatch.context() as patch:
        patch.setattr(os, name, fails(OSError(28, "No space left on device")))
        fault = refused(save_plan, after, file, overwrite=overwrite)
    assert fault.code == "cannot-write"
    assert "No space left" in fault.message
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]
    save_plan(after, file)
    assert load_plan(file) == AFTER


@pytest.mark.parametrize("name", ["replace", "fsync", "chmod"])
def test_interrupt_leaves_the_old_file_and_nothing_else(file, monkeypatch, name):
    with monkeypatch.context() as patch:
        patch.setattr(os, name, fails(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            save_plan(AFTER, file, overwrite=True)
    assert load_plan(file) == PLAN
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]


def test_first_save_that_fails_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", fails(OSError(5, "Input/output error")))
    assert code_of(save_plan, PLAN, tmp_path / "plan.json") == "cannot-write"
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_synchronised_does_not_look_like_a_change_by_others(file, monkeypatch):
    plan = retitled(load_plan(file))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails(OSError(22, "Invalid argument"), after=1))
        save_plan(plan, file)
    assert load_plan(file) == AFTER
    save_plan(retitled(plan, "Igen"), file)
    assert load_plan(file).title == "Igen"


def test_content_is_synchronised_before_it_takes_the_name(file, monkeypatch):
    order = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _real=real, _name=name: (order.append(_name), _real(*a))[1])
    save_plan(AFTER, file, overwrite=True)
    assert order == ["fsync", "replace", "fsync"]


SAVE_FOR_EVER = """
import itertools, sys
import attrs
import praksisplan.storage.files as files
from praksisplan import datasets, dumps, save_plan

plan = datasets.load(datasets.names()[0])
texts = {title: dumps(attrs.evolve(plan, title=title)) for title in ("A", "B")}
files.dumps = lambda plan, format: texts[plan.title]
plans = [attrs.evolve(plan, title=title) for title in texts]
save_plan(plans[0], sys.argv[1])
print("ready", flush=True)
for one in itertools.cycle(plans):
    save_plan(one, sys.argv[1], overwrite=True)
"""


def test_killed_while_saving(tmp_path):
    delays = random.Random(1)
    paths = [tmp_path / f"{number}.json" for number in range(6)]
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
    save_plan(PLAN, tmp_path / "next.json")
    assert sorted(tmp_path.iterdir()) == sorted([*paths, tmp_path / "next.json"])  # what they left is cleaned up


def test_only_our_own_temporary_files_are_removed(file):
    left = [".praksisplan-abc.tmp", LOCK_FILE]
    others = ["plan.tmp", ".praksisplan-noter.txt", "praksisplan-x.tmp"]
    for name in (*left, *others):
        (file.parent / name).touch()
    save_plan(AFTER, file, overwrite=True)
    assert sorted(path.name for path in file.parent.iterdir()) == sorted([*others, "plan.json"])


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.mkdir()])
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_what_is_not_an_ordinary_file_is_neither_waited_for_nor_read(tmp_path, make, suffix):
    path = tmp_path / f"plan{suffix}"
    make(path)
    assert code_of(load_plan, path) in ("not-a-file", "cannot-read")
    assert code_of(save_plan, PLAN, path) in ("not-a-file", "cannot-write")


def test_interrupt_while_waiting_for_the_lock(file, monkeypatch):
    monkeypatch.setattr("praksisplan.storage.locks._lock", fails(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        save_plan(AFTER, file, overwrite=True)
    assert load_plan(file) == PLAN


@pytest.mark.parametrize(("size", "codes"), [(LARGEST_FILE, {"not-json"}), (LARGEST_FILE + 1, {"too-large"})])
def test_size_of_a_file_is_limited(tmp_path, size, codes):
    path = tmp_path / "plan.json"
    with path.open("wb") as large:
        large.truncate(size)
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    assert {fault.code for fault in caught.value.faults} == codes
    assert str(LARGEST_FILE // 1_000_000) in caught.value.text() or size == LARGEST_FILE
