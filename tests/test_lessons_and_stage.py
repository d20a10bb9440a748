"""Lessons found among pages and snippets, and the stage that the site generator reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from literate import messages, stage
from literate.lessons import Source, each, find_sources, lesson_name, read_pages, unshown_cells
from literate.messages import Problem, Problems
from literate.project import Project
from literate.stage import read_words, requirements, write_stage
from literate.weave import WORDS

SNIPPET = "# %% mean\nmean = 168\nprint(mean)\n\n# %% spread\nspread = 5\n"
PAGE = "---\ntitle: {title}\nsnippets: heights.py\n---\n\n/// cell | mean\n///\n\n평균 {{{{ {value} }}}}\n"
SETTINGS = """\
site_url: !ENV [SITE_URL, ""]
extra:
  planned:
    one-hot-encoding: 2-3 원-핫 인코딩
"""


def words(**known: str) -> str:
    return "".join(f"{name}: '{known.get(name, name)}'\n" for name in WORDS)


@pytest.fixture
def built(tmp_path: Path) -> Project:
    """A project of one lesson in two languages, and a page that is no lesson."""
    files = {
        "mkdocs.yml": SETTINGS,
        "docs/ko/index.md": "---\ntitle: 처음\n---\n",
        "docs/ko/lessons/heights.md": PAGE.format(title="키", value="mean:.1f"),
        "docs/en/lessons/heights.md": PAGE.format(title="Heights", value="mean / 100"),
        "docs/ko/words.yml": words(output="실행 결과", planned="{title} (준비 중)"),
        "docs/en/words.yml": words(output="Output", planned="{title} (to come)"),
        "snippets/heights.py": SNIPPET,
    }
    for name, text in files.items():
        write(tmp_path / name, text)
    return Project(tmp_path, ("ko", "en"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def source_of(project: Project) -> Source:
    return find_sources(project, read_pages(project))["heights"]


def refusals(project: Project) -> list[Problem]:
    with pytest.raises(Problems) as caught:
        find_sources(project, read_pages(project))
    return caught.value.problems


def test_pages_are_found_by_their_path_in_every_language(built: Project) -> None:
    pages = read_pages(built)
    assert [str(path) for path in pages] == ["ko/index.md", "ko/lessons/heights.md", "en/lessons/heights.md"]
    assert [page.file for page in pages.values()] == [f"docs/{path}" for path in pages]
    assert pages[PurePosixPath("en/lessons/heights.md")].front["title"] == "Heights"


def test_every_page_that_cannot_be_read_is_told_at_once(built: Project) -> None:
    write(built.docs / "ko" / "index.md", "제목 없음\n")
    write(built.docs / "en" / "lessons" / "heights.md", "---\ntitel: Heights\n---\n")
    with pytest.raises(Problems) as caught:
        read_pages(built)
    assert [(one.file, one.line) for one in caught.value.problems] == [
        ("docs/ko/index.md", 1),
        ("docs/en/lessons/heights.md", 2),
    ]


def test_a_lesson_is_called_by_its_pages_file_name() -> None:
    assert lesson_name(PurePosixPath("ko/lessons/negative-log-likelihood.md")) == "negative-log-likelihood"


def test_a_lesson_gathers_what_the_pages_of_all_languages_ask_for(built: Project) -> None:
    sources = find_sources(built, read_pages(built))
    assert list(sources) == ["heights"]
    assert sources["heights"].snippet.file == "snippets/heights.py"
    assert sources["heights"].snippet.names == ["mean", "spread"]
    asked = {cell: [one.key for one in found] for cell, found in sources["heights"].expressions.items()}
    assert asked == {"mean": ["mean:.1f", "mean / 100"]}


@pytest.mark.parametrize("korean", [True, False])
def test_a_snippet_file_that_is_missing_is_refused_with_a_suggestion(
    korean: bool, built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    write(built.docs / "ko" / "lessons" / "heights.md", "---\ntitle: 키\nsnippets: hieghts.py\n---\n")
    (built.docs / "en" / "lessons" / "heights.md").unlink()
    [problem] = refusals(built)
    assert (problem.file, problem.line) == ("docs/ko/lessons/heights.md", 3)
    assert "snippets/hieghts.py" in problem.message
    assert ("혹시 heights.py인가요?" if korean else "Did you mean heights.py?") in problem.message


def test_languages_must_show_the_same_snippet(built: Project) -> None:
    write(built.snippets / "other.py", SNIPPET)
    write(built.docs / "en" / "lessons" / "heights.md", "---\ntitle: Heights\nsnippets: other.py\n---\n")
    [problem] = refusals(built)
    assert problem.line == 3
    assert problem.file in ("docs/ko/lessons/heights.md", "docs/en/lessons/heights.md")


def test_every_unknown_cell_is_told_at_once_with_a_suggestion(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    head = "---\ntitle: 키\nsnippets: heights.py\n---\n"
    write(
        built.docs / "ko" / "lessons" / "heights.md",
        head + "/// cell | maen\n///\n/// cell | mean\n///\n/// cell | zzz\n///\n",
    )
    problems = refusals(built)
    assert [(one.file, one.line, one.cell) for one in problems] == [
        ("docs/ko/lessons/heights.md", 5, "maen"),
        ("docs/ko/lessons/heights.md", 9, "zzz"),
    ]
    assert "Did you mean mean?" in problems[0].message
    assert "Did you mean" not in problems[1].message


def test_a_malformed_snippet_is_refused_with_its_place(built: Project) -> None:
    write(built.snippets / "heights.py", "# %% mean\n1\n# %% mean\n2\n")
    [problem] = refusals(built)
    assert (problem.file, problem.line, problem.cell) == ("snippets/heights.py", 3, "mean")


def test_a_snippet_with_cells_that_no_page_shows_is_warned_of(built: Project) -> None:
    pages = read_pages(built)
    [warning] = unshown_cells(find_sources(built, pages), pages)
    assert (warning.file, warning.line) == ("snippets/heights.py", 6)
    assert warning.message.endswith(": spread")
    write(
        built.docs / "en" / "lessons" / "heights.md",
        PAGE.format(title="Heights", value="1") + "\n/// cell | spread\n///\n",
    )
    pages = read_pages(built)
    assert unshown_cells(find_sources(built, pages), pages) == []


def test_problems_are_gathered_while_the_rest_goes_on() -> None:
    done = []

    def work(number: int) -> int:
        if number == 2:
            raise Problem("둘")
        if number == 4:
            raise Problems([Problem("넷"), Problem("또 넷")])
        done.append(number)
        return number * 10

    assert each([1, 3], work) == [10, 30]
    with pytest.raises(Problems) as caught:
        each([1, 2, 3, 4, 5], work)
    assert [problem.message for problem in caught.value.problems] == ["둘", "넷", "또 넷"]
    assert done == [1, 3, 1, 3, 5]


def test_other_exceptions_are_not_taken_for_problems() -> None:
    with pytest.raises(ZeroDivisionError):
        each([1], lambda number: number / 0)


def test_the_digest_changes_with_all_that_a_recording_depends_on(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(built.snippets / "heights.py", SNIPPET + "import helper\nopen('data/키.csv')\n")
    write(built.snippets / "helper.py", "from deeper import y\n")
    write(built.snippets / "deeper.py", "import helper\n\ny = 1\n")
    write(built.snippets / "data" / "키.csv", "168\n")
    write(built.snippets / "stranger.py", "z = 1\n")
    digests = [source_of(built).digest]

    def changed(path: Path, text: str) -> bool:
        write(path, text)
        digests.append(source_of(built).digest)
        return digests[-1] not in digests[:-1]

    assert changed(built.snippets / "heights.py", SNIPPET + "import helper\nopen('data/키.csv') \n")
    assert changed(built.snippets / "helper.py", "from deeper import y as z\n")
    assert changed(built.snippets / "deeper.py", "y = 2\n")
    assert changed(built.snippets / "data" / "키.csv", "169\n")
    assert changed(
        built.docs / "en" / "lessons" / "heights.md", PAGE.format(title="Heights", value="mean / 10")
    )
    assert not changed(built.snippets / "stranger.py", "z = 2\n")
    assert not changed(
        built.docs / "ko" / "lessons" / "heights.md", PAGE.format(title="새 제목", value="mean:.1f")
    )
    with monkeypatch.context() as patch:
        patch.setitem(stage_style(), "font.size", 99)
        assert source_of(built).digest not in digests
    assert source_of(built).digest == digests[-1]


def stage_style() -> dict[str, object]:
    from literate import figures

    return figures.STYLE


def test_the_digest_does_not_depend_on_where_the_project_lies_or_in_what_order_pages_ask(
    built: Project, tmp_path: Path
) -> None:
    digest = source_of(built).digest
    write(built.docs / "en" / "lessons" / "heights.md", PAGE.format(title="Heights", value="mean:.1f"))
    write(built.docs / "ko" / "lessons" / "heights.md", PAGE.format(title="키", value="mean / 100"))
    assert source_of(built).digest == digest
    built.root.rename(tmp_path.parent / "elsewhere-키")
    assert source_of(Project(tmp_path.parent / "elsewhere-키", ("ko", "en"))).digest == digest


def test_a_helper_beside_a_snippet_that_is_not_python_is_a_problem_not_a_crash(built: Project) -> None:
    write(built.snippets / "heights.py", SNIPPET + "import helper\n")
    write(built.snippets / "helper.py", "def (:\n")
    try:
        digest = source_of(built).digest
    except (Problem, Problems) as problem:
        assert "helper.py" in str(problem)
    else:
        assert digest


def test_the_words_of_a_language_are_read(built: Project) -> None:
    assert read_words(built, "ko")["output"] == "실행 결과"
    assert read_words(built, "en")["output"] == "Output"


@pytest.mark.parametrize(
    "text", [None, "output: [\n", "", "그냥 글\n", "- output\n", words().replace("show-all", "show-al")]
)
def test_words_that_are_missing_or_malformed_are_a_problem(text: str | None, built: Project) -> None:
    path = built.docs / "en" / "words.yml"
    path.unlink()
    if text is not None:
        write(path, text)
    with pytest.raises(Problem) as caught:
        read_words(built, "en")
    assert caught.value.file == "docs/en/words.yml"


def required(project: Project, names: str, path: str = "ko/lessons/heights.md") -> dict[str, str]:
    write(project.docs / path, f"---\ntitle: 키\nrequires: {names}\n---\n")
    pages = read_pages(project)
    page = pages[PurePosixPath(path)]
    return requirements(page, PurePosixPath(path), pages, project, read_words(project, path[:2]))


def test_a_required_lesson_is_linked_in_the_same_language(built: Project) -> None:
    write(built.docs / "ko" / "start" / "coins.md", "---\ntitle: 동전\n---\n")
    write(built.docs / "en" / "start" / "coins.md", "---\ntitle: Coins\n---\n")
    assert required(built, "[coins]") == {"coins": "[동전](../start/coins.md)"}
    assert required(built, "[coins]", "en/lessons/heights.md") == {"coins": "[Coins](../start/coins.md)"}


def test_a_required_lesson_that_is_only_announced_is_named_without_a_link(built: Project) -> None:
    assert required(built, "[index, one-hot-encoding]") == {
        "index": "[처음](../index.md)",
        "one-hot-encoding": "2-3 원-핫 인코딩 (준비 중)",
    }


def test_a_required_lesson_that_nobody_knows_is_refused(built: Project) -> None:
    with pytest.raises(Problem) as caught:
        required(built, "[one-hot-encodings]")
    assert (caught.value.file, caught.value.line) == ("docs/ko/lessons/heights.md", 3)
    assert "one-hot-encodings" in caught.value.message


def test_a_page_that_requires_nothing_needs_no_settings(built: Project) -> None:
    (built.root / "mkdocs.yml").unlink()
    assert required(built, "[]") == {}


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [\n", 3), ("a: ]\n", 1)])
def test_settings_that_are_not_yaml_are_a_problem_with_a_line(text: str, line: int, built: Project) -> None:
    write(built.root / "mkdocs.yml", text)
    with pytest.raises(Problem) as caught:
        assert Project(built.root).planned
    assert (caught.value.file, caught.value.line) == ("mkdocs.yml", line)


@pytest.fixture
def katex(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A KaTeX of a few bytes."""
    folder = tmp_path_factory.mktemp("katex")
    for name in (
        "katex.min.css",
        "katex.min.js",
        "fonts/KaTeX_Main-Regular.woff2",
        "fonts/old.ttf",
        "README.md",
    ):
        write(folder / name, name)
    monkeypatch.setattr(stage, "_KATEX", folder)
    yield folder


