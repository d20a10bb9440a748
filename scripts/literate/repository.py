"""Where the project lies on the web: its repository, and its notebooks there for Colab to open."""

from __future__ import annotations

from collections.abc import Mapping

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
