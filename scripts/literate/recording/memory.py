"""Cache which recordings and pages builds on this machine have verified and published."""

from __future__ import annotations

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


class Memory:
    """The verified recordings and published files of this machine, in the project's uncommitted cache."""

    def __init__(self, project: Project) -> None:
        self._path = project.cache / "memory.json"
        self._project = project
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            content = {}
        found = content if isinstance(content, dict) else {}
        kinds = {
            "verified": dict,
            "replaced": dict,
            "site": list,
            "frame": list,
            "pages": dict,
            "woven": dict,
        }
        self._content: dict[str, Any] = {
            name: found[name] for name, kind in kinds.items() if isinstance(found.get(name), kind)
        }

    def is_verified(self, lesson: str, recording: Recording) -> bool:
        """Return whether this lesson gave this recording here, in this environment, with these scripts."""
        seal, programs = self._verified(lesson)
        return seal == self._verification(recording) and _are_installed(programs)

    def verify(self, lesson: str, recording: Recording, programs: Mapping[str, str]) -> None:
        """Record that this lesson gave this recording here.

        Arguments:
            lesson: its name.
            recording: its output.
            programs: the versions of the distributions that it imported, by name.
        """
        verified = self._content.setdefault("verified", {})
        verified[lesson] = [self._verification(recording), dict(programs)]

    def replace(self, lesson: str, old: Recording) -> None:
        """Remember a recording that another one of a later day replaces."""
        self._content.setdefault("replaced", {})[lesson] = [old.recorded, text_digest(old.index)]

    def dated(self, lesson: str, recording: Recording) -> Recording:
        """Return a recording, with the date of the replaced one if a change was undone."""
        found = self._content.get("replaced", {}).get(lesson)
        if isinstance(found, list) and len(found) == 2:
            again = dataclasses.replace(recording, recorded=str(found[0]))
            if text_digest(again.index) == found[1]:
                return again
        return recording

    def _verified(self, lesson: str) -> tuple[str, dict[str, str]]:
        found = self._content.get("verified", {}).get(lesson)
        if isinstance(found, list) and len(found) == 2 and isinstance(found[1], dict):
            return str(found[0]), found[1]
        return "", {}

    def _verification(self, recording: Recording) -> str:
        return digest(recording.index, versions(), self._scripts)

    @cached_property
    def _scripts(self) -> str:
        return digest(
            [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parents[1].rglob("*.py"))]
        )

    def is_published(self, inputs: str) -> bool:
        """Return whether the current site was built from these inputs."""
        site = self._content.get("site", [])
        # If a digest differs, the files need not be compared.
        return bool(
            site[:1] == [inputs]
            and site == [inputs, *self._results()]
            and all(_are_installed(self._verified(lesson)[1]) for lesson in self._content.get("verified", {}))
        )

    def woven(self, page: PurePosixPath, inputs: str) -> dict[PurePosixPath, str]:
        """Return the digests of the files woven from these inputs of a page; none if it was not woven."""
        found = self._content.get("woven", {}).get(page.as_posix())
        if isinstance(found, list) and len(found) == 2 and found[0] == inputs and isinstance(found[1], dict):
            return {PurePosixPath(path): str(one) for path, one in found[1].items()}
        return {}

    def weave(self, page: PurePosixPath, inputs: str, files: Mapping[PurePosixPath, str]) -> None:
        """Record the digests of the files that a page was woven into, and the digest of its inputs."""
        woven = self._content.setdefault("woven", {})
        woven[page.as_posix()] = [inputs, {path.as_posix(): one for path, one in files.items()}]

    def can_update(self, *frame: str) -> bool:
        """Return whether single pages can be rendered into the current site: what all share is unchanged.

        Arguments:
            frame: the first digests of the frame, as `publish` records them, or all of them.
        """
        *known, site = self._content.get("frame") or [""]
        return known[: len(frame)] == [*frame] and site == state_of(self._project.site)

    def changed(self, woven: Mapping[PurePosixPath, str]) -> set[PurePosixPath]:
        """Return the woven files, given with digests, that the current site was not built from."""
        pages = self._content.get("pages", {})
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
        before = {} if whole else self._content.get("pages", {})
        self._content["pages"] = before | {path.as_posix(): one for path, one in woven.items()}

    def _results(self) -> list[str]:
        return [state_of(self._project.recorded), state_of(self._project.site)]

    def save(self) -> None:
        """Write the memory to disk, in one step."""
        with writing(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._content), encoding="utf-8")
            new.replace(self._path)


def _are_installed(programs: Mapping[str, str]) -> bool:
    """Return whether the distributions are installed in these versions."""
    return all(_installed(name) == version for name, version in programs.items())


@cache
def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
