"""What needs doing: digests of what lessons, pages and the site depend on, and what was verified here."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from . import figures
from .cells import Snippet, syntax_tree
from .expressions import Expression
from .glossary import GLOSSARY
from .project import Project
from .recording import Recording
from .words import WORDS_FILE
from .writing import writing

# The programs whose versions decide what a lesson gives, by the name that pages write.
PROGRAMS = {"NumPy": "numpy", "Matplotlib": "matplotlib", "PyTorch": "torch"}
_PASSED_OVER = {"recorded", "__pycache__", "node_modules", ".ipynb_checkpoints"}


def digest(*parts: object) -> str:
    """Return a digest of values that JSON can write, in order."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def text_digest(*texts: str) -> str:
    """Return a digest of texts, in order, which may be long."""
    found = hashlib.sha256()
    for text in texts:
        found.update(hashlib.sha256(text.encode("utf-8")).digest())
    return found.hexdigest()


def lesson_digest(snippet: Snippet, expressions: Mapping[str, Iterable[Expression]]) -> str:
    """Return the digest of what a recording depends on.

    That is: the snippet file, the files beside it that it imports or names in a string, the values that
    pages ask for, and the figure style.
    """
    wanted = {cell: sorted({one.key for one in asked}) for cell, asked in expressions.items()}
    files = {path.relative_to(snippet.path.parent).as_posix(): _content(path) for path in beside(snippet)}
    return digest(snippet.text, files, wanted, figures.STYLE, figures.PALETTE)


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def beside(snippet: Snippet) -> list[Path]:
    """Return the files beside a snippet that it imports or names, and those that these do, sorted."""
    folder, found = snippet.path.parent, set()
    codes: list[tuple[Path, str | bytes]] = [(folder, snippet.text)]
    with os.scandir(folder) as entries:
        here = {".", ".."} | {entry.name.casefold() for entry in entries}
    while codes:
        place, code = codes.pop()
        for level, name in _named(code):
            # Most names are those of nothing here, which is quicker found out than whether there is a file.
            if not level and re.split(r"[/\\]", name, maxsplit=1)[0].casefold() not in here:
                continue
            path = [folder, place, *place.parents][: level + 1][-1] / name
            if path not in found and folder in path.parents and path.is_file():
                found.add(path)
                if path.suffix == ".py":
                    codes.append((path.parent, path.read_bytes()))
    return sorted(found - {snippet.path})


