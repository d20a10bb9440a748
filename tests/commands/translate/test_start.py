"""Start pages, and bring them up to date: `translate.py start`."""

from __future__ import annotations

import yaml
from literate.project import Project
from literate.reading.sections import read_sections

from tests.commands.translate.commands import Translate, lines
from tests.support.scratch import (
    Scratch,
    change,
    line_of,
    write,
)
from tests.support.two_editions import HEIGHTS, digest, english_page


def test_a_started_page_holds_the_originals_text_and_says_of_each_section_that_it_is_open(
    project: Scratch, translate: Translate
) -> None:
    assert translate("start", "en", "lessons/fair-coins.md").code == 0
    page = project.root / "docs" / "en" / "lessons" / "fair-coins.md"
    text, original = page.read_text(encoding="utf-8"), project.coins_page.read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---")[1])
    assert front == {
        "title": "동전",
        "translates": {
            "opening": f"untranslated {digest(project, 'opening', 'fair-coins')}",
            "expected-share": f"untranslated {digest(project, 'expected-share', 'fair-coins')}",
        },
    }
    assert text.split("---\n", 2)[2] == original.split("---\n", 2)[2]
    again = translate("start", "en", "fair-coins")
    assert again.out == "docs/en/lessons/fair-coins.md has every section of the original.\n"
    assert page.read_text(encoding="utf-8") == text


def test_all_pages_are_started_at_once_and_what_is_there_stays(
    project: Scratch, translate: Translate
) -> None:
    before = english_page(project).read_bytes()
    assert translate("start", "en").out.count("Copied the original's text") == 1
    assert english_page(project).read_bytes() == before
    assert translate("check", "en").out == "4 translated pages checked; no differences from the original.\n"


def test_a_section_that_the_original_gained_is_put_in_its_place(
    project: Scratch, translate: Translate
) -> None:
    change(project.heights_page, "## 눈금", "## 사이 {#between}\n\n사이 글\n\n## 눈금")
    assert translate("start", "en", "ten-heights").code == 0
    page = read_sections(Project(project.root), english_page(project))
    assert list(page.sections) == ["opening", "data", "between", "scale"]
    text = english_page(project).read_text(encoding="utf-8")
    without = text.replace("## 사이 {#between}\n\n사이 글\n\n", "")
    assert without.split("---\n", 2)[2] == HEIGHTS.split("---\n", 2)[2]
    status = lines(translate("status").out)
    assert "lessons/ten-heights 3 of 4 sections, to translate 1" in status


def test_starting_again_brings_what_is_not_translated_up_to_date(
    project: Scratch, translate: Translate
) -> None:
    translate("start", "en", "fair-coins")
    page = project.root / "docs" / "en" / "lessons" / "fair-coins.md"
    change(page, "title: 동전", "title: Coins")
    change(project.coins_page, "앞면의 비율은", "앞면이 나온 비율은")
    assert "Copied the sections to translate" in translate("start", "en", "fair-coins").out
    text = page.read_text(encoding="utf-8")
    assert "title: Coins" in text and "앞면이 나온 비율은" in text
    assert "has every section of the original" in translate("start", "en", "fair-coins").out
    assert "lessons/fair-coins 0 of 2 sections, to translate 2" in lines(translate("status").out)


def test_a_translators_words_survive_when_the_original_drops_their_section(
    project: Scratch, translate: Translate
) -> None:
    change(project.heights_page, "## 눈금 {#scale}", "## 자 {#measure}\n\n자가 있습니다.\n\n### 눈금")
    text = english_page(project).read_text(encoding="utf-8").replace("/// cell | scaled\n///\n\n", "")
    english_page(project).write_text(text.replace("{{ scaled[0]:.4f }}", "small"), encoding="utf-8")
    assert translate("check", "en").code == 0
    reported = translate("diff", "en", "ten-heights").out
    line = line_of(english_page(project), "{#scale}")
    assert f"docs/en/lessons/ten-heights.md:{line}: scale (removed from the original" in reported
    translate("start", "en", "ten-heights")
    page = read_sections(Project(project.root), english_page(project))
    assert list(page.sections) == ["opening", "data", "scale", "measure"]
    assert "The first value is" in page.sections["scale"].body
    assert translate("check", "en").code == 0


def test_where_a_heading_got_another_id_its_translation_is_not_doubled(
    project: Scratch, translate: Translate
) -> None:
    change(project.heights_page, "## 눈금 {#scale}", "## 눈금 {#measure}")
    before = english_page(project).read_bytes()
    run = translate("start", "en", "ten-heights")
    line = line_of(english_page(project), "{#scale}")
    assert run.code == 1
    assert f"docs/en/lessons/ten-heights.md:{line}: The original no longer has the section scale." in run.err
    assert english_page(project).read_bytes() == before
    change(english_page(project), "{#scale}", "{#measure}")
    assert translate("done", "en", "ten-heights", "measure").code == 0
    assert "lessons/ten-heights 3 of 3 sections" in lines(translate("status").out)


def test_a_page_that_the_original_does_not_have_is_reported_with_the_nearest(translate: Translate) -> None:
    run = translate("start", "en", "ten-hights")
    assert (run.code, run.err) == (1, "ten-hights: this page does not exist. Did you mean ten-heights?\n")


def test_a_page_that_the_originals_navigation_gained_is_started_with_its_line_there(
    project: Scratch, translate: Translate
) -> None:
    settings = project.root / "docs/en/mkdocs.yml"
    write(project.root / "docs/ko/dice.md", "---\ntitle: 주사위\n---\n\n주사위를 던졌습니다.\n")
    group = "  - '2: 더 볼 것':\n      - 주사위: dice.md\n"
    change(project.root / "mkdocs.yml", "  - 동전: lessons/fair-coins.md\n", group)
    change(settings, "  - Coins: lessons/fair-coins.md\n", "")
    before = settings.read_text(encoding="utf-8")
    run = translate("start", "en", "dice")
    assert lines(run.out)[1:] == [
        "Added dice.md to the navigation in docs/en/mkdocs.yml; translate its title."
    ]
    assert settings.read_text(encoding="utf-8") == before.replace("  - Status:", group + "  - Status:")
    assert "navigation" not in translate("start", "en", "dice").out
    assert "navigation" not in translate("check", "en").err


def test_a_language_without_a_navigation_gains_one_with_the_started_page(
    project: Scratch, translate: Translate
) -> None:
    settings = project.root / "docs/en/mkdocs.yml"
    text = settings.read_text(encoding="utf-8").partition("nav:")[0]
    write(settings, text)
    assert translate("start", "en", "fair-coins").code == 0
    assert yaml.safe_load(settings.read_text(encoding="utf-8")) == {
        **yaml.safe_load(text),
        "nav": [{"동전": "lessons/fair-coins.md"}],
    }
