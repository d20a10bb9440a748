"""The example of a new lesson in the READMEs works as written, and what the guides name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from literate.checking.numbers import unbound_numbers
from literate.checking.terminology import wrong_terms
from literate.commands.build import build_parser
from literate.environment import ROOT
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.translating.composing import read_language, read_pages
from literate.translating.parity import disparities

from tests.mutations.known_limits import KNOWN_LIMITS
from tests.support.scratch import PATIENCE, Run, Scratch, contents, copy_of, copy_of_this_project

TEXTS = {
    file: (ROOT / file).read_text(encoding="utf-8")
    for file in ("README.md", "README.en.md", "CONTRIBUTING.md")
}
KOREAN, ENGLISH = TEXTS["README.md"], TEXTS["README.en.md"]
GENERATED = ("build/", "site/")
# Files of the lesson that the READMEs add, and of a translation's first page.
EXAMPLES = re.compile("coin[_-]flips|docs/ja/|<")


def code_after(words: str, language: str, readme: str = KOREAN) -> str:
    """Return the first code block of a language after some words of a README."""
    match = re.search(rf"^```{language}\n(.*?)^```$", readme[readme.index(words) :], re.M | re.S)
    assert match is not None
    return match[1]


def add_line(settings: Path, line: str) -> None:
    """Add a line below the last lesson of a navigation."""
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, one in enumerate(lines) if one.startswith("      - ") and "lessons/" in one)
    lines.insert(last + 1, line)
    settings.write_text("".join(lines), encoding="utf-8")


def run_check(project: Scratch, *arguments: str) -> Run:
    process = project.start(*arguments, script="check.py")
    out, err = process.communicate(timeout=PATIENCE)
    return Run(process.returncode, out, err)


@pytest.fixture(scope="module")
def with_coin_flips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scratch, Run]:
    """A copy of this project with the README's example, copied to the letter and built."""
    folder = tmp_path_factory.mktemp("readme").resolve() / "project"
    project = copy_of_this_project(folder, "tests/lessons", "pyproject.toml")
    (project.root / "snippets/coin_flips.py").write_text(code_after("첫째,", "python"), encoding="utf-8")
    page = project.root / "docs/ko/lessons/coin-flips.md"
    page.write_text(code_after("둘째,", "markdown"), encoding="utf-8")
    add_line(project.root / "mkdocs.yml", code_after("셋째,", "yaml"))
    add_line(project.root / "docs/en/mkdocs.yml", code_after("다른 언어의 `nav`", "yaml"))
    claims = project.root / "tests/lessons/test_coin_flips.py"
    claims.write_text(code_after("넷째,", "python"), encoding="utf-8")
    return project, project.build_well("coin-flips")


def test_files_and_a_line_of_navigation_add_a_lesson(with_coin_flips: tuple[Scratch, Run]) -> None:
    project, build = with_coin_flips
    assert build.err == ""
    html = project.page("coin-flips")
    share = re.search(r"heads: (0\.\d{3})", html)
    assert share is not None
    assert f"앞면의 비율은 {share[1]}입니다." in html
    assert 'href="../negative-log-likelihood/"' in html
    assert (project.recorded / "coin-flips/running-share.svg").exists()
    for edition in (project.site, project.site / "en"):
        assert 'href="lessons/coin-flips/"' in (edition / "index.html").read_text(encoding="utf-8")


def test_the_example_passes_the_check(with_coin_flips: tuple[Scratch, Run]) -> None:
    project = with_coin_flips[0]
    before = contents(project.root, "tests/lessons")
    described = run_check(project, "--describe", "coin-flips")
    assert described.code == 0, described.err
    changed = {
        name for name, digest in contents(project.root, "tests/lessons").items() if before.get(name) != digest
    }
    assert changed == {"tests/lessons/looks/coin_flips.txt", "tests/lessons/claims.txt"}
    checked = run_check(project, "coin-flips")
    assert checked.code == 0, checked.out + checked.err
    assert "0 problems" in checked.out


def test_the_example_fails_check_where_it_is_wrong(with_coin_flips: tuple[Scratch, Run]) -> None:
    project = Project.at(with_coin_flips[0].root)
    pages = read_pages(project)
    sources = find_sources(project, pages)
    cells = sources["coin-flips"].snippet.cells
    page = next(page for path, page in pages.items() if path.stem == "coin-flips")
    wrong = {cell.name: cell.code.replace("axhline(0.5,", "axhline(0.4,") for cell in cells}
    assert [problem.file for problem in unbound_numbers(page, wrong)] == ["docs/ko/lessons/coin-flips.md"] * 2


