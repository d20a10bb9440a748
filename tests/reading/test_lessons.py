"""Lessons found among pages and snippets."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from literate import messages
from literate.messages import Problem, Problems, each
from literate.project import Project
from literate.reading.lessons import Source, choose, find_sources, lesson_name, unshown_cells
from literate.recording.store import digest_of
from literate.translating.composing import read_pages

from tests.support.scratch import write
from tests.support.two_languages import PAGE, SNIPPET


def source_of(project: Project) -> Source:
    return find_sources(project, read_pages(project))["heights"]


def rejections(project: Project) -> list[Problem]:
    with pytest.raises(Problems) as caught:
        find_sources(project, read_pages(project))
    return caught.value.problems


def test_pages_are_found_by_their_path_in_every_language(built: Project) -> None:
    pages = read_pages(built)
    every = ["ko/index.md", "ko/lessons/heights.md", "en/index.md", "en/lessons/heights.md"]
    assert [str(path) for path in pages] == every
    files = [page.file for page in pages.values()]
    assert files == [
        "docs/ko/index.md",
        "docs/ko/lessons/heights.md",
        "docs/ko/index.md",  # nobody has translated it
        "docs/en/lessons/heights.md",
    ]
    assert pages[PurePosixPath("en/lessons/heights.md")].front["title"] == "Heights"


def test_every_page_that_cannot_be_read_is_reported_at_once(built: Project) -> None:
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


def test_a_named_page_without_snippets_is_not_said_to_be_missing(built: Project) -> None:
    pages = read_pages(built)
    with pytest.raises(Problem, match=r"snippets: FILE\.py") as caught:
        choose(find_sources(built, pages), ["index"], pages)
    assert (caught.value.file, caught.value.line) == ("docs/ko/index.md", 1)
    with pytest.raises(Problem, match=r"The lesson height does not exist\. Did you mean heights"):
        choose(find_sources(built, pages), ["height"], pages)


def test_a_lesson_gathers_what_the_pages_of_all_languages_ask_for(built: Project) -> None:
    text = PAGE.format(title="키", value="mean:.1f") + "\n미터로는 {{ mean / 100 }}\n"
    write(built.docs / "ko" / "lessons" / "heights.md", text)
    sources = find_sources(built, read_pages(built))
    assert list(sources) == ["heights"]
    assert sources["heights"].snippet.file == "snippets/heights.py"
    assert sources["heights"].snippet.names == ["mean", "spread"]
    asked = {cell: [one.key for one in found] for cell, found in sources["heights"].expressions.items()}
    assert asked == {"mean": ["mean:.1f", "mean / 100", "mean:.1f"]}


@pytest.mark.parametrize("korean", [True, False])
def test_a_snippet_file_that_is_missing_is_rejected_with_a_suggestion(
    korean: bool, built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    write(built.docs / "ko" / "lessons" / "heights.md", "---\ntitle: 키\nsnippets: hieghts.py\n---\n")
    (built.docs / "en" / "lessons" / "heights.md").unlink()
    [problem] = rejections(built)
    assert (problem.file, problem.line) == ("docs/ko/lessons/heights.md", 3)
    assert "snippets/hieghts.py" in problem.message
    assert ("혹시 heights.py인가요?" if korean else "Did you mean heights.py?") in problem.message


@pytest.mark.parametrize(
    "name",
    ["../snippets/heights.py", "/etc/hostname", "../mkdocs.yml", "x" * 5000, "recorded", "heights.py/"],
)
def test_a_file_that_is_not_a_snippet_is_not_shown(name: str, built: Project) -> None:
    write(built.docs / "ko" / "lessons" / "heights.md", f"---\ntitle: 키\nsnippets: {name}\n---\n")
    (built.docs / "en" / "lessons" / "heights.md").unlink()
    assert [(one.file, one.line) for one in rejections(built)] == [("docs/ko/lessons/heights.md", 3)]


def test_every_language_shows_the_snippet_of_the_original(built: Project) -> None:
    write(built.snippets / "other.py", SNIPPET)
    write(built.docs / "en" / "lessons" / "heights.md", "---\ntitle: Heights\nsnippets: other.py\n---\n")
    pages = read_pages(built)
    assert pages[PurePosixPath("en/lessons/heights.md")].front["snippets"] == "heights.py"
    assert source_of(built).snippet.file == "snippets/heights.py"


def test_every_unknown_cell_is_reported_at_once_with_a_suggestion(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    head = "---\ntitle: 키\nsnippets: heights.py\n---\n"
    (built.docs / "en" / "lessons" / "heights.md").unlink()
    write(
        built.docs / "ko" / "lessons" / "heights.md",
        head + "/// cell | maen\n///\n/// cell | mean\n///\n/// cell | zzz\n///\n",
    )
    problems = rejections(built)
    assert [(one.file, one.line, one.cell) for one in problems] == [
        ("docs/ko/lessons/heights.md", 5, "maen"),
        ("docs/ko/lessons/heights.md", 9, "zzz"),
    ]
    assert "Did you mean mean?" in problems[0].message
    assert "Did you mean" not in problems[1].message


def test_a_malformed_snippet_is_rejected_with_its_place(built: Project) -> None:
    write(built.snippets / "heights.py", "# %% mean\n1\n# %% mean\n2\n")
    [problem] = rejections(built)
    assert (problem.file, problem.line, problem.cell) == ("snippets/heights.py", 3, "mean")


def test_a_snippet_with_cells_that_no_page_shows_is_warned_of(built: Project) -> None:
    pages = read_pages(built)
    [warning] = unshown_cells(find_sources(built, pages), pages)
    assert (warning.file, warning.line) == ("snippets/heights.py", 6)
    assert warning.message.endswith(": spread")
    write(
        built.docs / "ko" / "lessons" / "heights.md",
        PAGE.format(title="키", value="mean:.1f") + "\n/// cell | spread\n///\n",
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
    digests = [digest_of(source_of(built))]

    def changed(path: Path, text: str) -> bool:
        write(path, text)
        digests.append(digest_of(source_of(built)))
        return digests[-1] not in digests[:-1]

    assert changed(built.snippets / "heights.py", SNIPPET + "import helper\nopen('data/키.csv') \n")
    assert changed(built.snippets / "helper.py", "from deeper import y as z\n")
    assert changed(built.snippets / "deeper.py", "y = 2\n")
    assert changed(built.snippets / "data" / "키.csv", "169\n")
    korean = built.docs / "ko" / "lessons" / "heights.md"
    more = "\n{{ mean / 10 }}\n"
    assert changed(korean, PAGE.format(title="키", value="mean:.1f") + more)
    assert not changed(built.snippets / "stranger.py", "z = 2\n")
    assert not changed(korean, PAGE.format(title="새 제목", value="mean:.1f") + more)
    with monkeypatch.context() as patch:
        patch.setitem(stage_style(), "font.size", 99)
        assert digest_of(source_of(built)) not in digests
    assert digest_of(source_of(built)) == digests[-1]


def stage_style() -> dict[str, object]:
    from literate.running.figure_style import STYLE

    return STYLE


def test_the_digest_does_not_depend_on_where_the_project_lies_or_in_what_order_pages_ask(
    built: Project, tmp_path: Path
) -> None:
    head, values = PAGE.format(title="키", value="mean:.1f"), ["{{ mean / 100 }}", "{{ mean / 10 }}"]
    (built.docs / "en" / "lessons" / "heights.md").unlink()
    write(built.docs / "ko" / "lessons" / "heights.md", head + " ".join(values))
    digest = digest_of(source_of(built))
    write(built.docs / "ko" / "lessons" / "heights.md", head + " ".join(reversed(values)))
    assert digest_of(source_of(built)) == digest
    built.root.rename(tmp_path.parent / "elsewhere-키")
    assert digest_of(source_of(Project(tmp_path.parent / "elsewhere-키", ("ko", "en")))) == digest


def test_a_helper_beside_a_snippet_that_is_not_python_is_a_problem_not_a_crash(built: Project) -> None:
    write(built.snippets / "heights.py", SNIPPET + "import helper\n")
    write(built.snippets / "helper.py", "def (:\n")
    try:
        digest = digest_of(source_of(built))
    except (Problem, Problems) as problem:
        assert "helper.py" in str(problem)
    else:
        assert digest
