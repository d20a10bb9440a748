"""Render the stage into a site with MkDocs, and report MkDocs's warnings at lines of the source pages."""

from __future__ import annotations

import contextlib
import difflib
import logging
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..files.writing import writing
from ..messages import Problem, say, translated
from ..project import Project
from ..translating.safety.dangers import shown
from .bodies import Bodies

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [\w ]*link '(?P<link>[^']*)',? ?(?P<why>.*)")
_FORMULA = re.compile(
    r"Doc file '(?P<page>[^']+)' contains a formula '(?P<tex>.*)', but (?P<why>.*)", re.DOTALL
)
_UNSAFE = re.compile(r"Doc file '(?P<page>[^']+)' contains active content: '(?P<tag>.*)'", re.DOTALL)
_READING = re.compile(r"Error reading page '(?P<page>[^']+)'")


# What MkDocs says, each as a pattern with its Korean.
_MKDOCS = {
    r"but the target( '[^']*')? is not found among documentation files\.": (
        r"그런 페이지나 파일이 없습니다:\1."
    ),
    r"but there is no such anchor on this page\.": "이 페이지에 그런 id가 없습니다.",
    r"but the doc '([^']*)' does not contain an anchor '([^']*)'\.": r"\1에 \2(이)라는 id가 없습니다.",
    r"it was left as is\.": "절대 주소이거나 알 수 없는 주소라 그대로 두었습니다.",
    r" Did you mean '([^']*)'\?": r" 혹시 \1인가요?",
    r"A reference to '([^']*)' is included in the 'nav' configuration, which is not found in the "
    r"documentation files\.": r"nav에 있는 \1이(가) 없습니다.",
    r"An absolute path to '([^']*)' is included in the 'nav' configuration, which presumably points to an "
    r"external resource\.": r"nav에 절대 주소 \1이(가) 있습니다.",
    r'The following pages exist in the docs directory, but are not included in the "nav" configuration:': (
        "nav에 없는 페이지입니다:"
    ),
}


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # MkDocs warns about partial builds in general; ours take the other pages from the published site.
        if "A 'dirty' build" not in record.getMessage():
            self.messages.append(record.getMessage())


class Renderer:
    """Renders a language's stage and caches the rendered bodies of its pages.

    Arguments:
        project: the project.
        language: one of its languages.
        frame: a digest of the dependencies that all pages share.
        book: whether to link to the book.
    """

    def __init__(self, project: Project, language: str, frame: str, book: bool = False) -> None:
        self._project, self._language, self._book = project, language, book
        self._bodies = Bodies(project.cache / "bodies" / language, frame)

    def render(
        self,
        into: Path,
        wanted: Collection[PurePosixPath] | None = None,
        woven: Mapping[PurePosixPath, str] | None = None,
    ) -> list[Problem]:
        """Render the pages of the stage.

        Arguments:
            into: an empty folder.
            wanted: the pages whose templates to render, by path in the stage (`ko/lessons/….md`); all other
                pages are taken from the published site. None for all.
            woven: known digests of pages' Markdown, by path in the stage. Pages of other languages in both
                are ignored.

        Returns:
            The warnings of MkDocs: broken links and anchors, pages missing from the navigation, ….

        Raises:
            Problem: MkDocs cannot render the site.
        """
        from mkdocs.commands.build import build

        project, language = self._project, self._language
        published = project.site / project.edition(language)
        names = None if wanted is None else self._mine(dict.fromkeys(wanted, ""))
        with self.reported() as warnings:
            config = self.config(into, warnings, published, names, self._mine(woven or {}))
            with writing(into):
                build(config, dirty=wanted is not None)
        self._bodies.forget_old()
        return [_problem(message, project, language) for message in warnings]

    def _mine(self, paths: Mapping[PurePosixPath, str]) -> dict[str, str]:
        """Return the arguments for pages of this language, by path below its folder."""
        language = self._language
        mine = {path: one for path, one in paths.items() if path.parts[0] == language}
        return {path.relative_to(language).as_posix(): one for path, one in mine.items()}

    def config(
        self,
        into: Path,
        warnings: list[str],
        published: Path,
        wanted: Collection[str] | None,
        digests: Mapping[str, str],
    ) -> MkDocsConfig:
        """Return MkDocs's settings for one build, with its plugins started."""
        from mkdocs.config import load_config

        from .body_plugin import KnownBodies

        project = self._project
        folders = {"docs_dir": str(project.stage / self._language), "site_dir": str(into)}
        config: MkDocsConfig = load_config(str(project.settings_file(self._language)), **folders)
        config.extra["book"] = self._book
        _hasten_templates(config, project.cache / "templates")
        config.plugins["known-bodies"] = KnownBodies(
            project, self._bodies, digests, warnings, published, wanted
        )
        config.plugins.on_startup(command="build", dirty=False)
        return config

    @contextlib.contextmanager
    def reported(self) -> Iterator[list[str]]:
        """Collect the warnings of MkDocs, and raise its errors as problems of the pages."""
        # Gzip files contain a timestamp; a fixed one keeps the site byte-identical.
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        project, language = self._project, self._language
        from mkdocs.exceptions import MkDocsException

        warnings, logger = _Warnings(), logging.getLogger("mkdocs")
        logger.addHandler(warnings)
        logger.propagate = False
        try:
            yield warnings.messages
        except RecursionError:
            page = next((found["page"] for text in warnings.messages if (found := _READING.match(text))), "")
            raise too_deep(f"docs/{language}/{page}") from None
        except (MkDocsException, SystemExit) as error:
            for warning in warnings.messages:
                if unsafe := _UNSAFE.match(warning):
                    raise _rejection(unsafe["page"], unsafe["tag"], project, language) from None
            detail = "\n".join(warnings.messages)
            message = say(f"MkDocs가 멈췄습니다: {error}", f"MkDocs stopped: {error}")
            raise Problem(message, project.name(project.settings_file(language)), detail=detail) from None
        finally:
            logger.removeHandler(warnings)