@pytest.mark.parametrize(
    ("korean", "english", "language"),
    [
        ("첫째,", "First,", "python"),
        ("둘째,", "Second,", "markdown"),
        ("셋째,", "Third,", "yaml"),
        ("다른 언어의 `nav`", "The `nav` of each other language", "yaml"),
        ("넷째,", "Fourth,", "python"),
    ],
)
def test_the_english_readme_shows_the_same_example(korean: str, english: str, language: str) -> None:
    assert code_after(english, language, ENGLISH) == code_after(korean, language)


def test_the_translation_in_the_english_readme_is_complete_once_recorded(
    with_coin_flips: tuple[Scratch, Run], tmp_path: Path
) -> None:
    scratch = copy_of(with_coin_flips[0], tmp_path / "project")
    page = scratch.root / "docs/en/lessons/coin-flips.md"
    page.write_text(code_after("Translate the page in", "markdown", ENGLISH), encoding="utf-8")
    done = scratch.start("done", "en", "coin-flips", script="translate.py")
    out, err = done.communicate(timeout=PATIENCE)
    assert (done.returncode, err) == (0, ""), out + err
    project = Project.at(scratch.root)
    assert disparities(read_language(project, "ko"), read_language(project, "en")) == []
    assert wrong_terms(project) == []
    scratch.build_well("coin-flips")
    html = (scratch.site / "en/lessons/coin-flips/index.html").read_text(encoding="utf-8")
    assert "the closer the share comes to 0.5" in html
    assert "translation-note" not in html


def paths(text: str) -> set[str]:
    """Return the files and folders of this project that a text names in code or links to."""
    named = re.findall(
        r"`(?:[a-z]+\.py )?((?:docs|snippets|scripts|tests|build|site)/[^`\s]*)`|\]\(([\w./-]+)(?=[)#])", text
    )
    run = re.findall(r"python3 (scripts/\w+\.py)", text)
    return {code or link for code, link in named} | set(run)


@pytest.mark.parametrize(
    ("file", "path"), [(file, path) for file in TEXTS for path in sorted(paths(TEXTS[file]))]
)
def test_every_path_that_a_guide_names_exists(file: str, path: str) -> None:
    if not path.startswith(GENERATED) and not EXAMPLES.search(path):
        assert list(ROOT.glob(path.rstrip("/"))), f"{file} names {path}"


@pytest.mark.parametrize("file", TEXTS)
def test_every_anchor_that_a_guide_links_to_is_a_heading_of_the_file(file: str) -> None:
    links = re.findall(r"\]\(([\w.]*)#([^)]+)\)", TEXTS[file])
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.*)$", TEXTS[target or file], re.M)
        slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert anchor in slugs, f"{file} links to {target}#{anchor}"


@pytest.mark.parametrize(
    "package", sorted(path.parent.name for path in ROOT.glob("scripts/literate/*/__init__.py"))
)
def test_every_package_has_a_line_in_each_readme(package: str) -> None:
    for readme in (KOREAN, ENGLISH):
        assert f"\n| `scripts/literate/{package}/` |" in readme


@pytest.mark.parametrize("readme", [KOREAN, ENGLISH], ids=["korean", "english"])
def test_the_table_of_options_names_each_option_of_the_build_with_its_default(readme: str) -> None:
    rows = [line.split(" | ") for line in readme.splitlines() if line.startswith("| `--")]
    named = {option: row for row in rows for option in re.findall(r"`(--[\w-]+)", row[0])}
    parser = build_parser()
    options = {option for action in parser._actions for option in action.option_strings}
    assert set(named) == options - {"-h", "--help"}
    assert all(len(row) == 3 for row in rows)
    assert named["--timeout"][2] == f"{parser.get_default('timeout'):g} |"
    assert "`--strict`" in named["--strict"][2]
    assert parser.get_default("strict") is True


def test_contributing_names_every_limit_of_the_check_in_both_languages() -> None:
    korean, english = TEXTS["CONTRIBUTING.md"].split("\n# Contributing\n")
    for half, heading in (
        (korean, "### 검사가 보지 못하는 것"),
        (english, "### What the checks cannot find"),
    ):
        section = re.split(r"^###? ", half[half.index(heading) + 4 :], flags=re.M)[0]
        assert len(re.findall("^- ", section, re.M)) == len(KNOWN_LIMITS)
