"""What readers of a translation see: its sections, and the original's where it lags behind."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from literate.reading.pages import Page
from literate.reading.snippets import read_snippet
from literate.recording.store import Recording
from literate.running.job import CellRecord
from literate.translating.composing import compose
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson

from tests.support.translating import FILE, ORIGINAL, SOURCE, TRANSLATION, recorded, sectioned
from tests.support.weaving import WORDS, by_id, of_class, render, text_of

OWN = WORDS | {
    "untranslated-page": "<a {original}>page?</a> <a {help}>help</a>",
    "untranslated-section": "<a {original}>section?</a> <a {help}>help</a>",
    "stale-section": "<a {original}>stale?</a> <a {help}>help</a>",
    "replaced-section": "<a {original}>replaced?</a> <a {help}>help</a>",
}
PATH = PurePosixPath("lessons/heights.md")
MOVED_ON = ORIGINAL.replace("으로 갑니다.", "으로 돌아갑니다.")


def composed(original: str, translation: str | None, path: PurePosixPath = PATH) -> Page:
    ours = None if translation is None else sectioned(translation)
    return compose(sectioned(original, SOURCE), ours, "ko", OWN, path)


def rendered(page: Page, folder: Path, text: str = "low = 164.25\nprint(low)\n") -> Any:
    """Weave a page and render it as the site does."""
    (folder / "heights.py").write_text(f"# %% heights\n{text}", encoding="utf-8")
    snippet = read_snippet(folder / "heights.py", "snippets/heights.py")
    cells = {"heights": CellRecord("164.25\n", values={"low:.2f": "164.25", "low:.3f": "164.250"})}
    return render(weave(page, Lesson(snippet, Recording("d", {}, cells)), OWN, {}))


def languages(tree: Any, language: str = "en") -> dict[str, str]:
    """Return the language that each text of a page is marked with, by the text."""
    found: dict[str, str] = {}

    def walk(element: Any, language: str) -> None:
        language = element.get("lang", language)
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                found[" ".join(text.split())] = language
        for child in element:
            walk(child, language)

    walk(tree, language)
    return found


def notes(tree: Any) -> list[tuple[str, list[str]]]:
    """Return what each note says and where it leads."""
    return [
        (text_of(note).strip(), [link.get("href") for link in note.iter("a")])
        for note in of_class(tree, "translation-note")
    ]


def test_a_translation_of_the_original_as_it_is_is_shown_as_it_is(tmp_path: Path) -> None:
    page = composed(ORIGINAL, recorded(TRANSLATION))
    assert page.parts == sectioned(recorded(TRANSLATION)).page.parts
    assert notes(rendered(page, tmp_path)) == []


def test_front_matter_is_the_originals_but_for_the_words() -> None:
    page = composed(ORIGINAL, recorded(TRANSLATION))
    assert page.front == {"title": "Heights", "snippets": "heights.py", "minutes": 5}


def test_a_description_in_the_originals_language_describes_no_translation() -> None:
    original = ORIGINAL.replace("minutes: 5", "description: 키 이야기")
    assert "description" not in composed(original, recorded(TRANSLATION)).front
    described = TRANSLATION.replace("title: Heights", "title: Heights\ndescription: On heights")
    assert composed(original, recorded(described)).front["description"] == "On heights"


def test_a_page_that_is_not_translated_is_the_original_marked_as_such(tmp_path: Path) -> None:
    page = composed(ORIGINAL, None)
    assert page.front["search"] == {"exclude": True}
    tree = rendered(page, tmp_path)
    assert notes(tree) == [("page? help", ["../../../lessons/heights/", "../../translation-status/"])]
    marked = languages(tree)
    for text in ("키", "키를 쟀습니다.", "데이터", "가장 작은 키는 164.25입니다.", "끝", "으로 갑니다."):
        assert marked[text] == "ko"
    assert marked["page?"] == "en"


def test_all_that_is_in_the_originals_language_is_left_out_of_search(tmp_path: Path) -> None:
    started = recorded(TRANSLATION.replace(*between(TRANSLATION)), data="untranslated")
    tree = rendered(composed(ORIGINAL, started), tmp_path)
    heading = by_id(tree, "data")
    assert (heading.get("lang"), heading.get("data-search-exclude")) == ("ko", "true")
    marked = [one for one in tree.iter() if one.get("lang") == "ko"]
    assert len(marked) == 2
    assert all(one.get("data-search-exclude") == "true" for one in marked)
    assert languages(tree)["Back to the"] == "en"


def between(translation: str) -> tuple[str, str]:
    """Return the section `data` of a translation, and the original's in its place."""
    ours, theirs = (sectioned(text).sections["data"].body for text in (translation, ORIGINAL))
    return ours, theirs


