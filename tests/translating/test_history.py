"""Versions of sections in git's history, and words marked between two of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from literate import messages
from literate.messages import Problem
from literate.translating.history import find_versions, marked_words, translated_before

from tests.support.translating import FILE, ORIGINAL, SOURCE, TRANSLATION, sectioned

FIRST = ORIGINAL
SECOND = FIRST.replace("으로 갑니다.", "으로 돌아갑니다.")
THIRD = SECOND.replace("키를 쟀습니다.", "사람들의 키를 쟀습니다.")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)


def git(root: Path, *arguments: str, day: int = 1) -> str:
    date = f"2026-01-{day:02}T12:00:00+00:00"
    who = {"AUTHOR": "A", "COMMITTER": "A"}
    environment = {
        f"GIT_{role}_{kind}": value
        for role, name in who.items()
        for kind, value in {"NAME": name, "EMAIL": "a@example.org", "DATE": date}.items()
    }
    environment |= {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "PATH": "/usr/bin:/bin",
    }
    program = shutil.which("git")
    assert program is not None
    command = [program, "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, check=True, capture_output=True, text=True
    ).stdout


def commit(root: Path, text: str, day: int, file: str = SOURCE) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Write", day=day)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a page was written, changed twice, and renamed in between. Not to be changed."""
    root = tmp_path_factory.mktemp("repository")
    git(root, "init", "-q")
    commit(root, FIRST, 1, "docs/ko/lessons/옛 키.md")
    commit(root, "---\ntitel: 키\n---\n", 2, "docs/ko/lessons/옛 키.md")
    commit(root, SECOND, 3, "docs/ko/lessons/옛 키.md")
    git(root, "mv", "docs/ko/lessons/옛 키.md", SOURCE)
    git(root, "commit", "-qm", "Rename", day=4)
    commit(root, THIRD, 5)
    return root


def digest(text: str, name: str) -> str:
    return sectioned(text).sections[name].digest


def test_a_section_is_found_whatever_the_user_has_set_up_in_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "[log]\n\tshowRoot = false\n\tshowSignature = true\n[diff]\n\trelative = true\n"
    (tmp_path / "config").write_text(settings + "[color]\n\tui = always\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    wanted = {"end": digest(FIRST, "end")}
    assert find_versions(repository, SOURCE, wanted)["end"].date == "2026-01-01"


def test_a_section_is_found_as_it_was_by_its_digest(repository: Path) -> None:
    wanted = {"opening": digest(SECOND, "opening"), "end": digest(SECOND, "end")}
    found = find_versions(repository, SOURCE, wanted)
    assert {name: (one.date, one.section.digest) for name, one in found.items()} == {
        "opening": ("2026-01-04", wanted["opening"]),
        "end": ("2026-01-05", wanted["end"]),
    }
    commits = git(repository, "log", "--format=%h").split()
    assert [found["end"].commit, found["opening"].commit] == commits[:2]


def test_a_section_is_found_beyond_a_rename_and_a_version_that_could_not_be_read(repository: Path) -> None:
    found = find_versions(repository, SOURCE, {"end": digest(FIRST, "end")})["end"]
    assert (found.date, found.section.body) == ("2026-01-01", sectioned(FIRST).sections["end"].body)


def test_a_project_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, FIRST, 1, f"project/{SOURCE}")
    commit(tmp_path, SECOND, 2, f"project/{SOURCE}")
    found = find_versions(tmp_path / "project", SOURCE, {"end": digest(FIRST, "end")})
    assert found["end"].date == "2026-01-01"


def test_a_version_that_never_was_is_reported_with_the_section(repository: Path) -> None:
    with pytest.raises(Problem, match="does not contain the translated version") as caught:
        find_versions(repository, SOURCE, {"end": "0123456789ab", "opening": digest(THIRD, "opening")})
    assert caught.value.file == SOURCE
    assert caught.value.message.startswith("end: ")


def test_a_shallow_clone_is_reported_with_how_to_get_the_rest(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    shallow = tmp_path / "shallow"
    assert find_versions(shallow, SOURCE, {"end": digest(THIRD, "end")})["end"].date == "2026-01-05"
    with pytest.raises(Problem, match="git fetch --unshallow"):
        find_versions(shallow, SOURCE, {"end": digest(FIRST, "end")})
    git(shallow, "fetch", "-q", "--unshallow")
    assert find_versions(shallow, SOURCE, {"end": digest(FIRST, "end")})["end"].date == "2026-01-01"


def test_a_folder_without_history_is_a_problem_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Problem, match="git history cannot be read") as caught:
        find_versions(tmp_path, SOURCE, {"end": "0123456789ab"})
    assert "not a git repository" in caught.value.detail
    git(tmp_path, "init", "-q")
    with pytest.raises(Problem):
        find_versions(tmp_path, SOURCE, {"end": "0123456789ab"})
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match="git is not installed"):
        find_versions(tmp_path, SOURCE, {"end": "0123456789ab"})


def test_a_translation_is_found_as_it_last_was_beside_an_original(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, FIRST, 1)
    for day, end in enumerate(("The end", "End"), 2):
        commit(tmp_path, TRANSLATION.replace("The end", end), day, FILE)
    (tmp_path / SOURCE).write_text(SECOND, encoding="utf-8")
    commit(tmp_path, TRANSLATION.replace("The end", "Its end"), 4, FILE)
    wanted = {"end": digest(FIRST, "end"), "data": "0123456789ab"}
    found = translated_before(tmp_path, SOURCE, FILE, wanted)
    assert {name: section.title for name, section in found.items()} == {"end": "End"}


def test_where_nothing_is_wanted_git_is_not_asked(tmp_path: Path) -> None:
    assert not find_versions(tmp_path, SOURCE, {})
    assert not translated_before(tmp_path, SOURCE, FILE, {})


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("키를 쟀습니다.", "키를 쟀습니다.", "키를 쟀습니다."),
        ("키를 쟀습니다.", "키를 재었습니다.", "키를 [-쟀습니다-]{+재었습니다+}."),
        ("a b c", "a c", "a [-b -]c"),
        ("a c", "a b c", "a {+b +}c"),
        ("", "a", "{+a+}"),
        ("a", "", "[-a-]"),
        ("{{ low:.2f }}", "{{ low:.3f }}", "{{ low:.[-2f-]{+3f+} }}"),
        ("a\n\nz", "a\n\nb\n\nc\n\nd\n\nz", "a\n\n{+b+}\n\n{+c+}\n\n{+d+}\n\nz"),
    ],
)
def test_words_that_went_and_came_are_marked(old: str, new: str, marked: str) -> None:
    assert marked_words(old, new) == marked


def test_marks_taken_away_again_leave_both_texts() -> None:
    import re

    marked = marked_words(FIRST, THIRD)
    assert re.sub(r"\[-.*?-\]", "", marked).replace("{+", "").replace("+}", "") == THIRD
    assert re.sub(r"\{\+.*?\+\}", "", marked).replace("[-", "").replace("-]", "") == FIRST
