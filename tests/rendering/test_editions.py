"""Two languages, one site: the original at its root, the translation below, each page linked to the other."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from literate.checking.built_site import check_site
from literate.project import Project
from literate.rendering.edition_links import edition_links

from tests.support.scratch import Scratch, change, contents, copy_of, line_of, seen
from tests.support.translating import sectioned
from tests.support.two_editions import add_english, english_page
from tests.support.weaving import of_class, text_of

SITE = "https://me.example/course/"
PAGES = ["", "lessons/ten-heights/", "lessons/fair-coins/", "translation-status/"]


@pytest.fixture(scope="module")
def editions(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A built project in two languages, published at an address. Not to be changed."""
    project = add_english(copy_of(built_project, tmp_path_factory.mktemp("editions").resolve() / "project"))
    project.build_well("--frozen", SITE_URL=SITE)
    return project


@pytest.fixture
def project(editions: Scratch, tmp_path: Path) -> Iterator[Scratch]:
    project = copy_of(editions, tmp_path.resolve() / "project")
    yield project
    project.kill_everything()


def tree_of(project: Scratch, address: str) -> Any:
    text = (project.site / address / "index.html").read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def linked(tree: Any, kind: str) -> list[tuple[str, str]]:
    """Return (language, address) of what the head of a page links as one kind of thing."""
    found = [one for one in tree.iter("link") if kind in one.get("rel", "").split()]
    return [(one.get("hreflang", ""), one.get("href")) for one in found]


# What is where


def test_korean_says_that_it_is_korean_in_contents_and_menus_of_another_edition_too(
    editions: Scratch,
) -> None:
    found: list[str] = []

    def look(node: Any, language: str) -> None:
        language = node.get("lang", language)
        kept = node.tag in ("head", "pre", "code", "script", "style", "svg", "math")
        if not kept and isinstance(node.tag, str):
            if language != "ko":
                found.extend(re.findall("[가-힣]+", node.text or ""))
            for one in node:
                look(one, language)
                found.extend(re.findall("[가-힣]+", one.tail or "") if language != "ko" else [])

    for page in PAGES:
        tree = tree_of(editions, "en/" + page)
        assert "기대" in text_of(tree) or "fair-coins" not in page
        look(tree, "en")
    assert found == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_both_editions_in_its_language(page: str, editions: Scratch) -> None:
    for folder, language in (("", "ko"), ("en/", "en")):
        [root] = list(tree_of(editions, folder + page).iter("html")) or [tree_of(editions, folder + page)]
        assert root.get("lang") == language


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_page_names_itself_in_every_language(folder: str, page: str, editions: Scratch) -> None:
    assert linked(tree_of(editions, folder + page), "alternate") == [
        ("ko", SITE + page),
        ("x-default", SITE + page),
        ("en", f"{SITE}en/{page}"),
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("folder", "other", "language"), [("", "en/", "en"), ("en/", "", "ko")])
def test_the_switch_of_languages_stays_on_the_page(
    folder: str, other: str, language: str, page: str, editions: Scratch
) -> None:
    [link] = of_class(tree_of(editions, folder + page), "edition-link")
    assert (link.get("lang"), link.get("hreflang")) == (language, language)
    here = editions.site / folder / page
    assert (here / link.get("href")).resolve() == (editions.site / other / page).resolve()


def test_every_link_of_both_editions_leads_somewhere(editions: Scratch) -> None:
    assert [str(problem) for problem in check_site(editions.site, SITE)] == []


def test_each_edition_has_a_search_of_its_own_without_what_is_in_another_language(editions: Scratch) -> None:
    def index(folder: str) -> list[dict[str, str]]:
        text = (editions.site / folder / "search" / "search_index.json").read_text(encoding="utf-8")
        found: list[dict[str, str]] = json.loads(text)["docs"]
        return found

    english = "".join(entry["title"] + entry["text"] for entry in index("en"))
    assert "We measured heights." in english
    assert not re.search("[가-힣]", english)
    assert not any(entry["location"].startswith("lessons/fair-coins/") for entry in index("en"))
    assert any(entry["location"].startswith("lessons/fair-coins/") for entry in index(""))
    assert "We measured" not in "".join(entry["text"] for entry in index(""))