def test_a_section_that_is_not_translated_says_so_below_its_heading(tmp_path: Path) -> None:
    page = composed(ORIGINAL, recorded(TRANSLATION[: TRANSLATION.index("## The end")]))
    tree = rendered(page, tmp_path)
    links = ["../../../lessons/heights/#end", "../../translation-status/"]
    assert notes(tree) == [("section? help", links)]
    [note] = of_class(tree, "translation-note")
    [before] = [one for one in tree.iter("h2") if one.get("id") == "end"]
    siblings = list(next(parent for parent in tree.iter() if note in list(parent)))
    assert siblings.index(note) == siblings.index(before) + 1
    assert languages(tree)["으로 갑니다."] == "ko"
    assert languages(tree)["We measured heights."] == "en"


def test_a_stale_section_that_still_shows_the_same_stays_with_a_note(tmp_path: Path) -> None:
    page = composed(MOVED_ON, recorded(TRANSLATION))
    tree = rendered(page, tmp_path)
    links = ["../../../lessons/heights/#end", "../../translation-status/"]
    assert notes(tree) == [("stale? help", links)]
    assert "으로 돌아갑니다." not in languages(tree)
    assert languages(tree)["Back to the"] == "en"


def test_a_stale_opening_has_its_note_at_the_top_and_links_to_the_whole_page(tmp_path: Path) -> None:
    page = composed(ORIGINAL.replace("쟀습니다", "재었습니다"), recorded(TRANSLATION))
    tree = rendered(page, tmp_path)
    assert notes(tree) == [("stale? help", ["../../../lessons/heights/", "../../translation-status/"])]
    text = text_of(tree)
    assert text.index("Heights") < text.index("stale?") < text.index("We measured heights.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ low:.2f }}", "{{ low:.3f }}"),
        ("가장 작은 키는 {{ low:.2f }}입니다.", "가장 작은 키가 있습니다."),
        ("/// cell | heights\n///\n", ""),
        ("입니다.\n\n## 끝", "입니다. [끝](#end)도 있습니다.\n\n## 끝"),
    ],
)
def test_a_stale_section_gives_way_to_the_original_where_they_show_different_things(
    old: str, new: str
) -> None:
    assert old in ORIGINAL
    original = ORIGINAL.replace(old, new)
    page = composed(original, recorded(TRANSLATION))
    texts = [part.text for part in page.parts if not hasattr(part, "name")]
    assert not any("smallest height" in text for text in texts)
    assert any(text.startswith("## 데이터 {#data lang=ko") for text in texts)
    assert any("replaced?" in text and "#data" in text for text in texts)
    assert "We measured heights." in texts
    assert [block.name for block in page.cells] == [one.name for one in sectioned(original).page.cells]


def test_messages_name_the_file_in_which_a_text_stands() -> None:
    page = composed(ORIGINAL.replace("{{ low:.2f }}", "{{ low:.3f }}"), recorded(TRANSLATION))
    assert page.file == FILE
    [(_, value)] = page.asked()
    assert (value.file, value.line) == (SOURCE, 14)
    assert page.cells[0].file == SOURCE


