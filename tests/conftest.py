"""The projects, lessons and runs that several test files share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.surroundings import settle

# Before the library is imported, which looks at the environment.
settle()

# Before these are imported, for their assertions to tell what they found.
helpers = ("scratch", "faults", "runs", "weaving")
pytest.register_assert_rewrite(*(f"tests.support.{name}" for name in helpers))

from tests.support.sample_project import FILES, NAVIGATION  # noqa: E402
from tests.support.scratch import MAIN, Scratch, copy_of, make_project  # noqa: E402
from tests.support.sharing import made_once  # noqa: E402

# They look into /proc, fill small disks, send signals, or run into walls that only Linux has.
ON_LINUX_ONLY = [
    "building/test_interrupted_builds.py",
    "commands/translate/test_sixty_lessons.py",
    "files/test_full_disk.py",
    "files/test_lock.py",
    "running/test_cluster.py",
    "running/test_confinement.py",
    "running/test_misbehaving_lessons.py",
    "running/test_rejections.py",
]
collect_ignore = [] if sys.platform == "linux" else ON_LINUX_ONLY

if TYPE_CHECKING:
    from literate.project import Project

    from tests.support.runs import Runs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest test first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != "test_mutations.py")


@pytest.fixture(scope="session", autouse=True)
def _top_folder_stays_as_it_is() -> Iterator[None]:
    """No test leaves anything in the project's top folder but what git ignores."""
    before = {path.name for path in MAIN.iterdir()}
    yield
    ignored = {line.strip("/") for line in (MAIN / ".gitignore").read_text(encoding="utf-8").splitlines()}
    assert {path.name for path in MAIN.iterdir()} - before <= ignored


@pytest.fixture(scope="session")
def unbuilt_project(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A project with two lessons that was never built. Not to be changed: shared by all tests."""
    return Scratch(made_once(tmp_path_factory, "unbuilt", lambda root: make_project(root, NAVIGATION, FILES)))


@pytest.fixture(scope="session")
def built_project(unbuilt_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The same project, built once. Not to be changed: shared by all tests."""

    def build(root: Path) -> None:
        copy_of(unbuilt_project, root).build_well()

    return Scratch(made_once(tmp_path_factory, "built", build))


@pytest.fixture
def from_nothing(unbuilt_project: Scratch, tmp_path: Path) -> Iterator[Scratch]:
    """A project with two lessons that was never built, to do anything with."""
    project = copy_of(unbuilt_project, tmp_path.resolve() / "project")
    yield project
    project.kill_everything()


@pytest.fixture
def project(built_project: Scratch, tmp_path: Path) -> Iterator[Scratch]:
    """A project with two lessons that was built and published, to do anything with."""
    project = copy_of(built_project, tmp_path.resolve() / "project")
    yield project
    project.kill_everything()


@pytest.fixture(scope="module")
def module_project(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """A built project that the tests of one module share."""
    project = copy_of(built_project, tmp_path_factory.mktemp("module").resolve() / "project")
    yield project
    project.kill_everything()


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The user's language: a test that asks for it runs in both."""
    from literate import messages

    monkeypatch.setattr(messages, "speaks_korean", lambda: request.param == "ko")
    return str(request.param)


@pytest.fixture
def built(tmp_path: Path) -> Project:
    """A project of one lesson in two languages, and a page that is not a lesson."""
    # Imported here, since claims about lessons, which need none of it, start with this file too.
    from tests.support.two_languages import make_project_in_two_languages

    return make_project_in_two_languages(tmp_path)


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """What the snippets of `sample_snippets.py` gave. Not to be changed: shared by all tests."""
    from tests.support.runs import run_twice

    return run_twice(tmp_path_factory.mktemp("snippets"))
