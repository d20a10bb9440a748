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


def rejections(project: Project, language: str = "en") -> list[Problem]:
    try:
        check_language(project, language)
    except Problem as problem:
        return [problem]
    except Problems as problems:
        return problems.problems
    return []


def test_a_translation_that_only_names_things_passes(project: Project) -> None:
    assert rejections(project) == []
    assert yaml.safe_load(ENGLISH).items() >= fixed_settings("en").items()


def test_a_lesson_that_has_been_written_may_still_stand_among_the_planned(project: Project) -> None:
    settings = project.root / "docs" / "en" / "mkdocs.yml"
    settings.write_text(ENGLISH + "    heights: Heights\n", encoding="utf-8")
    changed = Project(project.root, project.languages)
    assert rejections(changed) == []
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
        ("  - Home: index.md", "  - Home: https://evil.example/", 8),
        ("  - Home: index.md", "  - H\u043eme: index.md", 9),
        ("  - Home: index.md", '  - "H\\u043eme": index.md', 8),
        ("  - Home: index.md", '  - "Home\\u202e": index.md', 8),
        ("site_name: Name", "site_name: N\u0430me", 6),
        ("copyright: Text CC BY 4.0", "copyright: '[x](https://evil.example/)'", 7),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: 3\n", 12),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: {planned: [coins]}\n", 12),
        ("extra:\n  planned:\n    coins: Coins\n", "extra: {planned: [[coins]]}\n", 12),
    ],
)
def test_settings_that_do_more_than_name_things_are_rejected(
    old: str, new: str, line: int, project: Project
) -> None:
    assert old in ENGLISH
    write(project.docs / "en" / "mkdocs.yml", ENGLISH.replace(old, new, 1))
    assert ("docs/en/mkdocs.yml", line) in [(one.file, one.line) for one in rejections(project)]


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
        "{title} [x](https://evil.example/)",
        "{title} [x](../evil.md)",
        "{title} <https://evil.example/>",
        "{title} **x**",
        "{title} `x`",
        "{title} $x$",
        "{title} { hidden }",
        "{title} w\u043erd",
        "{title} " + "x" * 600,
    ],
)
def test_words_that_do_more_than_speak_are_rejected(word: str, project: Project) -> None:
    text = words().replace("planned: 'planned'", 'planned: "' + word.replace('"', '\\"') + '"')
    assert word[:5] in text
    text = text.replace("untranslated-page: 'untranslated-page'", "untranslated-page: '<a {original}>y</a>'")
    write(project.docs / "en" / "words.yml", text)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith("planned"))
    assert [(one.file, one.line) for one in rejections(project)] == [("docs/en/words.yml", line)]


def test_the_attributes_of_a_words_link_are_the_originals(project: Project) -> None:
    path = project.docs / "en" / "words.yml"
    text = path.read_text(encoding="utf-8").replace("<a {original}>", "<a {original} onclick=alert(1)>")
    write(path, text)
    assert [one.file for one in rejections(project)] == ["docs/en/words.yml"]


LICENSE = "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/{})"


@pytest.mark.parametrize(
    ("ours", "is_fine"),
    [
        (LICENSE.format("deed.en"), True),
        (LICENSE.format(""), True),
        (LICENSE.format("legalcode"), False),
        (LICENSE.replace("by/4.0", "by-nd/4.0"), False),
        (LICENSE.replace("creativecommons.org", "creativecommons.evil"), False),
        ("CC BY 4.0: https://evil.example/ [x](https://evil.example/)", False),
    ],
)
def test_the_license_that_a_word_links_is_the_originals(ours: str, is_fine: bool, project: Project) -> None:
    kept = {"planned": "{title}", "untranslated-page": "<a {original}>y</a>"}
    for language, licence in (("ko", LICENSE.format("deed.ko")), ("en", ours)):
        write(project.docs / language / "words.yml", words(**kept, **{"notebook-licence": licence}))
    assert bool(rejections(project)) != is_fine


def test_the_locale_of_a_language_is_one(project: Project) -> None:
    kept = {"planned": "{title}", "untranslated-page": "<a {original}>y</a>"}
    for locale, found in (("en_US", []), ("English", ["docs/en/words.yml"])):
        for language, own in (("ko", "ko_KR"), ("en", locale)):
            write(project.docs / language / "words.yml", words(**kept, locale=own))
        assert [one.file for one in rejections(Project(project.root, project.languages))] == found


TERM = """\
height:
  ko: {term: 키, definition: 사람의 높이.}
  en: {term: TERM, definition: DEFINITION}
"""


@pytest.mark.parametrize(
    ("term", "definition", "is_fine"),
    [
        ("height", "How tall a person is, a < b.", True),
        ("<b>height</b>", "A height.", False),
        ("<script>alert(1)</script>", "A height.", False),
        ('"{: hidden }"', "A height.", False),
        ("h\u0435ight", "A height.", False),
        ("height", "A <img src=x onerror=alert(1)> height.", False),
        ("height", "A \u202eheight.", False),
        ("height", "A h\u0435ight.", False),
        ("height", '"See <https://evil.example/>."', False),
    ],
)
def test_a_term_of_the_glossary_is_words(term: str, definition: str, is_fine: bool, project: Project) -> None:
    text = TERM.replace("TERM", term).replace("DEFINITION", definition)
    write(project.docs / "glossary.yml", text.replace("is, a <", "is a <"))
    assert [(one.file, one.line) for one in rejections(project)] == (
        [] if is_fine else [("docs/glossary.yml", 1)]
    )


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
def test_a_file_that_is_not_a_page_or_picture_is_rejected(name: str, project: Project) -> None:
    write(project.docs / "en" / name, "---\ntitle: x\n---\n")
    file = "docs/en/folder.md" if "/index" in name else f"docs/en/{name}"
    assert file in [one.file for one in rejections(project)]


def test_a_picture_is_what_its_name_says(project: Project) -> None:
    (project.docs / "en" / "heights.png").write_bytes(b"<svg onload=alert(1)>")
    assert [one.file for one in rejections(project)] == ["docs/en/heights.png"]


def test_links_to_other_files_are_rejected(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    write(secret, "---\ntitle: secret\n---\n")
    (project.docs / "en" / "about.md").symlink_to(secret)
    (project.docs / "en" / "lessons").symlink_to(tmp_path)
    assert [one.file for one in rejections(project)] == ["docs/en/about.md", "docs/en/lessons"]


def test_a_language_that_is_a_link_or_has_an_odd_name_is_rejected(project: Project) -> None:
    (project.docs / "fr").symlink_to(project.docs / "en")
    (project.docs / "x y").mkdir()
    assert [one.file for one in rejections(project, "fr")] == ["docs/fr"]
    assert [one.file for one in rejections(project, "x y")] == ["docs/x y"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"x" * (LONGEST_LINE + 1), 1),
        (b"x\n" * LARGEST_TEXT, 0),
        (b"\xff\xfe", 1),
        (b"x\n\x1b[2J", 2),
        ("x\na\u202eb".encode(), 2),
    ],
)
def test_text_that_is_not_modest_is_rejected(content: bytes, line: int, project: Project) -> None:
    (project.docs / "en" / "index.md").write_bytes(content)
    assert [(one.file, one.line) for one in rejections(project)] == [("docs/en/index.md", line)]


def test_a_picture_that_is_far_too_large_is_rejected(project: Project) -> None:
    (project.docs / "en" / "heights.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_PICTURE))
    assert [one.file for one in rejections(project)] == ["docs/en/heights.png"]
