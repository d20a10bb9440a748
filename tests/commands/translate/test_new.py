"""Add a language: `translate.py new`."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml
from literate.project import Project
from literate.reading.words import read_words
from literate.translating.safety.settings import fixed_settings

from tests.commands.translate.commands import Translate, lines
from tests.support.scratch import (
    Scratch,
    change,
    line_of,
)


def test_a_new_language_is_ready_to_be_translated(project: Scratch, translate: Translate) -> None:
    run = translate("new", "ja")
    assert run.code == 0
    assert lines(run.out)[:3] == [f"docs/ja/{name}" for name in ("mkdocs.yml", "words.yml", "index.md")]
    for command in ("done ja index", "start ja PAGE", "check ja"):
        assert f"scripts/translate.py {command}" in run.out
    for left in (
        "docs/ja/mkdocs.yml",
        "docs/ja/words.yml",
        "docs/glossary.yml",
        "extra.not_found",
        "preview.py",
        'The language menu shows "日本語"',
        "titles of the navigation",
    ):
        assert left in run.out
    settings = yaml.safe_load((project.root / "docs/ja/mkdocs.yml").read_text(encoding="utf-8"))
    fixed = fixed_settings("ja")
    assert {key: settings[key] for key in fixed} == fixed
    planned = {"extra"} if Project.at(project.root).planned_entries("en") else set()
    assert settings.keys() - fixed.keys() == {"site_name", "nav"} | planned
    assert settings["site_name"] == "Heights and coins", "English is what more translators read"
    assert Project.at(project.root).languages == ("ko", "en", "ja")
    assert translate("check", "ja").out == "1 translated page checked; no differences from the original.\n"
    status = lines(translate("status", "ja").out)
    assert "index 0 of 1 sections, to translate 1" in status
    [hint, *_] = [line for line in status if line.startswith("to translate: ")]
    file, number = hint.removeprefix("to translate: ").split(":")
    page = (project.root / file).read_text(encoding="utf-8").split("\n")
    assert "배웁니다" in "\n".join(page[int(number) - 1 :])


@pytest.mark.parametrize(
    ("language", "name", "locale"),
    [
        ("ja", "日本語", "ja_JP"),
        ("ar", "العربية", "ar_EG"),
        ("pt-BR", "português (Brasil)", "pt_BR"),
        ("zh-Hant", "中文 (繁體)", "zh_TW"),
        ("sh", "sh", "sh"),
    ],
)
def test_the_menu_names_a_new_language_in_itself(
    language: str, name: str, locale: str, project: Scratch, translate: Translate
) -> None:
    assert translate("new", language).code == 0
    here = Project.at(project.root)
    words, english = read_words(here, language), read_words(here, "en")
    assert (words["language"], words["locale"]) == (name, locale)
    assert {key for key in words if words[key] != english[key]} == {"language", "locale"}


def test_a_new_language_is_checked_while_its_words_and_names_are_translated_one_by_one(
    project: Scratch, translate: Translate
) -> None:
    assert translate("new", "ja").code == 0
    change(project.root / "docs/ja/mkdocs.yml", "Start: index.md", "ホーム: index.md")
    change(project.root / "docs/ja/words.yml", "output: Output", "output: 出力")
    assert translate("check", "ja").code == 0
    change(project.root / "docs/ja/words.yml", "show-code: Show code", "show-code: Shоw code")  # Cyrillic о
    assert "U+043E" in translate("check", "ja").err


def test_status_counts_the_words_and_names_that_are_as_they_were_copied(
    project: Scratch, translate: Translate
) -> None:
    def left(language: str, file: str = "words.yml") -> list[str]:
        return [line for line in lines(translate("status", language).out) if file in line]

    assert left("en") == left("en", "mkdocs.yml") == []
    translate("new", "ja")
    words = project.root / "docs/ja/words.yml"
    line, count = line_of(words, "output: Output"), len(read_words(Project.at(project.root), "ja"))
    # The language's name and locale are known, and two words have no letters.
    assert left("ja") == [
        f"to translate: docs/ja/words.yml:{line} ({count - 4} lines as in docs/en/words.yml)"
    ]
    change(words, "\noutput: Output", "\noutput: 出力")
    change(words, "\nexplore-direction: Direction", "\nexplore-direction: Direction  # same")
    assert left("ja")[0].endswith(f":{line + 1} ({count - 6} lines as in docs/en/words.yml)")
    settings = project.root / "docs/ja/mkdocs.yml"
    line = line_of(settings, "site_name: ")
    assert left("ja", "mkdocs.yml") == [
        f"to translate: docs/ja/mkdocs.yml:{line} (5 lines as in docs/en/mkdocs.yml)"
    ]
    named = settings.read_text(encoding="utf-8").replace(
        "site_name: Heights and coins", "site_name: 身長と硬貨"
    )
    settings.write_text(re.sub(r"(?m)^(\s*- )[^:]+: (?=.+)", r"\1題: ", named), encoding="utf-8")
    assert left("ja", "mkdocs.yml") == []


def test_a_language_of_a_region_can_be_added_to_a_project_without_english(
    project: Scratch, translate: Translate
) -> None:
    shutil.rmtree(project.root / "docs" / "en")
    assert translate("new", "pt-BR").code == 0
    assert translate("check", "pt-BR").code == 0


@pytest.mark.parametrize(
    ("language", "reported"),
    [
        ("en", "docs/en: This language exists already."),
        ("ko", "docs/ko: This language exists already."),
        ("Japanese", "Japanese: Write the language code as in"),
        ("../ja", "../ja: Write the language code as in"),
        ("ja\n", "Write the language code as in"),
        ("qq", "qq: Material for MkDocs does not support this language."),
    ],
)
def test_a_language_that_cannot_be_added_leaves_nothing_behind(
    language: str, reported: str, project: Scratch, translate: Translate
) -> None:
    before = sorted(project.root.glob("docs/**/*"))
    run = translate("new", language)
    assert run.code == 1
    assert reported in run.err
    assert sorted(project.root.glob("docs/**/*")) == before
