"""Lessons run on a Dask cluster as they run here, to the byte, also when a worker dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.snippets import read_snippet
from literate.running.cluster import client as dask
from literate.running.job import Job
from literate.running.limits import CONNECT_SECONDS, IDLE_SECONDS
from literate.running.runner import Runner

from tests.support.dask_cluster import WAITS, DaskCluster, dask_cluster, lesson
from tests.support.faults import SHARE
from tests.support.scratch import (
    KOREAN,
    PATIENCE,
    Run,
    Scratch,
    change,
    contents,
    sabotage,
    wait_until,
    write,
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask").resolve()) as one:
        yield one


def ended(process: subprocess.Popen[str]) -> Run:
    out, err = process.communicate(timeout=PATIENCE)
    return Run(process.returncode, out, err)


def results(project: Scratch) -> dict[str, str]:
    return contents(project.root, "site", "snippets/recorded")


# The same as here


def test_a_cluster_gives_the_same_site_and_recordings(
    cluster: DaskCluster, from_nothing: Scratch, built_project: Scratch
) -> None:
    run = from_nothing.build_well("--scheduler", cluster.address)
    assert run.err == ""
    assert sorted(run.progress) == [
        *("fair-coins: done", "fair-coins: running", "ten-heights: done", "ten-heights: running")
    ]
    assert results(from_nothing) == results(built_project)
    assert not cluster.lessons()


def test_a_worker_killed_in_the_middle_of_a_lesson_changes_nothing(
    cluster: DaskCluster, project: Scratch, tmp_path: Path
) -> None:
    # With a module, a package and data beside it, and with what it knows of its place.
    code = (
        f"{WAITS}\nimport scales.linear\nfrom the_tosses import tosses\n\n"
        "print(__file__, sum(map(scales.linear.scale, tosses)), open('data/' + 'tosses.txt').read())"
    )
    change(project.coins, "tosses = [1, 0, 1, 1]", code)
    beside = project.root / "snippets"
    write(beside / "scales" / "__init__.py", "FACTOR = 3\n")
    write(
        beside / "scales" / "linear.py",
        "from scales import FACTOR\n\n\ndef scale(x):\n    return FACTOR * x\n",
    )
    helper = "from pathlib import Path\n\ntext = (Path(__file__).parent / 'data/tosses.txt').read_text()\n"
    write(beside / "the_tosses.py", helper + "tosses = [int(one) for one in text.split()]\n")
    write(beside / "data" / "tosses.txt", "1 0 0 1")

    process = project.start("--scheduler", cluster.address)
    cluster.lesson().kill_worker()
    cluster.lesson().let_go()
    run = ended(process)
    assert run.code == 0, run.out + run.err
    assert run.progress[-3:] == ["fair-coins: running", "fair-coins: running", "fair-coins: done"]
    elsewhere = results(project)
    assert (
        project.recorded / "fair-coins" / "tosses.txt"
    ).read_text() == "fair_coins.py 6 1 0 0 1\n4 tosses\n"

    shutil.rmtree(project.recorded / "fair-coins")
    # Without a scheduler, nothing of Dask is imported.
    process = project.start(PYTHONPATH=sabotage(tmp_path / "packages", "distributed", "dask", "cloudpickle"))
    lesson(project).let_go()
    assert ended(process).code == 0
    assert results(project) == elsewhere


def test_what_goes_wrong_on_a_cluster_is_reported_as_if_it_went_wrong_here(
    cluster: DaskCluster, project: Scratch
) -> None:
    change(project.coins, SHARE, "from ratios import share_of\n\nshare = share_of(tosses)")
    write(project.root / "snippets" / "ratios.py", "def share_of(tosses):\n    return tosses / 0\n")
    change(project.heights, "spread = float", "while True:\n    pass\nspread = float")
    before = project.standing()
    options = ("--timeout", "1", "--jobs", "2")
    here = project.build(*options, locale=KOREAN)
    there = project.build(*options, "--scheduler", cluster.address, locale=KOREAN)
    assert (there.code, there.err) == (1, here.err)
    assert "1초가 지나도 끝나지 않아 멈췄습니다." in there.err
    assert 'File "snippets/ratios.py", line 2, in share_of' in there.err
    assert sorted(there.progress) == sorted(here.progress)
    assert project.standing() == before
    assert not cluster.lessons()


# Interrupted


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "killed"])
def test_a_build_that_ends_ends_its_lessons_on_the_cluster(
    cluster: DaskCluster, project: Scratch, number: signal.Signals
) -> None:
    change(project.coins, SHARE, WAITS)
    before = project.standing()
    process = project.start("--scheduler", cluster.address)
    cluster.lesson()
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=PATIENCE)
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert "The build was interrupted. " in out
        assert err == ""
    assert wait_until(lambda: not cluster.lessons()), cluster.lessons()
    assert project.standing() == before


def test_a_lesson_whose_workers_die_again_and_again_is_given_up(
    cluster: DaskCluster, project: Scratch
) -> None:
    change(project.coins, SHARE, WAITS)
    before = project.standing()
    process = project.start("fair-coins", "--scheduler", cluster.address, locale=KOREAN)
    cluster.lesson().kill_worker()
    cluster.lesson().kill_worker()
    run = ended(process)
    assert run.code == 1
    assert run.err.startswith("snippets/fair_coins.py: 이 과를 실행하던 클러스터의 워커가 거듭 죽었습니다")
    assert "Traceback" not in run.err
    assert project.standing() == before


# No cluster to run on


@pytest.mark.parametrize(
    ("address", "korean", "reported"),
    [
        ("tcp:/host", True, "--scheduler tcp:/host: 주소가 아닙니다. tcp://host:8786처럼 쓰세요."),
        ("nowhere", False, "--scheduler nowhere: this is not an address. Use the form tcp://host:8786."),
        ("", False, "--scheduler : this is not an address."),
        (
            "tcp://127.0.0.1:9",
            False,
            "--scheduler tcp://127.0.0.1:9: cannot connect to a Dask scheduler at this address.",
        ),
    ],
)
def test_an_address_where_nobody_answers_is_rejected_within_seconds(
    address: str, korean: bool, reported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CONNECT_SECONDS <= 10
    monkeypatch.setattr(dask, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    with pytest.raises(Problem, match=re.escape(reported)):
        Runner(1, 60, scheduler=address).run([a_job(tmp_path, "1")])


def a_job(folder: Path, code: str) -> Job:
    path = folder / "waits.py"
    path.write_text(f"# %% waits\n{code}", encoding="utf-8")
    return Job("waits", read_snippet(path, "snippets/waits.py"))


def test_a_cluster_without_workers_is_not_waited_for_forever(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "WORKER_SECONDS", 0.5)
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    with pytest.raises(Problem, match=r"the cluster does not have any workers \(waited 0.5 s\)"):
        Runner(1, 60, scheduler=cluster.deserted).run([a_job(tmp_path, "1")])


def test_workers_that_all_die_are_not_waited_for_forever(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill_worker(_: str, state: str, __: float) -> None:
        if state == "running":
            monkeypatch.setattr(dask, "WORKER_SECONDS", 1.0)
            cluster.lesson().kill_worker()

    monkeypatch.setattr(messages, "speaks_korean", lambda: True)
    with cluster.own_worker(), pytest.raises(Problem, match=r"클러스터에 워커가 없습니다\(1초 동안"):
        Runner(1, 60, kill_worker, cluster.deserted).run([a_job(tmp_path, WAITS)])
    assert wait_until(lambda: not cluster.lessons()), cluster.lessons()


def test_workers_with_other_versions_are_rejected(
    cluster: DaskCluster, project: Scratch, tmp_path: Path
) -> None:
    """What this build takes for its own NumPy is not what the workers have."""
    write(
        tmp_path / "numpy-0.0.1.dist-info" / "METADATA",
        "Metadata-Version: 2.1\nName: numpy\nVersion: 0.0.1\n",
    )
    before = project.standing()
    run = project.build("--fresh", "--scheduler", cluster.address, PYTHONPATH=str(tmp_path))
    assert run.code == 1
    [head, *differing] = run.err.splitlines()[:-1]
    assert head.startswith(f"--scheduler {cluster.address}: the workers' versions differ")
    assert differing == [f"  NumPy: 0.0.1 here, {metadata.version('numpy')} on the worker"]
    assert project.standing() == before


# Optional


def test_distributed_that_is_not_installed_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Problem, match="distributed") as raised:
        Runner(1, 60, scheduler="tcp://127.0.0.1:8786").run([a_job(tmp_path, "1")])
    assert "pip install -c requirements.txt distributed" in str(raised.value)


# Afterwards


def test_nothing_of_ours_stays_on_the_workers(cluster: DaskCluster) -> None:
    assert wait_until(lambda: not cluster.outposts, IDLE_SECONDS + 5), cluster.outposts
    assert not cluster.lessons()
