"""Read the glossary docs/glossary.yml: the name and definition of each term in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from ..files.texts import compose_plain_yaml
from ..messages import Problem, did_you_mean, say
from ..project import Project

GLOSSARY = "glossary.yml"
_TEXTS, _LISTS = ("term", "definition"), ("also", "forms", "avoid")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2}|-[A-Z][a-z]{3})?")
_LESSON = re.compile(rf"(?P<lesson>{_NAME.pattern})(?:#(?P<section>{_NAME.pattern}))?")
# A tooltip shows plain text.
_MARKUP = re.compile(r"[`$\\]|\*\*|\]\(|\{\{")


@dataclass(frozen=True)
class Wording:
    """A term in one language: its name, definition, other accepted names, and names to avoid.

    `forms` are spellings that pages may use but the glossary does not show.
    """

    term: str
    definition: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names and spellings of the term that a page may use."""
        return (self.term, *self.also, *self.forms)


@dataclass(frozen=True)
class Term:
    """A term: its name in every language, its wordings by language, and the section that explains it."""

    name: str
    line: int
    wordings: Mapping[str, Wording]
    lesson: str = ""
    section: str = ""


def read_glossary(project: Project) -> list[Term]:
    """Return the terms of a project in the order of the file; an empty list if the glossary is missing.

    Raises:
        Problem: the file is not YAML, or an entry is misspelled, incomplete, or contradicts another.
    """
    path = project.docs / GLOSSARY
    if not path.is_file():
        return []
    return list(_terms(project.text(path), project.name(path), project.languages[0]))


@lru_cache(maxsize=4)  # scripts/serve.py reads it on every change
def _terms(text: str, file: str, original: str) -> tuple[Term, ...]:
    root = compose_plain_yaml(text, file)
    if root is None:
        return ()
    terms = [_term(name, node, key, file) for name, key, node in _entries(root, file)]
    for term in terms:
        # Terms are translated one by one; the glossary of a language omits untranslated terms.
        if original not in term.wordings:
            message = f"{term.name}에 {original}(으)로 쓴 항목이 없습니다."
            raise Problem(say(message, f"The {original} entry of {term.name} is missing."), file, term.line)
    for language in dict.fromkeys(language for term in terms for language in term.wordings):
        _reject_contradictions(terms, language, file)
    return tuple(terms)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _entries(node: yaml.Node, file: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Yield (key, its node, the value's node) for each entry of a mapping; check that the keys differ."""
    if not isinstance(node, yaml.MappingNode):
        message = say("`이름: 값` 꼴이어야 합니다.", "Expected `name: value`.")
        raise Problem(message, file, _line(node))
    seen: dict[str, int] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in seen:
            message = f"{name}은(는) {seen[name]}번째 줄에 이미 있습니다."
            raise Problem(say(message, f"{name} is already defined at line {seen[name]}."), file, _line(key))
        seen[name] = _line(key)
        yield name, key, value


def _term(name: str, node: yaml.Node, key: yaml.Node, file: str) -> Term:
    if not _NAME.fullmatch(name):
        message = f"용어의 이름 {name!r}은(는) `log-likelihood`처럼 영어 소문자와 붙임표로 씁니다."
        english = (
            f"The term name {name!r} must be lower-case words joined by hyphens, such as `log-likelihood`."
        )
        raise Problem(say(message, english), file, _line(key))
    wordings, lesson, section = {}, "", ""
    for field, its_key, value in _entries(node, file):
        if field == "lesson":
            place = _LESSON.fullmatch(_text(value, file))
            if not place:
                message = say("lesson은 `과#절`로 씁니다.", "Write lesson as `lesson#section`.")
                raise Problem(message, file, _line(value))
            lesson, section = place["lesson"], place["section"] or ""
        elif LANGUAGE_CODE.fullmatch(field):
            wordings[field] = _wording(value, its_key, file)
        else:
            raise _unknown(field, ["lesson", *wordings], file, its_key)
    if not wordings:
        message = say(f"{name}에 뜻이 없습니다.", f"The definition of {name} is missing.")
        raise Problem(message, file, _line(key))
    return Term(name, _line(key), wordings, lesson, section)


def _unknown(field: str, known: list[str], file: str, node: yaml.Node) -> Problem:
    message = say(f"모르는 항목 {field!r}입니다.", f"Unknown key {field!r}.")
    return Problem(message + did_you_mean(field, known), file, _line(node))


def _wording(node: yaml.Node, key: yaml.Node, file: str) -> Wording:
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for field, its_key, value in _entries(node, file):
        if field in _TEXTS:
            texts[field] = _text(value, file)
        elif field in _LISTS:
            if not isinstance(value, yaml.SequenceNode):
                message = say(f"{field}의 값은 목록이어야 합니다.", f"{field} must be a list.")
                raise Problem(message, file, _line(value))
            lists[field] = tuple(_text(one, file) for one in value.value)
        else:
            raise _unknown(field, [*_TEXTS, *_LISTS], file, its_key)
    for field in _TEXTS:
        if field not in texts:
            raise Problem(say(f"{field}이(가) 없습니다.", f"The key {field} is missing."), file, _line(key))
    also, forms, avoid = (lists.get(field, ()) for field in _LISTS)
    return Wording(texts["term"], texts["definition"], also, forms, avoid)


def _text(node: yaml.Node, file: str) -> str:
    text = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
    if not text:
        message = say("비어 있지 않은 문자열이어야 합니다.", "Expected text that is not empty.")
        raise Problem(message, file, _line(node))
    if markup := _MARKUP.search(text):
        message = f"마크업이 없는 문자열이어야 합니다: {markup[0]}"
        raise Problem(say(message, f"Expected text without markup: {markup[0]}"), file, _line(node))
    return text


def _reject_contradictions(terms: list[Term], language: str, file: str) -> None:
    """Raise an error for a word that names two terms, or that one term uses and another avoids."""
    owners: dict[str, Term] = {}
    known = [(term, term.wordings[language]) for term in terms if language in term.wordings]
    for term, wording in known:
        for word in wording.names:
            if word in owners:
                other = owners[word].name
                message = f"{word!r}은(는) {other}의 이름이기도 합니다."
                raise Problem(say(message, f"{word!r} is also a name of {other}."), file, term.line)
            owners[word] = term
    for term, wording in known:
        for word in wording.avoid:
            if word in owners:
                message = f"피할 말 {word!r}은(는) {owners[word].name}의 이름입니다."
                english = f"{word!r} is listed under avoid, but is a name of {owners[word].name}."
                raise Problem(say(message, english), file, term.line)