@pytest.mark.parametrize(
    ("path", "original", "status"),
    [
        ("index.md", "../", "translation-status/"),
        ("about.md", "../../about/", "../translation-status/"),
        ("lessons/index.md", "../../lessons/", "../translation-status/"),
        ("a/b/c.md", "../../../../a/b/c/", "../../../translation-status/"),
    ],
)
def test_notes_lead_to_the_original_from_wherever_a_page_stands(
    path: str, original: str, status: str, tmp_path: Path
) -> None:
    [(_, links)] = notes(rendered(composed(ORIGINAL, None, PurePosixPath(path)), tmp_path))
    assert links == [original, status]
    page = composed(MOVED_ON, recorded(TRANSLATION), PurePosixPath(path))
    [(_, links)] = notes(rendered(page, tmp_path))
    assert links == [original + "#end", status]


def test_the_title_is_marked_while_it_is_the_originals(tmp_path: Path) -> None:
    for started in (recorded(ORIGINAL, opening="untranslated"), None):
        [title] = rendered(composed(ORIGINAL, started), tmp_path).iter("h1")
        assert title.get("lang") == "ko"
    titled = recorded(ORIGINAL.replace("title: 키", "title: Heights"), opening="untranslated")
    for translated in (titled, recorded(TRANSLATION)):
        [title] = rendered(composed(ORIGINAL, translated), tmp_path).iter("h1")
        assert (title.get("lang"), text_of(title).rstrip("¶")) == (None, "Heights")


def test_an_untranslated_opening_without_text_gets_no_empty_frame(tmp_path: Path) -> None:
    bare = ORIGINAL.replace("키를 쟀습니다.\n\n", "")
    tree = rendered(composed(bare, recorded(bare, opening="untranslated")), tmp_path)
    assert all(text_of(one).strip() for one in tree.iter("div"))


def test_sections_that_the_original_no_longer_has_are_not_shown() -> None:
    original = ORIGINAL[: ORIGINAL.index("## 데이터")]
    page = composed(original, recorded(TRANSLATION))
    assert page.cells == []
    assert "We measured heights." in [part.text for part in page.parts if not hasattr(part, "name")]
    assert len(page.parts) == len(sectioned(TRANSLATION).sections["opening"].parts)


BLOCKS = """\
## 데이터 {#data}

//// details | 펼치기
/// note | 쪽지
안쪽 글
///

/// cell | heights
///

가장 작은 키는 {{ low:.2f }}입니다.
////

///// html | div.deep
//// html | div.deeper
밑바닥 글
////
/////
"""


@pytest.mark.parametrize("translation", [None, recorded(TRANSLATION[: TRANSLATION.index("## The data")])])
def test_frames_close_around_cells_and_blocks_of_authors(translation: str | None, tmp_path: Path) -> None:
    head, rest = ORIGINAL[: ORIGINAL.index("## 데이터")], ORIGINAL[ORIGINAL.index("## 끝") :]
    tree = rendered(composed(f"{head}{BLOCKS}\n{rest}", translation), tmp_path)
    assert "///" not in text_of(tree)
    frames = [one for one in tree.iter("div") if one.get("lang") == "ko"]
    [frame] = [one for one in frames if by_id_or_none(one, "cell-heights") is not None]
    for text in ("안쪽 글", "밑바닥 글", "가장 작은 키는 164.25입니다."):
        assert text in text_of(frame)
    assert "으로 갑니다." not in text_of(frame), "the next section has a frame of its own"
    [fold] = [one for one in frame.iter("details") if by_id_or_none(one, "cell-heights") is not None]
    assert "164.25입니다." in text_of(fold)
    assert [text_of(one).strip() for one in of_class(frame, "deeper")] == ["밑바닥 글"]
    assert all(not list(of_class(one, "translation-note")) for one in frames)


def by_id_or_none(tree: Any, name: str) -> Any:
    return next((element for element in tree.iter() if element.get("id") == name), None)
