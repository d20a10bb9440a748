"""Add a language: its settings, navigation names and words, with the original's text to translate."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import yaml

from ..messages import Problem, say
from ..project import Project
from ..reading.glossary import LANGUAGE_CODE
from ..reading.words import PLACE, WORDS_FILE, read_words
from .safety.files import SETTINGS_FILE
from .safety.settings import FREE, fixed_settings

_MARKS = re.compile(rf"{PLACE.pattern}|<[^<>]*>")
_LETTER = re.compile(r"[^\W\d_]")


def add_language(project: Project, language: str) -> list[str]:
    """Write the files of a new language, in English where an English version exists.

    Returns:
        The files, as messages name them.

    Raises:
        Problem: the language code is invalid, Material does not support it, or it exists already.
    """
    if not LANGUAGE_CODE.fullmatch(language):
        message = say("언어는 `ja`나 `pt-BR`처럼 씁니다.", "Write the language code as in `ja` or `pt-BR`.")
        raise Problem(f"{language}: {message}")
    folder = project.docs / language
    if folder.exists():
        raise Problem(say("이미 있습니다.", "This language exists already."), project.name(folder))
    if not files("material").joinpath("templates", "partials", "languages", f"{language}.html").is_file():
        message = say(
            "Material for MkDocs에 이 언어의 화면 글이 없습니다.",
            "Material for MkDocs does not support this language.",
        )
        raise Problem(f"{language}: {message}")
    base = _base(project, language)
    settings = yaml.safe_dump(
        _settings(project, base, language), sort_keys=False, allow_unicode=True, width=100
    )
    words = (project.docs / base / WORDS_FILE).read_text(encoding="utf-8")
    for key, word in _own_names(language).items():
        words = re.sub(rf"(?m)^{key}: .*$", f"{key}: {word}", words)
    folder.mkdir(parents=True)
    for name, text in ((SETTINGS_FILE, settings), (WORDS_FILE, words)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [project.name(folder / name) for name in (SETTINGS_FILE, WORDS_FILE)]


def _base(project: Project, language: str) -> str:
    """Return the language from which a language's settings and words are copied."""
    return "en" if "en" in project.languages and language != "en" else project.languages[0]


def untranslated_lines(project: Project, language: str, name: str) -> tuple[str, list[int]]:
    """Return the file from which a language's words or settings were copied, and the lines still as there.

    A line without words of a language, such as `"{value}°"`, needs no translation. A translator marks a word
    that is the same in both languages with a comment on its line.

    Arguments:
        name: WORDS_FILE or SETTINGS_FILE.
    """
    base = _base(project, language)
    ours, theirs = (project.docs / one / name for one in (base, language))
    if name == SETTINGS_FILE:
        ours = project.settings_file(base)
    fixed = {line.strip() for line in yaml.safe_dump(fixed_settings(base)).split("\n")}
    copied = {line.strip() for line in project.text(ours).split("\n") if _is_worded(line)} - fixed
    lines = project.text(theirs).split("\n")
    return project.name(ours), [at for at, line in enumerate(lines, 1) if line.strip() in copied]


def _is_worded(line: str) -> bool:
    """Return whether a line has a word outside of placeholders and tags after its key."""
    _, colon, word = line.partition(": ")
    return bool(colon and not line.startswith("#") and _LETTER.search(_MARKS.sub("", word)))


def _settings(project: Project, base: str, language: str) -> dict[str, Any]:
    settings = project.settings(base)
    named = {key: settings[key] for key in FREE if key in settings}
    entries = project.planned_entries(base)
    planned = {name: {key: entry[key] for key in ("title", "about")} for name, entry in entries.items()}
    return fixed_settings(language) | named | ({"extra": {"planned": planned}} if planned else {})


def _own_names(language: str) -> dict[str, str]:
    """Return the words of a language that are known: its name in itself, and its locale."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return {"language": language, "locale": language.replace("-", "_")}
    likely = Locale.parse(str(get_global("likely_subtags").get(str(locale), locale)))
    territory = locale.territory or likely.territory
    name = str(locale.get_display_name())
    return {"language": name, "locale": "_".join(filter(None, (locale.language, territory)))}


def left_to_do(project: Project, language: str) -> str:
    """Return the instructions for the next steps after adding a language."""
    name = read_words(project, language)["language"]
    return say(
        f"""
{language}을(를) 더했습니다. 이제 할 일입니다.
  1. docs/{language}/mkdocs.yml에서 사이트의 이름과 설명, 내비게이션의 제목을 옮깁니다.
  2. docs/{language}/words.yml의 낱말을 옮깁니다. {{…}}와 <…>는 그대로 둡니다.
     두 파일에서 그대로 둘 줄은 끝에 `# 같음`처럼 적습니다.
     남은 줄은 `translate.py status {language}`가 셉니다.
     언어 메뉴에 나오는 이름: {name}. 다르게 쓰려면 language를 고칩니다.
  3. docs/glossary.yml의 용어에 {language}을(를) 더합니다. 일부만 더해도 됩니다.
     없는 용어는 용어집에 나오지 않습니다.
  4. 주소가 틀렸을 때 나오는 말에 {language}을(를) 더합니다: mkdocs.yml의 extra.not_found.
  5. docs/{language}/index.md를 옮기고 `python3 scripts/translate.py done {language} index`로 적습니다.
  6. 다른 페이지는 `python3 scripts/translate.py start {language} 페이지`로 시작합니다.
  7. `python3 scripts/preview.py {language}`로 링크에 따라가는 그림 docs/{language}/preview.png를 그립니다.
  8. `python3 scripts/translate.py check {language}`로 맞추어 보고,
     `python3 scripts/build.py --frozen`으로 만들어 site/{language}/를 봅니다.
  9. `python3 scripts/check.py --describe`로 움직이는 그림이 이 언어로 하는 말을 기록합니다.""",
        f"""
Added {language}. Next steps:
  1. Translate the site's name and description and the titles of the navigation in docs/{language}/mkdocs.yml.
  2. Translate the words in docs/{language}/words.yml; leave {{…}} and <…> as they are.
     If a line of these files stays as it is, end it with a comment such as `# same`.
     `translate.py status {language}` counts the lines that are left.
     The language menu shows "{name}"; change the word language to show another name.
  3. Add {language} to terms in docs/glossary.yml, to all or to some; terms without it are not shown.
  4. Add {language} to the text of the 404 page: extra.not_found in mkdocs.yml.
  5. Translate docs/{language}/index.md, and record it: `python3 scripts/translate.py done {language} index`.
  6. Start other pages with `python3 scripts/translate.py start {language} PAGE`.
  7. Draw docs/{language}/preview.png, the preview image of links: `python3 scripts/preview.py {language}`.
  8. Compare with the original, `python3 scripts/translate.py check {language}`, then build and look
     at site/{language}/: `python3 scripts/build.py --frozen`.
  9. Record what explorables say in this language: `python3 scripts/check.py --describe`.""",
    )