def test_each_edition_lists_its_own_pages_for_search_engines(editions: Scratch) -> None:
    def listed(folder: str) -> list[str]:
        text = (editions.site / folder / "sitemap.xml").read_text(encoding="utf-8")
        return re.findall("<loc>(.*?)</loc>", text)

    assert sorted(listed("")) == sorted(SITE + page for page in PAGES)
    translated = [page for page in PAGES if "coins" not in page]
    assert sorted(listed("en")) == sorted(f"{SITE}en/{page}" for page in translated)


def test_each_edition_has_a_page_for_addresses_where_there_is_none(editions: Scratch) -> None:
    assert (editions.site / "404.html").is_file()
    assert (editions.site / "en" / "404.html").is_file()


# What is not translated


def test_a_page_that_is_not_translated_is_the_original_at_the_translations_address(editions: Scratch) -> None:
    tree = tree_of(editions, "en/lessons/fair-coins")
    assert [address for _, address in linked(tree, "canonical")] == [f"{SITE}lessons/fair-coins/"]
    [title] = tree.iter("h1")
    assert (title.get("lang"), text_of(title).rstrip("¶")) == ("ko", "동전")
    [note] = of_class(tree, "translation-note")
    targets = [link.get("href") for link in note.iter("a")]
    here = editions.site / "en" / "lessons" / "fair-coins"
    assert [(here / one).resolve().relative_to(editions.site).as_posix() for one in targets] == [
        "lessons/fair-coins",
        "en/translation-status",
    ]
    text = (here / "index.html").read_text(encoding="utf-8")
    assert "앞면의 비율은 0.750입니다." in seen(text)


def test_a_translated_page_is_its_own_canonical_page(editions: Scratch) -> None:
    tree = tree_of(editions, "en/lessons/ten-heights")
    assert [address for _, address in linked(tree, "canonical")] == [f"{SITE}en/lessons/ten-heights/"]
    assert of_class(tree, "translation-note") == []
    [title] = tree.iter("h1")
    assert title.get("lang") is None


# Links without an address to publish at


@pytest.mark.parametrize(
    ("language", "url", "links"),
    [
        ("ko", "", ["./", "en/"]),
        ("en", "", ["../", "../en/"]),
        ("ko", "lessons/a/", ["../../lessons/a/", "../../en/lessons/a/"]),
        ("en", "lessons/a/", ["../../../lessons/a/", "../../../en/lessons/a/"]),
    ],
)
def test_links_between_editions_are_relative(
    language: str, url: str, links: list[str], editions: Scratch
) -> None:
    found = edition_links(Project.at(editions.root), language, url, "")
    assert [(one.language, one.link, one.address) for one in found] == [
        ("ko", links[0], ""),
        ("en", links[1], ""),
    ]
    assert [one.name for one in found] == ["한국어", "English"]
    assert [one.is_current for one in found] == [language == "ko", language == "en"]


def test_a_project_in_one_language_links_no_editions(unbuilt_project: Scratch) -> None:
    assert edition_links(Project.at(unbuilt_project.root), "ko", "", "") == []


# Builds


def test_a_lesson_alone_is_built_in_both_languages_as_a_whole_build_puts_it_there(project: Scratch) -> None:
    project.build_well("--frozen", SITE_URL=SITE)  # the copy's files are younger than the site's
    before = contents(project.root, "site")
    change(english_page(project), "We measured heights.", "We measured three heights.")
    project.build_well("--frozen", "ten-heights", SITE_URL=SITE)
    part = contents(project.root, "site")
    page = "site/en/lessons/ten-heights/index.html"
    assert {name for name in part if part[name] != before.get(name)} == {
        page,
        "site/en/search/search_index.json",
    }
    # A change of the original makes its translation stale, which the page on translations tells.
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    project.build_well("--frozen", "ten-heights", SITE_URL=SITE)
    part = contents(project.root, "site")
    project.build_well("--frozen", SITE_URL=SITE)
    assert contents(project.root, "site") == part
    for folder in ("", "en/"):
        status = (project.site / folder / "translation-status" / "index.html").read_text(encoding="utf-8")
        assert ">Heights</a>" in status or 'lang="en">Heights</a>' in status