def staged(project: Project) -> dict[str, str]:
    return {
        path.relative_to(project.stage).as_posix(): path.read_text(encoding="utf-8")
        for path in project.stage.rglob("*")
        if path.is_file()
    }


KATEX = ("katex.min.css", "katex.min.js", "fonts/KaTeX_Main-Regular.woff2")
WOVEN = {PurePosixPath("ko/lessons/heights.md"): "키\n", PurePosixPath("en/lessons/heights.md"): "Heights\n"}


def test_the_stage_holds_woven_pages_the_files_beside_them_and_katex(built: Project, katex: Path) -> None:
    write(built.docs / "ko" / "lessons" / "그림.svg", "<svg/>")
    write_stage(built, WOVEN, whole=True)
    expected = {
        "ko/lessons/heights.md": "키\n",
        "en/lessons/heights.md": "Heights\n",
        "ko/lessons/그림.svg": "<svg/>",
    }
    expected |= {f"{language}/assets/katex/{name}": name for language in ("ko", "en") for name in KATEX}
    assert staged(built) == expected


def test_what_stays_the_same_on_the_stage_is_not_touched(built: Project, katex: Path) -> None:
    write_stage(built, WOVEN, whole=True)
    for path in built.stage.rglob("*"):
        os.utime(path, (1, 1))
    write_stage(built, WOVEN | {PurePosixPath("ko/lessons/heights.md"): "새 글\n"}, whole=True)
    touched = [path for path in built.stage.rglob("*") if path.is_file() and path.stat().st_mtime != 1]
    assert [path.relative_to(built.stage).as_posix() for path in touched] == ["ko/lessons/heights.md"]
    assert staged(built)["ko/lessons/heights.md"] == "새 글\n"


def test_what_is_gone_goes_from_the_stage_when_all_of_it_is_written(built: Project, katex: Path) -> None:
    write(built.stage / "ko" / "lessons" / "old.md", "옛 글")
    write(built.stage / "cache" / "memory.json", "{}")
    write_stage(built, WOVEN, whole=False)
    assert "ko/lessons/old.md" in staged(built)
    write_stage(built, WOVEN, whole=True)
    assert "ko/lessons/old.md" not in staged(built)
    assert "cache/memory.json" in staged(built)


@pytest.mark.parametrize("missing", KATEX)
def test_a_missing_katex_is_a_problem(missing: str, built: Project, katex: Path) -> None:
    (katex / missing).unlink()
    with pytest.raises(Problem, match="KaTeX"):
        write_stage(built, WOVEN, whole=True)
