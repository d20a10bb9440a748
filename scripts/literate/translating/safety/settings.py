"""Check that a translation's settings, navigation and interface words contain only words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ...messages import Problem, did_you_mean, each, say
from ...project import Project, targets
from ...reading.glossary import GLOSSARY, Term, read_glossary
from ...reading.words import PLACE, WORDS_FILE, read_words
from .dangers import shown
from .files import check_files
from .letters import foreign_letters
from .written import dangers_in, title_problem

# The settings that a translation may have.
FREE = ("site_name", "site_description", "copyright", "nav")
LONGEST_WORD = 500
# The parts of a word that are not words: tags, addresses, signs of Markdown.
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|[<>\[\]`*|#~$\\]")
# Licenses have a page in every language.
_DEED = re.compile(r"(?<=/)deed\.[a-z-]+(?=\))")
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


def check_language(project: Project, language: str) -> None:
    """Check that a translation's settings, words and files are safe.

    Raises:
        Problem, Problems: settings other than names, words that are missing or active content, files that are
            not pages or pictures.
    """
    check_files(project, language)
    each(
        [_check_settings, _check_names, _check_words, _check_glossary],
        lambda check: check(project, language),
    )


def fixed_settings(language: str) -> dict[str, Any]:
    """Return the settings that every translation must have."""
    return {
        "INHERIT": "../../mkdocs.yml",
        "docs_dir": f"../../build/{language}",
        "site_dir": f"../../site/{language}",
        "hooks": ["../../scripts/mkdocs_hooks.py"],
        "theme": {"language": language, "custom_dir": "../theme"},
    }


def _check_settings(project: Project, language: str) -> None:
    settings, file = project.settings(language), project.name(project.settings_file(language))
    fixed = fixed_settings(language)
    for key, value in settings.items():
        planned = key == "extra" and isinstance(value, dict) and set(value) == {"planned"}
        if not (key in FREE or planned or fixed.get(key) == value):
            message = say(
                f"{shown(str(key))}은(는) 여기서 정할 수 없습니다.", f"{shown(str(key))} cannot be set here."
            )
            raise Problem(message, file, _line_of(project.root / file, key))
    for key, value in fixed.items():
        if settings.get(key) != value:
            message = say(f"{key}의 값은 {value}여야 합니다.", f"{key} has to be {value}.")
            raise Problem(message, file)


def _check_names(project: Project, language: str) -> None:
    """Check that the names in settings contain only words, because templates do not escape them."""
    settings, file = project.settings(language), project.name(project.settings_file(language))
    originals = project.settings(project.languages[0])
    named = [(key, settings[key]) for key in FREE[:-1] if key in settings]
    named = [(key, name) for key, name in named if name != originals.get(key)]
    named += [("nav", title) for title in _titles(settings.get("nav"))]
    extra = settings.get("extra") or {}
    planned = extra.get("planned", {}) if isinstance(extra, dict) else {}
    if not isinstance(planned, dict):
        named, planned = [*named, ("extra", planned)], {}
    known = project.planned(project.languages[0])
    written = {PurePosixPath(page).stem for page in targets(project.navigation(project.languages[0]))}
    for lesson in planned:
        if lesson not in known and lesson not in written:  # once written, it has no effect
            unknown = say(
                f"원문에 없는 과입니다: {shown(str(lesson))}.", f"Unknown lesson: {shown(str(lesson))}."
            )
            hint = did_you_mean(str(lesson), list(known))
            raise Problem(unknown + hint, file, _line_of(project.root / file, "extra"))
        entry = planned[lesson]
        names = [entry.get(key, "") for key in entry] if isinstance(entry, dict) else [entry]
        named += [("extra", name) for name in names]
    for target in targets(settings.get("nav")):
        if ":" in target or target.startswith(("/", "\\")):
            message = say("nav에는 여기의 페이지만 적습니다", "nav can name only pages of this site")
            raise Problem(f"{message}: {shown(target)}", file, _line_of(project.root / file, "nav"))
    # A new language begins with the names of another edition.
    others = [project.settings(one) for one in project.languages if one != language]
    foreign = foreign_letters(
        "\n".join(str(name) for _, name in named),
        f"{others} {project.planned_entries(project.languages[0])}",
    )
    for key, name in named:
        if reason := title_problem(name, foreign):
            raise Problem(f"{key}: {reason}", file, _line_of(project.root / file, key))


def _titles(navigation: Any) -> Iterator[Any]:
    """Yield the titles in a navigation, and its entries that are neither title nor page."""
    for entry in navigation if isinstance(navigation, list) else [navigation]:
        if isinstance(entry, dict) and len(entry) == 1:
            [(title, value)] = entry.items()
            yield title
            yield from _titles(value) if isinstance(value, list) else ()
        elif not isinstance(entry, str):
            yield entry


def _check_words(project: Project, language: str) -> None:
    words, originals = read_words(project, language), read_words(project, project.languages[0])
    path = project.docs / language / WORDS_FILE
    # A new language begins with the words of another edition.
    others = [read_words(project, one) for one in project.languages if one != language]
    known = "\n".join(word for one in others for word in one.values())
    file, foreign = project.name(path), foreign_letters("\n".join(words.values()), known)
    for name, word in words.items():
        reason = _word_problem(word, originals[name], foreign)
        if _LOCALE.fullmatch(originals[name]) and not _LOCALE.fullmatch(word):
            reason = say("`en_US`처럼 적습니다.", "Write it as `en_US`.")
        if reason:
            raise Problem(f"{name}: {reason}", file, _line_of(path, name))


def _check_glossary(project: Project, language: str) -> None:
    """Check that the terms of a language are words, in letters that do not look like others."""
    original, terms = project.languages[0], read_glossary(project)

    def texts(term: Term, language: str) -> str:
        wording = term.wordings.get(language)
        return "\n".join((*wording.names, wording.definition, *wording.avoid)) if wording else ""

    ours, theirs = ("\n".join(texts(term, one) for term in terms) for one in (language, original))
    foreign = foreign_letters(ours, theirs)
    for term in terms:
        wording = term.wordings.get(language)
        names = (*wording.names, *wording.avoid) if wording else ()
        reasons = [title_problem(name, foreign) for name in names]
        if wording and (dangers := dangers_in(wording.definition, foreign)):
            reasons.append(
                say("뜻에 쓸 수 없습니다", "A definition cannot contain this") + f": {shown(min(dangers))}"
            )
        if reason := next(filter(None, reasons), ""):
            raise Problem(f"{term.name}: {reason}", f"docs/{GLOSSARY}", term.line)


def _word_problem(word: str, original: str, foreign: frozenset[str]) -> str:
    """Return why a word cannot replace the original's word, or "" if it can."""
    wanted, have = (sorted(PLACE.findall(text)) for text in (original, word))
    # A field may access attributes, as `{versions.__class__}` does, or set a width that exhausts memory.
    if have != wanted or set("{}") & set(PLACE.sub("", word)):
        return say(f"{{…}}는 {wanted}뿐이어야 합니다.", f"The fields in {{…}} have to be {wanted}.")
    if "\n" in word or len(word) > LONGEST_WORD:
        return say("한 줄의 글이어야 합니다.", "This must be one line of text.")
    word, original = _DEED.sub("", word), _DEED.sub("", original)
    dangers = dangers_in(word, foreign) - dangers_in(original)
    dangers |= set((Counter(_MARKUP.findall(word)) - Counter(_MARKUP.findall(original))).elements())
    if '"' in word and '"' not in original:
        dangers.add('"')
    message = say(
        "원문에 없는 것은 쓸 수 없습니다", "A translation cannot contain this unless the original does"
    )
    return f"{message}: {shown(min(dangers))}" if dangers else ""


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