@lru_cache(maxsize=1024)  # what is served is looked at with every change
def _named(code: str | bytes) -> tuple[tuple[int, str], ...]:
    """Return the files that code may read: modules, the packages around them, data.

    Each with what it is named from: 0 is the snippet's folder, 1 the code's own, 2 the one above, ….
    """
    try:
        nodes = ast.walk(syntax_tree(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # running it will tell
        return ()
    return tuple(dict.fromkeys(name for node in nodes for name in _named_by(node)))


def _named_by(node: ast.AST) -> Iterator[tuple[int, str]]:
    level, modules = 0, []
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        level = node.level
        modules = [".".join(filter(None, [node.module, alias.name])) for alias in node.names]
    elif isinstance(node, ast.Constant) and isinstance(name := node.value, str) and "." in name:
        yield from [(0, name)] if len(name) < 200 and "\0" not in name else []
    for module in modules:
        parts = module.split(".")
        for count in range(1, len(parts) + 1):
            yield level, "/".join(parts[:count]) + ".py"
            yield level, "/".join([*parts[:count], "__init__.py"])


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the installed programs that lessons use, without build tags."""
    found = {"Python": platform.python_version()}
    for name, package in PROGRAMS.items():
        try:
            found[name] = metadata.version(package).split("+")[0]
        except metadata.PackageNotFoundError:
            continue
    return found


class Memory:
    """What builds on this machine have verified, kept in the project's uncommitted cache."""

    def __init__(self, project: Project) -> None:
        self._path = project.cache / "memory.json"
        self._project = project
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            content = {}
        found = content if isinstance(content, dict) else {}
        kinds = {"verified": dict, "run": dict, "site": list, "frame": list, "pages": dict}
        self._content: dict[str, Any] = {
            name: found[name] for name, kind in kinds.items() if isinstance(found.get(name), kind)
        }

    def is_verified(self, lesson: str, recording: Recording) -> bool:
        """Whether running this lesson here, in this environment, with these scripts, gave this recording."""
        verified = self._content.get("verified", {})
        return bool(verified.get(lesson) == self._verification(recording))

    def has_run(self, lesson: str, text: str) -> bool:
        """Whether this lesson's snippet, whose text is given, was run here before, with these scripts."""
        return bool(self._content.get("run", {}).get(lesson) == digest(text, versions(), self._scripts))

    def verify(self, lesson: str, recording: Recording, snippet: Snippet) -> None:
        """Remember that running this lesson here gave this recording."""
        self._content.setdefault("verified", {})[lesson] = self._verification(recording)
        self._content.setdefault("run", {})[lesson] = digest(snippet.text, versions(), self._scripts)

    def _verification(self, recording: Recording) -> str:
        return digest(recording.index, versions(), self._scripts)

    @cached_property
    def _scripts(self) -> str:
        return digest(
            [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
        )

    def is_published(self, inputs: str) -> bool:
        """Whether the site as it stands was made from these inputs."""
        site = self._content.get("site", [])
        # What was made from something else need not be looked at.
        return bool(site[:1] == [inputs] and site == [inputs, *self._results()])

    def can_update(self, frame: str) -> bool:
        """Whether single pages can be rendered into the site as it stands: its frame is still this one."""
        return self._content.get("frame") == [frame, state_of(self._project.site)]

    def changed(self, woven: Mapping[PurePosixPath, str]) -> set[PurePosixPath]:
        """Return those of some woven files, given by digest, that the site as it stands was not made from."""
        pages = self._content.get("pages", {})
        return {path for path, one in woven.items() if pages.get(path.as_posix()) != one}

    def publish(
        self, inputs: str | None, frame: str, woven: Mapping[PurePosixPath, str], whole: bool
    ) -> None:
        """Remember what the site was made from.

        Arguments:
            inputs: a digest of all its inputs, None if only some of them were looked at.
            frame: a digest of what frames every page.
            woven: digests of woven files.
            whole: whether these are all.
        """
        self._content["site"] = None if inputs is None else [inputs, *self._results()]
        self._content["frame"] = [frame, state_of(self._project.site)]
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


def inputs_digest(project: Project, notebooks: bool) -> str:
    """Return a digest of everything that the site is made from: files, environment, settings.

    Recordings are left out: a build may write them itself.
    """
    frame = frame_digest(project, (), notebooks)
    return digest(_contents(project, [project.docs, project.snippets]), frame)


def frame_digest(project: Project, pages: Iterable[str], notebooks: bool) -> str:
    """Return a digest of what frames every page: theme, settings, scripts, glossary, list of pages."""
    roots = [project.docs / "theme", project.docs / "styles", project.root / "scripts"]
    files = [project.root / "mkdocs.yml", project.root / "requirements.txt", project.docs / GLOSSARY]
    for language in project.languages:
        files += [project.settings_file(language), project.docs / language / WORDS_FILE]
    settings = {name: os.environ.get(name, "") for name in ("SITE_URL", "GITHUB_REPOSITORY")}
    return digest(_contents(project, roots, files), versions(), settings, sorted(pages), notebooks)


def body_digest(project: Project, pages: Iterable[str]) -> str:
    """Return a digest of what the body of every page depends on: settings, scripts, words, list of pages.

    Links lead to pages, and to what lies beside them.
    """
    files = [project.root / "mkdocs.yml", project.root / "requirements.txt"]
    beside = [
        project.name(path)
        for language in project.languages
        for path in _walk(project.docs / language)
        if path.suffix != ".md"
    ]
    for language in project.languages:
        files += [project.settings_file(language), project.docs / language / WORDS_FILE]
    site = os.environ.get("SITE_URL", "")
    return digest(_contents(project, [project.root / "scripts"], files), site, sorted([*pages, *beside]))


def _contents(project: Project, roots: Iterable[Path], files: Iterable[Path] = ()) -> dict[str, str]:
    paths = [*(path for root in roots for path in _walk(root)), *files]
    return {project.name(path): _raw(path) for path in sorted(paths) if path.is_file()}


def _raw(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _walk(root: Path) -> Iterable[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _PASSED_OVER)
        yield from (Path(folder, name) for name in names)


def state_of(folder: Path) -> str:
    """Return a digest of a folder's files: names, sizes and times."""
    found: list[tuple[str, int, int]] = []
    folders = [("", folder)] if folder.is_dir() else []
    while folders:
        name, place = folders.pop()
        with os.scandir(place) as entries:
            for one in entries:
                if one.is_file():
                    stat = one.stat()
                    found.append((name + one.name, stat.st_size, stat.st_mtime_ns))
                elif one.name not in _PASSED_OVER and one.is_dir(follow_symlinks=False):
                    folders.append((f"{name}{one.name}/", Path(one)))
    return digest(sorted(found))