def _hasten_templates(config: MkDocsConfig, folder: Path) -> None:
    """Cache the theme's compiled templates for all editions and builds; Jinja recompiles changed templates.

    MkDocs lists all templates to find the theme's other files, and ignores ten thousand icons among them.
    """
    from jinja2 import FileSystemBytecodeCache

    folder.mkdir(parents=True, exist_ok=True)
    make, folders = config.theme.get_env, [Path(one) for one in config.theme.dirs]

    def names(extensions: None = None, filter_func: Callable[[str], bool] | None = None) -> list[str]:
        return sorted(filter(filter_func, {name for one in folders for name in _visible(one)}))

    def make_with_cache() -> Any:
        environment = make()
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        environment.list_templates = names  # type: ignore[method-assign, assignment]
        return environment

    config.theme.get_env = make_with_cache  # type: ignore[method-assign]


def _visible(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that are not in a hidden folder, by path below it."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(place).relative_to(folder)
        yield from ((below / name).as_posix() for name in names)


def _problem(warning: str, project: Project, language: str) -> Problem:
    """Return the problem of a MkDocs warning, with the line of the source page instead of the stage."""
    match = _FORMULA.match(warning) or _LINK.match(warning)
    if not match:
        # All editions have the original's navigation, so the problem is reported once.
        return Problem(
            translated(warning, _MKDOCS), project.name(project.settings_file(project.languages[0]))
        )
    if match.re is _FORMULA:
        first = next(
            (line.strip() for line in match["tex"].splitlines() if line.strip()[:1] not in ("", "%")), ""
        )
        page, line = _place(first, match["page"], project, language)
        message = say("KaTeX가 읽지 못하는 식입니다.", "KaTeX cannot read this formula.")
        return Problem(message, page, line, detail=f"  {match['tex']}\n  {match['why']}")
    page, line = _place(
        match["link"], match["page"], project, language, rf"[(<\"' ]{re.escape(match['link'])}[)>\"' ]"
    )
    message = say(f"끊어진 링크입니다: {match['link']}", f"Broken link: {match['link']}")
    return Problem(message, page, line, detail=translated(match["why"], _MKDOCS))


def too_deep(file: str) -> Problem:
    """Return the problem of a page for which the renderer exceeds Python's limit on recursion."""
    return Problem(
        say("목록이나 블록이 너무 깊이 들어 있습니다.", "Lists or blocks are nested too deep."), file
    )


def _rejection(path: str, tag: str, project: Project, language: str) -> Problem:
    """Return the problem of a tag that becomes active content, with its line on the translated page."""
    page = project.docs / language / path
    lines = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
    for piece in sorted(re.findall(r"[^\s<>\"'=/]{3,}", tag), key=len, reverse=True):
        found = [number for number, line in enumerate(lines, 1) if piece in line]
        if found:
            break
    else:
        found = [0]
    message = say("번역에 둘 수 없는 HTML이 됩니다", "A translation cannot contain this HTML")
    return Problem(f"{message}: {shown(tag)}", project.name(page), found[0])


def _place(text: str, path: str, project: Project, language: str, pattern: str = "") -> tuple[str, int]:
    """Return the file and line that contain a text or match a pattern; otherwise the most similar line.

    A text that is not on a translated page is searched in the original.
    """
    wanted = re.compile(pattern or re.escape(text))
    pages = [project.docs / one / path for one in dict.fromkeys((language, project.languages[0]))]
    pages = [page for page in pages if page.is_file()] or pages[:1]
    texts = {page: project.text(page).splitlines() if page.is_file() else [] for page in pages}
    for page, lines in texts.items():
        for number, line in enumerate(lines, 1):
            if wanted.search(line):
                return project.name(page), number
    lines = texts[pages[0]]
    nearest = difflib.get_close_matches(text, lines, n=1, cutoff=0.0)
    return project.name(pages[0]), lines.index(nearest[0]) + 1 if nearest and not pattern else 0
