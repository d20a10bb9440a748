"""Compare translated pages with their originals, as they are written and as readers see them."""

from __future__ import annotations

import contextlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from ..environment import ROOT
from ..files.digests import text_digest
from ..messages import Problem, Problems, say
from ..project import ORIGINAL, Project
from ..reading.expressions import without_values
from ..reading.glossary import GLOSSARY
from ..reading.markup import check_markup
from ..reading.pages import CellBlock, Page
from ..reading.sections import SectionedPage, read_sections
from ..reading.words import WORDS_FILE, read_words
from ..rendering.edition import too_deep
from ..rendering.katex import shared_katex
from ..translating.composing import compose, let_pass
from ..translating.parity import disparities
from ..translating.safety.dangers import shown
from ..translating.safety.rendered import unsafe
from ..translating.safety.settings import check_language
from ..translating.safety.written import raw_html
from .limited import each_within
from .terminology import wrong_terms_in

# The longest page here takes a twentieth of a second.
PAGE_SECONDS = 10.0
# The pages of many languages, each in several versions.
MOST_PASSED = 2000
_ADDRESS = re.compile(r"<(?!a class=\"(?:headerlink|footnote))[^<>]*?\s(?:href|src)=\"(?P<address>[^\"]*)\"")


def check_translation(project: Project, language: str, paths: Sequence[PurePosixPath]) -> None:
    """Check the settings, words and pages of a translation; pages that have passed are not checked again.

    Arguments:
        project: a snapshot of the project.
        language: the translation's language.
        paths: the pages, below the language's folder.

    Raises:
        Problems: what differs from the original, and pages that take too long.
    """
    file = project.cache / f"translated-{language}.json"
    try:
        passed = set(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        passed = set()
    keys = dict(zip(paths, _keys(project, language, paths), strict=True))
    look = partial(_look, project.root, project.languages, language)
    due: list[PurePosixPath | None] = [path for path in paths if keys[path] not in passed]
    for some in ([None], due):
        each_within(PAGE_SECONDS, look, some, lambda path: f"docs/{language}/{path or ''}")
    with contextlib.suppress(OSError):  # The next check only repeats work.
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            json.dumps(list(dict.fromkeys([*keys.values(), *passed]))[:MOST_PASSED]), encoding="utf-8"
        )


def _keys(project: Project, language: str, paths: Sequence[PurePosixPath]) -> Iterator[str]:
    """Yield a digest of what the check of each page depends on."""
    docs = project.docs
    files = [*sorted(Path(__file__).parents[1].rglob("*.py")), ROOT / "requirements.txt"]
    files += [project.root / "mkdocs.yml", docs / GLOSSARY]
    files += [docs / one / WORDS_FILE for one in (ORIGINAL, language)]
    contents = [one.read_bytes() for one in files if one.is_file()]
    frame = text_digest(str(files), *contents)
    for path in paths:
        pages = [docs / one / path for one in (ORIGINAL, language)]
        yield text_digest(frame, str(path), *(one.read_bytes() if one.is_file() else "" for one in pages))


@cache
def _snapshot(root: Path, languages: tuple[str, ...]) -> Project:
    return Project(root, languages).snapshot()


def _look(root: Path, languages: tuple[str, ...], language: str, path: PurePosixPath | None) -> None:
    """Raise the problems of a page, or of the other files of a language for None."""
    project = _snapshot(root, languages)
    if path is None:
        return check_language(project, language)
    file = project.docs / languages[0] / path
    original = read_sections(project, file) if file.is_file() else None
    page = read_sections(project, project.docs / language / path)
    passed = let_pass(original, page)
    check_markup(passed.page)
    assert original is not None  # let_pass rejects a page without an original
    originals, pages = {path: original}, {path: page}
    problems = [*disparities(originals, pages), *wrong_terms_in(project, language, originals, pages)]
    problems = problems or list(_as_read(project, original, passed, language, path))
    if problems:
        raise Problems(problems)
    return None


def _as_read(
    project: Project, original: SectionedPage, page: SectionedPage, language: str, path: PurePosixPath
) -> Iterable[Problem]:
    """Yield the problems of a page as readers see it: addresses, active content, formulas."""
    words, first = read_words(project, language), project.languages[0]
    composed = compose(original, page, first, words, path)
    ours, theirs = _rendered(project, composed), _rendered(project, original.page)
    source = (project.docs / language / path).read_text(encoding="utf-8").splitlines()

    def problem(message: str, text: str) -> Problem:
        wanted = html.unescape(text).strip()
        line = next((at for at, one in enumerate(source, 1) if wanted in html.unescape(one)), 1)
        return Problem(f"{message}: {shown(wanted)}", page.page.file, line)

    more = Counter(_ADDRESS.findall(ours)) - Counter(_ADDRESS.findall(theirs))
    for address in more:
        yield problem(say("원문에 없는 주소입니다", "The original does not have this address"), address)
    if tag := unsafe(ours, raw_html(original.page)):
        message = say("번역에 둘 수 없는 HTML이 됩니다", "A translation cannot contain this HTML")
        yield problem(message, tag)
    for tex, why in shared_katex().set_all(ours)[1]:
        yield problem(say(f"KaTeX가 읽지 못하는 식입니다({why})", f"KaTeX cannot read this ({why})"), tex)


def _rendered(project: Project, page: Page) -> str:
    """Return the HTML of what people have written on a page, without values, cells and notes to readers.

    Raises:
        Problem: lists or blocks are nested too deep.
    """
    lines: list[str] = []
    for part in page.parts:
        if isinstance(part, CellBlock):
            lines += ["", *(without_values(line.text) for line in part.caption), ""]
        elif part.kind != "frame":
            lines.append(part.text if part.kind == "code" else without_values(part.text))
    renderer = _renderer(project.text(project.root / "mkdocs.yml"), project)
    try:
        rendered: str = renderer.reset().convert("\n".join(lines))
    except RecursionError:
        raise too_deep(page.file) from None
    return rendered


@cache
def _renderer(settings: str, project: Project) -> Any:
    """Return the renderer with the extensions of mkdocs.yml, of which MkDocs itself is not a part."""
    from markdown import Markdown  # type: ignore[import-untyped]

    extensions = project.settings(project.languages[0])["markdown_extensions"]
    known = [one if isinstance(one, dict) else {one: {}} for one in extensions]
    options = {name: option or {} for one in known for name, option in one.items()}
    return Markdown(extensions=list(options), extension_configs=options)
