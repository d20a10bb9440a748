"""Notebooks as pages of the site: the filters of our templates, and what mkdocs-jupyter leaves to mend."""

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
# Where a line end may go: between tags, and not in what is shown as it is written.
_AS_WRITTEN = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.S)
# Keywords, comments, and functions and classes where they are defined are coloured; each other colour of
# the lesson's code would be some more kilobytes.
_COLOURED = re.compile(r"k(?!c$).*|n[cf]|c.*")


def use_templates(config: Any, words: Mapping[str, str]) -> None:
    """Have mkdocs-jupyter render notebooks with our templates.

    Arguments:
        config: MkDocs' settings.
        words: the words of the language.
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

    # Links beside headings would be a fiftieth of the page; the lesson has them.
    options = config["mdx_configs"] | {"toc": config["mdx_configs"].get("toc", {}) | {"permalink": False}}
    converter = Markdown(extensions=[*config["markdown_extensions"], "md_in_html"], extension_configs=options)
    return lambda text: converter.reset().convert(text)


def page_text(source: str, markdown: Callable[[str], str]) -> str:
    """Return a Markdown cell as HTML; what stands before a heading as an anchor becomes the heading's id."""
    # The title's own id, made of its words, might be that of a heading in another cell.
    text = _TITLE.sub(r"\g<0> {#notebook-title}", _ANCHORED.sub(r"\g<heading> {#\g<id>}", source))
    return markdown(_ENCLOSING.sub(r'\g<0> markdown="block"', text))


def page_code(source: str) -> str:
    """Return Python code as HTML, marked up no more than its colours need."""
    code = highlight(source, PythonLexer(), _Sparing())
    return f'<div class="highlight"><pre><code translate="no">{code}</code></pre></div>'


class _Sparing(Formatter):  # type: ignore[misc]
    """Writes the spans that Pygments' own formatter writes where they give a colour, and joins neighbours.

    A string with expressions in it is one string.
    """

    def format(self, tokensource: Iterator[tuple[Any, str]], outfile: TextIO) -> None:
        written, last, depth = "", "", 0
        for kind, text in tokensource:
            name = STANDARD_TYPES.get(kind, "")
            if kind in String.Interpol:
                depth += text.count("{") - text.count("}")
            name = "s2" if depth or (name.startswith("s") and name != "sa") else name
            if not _COLOURED.fullmatch(name):
                name = ""
            if name != last and (text.strip() or depth):
                written += _CLOSING[last[:1]] + _opening(name)
                last = name
            written += html.escape(text, quote=False)
        outfile.write(written + _CLOSING[last[:1]])


# Keywords are most of what is coloured, so theirs is a short element.
_CLOSING = {"": "", "k": "</b>", "n": "</span>", "c": "</span>"}


def _opening(name: str) -> str:
    return "" if not name else "<b>" if name.startswith("k") else f'<span class="{name}">'


def mended(content: str) -> str:
    """Return a notebook's HTML without the style sheet below it."""
    return _LEFT_STYLE.sub("", content)


def contents(content: str) -> list[Any]:
    """Return the headings of a page as nested tokens, as Markdown's table of contents holds them."""
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
    """Return a page's HTML without the blanks at its lines' ends and beginnings, which show nowhere."""
    parts = _AS_WRITTEN.split(page)
    between = [re.sub(r"\s*\n\s*", "\n", part) for part in parts[::3]]
    written = parts[1::3]
    return "".join(text + kept for text, kept in zip(between, [*written, ""], strict=True))