def test_a_section_that_becomes_stale_writes_its_pages_and_the_status_tables_and_the_same_site(
    project: Scratch,
) -> None:
    project.build_well("--frozen", SITE_URL=SITE)  # the copy's files are younger than the site's
    before = {path: path.stat().st_ino for path in sorted(project.site.rglob("index.html"))}
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    project.build_well("--frozen", SITE_URL=SITE)
    written = {path for path, place in before.items() if path.stat().st_ino != place}
    names = {path.parent.relative_to(project.site).as_posix() for path in written}
    pages = {"lessons/ten-heights", "translation-status"}
    assert names == pages | {f"en/{page}" for page in pages}
    # A stale section stays as it is when its original changes again: its page is not rendered.
    rendered = contents(project.root, "build/cache/bodies/en")
    change(project.heights_page, "사람들의 키를 쟀습니다.", "모든 사람의 키를 쟀습니다.")
    project.build_well("--frozen", SITE_URL=SITE)
    assert contents(project.root, "build/cache/bodies/en") == rendered
    changed = contents(project.root, "site")
    for folder in ("site", "build"):
        shutil.rmtree(project.root / folder)
    project.build_well("--frozen", SITE_URL=SITE)
    assert contents(project.root, "site") == changed


def test_nothing_is_published_when_one_edition_cannot_be_rendered(project: Scratch) -> None:
    before = project.standing()
    change(english_page(project), "(fair-coins.md#expected-share)", "(fair-coins.md#expected)")
    run = project.build("--frozen", SITE_URL=SITE)
    assert run.code == 1
    line = line_of(english_page(project), "#expected")
    assert f"docs/en/lessons/ten-heights.md:{line}: Broken link: fair-coins.md#expected" in run.err
    assert project.standing() == before
    assert not (project.root / "build" / "next-en").exists() or (project.site / "en").is_dir()


def test_no_edit_of_the_original_breaks_the_build_through_a_translation(project: Scratch) -> None:
    page = project.heights_page
    text = page.read_text(encoding="utf-8")
    assert list(sectioned(text).sections) == ["opening", "data", "scale"]
    change(page, "minutes: 5\n", "minutes: 6\n")
    change(page, "requires: [fair-coins]\n", "")
    change(
        page,
        "\n키를 쟀습니다. 동전 이야기는 [다른 과](fair-coins.md#expected-share)에 있습니다.\n",
        "\n키.\n",
    )
    change(page, "{{ spread:.3f }}", "조금")
    change(page, text[text.index("## 눈금") :], "")
    snippet = project.heights.read_text(encoding="utf-8")
    project.heights.write_text(snippet[: snippet.index("# %% scaled")], encoding="utf-8")
    project.build_well()
    tree = tree_of(project, "en/lessons/ten-heights")
    assert len(of_class(tree, "translation-note")) == 2
    text = text_of(tree)
    assert "The first value is" not in text
    assert "The smallest height is" not in text and "가장 작은 키는 164.25입니다." in text
    # Without an address to publish at, a page that is not translated still says what it is.
    assert linked(tree_of(project, "en/lessons/fair-coins"), "canonical") == [
        ("", "../../../lessons/fair-coins/")
    ]
    assert linked(tree_of(project, "lessons/fair-coins"), "canonical") == []


def test_a_language_that_runs_from_right_to_left_is_added_and_says_so(project: Scratch) -> None:
    process = project.start("new", "ar", script="translate.py")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    project.build_well("--frozen", SITE_URL=SITE)
    for page in PAGES:
        [body] = tree_of(project, "ar/" + page).iter("body")
        assert body.get("dir") == "rtl"
        assert next(tree_of(project, page).iter("body")).get("dir") == "ltr"
    names = [text_of(link) for link in of_class(tree_of(project, ""), "md-select__link")]
    assert [name.strip() for name in names] == ["한국어", "العربية", "English"]


def test_a_language_that_is_taken_away_leaves_the_site(project: Scratch) -> None:
    shutil.rmtree(project.root / "docs" / "en")
    project.build_well("--frozen", SITE_URL=SITE)
    assert not (project.site / "en").exists()
    assert linked(tree_of(project, ""), "alternate") == []
    assert of_class(tree_of(project, ""), "edition-link") == []
