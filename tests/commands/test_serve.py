"""The served site follows every change, and stays up when a change is faulty."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from literate.files.lock import building

from tests.support.scratch import ENGLISH, PATIENCE, Scratch, change, line_of, seen, wait_until, write


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """A running scripts/serve.py, and what it printed so far."""

    project: Scratch
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        """Return a page, or nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=2) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except OSError:
            return ""

    def shows(self, path: str, text: str) -> bool:
        page = self.get(path)
        return "<article" in page and text in seen(page)

    def has_begun(self) -> bool:
        """Whether it serves, or has ended."""
        return self.process.poll() is not None or self.shows("", "키")

    def comes_to_show(self, path: str, text: str) -> bool:
        return wait_until(lambda: self.shows(path, text))


def serve(project: Scratch, log: Path) -> Server:
    """Serve a project, and wait until it is shown; another process may have taken the port by then."""
    while True:
        port = free_port()
        with log.open("wb") as output:
            process = subprocess.Popen(
                project.command("serve.py", "--port", str(port)),
                cwd=project.root,
                env=project.environment(ENGLISH),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Server(project, port, process, log)
        assert wait_until(server.has_begun), server.printed()
        if process.poll() is None:
            return server
        assert "Cannot listen on" in server.printed(), server.printed()


@pytest.fixture(scope="module")
def server(module_project: Scratch) -> Iterator[Server]:
    server = serve(module_project, module_project.root.parent / "served.log")
    yield server
    server.process.kill()
    server.process.wait()


FAILED = "The build failed. The published site is unchanged."
HEIGHTS, COINS = "lessons/ten-heights/", "lessons/fair-coins/"


def test_changed_prose_is_served_at_once_and_browsers_are_asked_to_reload(server: Server) -> None:
    before = len(server.printed())
    change(server.project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    assert server.comes_to_show(HEIGHTS, "사람들의 키를 쟀습니다."), server.printed()
    assert wait_until(lambda: "livereload(" in server.get(HEIGHTS))
    assert wait_until(lambda: "Built again (" in server.printed()[before:])
    assert "running" not in server.printed()[before:]


def test_of_two_lessons_only_the_one_whose_snippet_changed_runs_again(server: Server) -> None:
    before = len(server.printed())
    change(server.project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1, 0, 1, 1, 1]")
    assert server.comes_to_show(COINS, "앞면의 비율은 0.800입니다."), server.printed()
    assert wait_until(lambda: "Built again (" in server.printed()[before:])
    printed = server.printed()[before:]
    assert "fair-coins: done" in printed
    assert "ten-heights: unchanged" in printed
    assert "ten-heights: running" not in printed


def test_a_faulty_page_is_reported_in_its_place_until_it_is_fixed(server: Server) -> None:
    page = server.project.coins_page
    before = len(server.printed())
    assert server.comes_to_show(COINS, "동전을 던졌습니다.")
    change(page, "동전을 던졌습니다.", "동전을 던졌습니다.\n\n/// cell | tossed\n///\n")
    place = f"docs/ko/lessons/fair-coins.md:{line_of(page, 'cell | tossed')}: cell tossed: "
    try:
        assert wait_until(lambda: place in server.printed()[before:]), server.printed()
        assert wait_until(lambda: FAILED in server.printed()[before:]), server.printed()
        for address in ("", COINS, "lessons/fair-coins/index.html", "nowhere/"):
            assert place in server.get(address)
        assert "<h1>The build failed</h1>" in server.get(COINS)
        assert "동전을 던졌습니다." in server.project.page("fair-coins")
    finally:
        change(page, "동전을 던졌습니다.\n\n/// cell | tossed\n///\n", "동전을 다시 던졌습니다.")
    assert server.comes_to_show(COINS, "동전을 다시 던졌습니다."), server.printed()


def test_an_undone_mistake_is_said_to_be_fixed(server: Server) -> None:
    page, before = server.project.coins_page, len(server.printed())
    change(
        page,
        "{{ ",
        "{{ <b>",
    )
    try:
        assert wait_until(lambda: "&lt;b&gt;" in server.get(COINS)), server.printed()
    finally:
        change(page, "{{ <b>", "{{ ")
    assert wait_until(lambda: "\nFixed.\n" in server.printed()[before:]), server.printed()
    assert wait_until(lambda: server.shows(COINS, "동전을"))
    assert "Built again" not in server.printed()[before:]


def test_a_run_that_a_newer_save_has_made_stale_is_stopped(server: Server) -> None:
    snippet, before = server.project.coins, len(server.printed())
    change(snippet, "tosses = [", "while True: pass\ntosses = [")
    assert wait_until(lambda: "fair-coins: running" in server.printed()[before:]), server.printed()
    began = time.monotonic()
    change(snippet, "while True: pass\ntosses = [", "tosses = [0, ")
    assert wait_until(lambda: "Built again (" in server.printed()[before:]), server.printed()
    assert time.monotonic() - began < 20
    assert FAILED not in server.printed()[before:]


def test_data_that_appears_later_is_watched(server: Server) -> None:
    data, snippet = server.project.root / "snippets" / "data", server.project.coins
    assert not data.exists()
    first = "from pathlib import Path\n\nprint(len(Path('data/tosses.txt').read_text()))\n"
    before = len(server.printed())
    change(snippet, "tosses = [", f"{first}tosses = [")
    assert wait_until(lambda: FAILED in server.printed()[before:]), server.printed()
    for text in ("12345", "1234567"):
        write(data / "tosses.txt", text)
        assert server.comes_to_show(COINS, str(len(text))), server.printed()


def test_a_faulty_snippet_is_reported_in_the_place_of_pages_until_it_is_fixed(server: Server) -> None:
    snippet = server.project.heights
    before = len(server.printed())
    change(snippet, 'print(f"mean {mean:.4f}")', 'print(f"mean {mean:.4f}")\nmean / "0"')
    place = f"snippets/ten_heights.py:{line_of(snippet, 'mean / ')}: cell mean: raised"
    try:
        assert wait_until(lambda: place in server.printed()[before:]), server.printed()
        assert wait_until(lambda: FAILED in server.printed()[before:]), server.printed()
        assert wait_until(lambda: place in server.get(HEIGHTS))
    finally:
        change(snippet, 'print(f"mean {mean:.4f}")\nmean / "0"', 'print(f"mean: {mean:.4f}")')
    assert server.comes_to_show(HEIGHTS, "mean: 168.1667"), server.printed()


def test_while_another_build_is_at_work_the_server_waits_and_says_so(server: Server) -> None:
    before = len(server.printed())
    # An earlier test's build may still be running.
    with building(server.project.root / "build", wait=True):
        change(server.project.coins_page, "동전을", "이 동전을")
        waits = f"Another build (process {os.getpid()}) is building this site; waiting for it to finish."
        assert wait_until(lambda: waits in server.printed()[before:]), server.printed()
        assert not server.shows(COINS, "이 동전을")
    assert server.comes_to_show(COINS, "이 동전을"), server.printed()
    assert server.printed()[before:].count("waiting for it to finish") == 1


def test_a_path_that_is_not_there_is_answered_with_the_sites_own_page(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/nowhere/", timeout=PATIENCE)
    assert answer.value.code == 404
    assert "찾는 페이지가 없습니다" in answer.value.read().decode("utf-8")


def test_ctrl_c_ends_the_server_and_all_it_started(project: Scratch, tmp_path: Path) -> None:
    server = serve(project, tmp_path / "served.log")
    # Once with a warm process for lessons, as after an author's first change.
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1, 0, 1, 1, 1]")
    assert server.comes_to_show(COINS, "앞면의 비율은 0.800입니다."), server.printed()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in server.printed()
    assert wait_until(lambda: not project.processes()), project.processes()


def test_a_port_that_is_taken_is_reported(server: Server, project: Scratch, tmp_path: Path) -> None:
    command = project.command("serve.py", "--port", str(server.port))
    done = subprocess.run(
        command,
        cwd=project.root,
        env=project.environment(ENGLISH),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{server.port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_served_has_no_notebooks_to_wait_for(server: Server) -> None:
    assert server.comes_to_show(COINS, "코드 내려받기")
    assert "notebook" not in server.project.page("fair-coins")
    assert not list(server.project.site.rglob("*.ipynb"))
