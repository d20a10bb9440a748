"""Render notebooks as pages of the site: the filters of our templates, and fixes for mkdocs-jupyter."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from pygments import highlight
from pygments.formatter import Formatter
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, String

TEMPLATES = Path(__file__).resolve().parents[2] / "notebook"
DEEPEST = 2
_TITLE = re.compile(r"\A# .*")
_ENCLOSING = re.compile(r"<details(?=>)|<div lang=\"[\w-]+\"(?=>)")
_ANCHORED = re.compile(r'^<a id="(?P<id>[^"]+)"></a>\n\n(?P<heading>#{1,6} .*)$', re.M)
_HEADING = re.compile(r'<h(?P<level>[1-6]) id="(?P<id>[^"]+)">(?P<title>.*?)</h(?P=level)>', re.S)
_LEFT_STYLE = re.compile(r"\s*<style>\s*</style>\s*$")
# Line ends may be removed between tags, but not inside these elements.
_AS_WRITTEN = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.S)
# Only keywords, comments and the names in function and class definitions get a color; every other color
# would add several kilobytes.
_COLORED = re.compile(r"k(?!c$).*|n[cf]|c.*")


def use_templates(config: Any, words: Mapping[str, str]) -> None:
    """Make mkdocs-jupyter render notebooks with our templates.

    Arguments:
        config: MkDocs' settings.
        words: the interface words of the language.
    """
    from mkdocs_jupyter.config import settings
    from nbconvert.exporters.templateexporter import default_filters

    markdown = _markdown_of_the_site(config)
    settings.templates_dir = str(TEMPLATES)
    default_filters["page_text"] = lambda source: page_text(source, markdown)
    default_filters["page_code"] = page_code
    default_filters["word"] = lambda name: html.escape(words[name])


def _markdown_of_the_site(config: Any) -> Callable[[str], str]:
    from markdown import Markdown  # type: ignore[import-untyped]

    # Permalinks of headings would be a fiftieth of the page, and the lesson has them.
    options = config["mdx_configs"] | {"toc": config["mdx_configs"].get("toc", {}) | {"permalink": False}}
    converter = Markdown(extensions=[*config["markdown_extensions"], "md_in_html"], extension_configs=options)
    return lambda text: converter.reset().convert(text)


def page_text(source: str, markdown: Callable[[str], str]) -> str:
    """Return a Markdown cell as HTML; an anchor before a heading becomes the heading's id."""
    # The title's automatic id could equal the id of a heading in another cell.
    text = _TITLE.sub(r"\g<0> {#notebook-title}", _ANCHORED.sub(r"\g<heading> {#\g<id>}", source))
    return markdown(_ENCLOSING.sub(r'\g<0> markdown="block"', text))


def page_code(source: str) -> str:
    """Return Python code as HTML with only the markup that colors need, and with its number of lines."""
    code = highlight(source, PythonLexer(), _Sparing())
    lines = len(source.rstrip("\n").splitlines()) or 1
    opening = f'<code translate="no" style="--lines:{lines}">'
    return f'<div class="highlight"><pre>{opening}{code}</code></pre></div>'


class _Sparing(Formatter):  # type: ignore[misc]
    """A formatter that writes only the Pygments spans that have a color, and joins adjacent spans.

    An f-string is written as one string.
    """

    def format(self, tokensource: Iterator[tuple[Any, str]], outfile: TextIO) -> None:
        written, last, depth = "", "", 0
        for kind, text in tokensource:
            name = STANDARD_TYPES.get(kind, "")
            if kind in String.Interpol:
                depth += text.count("{") - text.count("}")
            name = "s2" if depth or (name.startswith("s") and name != "sa") else name
            if not _COLORED.fullmatch(name):
                name = ""
            if name != last and (text.strip() or depth):
                written += _CLOSING[last[:1]] + _opening(name)
                last = name
            written += html.escape(text, quote=False)
        outfile.write(written + _CLOSING[last[:1]])


# Keywords are the most frequent colored tokens, so they get a short element.
_CLOSING = {"": "", "k": "</b>", "n": "</span>", "c": "</span>"}


def _opening(name: str) -> str:
    return "" if not name else "<b>" if name.startswith("k") else f'<span class="{name}">'


def without_empty_style(content: str) -> str:
    """Return a notebook's HTML without the empty style sheet at its end."""
    return _LEFT_STYLE.sub("", content)


def contents(content: str) -> list[Any]:
    """Return the headings of a page as nested tokens, in the format of Markdown's table of contents."""
    from markdown.extensions.toc import nest_toc_tokens  # type: ignore[import-untyped]

    found: list[dict[str, Any]] = [
        {
            "level": int(heading["level"]),
            "id": html.unescape(heading["id"]),
            "name": re.sub("<[^>]*>", "", heading["title"]).strip(),
        }
        for heading in _HEADING.finditer(content)
    ]
    return nest_toc_tokens([one for one in found if one["level"] <= DEEPEST])  # type: ignore[no-any-return]


def without_blanks(page: str) -> str:
    """Return a page's HTML without invisible whitespace at the beginning and end of lines."""
    parts = _AS_WRITTEN.split(page)
    between = [re.sub(r"\s*\n\s*", "\n", part) for part in parts[::3]]
    written = parts[1::3]
    return "".join(text + kept for text, kept in zip(between, [*written, ""], strict=True))
