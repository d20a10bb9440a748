"""Cache which recordings and pages builds on this machine have verified and published."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from ..files.digests import digest, state_of, text_digest
from ..files.writing import writing
from ..project import Project
from ..running.job import versions
from .store import Recording

_MODULE = text_digest(Path(__file__).read_bytes())


class Memory:
    """The verified recordings and published files of this machine, in the project's uncommitted cache."""

    def __init__(self, project: Project) -> None:
        self._path = project.cache / "memory.json"
        self._project = project
        self._content: dict[str, Any] = {"by": _MODULE, "site": [], "frame": []}
        self._content |= {"verified": {}, "replaced": {}, "pages": {}, "woven": {}}
        with contextlib.suppress(OSError, ValueError, TypeError, LookupError):
            content = json.loads(self._path.read_text(encoding="utf-8"))
            # Another version of this module may have written it in another form.
            if content["by"] == _MODULE:
                self._content = content

    def is_verified(self, lesson: str, recording: Recording) -> bool:
        """Return whether this lesson gave this recording here, in this environment, with these scripts."""
        seal, programs = self._content["verified"].get(lesson, ("", {}))
        return seal == self._verification(recording) and _are_installed(programs)

    def verify(self, lesson: str, recording: Recording, programs: Mapping[str, str]) -> None:
        """Record that this lesson gave this recording here.

        Arguments:
            lesson: its name.
            recording: its output.
            programs: the versions of the distributions that it imported, by name.
        """
        self._content["verified"][lesson] = [self._verification(recording), dict(programs)]

    def replace(self, lesson: str, old: Recording) -> None:
        """Remember a recording that another one of a later day replaces."""
        self._content["replaced"][lesson] = [old.recorded, text_digest(old.index)]

    def dated(self, lesson: str, recording: Recording) -> Recording:
        """Return a recording, with the date of the replaced one if a change was undone."""
        day, replaced = self._content["replaced"].get(lesson, ("", ""))
        again = dataclasses.replace(recording, recorded=day)
        return again if text_digest(again.index) == replaced else recording

    def _verification(self, recording: Recording) -> str:
        return digest(recording.index, versions(), self._scripts)

    @cached_property
    def _scripts(self) -> str:
        return digest(
            [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parents[1].rglob("*.py"))]
        )

    def is_published(self, inputs: str) -> bool:
        """Return whether the current site was built from these inputs."""
        site = self._content["site"]
        # If a digest differs, the files need not be compared.
        return bool(
            site
            and site[0] == inputs
            and site == [inputs, *self._results()]
            and all(_are_installed(programs) for _, programs in self._content["verified"].values())
        )

    def woven(self, page: PurePosixPath, inputs: str) -> dict[PurePosixPath, str]:
        """Return the digests of the files woven from these inputs of a page; none if it was not woven."""
        known, files = self._content["woven"].get(page.as_posix(), ("", {}))
        return {PurePosixPath(path): one for path, one in files.items()} if known == inputs else {}

    def weave(self, page: PurePosixPath, inputs: str, files: Mapping[PurePosixPath, str]) -> None:
        """Record the digests of the files that a page was woven into, and the digest of its inputs."""
        self._content["woven"][page.as_posix()] = [inputs, _named(files)]

    def can_update(self, *frame: str) -> bool:
        """Return whether single pages can be rendered into the current site: what all share is unchanged.

        Arguments:
            frame: the first digests of the frame, as `publish` records them, or all of them.
        """
        *known, site = self._content["frame"] or [""]
        return known[: len(frame)] == [*frame] and site == state_of(self._project.site)

    def changed(self, woven: Mapping[PurePosixPath, str]) -> set[PurePosixPath]:
        """Return the woven files, given with digests, that the current site was not built from."""
        pages = self._content["pages"]
        return {path for path, one in woven.items() if pages.get(path.as_posix()) != one}

    def publish(
        self, inputs: str | None, frame: Sequence[str], woven: Mapping[PurePosixPath, str], whole: bool
    ) -> None:
        """Record the inputs of the published site.

        Arguments:
            inputs: a digest of all its inputs, None if the build used only some of them.
            frame: digests of what pages share: of their frame, and of the progress of translations.
            woven: digests of woven files.
            whole: whether these are all woven files.
        """
        self._content["site"] = None if inputs is None else [inputs, *self._results()]
        self._content["frame"] = [*frame, state_of(self._project.site)]
        self._content["pages"] = ({} if whole else self._content["pages"]) | _named(woven)

    def _results(self) -> list[str]:
        return [state_of(self._project.recorded), state_of(self._project.site)]

    def save(self) -> None:
        """Write the memory to disk, in one step."""
        with writing(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._content), encoding="utf-8")
            new.replace(self._path)


def _named(files: Mapping[PurePosixPath, str]) -> dict[str, str]:
    return {path.as_posix(): one for path, one in files.items()}


def _are_installed(programs: Mapping[str, str]) -> bool:
    """Return whether the distributions are installed in these versions."""
    return all(_installed(name) == version for name, version in programs.items())


@cache
def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
