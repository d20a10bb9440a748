"""What a reader can take along from a lesson, where it lies on the site, and where Colab opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..project import Project
from ..reading.pages import Page
from .companions import companions, pack, set_up
from .light_figures import light_figure
from .notebook import cell_id, weave_notebook
from .page import Lesson, Words

# The same notebook once more, under the name by which MkDocs makes it the page `…/notebook/`.
NOTEBOOK_PAGE = "notebook.ipynb"
FIGURES = "figures"


@dataclass(frozen=True)
class Links:
    """Addresses of what a reader can take along, as a page links them; "" for what there is not."""

    code: str
    notebook: str
    reading: str
    colab: str


def folder_of(path: PurePosixPath) -> PurePosixPath:
    """Return the folder of what goes with a page: `lessons/likelihood` for `lessons/likelihood.md`."""
    return path.with_suffix("")


def notebook_path(path: PurePosixPath) -> PurePosixPath:
    """Return where a page's notebook lies, for download and for Colab."""
    return folder_of(path) / f"{path.stem}.ipynb"


def take_along(
    project: Project, page: Page, lesson: Lesson, words: Words, path: PurePosixPath, notebooks: bool
) -> dict[PurePosixPath, str | bytes]:
    """Return the files that go with a lesson's page, by path below the stage.

    Arguments:
        project: the project.
        page, lesson: the page, and what it shows.
        words: the words of its language.
        path: its path below the stage, `ko/lessons/….md`.
        notebooks: whether the notebook is among them, as a file and as a page with its figures.

    Raises:
        Problem: the recording lacks a value that the page asks for.
    """
    beside, needed = folder_of(path), companions(lesson)
    files: dict[PurePosixPath, str | bytes] = {beside / lesson.snippet.path.name: lesson.snippet.text}
    if needed:
        files[beside / _archive(lesson.snippet.path.name)] = pack(lesson, needed)
    if not notebooks:
        return files
    site = project.site_address
    if site and path.parts[0] != project.languages[0]:
        site += f"{path.parts[0]}/"
    # What it carries along is nothing to read.
    notebook, to_read = (
        weave_notebook(page, lesson, words, path, site, first) for first in (set_up(lesson, needed), "")
    )
    files |= {notebook_path(path): notebook, beside / NOTEBOOK_PAGE: to_read}
    for name, record in lesson.recording.cells.items():
        for number, svg in enumerate(record.figures, 1):
            files[beside / FIGURES / f"{cell_id(name)}-{number}.svg"] = light_figure(svg)
    return files


def _archive(snippet: str) -> str:
    """Return the name of the archive that holds a snippet, whose file name is given, with what it needs."""
    return f"{PurePosixPath(snippet).stem}.zip"


def lesson_of(notebook_page: PurePosixPath) -> PurePosixPath:
    """Return the path of the page whose notebook this is: the inverse of `folder_of`."""
    return notebook_page.parent.with_name(notebook_page.parent.name + ".md")


def links(
    path: PurePosixPath,
    snippet: str,
    language: str,
    repository: str | None,
    address: Callable[[PurePosixPath], str],
) -> Links:
    """Return the links of a lesson.

    Arguments:
        path: its page's path below the language, `lessons/….md`.
        snippet: the name of its snippet file.
        language: the language.
        repository: the address of the repository, if that is known.
        address: returns the address of a file of the site, "" if there is no such file.
    """
    notebook = address(notebook_path(path))
    in_branch = (PurePosixPath(language) / path).with_suffix(".ipynb").as_posix()
    return Links(
        address(folder_of(path) / _archive(snippet)) or address(folder_of(path) / snippet),
        notebook,
        address(folder_of(path) / NOTEBOOK_PAGE),
        (colab_address(repository, in_branch) or "") if notebook else "",
    )


# .github/workflows/site.yml pushes the built notebooks to this branch.
NOTEBOOK_BRANCH = "notebooks"
_GITHUB = "https://github.com/"


def repository_address(setting: str | None, environment: Mapping[str, str]) -> str | None:
    """Return the address of the repository, without a slash at its end, or None if it is not known.

    Arguments:
        setting: `repo_url` of mkdocs.yml.
        environment: environment variables; GitHub's workflows set GITHUB_REPOSITORY to `owner/name`.
    """
    name = environment.get("GITHUB_REPOSITORY", "").strip("/ ")
    address = (setting or "").strip() or (_GITHUB + name if name else "")
    return address.rstrip("/").removesuffix(".git") or None


def colab_address(repository: str | None, notebook: str) -> str | None:
    """Return where Colab opens a notebook, or None if the repository is not one that Colab can read.

    Arguments:
        repository: the repository's address.
        notebook: the notebook's path in the branch of notebooks.
    """
    if repository is None or not repository.startswith(_GITHUB):
        return None
    name = repository.removeprefix(_GITHUB)
    return f"https://colab.research.google.com/github/{name}/blob/{NOTEBOOK_BRANCH}/{notebook}"
