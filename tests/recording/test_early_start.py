"""The server from which lessons fork starts before all else where lessons have changed, and only there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from literate.project import Project
from literate.reading.snippets import read_snippet
from literate.recording import recorder as early
from literate.recording.memory import Memory
from literate.recording.store import Recording

from tests.support.scratch import write

PAGES = {"coins": "coins.py", "heights": "heights.py", "about": ""}
SNIPPETS = {
    "coins.py": "# %% imports\nimport numpy as np, json\n",
    "heights.py": "# %% imports\nfrom torch.nn import functional\n",
    "unnamed.py": "# %% imports\nimport matplotlib\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two lessons, a page without one, and a snippet that no page names."""
    for name, snippet in PAGES.items():
        front = f"title: {name}\nsnippets: {snippet}\n" if snippet else f"title: {name}\n"
        write(tmp_path / "docs" / "ko" / "lessons" / f"{name}.md", f"---\n{front}---\n\n본문\n")
    for name, text in SNIPPETS.items():
        write(tmp_path / "snippets" / name, text)
    return Project(tmp_path)


@pytest.fixture
def preloaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[set[str], bool]]:
    """What servers were asked to import, and whether to be warmed."""
    found: list[tuple[set[str], bool]] = []

    class Supervisor:
        def preload(self, imports: Collection[str], warm: bool = False) -> None:
            found.append((set(imports), warm))

    monkeypatch.setattr(early, "Supervisor", Supervisor)
    return found


def start(project: Project, memory: Memory | None = None, **asked: Any) -> None:
    early.start_early(project, memory or Memory(project), asked.get("chosen", ()), asked.get("fresh", False))


def has_run(project: Project, *lessons: str) -> Memory:
    memory = Memory(project)
    for lesson in lessons:
        memory.verify(lesson, Recording("", {}, {}), read_snippet(project.snippets / PAGES[lesson]))
    return memory


def test_lessons_that_never_ran_are_imported_for(
    project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    start(project)
    assert preloaded == [({"numpy", "json", "torch.nn"}, False)]


def test_only_what_a_changed_lesson_imports_is_imported(
    project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    memory = has_run(project, "coins", "heights")
    write(project.snippets / "coins.py", SNIPPETS["coins.py"] + "x = 1\n")
    start(project, memory)
    assert preloaded == [({"numpy", "json"}, False)]


def test_no_server_starts_where_no_lesson_has_changed(
    project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    start(project, has_run(project, "coins", "heights"))
    assert preloaded == []


def test_lessons_that_shall_run_anyway_are_imported_for(
    project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    start(project, has_run(project, "coins", "heights"), fresh=True)
    assert preloaded == [({"numpy", "json", "torch.nn"}, False)]


def test_lessons_that_are_not_asked_for_are_not_imported_for(
    project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    start(project, chosen=("heights",))
    assert preloaded == [({"torch.nn"}, False)]


def test_many_lessons_warm_the_server(project: Project, preloaded: list[tuple[set[str], bool]]) -> None:
    for number in range(4):
        name = f"more-{number}"
        front = "---\ntitle: x\nsnippets: coins.py\n---\n"
        write(project.docs / "ko" / f"{name}.md", front)
    start(project)
    assert [warm for _, warm in preloaded] == [True]


@pytest.mark.parametrize("text", ["# %% a\nx = (\n", "# %% a\nx = '\0'\n", "\ufffe\udcff"])
def test_what_is_wrong_is_left_to_whoever_reads_it_for_good(
    text: str, project: Project, preloaded: list[tuple[set[str], bool]]
) -> None:
    (project.snippets / "coins.py").write_bytes(text.encode("utf-8", "surrogatepass"))
    (project.docs / "ko" / "lessons" / "about.md").write_bytes(b"---\nsnippets: \xff.py\n---\n")
    write(project.docs / "ko" / "lessons" / "gone.md", "---\nsnippets: gone.py\n---\n")
    start(project)
    assert preloaded == [({"torch.nn"}, False)]
