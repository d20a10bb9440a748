"""Write the downloads of a lesson: their files, their addresses on the site, and the Colab link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..project import Project
from ..reading.pages import Page
from .companions import companions, pack, set_up
from .light_figures import light_figure
from .notebook import cell_id, weave_notebook
from .notebook_page import notebook_page
from .recorded_cells import Lesson

# The page `…/notebook/`.
NOTEBOOK_PAGE = "notebook.md"
FIGURES_FOLDER = "figures"


@dataclass(frozen=True)
class Links:
    """Addresses of a lesson's downloads; "" for a download that does not exist."""

    code: str
    notebook: str
    reading: str
    colab: str


def folder_of(path: PurePosixPath) -> PurePosixPath:
    """Return the folder of a page's downloads: `lessons/likelihood` for `lessons/likelihood.md`."""
    return path.with_suffix("")


def notebook_path(path: PurePosixPath) -> PurePosixPath:
    """Return the path of a page's notebook, for download and for Colab."""
    return folder_of(path) / f"{path.stem}.ipynb"


def take_along(
    project: Project,
    page: Page,
    lesson: Lesson,
    words: Mapping[str, str],
    path: PurePosixPath,
    notebooks: bool,
) -> dict[PurePosixPath, str | bytes]:
    """Return the files of a lesson's downloads, by path below the stage.

    Arguments:
        project: the project.
        page, lesson: the page, and its snippet and recording.
        words: the interface words of its language.
        path: its path below the stage, `ko/lessons/….md`.
        notebooks: whether to include the notebook, as a file and as a page with its figures.

    Raises:
        Problem: a value of the page is missing from the recording.
    """
    beside, needed = folder_of(path), companions(lesson)
    code = beside / lesson.snippet.path.name
    files: dict[PurePosixPath, str | bytes] = {code: lesson.snippet.text}
    if needed:
        files[code.with_suffix(".zip")] = pack(lesson, needed)
    if not notebooks:
        return files
    site = project.site_address and project.site_address + project.edition(path.parts[0])
    # The notebook page omits the embedded companion files.
    to_read = weave_notebook(page, lesson, words, path, site)
    first = set_up(lesson, needed)
    notebook = weave_notebook(page, lesson, words, path, site, first) if first else to_read
    files |= {notebook_path(path): notebook, beside / NOTEBOOK_PAGE: notebook_page(to_read, words)}
    for name, record in lesson.recording.cells.items():
        for number, svg in enumerate(record.figures, 1):
            files[beside / FIGURES_FOLDER / f"{cell_id(name)}-{number}.svg"] = light_figure(svg)
    return files


def lesson_of(notebook_page: PurePosixPath) -> PurePosixPath:
    """Return the path of a notebook's page: the inverse of `folder_of`."""
    return notebook_page.parent.with_name(notebook_page.parent.name + ".md")


def links(
    path: PurePosixPath,
    snippet: str,
    language: str,
    repository: str | None,
    address: Callable[[PurePosixPath], str],
) -> Links:
    """Return the download links of a lesson.

    Arguments:
        path: its page's path below the language, `lessons/….md`.
        snippet: the name of its snippet file.
        language: the language.
        repository: the address of the repository, or None if it is not known.
        address: returns the address of a file of the site, "" if the file does not exist.
    """
    code, notebook = folder_of(path) / snippet, address(notebook_path(path))
    in_branch = (PurePosixPath(language) / path).with_suffix(".ipynb").as_posix()
    colab = (colab_address(repository, in_branch) or "") if notebook else ""
    reading = address(folder_of(path) / NOTEBOOK_PAGE)
    return Links(address(code.with_suffix(".zip")) or address(code), notebook, reading, colab)


# .github/workflows/site.yml pushes the built notebooks to this branch.
NOTEBOOK_BRANCH = "notebooks"
_GITHUB = "https://github.com/"


def repository_address(setting: str | None, environment: Mapping[str, str]) -> str | None:
    """Return the address of the repository without a trailing slash, or None if it is not known.

    Arguments:
        setting: `repo_url` of mkdocs.yml.
        environment: environment variables; GitHub's workflows set GITHUB_REPOSITORY to `owner/name`.
    """
    name = environment.get("GITHUB_REPOSITORY", "").strip("/ ")
    address = (setting or "").strip() or (_GITHUB + name if name else "")
    return address.rstrip("/").removesuffix(".git") or None


def colab_address(repository: str | None, notebook: str) -> str | None:
    """Return the Colab address of a notebook, given its path in the branch of notebooks.

    It is None if Colab cannot read the repository.
    """
    if repository is None or not repository.startswith(_GITHUB):
        return None
    name = repository.removeprefix(_GITHUB)
    return f"https://colab.research.google.com/github/{name}/blob/{NOTEBOOK_BRANCH}/{notebook}"
