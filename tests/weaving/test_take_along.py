"""Notebooks and code files built with the site, linked from their lessons, and run by a reader."""

from __future__ import annotations

import ast
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.reading.words import read_words
from literate.recording.comparison import same_text
from literate.recording.store import read_recording
from literate.translating.composing import read_pages
from literate.weaving.notebook import weave_notebook
from literate.weaving.recorded_cells import Lesson
from literate.weaving.take_along import colab_address, repository_address
from nbclient import NotebookClient

from tests.support.notebook_weaving import SITE
from tests.support.scratch import MAIN, Scratch, change, contents, copy_of, sabotage

# Addresses


@pytest.mark.parametrize(
    ("setting", "environment", "address"),
    [
        (None, {}, None),
        ("", {"GITHUB_REPOSITORY": ""}, None),
        ("https://github.com/one/nlp/", {}, "https://github.com/one/nlp"),
        ("https://github.com/one/nlp.git", {}, "https://github.com/one/nlp"),
        (None, {"GITHUB_REPOSITORY": "two/nlp"}, "https://github.com/two/nlp"),
        ("https://codeberg.org/one/nlp", {"GITHUB_REPOSITORY": "two/nlp"}, "https://codeberg.org/one/nlp"),
    ],
)
def test_the_repository_is_found_where_it_is_named(
    setting: str | None, environment: dict[str, str], address: str | None
) -> None:
    assert repository_address(setting, environment) == address


def test_colab_opens_notebooks_of_github_and_of_no_other_host() -> None:
    address = "https://colab.research.google.com/github/one/nlp/blob/notebooks/ko/lessons/likelihood.ipynb"
    assert colab_address("https://github.com/one/nlp", "ko/lessons/likelihood.ipynb") == address
    assert colab_address("https://codeberg.org/one/nlp", "ko/lessons/likelihood.ipynb") is None
    assert colab_address(None, "ko/lessons/likelihood.ipynb") is None


# Built with the site


