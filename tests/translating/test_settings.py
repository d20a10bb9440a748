"""The files of a translation beside its pages say things; they run nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from literate.messages import Problem, Problems
from literate.project import Project
from literate.translating.safety.files import LARGEST_PICTURE, LARGEST_TEXT, LONGEST_LINE
from literate.translating.safety.settings import check_language, fixed_settings

from tests.support.scratch import write
from tests.support.two_languages import words

NAVIGATION = [{"처음": "index.md"}, {"과": [{"키": "lessons/heights.md"}]}]
ORIGINAL = {
    "site_name": "이름",
    "copyright": "글",
    "nav": NAVIGATION,
    "extra": {"planned": {"coins": "동전"}, "generator": False},
}
ENGLISH = """\
INHERIT: ../../mkdocs.yml
docs_dir: ../../build/en
site_dir: ../../site/en
hooks: [../../scripts/mkdocs_hooks.py]
theme: {language: en, custom_dir: ../theme}
site_name: Name
copyright: Text CC BY 4.0
nav:
  - Home: index.md
  - Lessons:
      - Heights: lessons/heights.md
extra:
  planned:
    coins: Coins
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in two languages whose files beside the pages are all well."""
    files = {
        "mkdocs.yml": yaml.safe_dump(ORIGINAL, allow_unicode=True),
        "docs/ko/words.yml": words(
            planned="{title} (준비 중)", **{"untranslated-page": "<a {original}>x</a>"}
        ),
        "docs/en/words.yml": words(
            planned="{title} (to come)", **{"untranslated-page": "<a {original}>y</a>"}
        ),
        "docs/en/mkdocs.yml": ENGLISH,
        "docs/en/index.md": "---\ntitle: Home\n---\n",
    }
    for name, text in files.items():
        write(tmp_path / name, text)
    (tmp_path / "docs" / "en" / "heights.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return Project(tmp_path, ("ko", "en"))


def refusals(project: Project, language: str = "en") -> list[Problem]:
    try:
        check_language(project, language)
    except Problem as problem:
        return [problem]
    except Problems as problems:
        return problems.problems
    return []


def test_a_translation_that_only_names_things_passes(project: Project) -> None:
    assert refusals(project) == []
    assert yaml.safe_load(ENGLISH).items() >= fixed_settings("en").items()


def test_a_lesson_that_has_been_written_may_still_stand_among_the_planned(project: Project) -> None:
    settings = project.root / "docs" / "en" / "mkdocs.yml"
    settings.write_text(ENGLISH + "    heights: Heights\n", encoding="utf-8")
    changed = Project(project.root, project.languages)
    assert refusals(changed) == []
    assert changed.planned("en") == {"coins": "Coins"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("site_name: Name", "site_name: Name\nplugins: [evil]", 7),
        ("site_name: Name", "site_name: Name\nmarkdown_extensions: [evil]", 7),
        ("site_name: Name", "site_name: Name\nextra_javascript: [https://evil.example/x.js]", 7),
        ("site_name: Name", "site_name: Name\nextra_css: [https://evil.example/x.css]", 7),
        ("site_name: Name", "site_name: Name\nwatch: [/]", 7),
        ("hooks: [../../scripts/mkdocs_hooks.py]", "hooks: [evil.py]", 4),
        ("hooks: [", "hooks: [evil.py, ", 4),
        ("INHERIT: ../../mkdocs.yml", "INHERIT: evil.yml", 1),
        ("custom_dir: ../theme", "custom_dir: theme", 5),
        ("docs_dir: ../../build/en", "docs_dir: /etc", 2),
        ("site_dir: ../../site/en", "site_dir: /home", 3),
        ("language: en", "language: ko", 5),
        ("hooks: [../../scripts/mkdocs_hooks.py]\n", "", 0),
        ("  planned:\n", "  generator: true\n  planned:\n", 12),
        ("    coins: Coins", "    evil: Evil", 12),
        ("    coins: Coins", "    coins: <script>alert(1)</script>", 12),
        ("    coins: Coins", "    coins: [a]", 12),
        ("site_name: Name", "site_name: <script>alert(1)</script>", 6),
        ("site_name: Name", "site_name: 'a\" onclick=\"alert(1)'", 6),
        ("site_name: Name", "site_name: [a]", 6),
        ("copyright: Text CC BY 4.0", "copyright: <img src=x onerror=alert(1)>", 7),
        ("  - Home: index.md", "  - <img src=x onerror=alert(1)>: index.md", 8),
        ("      - Heights: ", "      - <img src=x onerror=alert(1)>: ", 8),
        ("  - Home: index.md", "  - {Home: index.md, x: y}", 8),
        ("  - Home: index.md", "  - 3", 8),
        ("site_name: Name", "site_name: !!python/object/apply:os.system [id]", 6),
        ("site_name: Name", "site_name: !ENV HOME", 6),
        ("site_name: Name", "site_name: &a [x]\ncopyright: [*a, *a]", 7),
        ("site_name: Name", "site_name: 2021-13-45", 6),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: 3\n", 12),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: {planned: [coins]}\n", 12),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: {planned: [[coins]]}\n", 12),
    ],
)
def test_settings_that_do_more_than_name_things_are_refused(
    old: str, new: str, line: int, project: Project
) -> None:
    assert old in ENGLISH
    write(project.docs / "en" / "mkdocs.yml", ENGLISH.replace(old, new, 1))
    assert ("docs/en/mkdocs.yml", line) in [(one.file, one.line) for one in refusals(project)]


@pytest.mark.parametrize(
    "word",
    [
        "{title} <script>alert(1)</script>",
        "{title.__class__}",
        "{title} {title.__class__}",
        "{title:>999999999}",
        "{title!r}",
        "{title} {0}",
        "{title} {",
        "{{title}} {title}",
        "nothing",
        "{title} [x](javascript:alert(1))",
        "{title}{: onclick=alert(1) }",
        '{title}" onclick="alert(1)',
        "{title}\\n    attrs:\\n      onclick: alert(1)",
        "{title} \\u202e",
        "{title} " + "x" * 600,
    ],
)
def test_words_that_do_more_than_speak_are_refused(word: str, project: Project) -> None:
    text = words().replace("planned: 'planned'", 'planned: "' + word.replace('"', '\\"') + '"')
    assert word[:5] in text
    text = text.replace("untranslated-page: 'untranslated-page'", "untranslated-page: '<a {original}>y</a>'")
    write(project.docs / "en" / "words.yml", text)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith("planned"))
    assert [(one.file, one.line) for one in refusals(project)] == [("docs/en/words.yml", line)]


def test_the_attributes_of_a_words_link_are_the_originals(project: Project) -> None:
    path = project.docs / "en" / "words.yml"
    text = path.read_text(encoding="utf-8").replace("<a {original}>", "<a {original} onclick=alert(1)>")
    write(path, text)
    assert [one.file for one in refusals(project)] == ["docs/en/words.yml"]


@pytest.mark.parametrize(
    "name",
    [
        "hook.py",
        "picture.svg",
        "page.html",
        "script.js",
        "lessons/mkdocs.yml",
        "other.yml",
        ".hidden.md",
        "PAGE.MD",
        "<img src=x>.md",
        "a b.md",
        "$(id).png",
        "folder.md/index.md",
        "CNAME",
    ],
)
def test_a_file_that_is_no_page_or_picture_is_refused(name: str, project: Project) -> None:
    write(project.docs / "en" / name, "---\ntitle: x\n---\n")
    file = "docs/en/folder.md" if "/index" in name else f"docs/en/{name}"
    assert file in [one.file for one in refusals(project)]


def test_a_picture_is_what_its_name_says(project: Project) -> None:
    (project.docs / "en" / "heights.png").write_bytes(b"<svg onload=alert(1)>")
    assert [one.file for one in refusals(project)] == ["docs/en/heights.png"]


def test_links_to_other_files_are_refused(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    write(secret, "---\ntitle: secret\n---\n")
    (project.docs / "en" / "about.md").symlink_to(secret)
    (project.docs / "en" / "lessons").symlink_to(tmp_path)
    assert [one.file for one in refusals(project)] == ["docs/en/about.md", "docs/en/lessons"]


def test_a_language_that_is_a_link_or_has_an_odd_name_is_refused(project: Project) -> None:
    (project.docs / "fr").symlink_to(project.docs / "en")
    (project.docs / "x y").mkdir()
    assert [one.file for one in refusals(project, "fr")] == ["docs/fr"]
    assert [one.file for one in refusals(project, "x y")] == ["docs/x y"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"x" * (LONGEST_LINE + 1), 1),
        (b"x\n" * LARGEST_TEXT, 0),
        (b"\xff\xfe", 0),
        (b"x\n\x1b[2J", 2),
        ("x\na\u202eb".encode(), 2),
    ],
)
def test_text_that_is_no_modest_text_is_refused(content: bytes, line: int, project: Project) -> None:
    (project.docs / "en" / "index.md").write_bytes(content)
    assert [(one.file, one.line) for one in refusals(project)] == [("docs/en/index.md", line)]


def test_a_picture_that_is_far_too_large_is_refused(project: Project) -> None:
    (project.docs / "en" / "heights.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_PICTURE))
    assert [one.file for one in refusals(project)] == ["docs/en/heights.png"]
