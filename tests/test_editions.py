"""Two languages in one site: each page leads to itself in the other, and says what is not translated."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from literate.sitecheck import check_site

from tests.scratch import Scratch, change, contents, copy_of
from tests.two_editions import add_english

ADDRESS = "https://example.org/nlp/"


@pytest.fixture(scope="module")
def published(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A site in two languages, with one lesson that is not translated, at an address of its own."""
    project = copy_of(built_project, tmp_path_factory.mktemp("editions").resolve() / "project")
    add_english(project).build_well(SITE_URL=ADDRESS)
    return project


def page(project: Scratch, path: str) -> str:
    return (project.site / path / "index.html").read_text(encoding="utf-8")


def test_every_page_leads_to_itself_in_every_language(published: Scratch) -> None:
    for path in ("", "lessons/ten-heights/", "lessons/fair-coins/", "translation-status/"):
        for here, there, language in ((path, f"en/{path}", "en"), (f"en/{path}", path, "ko")):
            text = page(published, here)
            found = dict(re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)"', text))
            assert found == {
                "ko": ADDRESS + path,
                "en": f"{ADDRESS}en/{path}",
                "x-default": ADDRESS + path,
            }
            [(link, told)] = re.findall(r'class="edition-link" href="([^"]+)" hreflang="([^"]+)"', text)
            target = (published.site / here / link).resolve()
            assert (target, told) == ((published.site / there).resolve(), language)
    assert check_site(published.site, ADDRESS) == []


def test_what_is_not_translated_is_shown_marked_and_left_out_of_search(published: Scratch) -> None:
    text = page(published, "en/lessons/fair-coins")
    assert '<html lang="en"' in text and "has not been translated yet" in text
    assert re.search(r'<div data-search-exclude="true" lang="ko">|<div lang="ko"', text)
    assert f'<link rel="canonical" href="{ADDRESS}lessons/fair-coins/">' in text
    index = json.loads((published.site / "en/search/search_index.json").read_text(encoding="utf-8"))
    places = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert "lessons/ten-heights/" in places and "lessons/fair-coins/" not in places
    sitemap = (published.site / "en/sitemap.xml").read_text(encoding="utf-8")
    assert f"{ADDRESS}en/lessons/ten-heights/" in sitemap and "fair-coins" not in sitemap


def test_a_change_to_the_original_marks_its_section_alone_and_breaks_nothing(
    published: Scratch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy_of(published, tmp_path_factory.mktemp("changed").resolve() / "project")
    change(project.heights_page, "가장 큰 키와 가장 작은 키의 차이는", "두 끝의 차이는")
    project.build_well(SITE_URL=ADDRESS)
    text = page(project, "en/lessons/ten-heights")
    notes = re.findall(r'translation-note">.*?href="([^"]+)"', text, re.S)
    assert notes == ["../../../lessons/ten-heights/#data"]
    assert "We measured heights." in text and "The smallest height is" in text
    # What the translation shows is gone from the original: the original takes its place.
    change(project.heights_page, "차이는 {{ spread:.3f }}입니다", "차이는 작습니다")
    project.build_well(SITE_URL=ADDRESS)
    text = page(project, "en/lessons/ten-heights")
    assert "The smallest height is" not in text and "가장 작은 키는" in text


def test_one_lesson_built_alone_gives_the_same_two_editions(
    published: Scratch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy_of(published, tmp_path_factory.mktemp("alone").resolve() / "project")
    for path in (project.heights_page, project.root / "docs/en/lessons/ten-heights.md"):
        path.write_text(path.read_text(encoding="utf-8") + "\nNLL\n", encoding="utf-8")
    project.build_well("ten-heights", SITE_URL=ADDRESS)
    alone = contents(project.root, "site")
    shutil.rmtree(project.site)
    project.build_well(SITE_URL=ADDRESS)
    assert contents(project.root, "site") == alone