@pytest.fixture(scope="module")
def with_notebooks(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """The project with two lessons and their notebooks, with the addresses of site and repository known."""
    root = tmp_path_factory.mktemp("notebooks").resolve() / "project"
    project = replace(copy_of(built_project, root), notebooks=True)
    run = project.build_well("--frozen", SITE_URL=SITE, GITHUB_REPOSITORY="one/nlp")
    assert "Built the site" in run.out, "a site without notebooks is not taken for one with them"
    yield project
    project.kill_everything()


def test_a_lesson_links_its_notebook_its_code_and_colab(with_notebooks: Scratch) -> None:
    page = with_notebooks.page("ten-heights")
    bar = page[page.index('class="take-along"') :]
    bar = html.unescape(bar[: bar.index("</ul>")])
    found = re.findall(r'<a href="([^"]+)"( download)?>', bar)
    colab = "https://colab.research.google.com/github/one/nlp/blob/notebooks/ko/lessons/ten-heights.ipynb"
    assert found == [
        ("ten-heights.ipynb", " download"),
        ("ten_heights.py", " download"),
        ("notebook/", ""),
        (colab, ""),
    ]
    folder = with_notebooks.site / "lessons" / "ten-heights"
    assert (folder / "ten_heights.py").read_bytes() == with_notebooks.heights.read_bytes()
    assert (folder / "notebook" / "index.html").is_file()
    woven = (folder / "ten-heights.ipynb").read_text(encoding="utf-8")
    assert f"[다른 과]({SITE}lessons/fair-coins/#expected-share)" in woven


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")
def test_the_workflow_puts_notebooks_where_the_links_to_colab_lead(with_notebooks: Scratch) -> None:
    workflow = (MAIN / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    gather = workflow[workflow.index("Gather the notebooks") :].split("run: |\n")[1].split("      - uses:")[0]
    subprocess.run(["bash", "-ec", gather], cwd=with_notebooks.root, check=True)
    folder = with_notebooks.root / "notebooks"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ipynb"))
    assert found == ["ko/lessons/fair-coins.ipynb", "ko/lessons/ten-heights.ipynb"]
    for name in found:
        assert f"/blob/notebooks/{name}" in with_notebooks.page(Path(name).stem)


def test_a_notebook_page_names_its_lesson_as_the_one_to_find(with_notebooks: Scratch) -> None:
    page = with_notebooks.page("ten-heights/notebook")
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [f"{SITE}lessons/ten-heights/"]
    sitemap = (with_notebooks.site / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("/lessons/ten-heights/<") == 1
    assert "/notebook/" not in sitemap


def test_building_one_lesson_builds_its_notebook_as_a_whole_build_does(with_notebooks: Scratch) -> None:
    project = with_notebooks
    known = {"SITE_URL": SITE, "GITHUB_REPOSITORY": "one/nlp"}
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    change(project.heights_page, "/// cell | curve", "/// cell | line")
    change(project.heights, "# %% curve", "# %% line")
    project.build_well("ten-heights", **known)
    part = contents(project.root, "site")
    assert "사람들의 키를 쟀습니다." in project.page("ten-heights/notebook")
    figures = project.site / "lessons" / "ten-heights" / "figures"
    assert [path.name for path in figures.iterdir()] == ["line-1.svg"]
    project.build_well(**known)
    assert contents(project.root, "site") == part


def test_a_build_without_notebooks_neither_writes_nor_offers_them(
    with_notebooks: Scratch, tmp_path: Path
) -> None:
    project = copy_of(with_notebooks, tmp_path.resolve() / "project")
    packages = sabotage(tmp_path / "packages", "nbformat", "nbclient", "jupytext", "IPython")
    project.build_well(PYTHONPATH=packages)
    found = {path.suffix for path in project.site.rglob("*")}
    assert ".ipynb" not in found
    assert ".py" in found
    assert not (project.site / "lessons" / "ten-heights" / "notebook").exists()
    page = project.page("ten-heights")
    assert re.findall(r'<a href="([^"]+)" download>', page) == ["ten_heights.py"]
    assert "notebook" not in page
    assert "Nothing has changed" in project.build_well(PYTHONPATH=packages).out


# Run by a reader


def notebook_of(page: PurePosixPath) -> str:
    """Return the notebook of a page of this project, woven from its committed recording."""
    project = Project(MAIN)
    pages = read_pages(project)
    source = find_sources(project, pages)[page.stem]
    lesson = Lesson(source.snippet, read_recording(project.recorded / page.stem))
    return weave_notebook(pages[page], lesson, read_words(project, page.parts[0]), page, "")


@pytest.mark.parametrize("page", ["ko/lessons/negative-log-likelihood.md", "ko/corrections.md"])
def test_a_notebook_runs_from_top_to_bottom_in_a_plain_kernel(page: str, tmp_path: Path) -> None:
    woven = notebook_of(PurePosixPath(page))
    assert len(woven.encode("utf-8")) < 400_000
    read = nbformat.reads(woven, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(read)
    imported = {
        (alias.name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
        for cell in read.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported - set(sys.stdlib_module_names) <= {"numpy", "matplotlib", "torch"}
    ours = "[name for name, one in sys.modules.items() if 'literate' in name]"
    read.cells.append(nbformat.v4.new_code_cell(f"import sys\n{ours}"))  # type: ignore[no-untyped-call]
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    client = NotebookClient(read, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    client.execute(env=plain | {"CUDA_VISIBLE_DEVICES": "", "IPYTHONDIR": str(tmp_path / "ipython")})
    code = [cell for cell in read.cells if cell.cell_type == "code"]
    assert code.pop().outputs[0].data["text/plain"] == "[]"
    recording = read_recording(MAIN / "snippets" / "recorded" / Path(page).stem)
    assert [cell.id for cell in code] == list(recording.cells)
    for cell in code:
        record = recording.cells[cell.id]
        printed = "".join(
            output.text if output.output_type == "stream" else output.data["text/plain"] + "\n"
            for output in cell.outputs
            if output.get("name") == "stdout" or output.output_type == "execute_result"
        )
        assert same_text(record.text, printed), f"{cell.id} printed {printed}"
        drawn = [output for output in cell.outputs if output.output_type == "display_data"]
        assert len(drawn) == len(record.figures), cell.id
        assert all("image/png" in output.data for output in drawn)
