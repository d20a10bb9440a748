"""Link the first use of each term on a page to its glossary entry, and show the definition.

The result is a Markdown link with a title: themes show it as a tooltip, and so does every browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..reading.expressions import MATH_SPAN
from ..reading.glossary import Term, Wording

# Parts of a page's text that are not prose; the first match wins.
_IN_PARAGRAPH = r"(?:[^\n]|\n(?![ ]*\n))+?"
_NOT_PROSE = re.compile(
    rf"""
    (?=[ \#/<*\[`$!{{h])(?:                                # a sign that one of them begins with
      ^\#.*                                                  # headings
    | ^[ ]*/{{3,}}.*(?:\n[ ]{{4,}}[\w-]+:.*)*                # where blocks open and close, and their options
    | ^[ ]{{0,3}}<[A-Za-z!/].*(?:\n.*\S.*)*                # HTML on lines of its own
    | ^[ ]*\*?\[[^\]\n]+\]:.*                            # what links, footnotes, abbreviations stand for
    | (?<!`)(?P<ticks>`+)(?!`){_IN_PARAGRAPH}(?<!`)(?P=ticks)(?!`)
    | {MATH_SPAN.pattern}
    | !?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])?  # links, images, notes
    | <(?P<tag>a|code|pre|kbd|button|summary|svg)\b{_IN_PARAGRAPH}</(?P=tag)> | <[^<>]+>
    | \{{[:\#.\ ][^{{}}\n]*\}}                                # attributes
    | https?://\S+
    )""",
    re.VERBOSE | re.MULTILINE,
)
_PARTICLES = (
    "은|는|이|가|을|를|의|에|에서|에게|으로|로|으로서|로서|으로써|로써|와|과|하고|도|만|보다|처럼|까지|부터|마다|밖에|뿐|만큼|대로|조차|"
    "이나|나|이든|든|이란|란|이라|라|이라고|라고|이라는|라는|이라도|라도|이며|며|이고|고|이자|자|이지|지|이지만|지만|이므로|므로|"
    "인|일|임|인지|인데|이면|면|이어서|여서|이어도|여도|이다|다|입니다|이었습니다|였습니다|씩"
)
# The context of a term, by language: characters that must not precede it, endings that belong to the
# word, and characters that may follow it.
_AROUND = {
    "ko": (r"\w\w", "", rf"(?=들?(?:{_PARTICLES}){{0,3}}(?!\w))"),
    "en": (r"\w\w", "(?:s|es)?", r"(?!\w)"),
}
# In scripts without spaces between words, only Latin words such as NLL have word boundaries.
_AROUND |= dict.fromkeys(
    ("ja", "zh", "th", "lo", "km", "my"), ("[A-Za-z][A-Za-z]", "", "(?!(?<=[A-Za-z])[A-Za-z])")
)
_AROUND_OTHERS = (r"\w\w", "", r"(?!\w)")
_MARKUP = {ord(sign): f"&#{ord(sign)};" for sign in '"&<>|[]*_{}'}


@dataclass(frozen=True)
class Terms:
    """The terms of a language for one page: a pattern, entries by name, the glossary's address."""

    pattern: re.Pattern[str]
    entries: dict[str, tuple[str, Wording]]
    glossary: str

    def entry(self, match: re.Match[str]) -> tuple[str, Wording]:
        """Return the term that a match of the pattern names, and its wording."""
        return self.entries[_key(match["name"])]


def terms_of(terms: Iterable[Term], language: str, glossary: str) -> Terms | None:
    """Return the terms of a language for pages with a given glossary address; None if there are none.

    Arguments:
        terms: the glossary.
        language: the language of the pages.
        glossary: the glossary's page, relative to theirs.
    """
    entries: dict[str, tuple[str, Wording]] = {}
    for term in terms:
        if wording := term.wordings.get(language):
            entries |= {_key(name): (term.name, wording) for name in wording.names}
    if not entries:
        return None
    # The first letter of a sentence; lowercasing an uppercase letter may not restore it.
    entries = {name[0].upper() + name[1:]: entry for name, entry in entries.items()} | entries
    return Terms(words_of(entries, language), entries, glossary)


def words_of(names: Iterable[str], language: str) -> re.Pattern[str]:
    """Return a pattern that finds names as whole words of a language, with its endings.

    The group `name` is the name without its ending.
    """
    before, inside, after = _AROUND.get(language.split("-")[0], _AROUND_OTHERS)
    return re.compile(rf"(?P<name>{_spellings(names, before)}){inside}{after}")


def plain(text: str) -> str:
    """Return text escaped so that Markdown finds no markup in it, even in a title or table."""
    return text.translate(_MARKUP)


def _key(name: str) -> str:
    return " ".join(name.split())


def _spellings(names: Iterable[str], before: str) -> str:
    """Return a pattern for names, whose words may span two lines.

    `before` must not match the end of the first letter of a name. The pattern groups names by first letter,
    so that a search quickly skips other positions.
    """
    endings: dict[str, list[str]] = {}
    # A longer name comes first, so that a part of it does not match instead.
    for name in sorted(names, key=len, reverse=True):
        ending = re.escape(name[1:]).replace(r"\ ", r"\s")
        endings.setdefault(name[0], []).append(ending)
    return "|".join(
        rf"{re.escape(letter)}(?<!{before})(?:{'|'.join(rest)})" for letter, rest in endings.items()
    )


# The terms of a page and the words to avoid are looked for in the same sections.
@lru_cache(maxsize=10_000)
def prose_of(text: str) -> str:
    """Return page text of the same length in which placeholder characters replace everything but prose."""
    return _NOT_PROSE.sub(lambda match: "\0" * len(match[0]), text)


def link_terms(text: str, terms: Terms, seen: set[str]) -> str:
    """Return page text in which the first use of each term links to the glossary.

    Arguments:
        text: whole paragraphs of Markdown.
        terms: the terms to find.
        seen: the terms that the page already linked; this function adds the terms that it links.
    """
    prose = prose_of(text)
    parts, last = [], 0
    for match in terms.pattern.finditer(prose):
        term, wording = terms.entry(match)
        if term not in seen:
            seen.add(term)
            link = f'[{match[0]}]({terms.glossary}#{term} "{plain(wording.definition)}"){{ .term }}'
            parts += [text[last : match.start()], link]
            last = match.end()
    return "".join([*parts, text[last:]])
