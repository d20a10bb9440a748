"""The book of a language: what a page becomes as a chapter, and what EPUBCheck has to say about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.rendering.chapters import Chapter, read_chapters
from literate.rendering.epub import write_epub

from tests.support.epub_check import complaints
from tests.support.scratch import MAIN, write

NAVIGATION = """site_name: Two lessons
site_url: {address}
nav:
  - Home: index.md
  - 1 First:
      - 1-1 Coins: lessons/coins.md
      - 1-2 Heights: lessons/heights.md
  - Translation status: translation-status.md
"""
ABOUT = {
    "language": "ko",
    "title": "동전 & 키",
    "description": "1 < 2",
    "rights": "CC BY 4.0",
    "address": "https://example.org/nlp/",
    "contents": "차례",
}
COVER = (MAIN / "docs" / "ko" / "preview.png").read_bytes()


def make_project(root: Path, body: str, address: str = "") -> Project:
    """A project of two rendered lessons, one of which has this body."""
    write(root / "mkdocs.yml", NAVIGATION.format(address=address))
    write(root / "docs/ko/words.yml", (MAIN / "docs/ko/words.yml").read_text(encoding="utf-8"))
    for name, content in {"coins": '<h2 id="toss">Toss</h2>', "heights": body}.items():
        page = f'<!doctype html><nav>menu</nav><article><h1 id="_1">{name}</h1>{content}</article>'
        write(root / "site/lessons" / name / "index.html", page)
    return Project.at(root)


def chapters(root: Path, body: str, address: str = "") -> list[Chapter]:
    project = make_project(root, body, address)
    return read_chapters(project, "ko", project.site)


def heights(root: Path, body: str, address: str = "") -> str:
    """What the body of a page is in its chapter."""
    content = chapters(root, body, address)[1].content
    return content.removeprefix('<h1 id="lessons-heights._1">heights</h1>')


def test_the_chapters_are_the_pages_of_the_navigation_with_its_titles_and_their_sections(
    tmp_path: Path,
) -> None:
    coins, others = chapters(tmp_path, "")
    assert (coins.name, coins.title) == ("lessons-coins", "1-1 Coins")
    assert coins.sections == [("lessons-coins.toss", "Toss")]
    assert "menu" not in coins.content
    assert (others.name, others.title, others.sections) == ("lessons-heights", "1-2 Heights", [])


@pytest.mark.parametrize(
    ("link", "in_book"),
    [
        ("#scale", "lessons-heights.xhtml#lessons-heights.scale"),
        ("../coins/", "lessons-coins.xhtml#lessons-coins"),
        ("../coins/#toss", "lessons-coins.xhtml#lessons-coins.toss"),
        ("../coins/#%ED%82%A4", "lessons-coins.xhtml#lessons-coins.%ED%82%A4"),
        ("https://elsewhere.org/?a=1&amp;b=2", "https://elsewhere.org/?a=1&amp;b=2"),
        ("heights.py", "https://example.org/nlp/lessons/heights/heights.py"),
        ("../../", "https://example.org/nlp/"),
        ("../../translation-status/#a", "https://example.org/nlp/translation-status/#a"),
    ],
)
def test_links_lead_into_the_book_or_to_the_published_site(tmp_path: Path, link: str, in_book: str) -> None:
    address = "https://example.org/nlp/"
    assert heights(tmp_path, f'<a href="{link}">there</a>', address) == f'<a href="{in_book}">there</a>'


def test_links_of_a_printed_chapter_stay_within_its_file(tmp_path: Path) -> None:
    body = '<a href="../coins/#toss">1</a><a href="https://elsewhere.org/a.xhtml#b">2</a>'
    assert chapters(tmp_path, body)[1].printed.endswith(
        '<a href="#lessons-coins.toss">1</a><a href="https://elsewhere.org/a.xhtml#b">2</a>'
    )


def test_a_book_holds_its_images_and_the_alternatives_of_images_from_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "site/lessons/heights/plot.svg", "<svg/>")
    body = '<img alt="plot" src="plot.svg"><img alt="a < b" src="https://elsewhere.org/plot.png">'
    assert (
        heights(tmp_path, body) == '<img alt="plot" src="data:image/svg+xml;base64,PHN2Zy8+"></img>a &lt; b'
    )


def test_a_link_to_a_site_whose_address_is_unknown_becomes_text(tmp_path: Path) -> None:
    assert heights(tmp_path, '<a href="heights.py" title="code">there</a>') == '<a title="code">there</a>'


def test_ids_and_what_refers_to_them_are_unique_in_the_book(tmp_path: Path) -> None:
    body = (
        '<svg viewBox="0 0 9 9"><defs><clipPath id="a-1"><rect></rect></clipPath><path id="b"></path></defs>'
        '<use href="#b" clip-path="url(#a-1)" style="fill: var(--figure-0, #36c)"></use></svg>'
    )
    assert heights(tmp_path, body) == (
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><defs>'
        '<clipPath id="lessons-heights.a-1"><rect></rect></clipPath>'
        '<path id="lessons-heights.b"></path></defs>'
        '<use href="#lessons-heights.b" clip-path="url(#lessons-heights.a-1)" style="fill: #36c"></use></svg>'
    )


def test_collapsed_blocks_are_open_and_controls_are_left_out(tmp_path: Path) -> None:
    body = (
        "<details><summary>풀이</summary><p>1</p></details>"
        '<details class="cell-code"><summary>코드 보기</summary>'
        '<pre><span></span><code>a<span class="o">+</span>1</code></pre></details>'
        '<details class="aloud"><summary>소리 내어 읽으면</summary><p>x</p></details>'
        '<button>복사</button><script>"<p>"</script><div class="lesson-bar"><a href="x">x</a></div>'
    )
    assert heights(tmp_path, body) == (
        '<div class="details"><div class="summary">풀이</div><p>1</p></div>'
        '<div class="details cell-code"><pre><code>a+1</code></pre></div>'
    )


def test_the_whole_output_replaces_its_beginning_and_end(tmp_path: Path) -> None:
    body = (
        '<div class="cell-output"><p>출력</p><div class="highlight">1 … 9</div></div>'
        '<details class="cell-all"><summary>전체</summary><div class="highlight">1 2 3</div></details>'
    )
    assert re.sub("<[^>]*>", " ", heights(tmp_path, body)).split() == ["출력", "1", "2", "3"]


def test_an_explorable_becomes_a_sentence(tmp_path: Path) -> None:
    found = heights(tmp_path, '<div class="explorable"><two-bars p="1"><p>fallback</p></two-bars></div>')
    assert re.fullmatch(r'<div class="explorable">[^<]*1-2 Heights[^<]*</div>', found)


def test_formulas_are_mathml_in_the_epub_and_set_by_katex_in_the_pdf(tmp_path: Path) -> None:
    body = (
        '<span class="katex"><span class="katex-mathml">'
        '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation>'
        '</semantics></math><span class="spoken">엑스</span></span>'
        '<span class="katex-html" aria-hidden="true"><i>x</i></span></span>'
    )
    chapter = chapters(tmp_path, body)[1]
    assert chapter.content.endswith(
        '<span class="katex" role="math" aria-label="엑스"><span class="katex-mathml">'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></span></span>'
    )
    assert chapter.printed.endswith(
        '<span class="katex" role="img" aria-label="엑스"><span class="katex-html"><i>x</i></span></span>'
    )


def test_a_page_that_was_not_rendered_is_reported(tmp_path: Path) -> None:
    project = make_project(tmp_path, "")
    (project.site / "lessons/coins/index.html").unlink()
    with pytest.raises(Problem, match=r"site/lessons/coins/index\.html"):
        read_chapters(project, "ko", project.site)


def test_epubcheck_accepts_what_html_allows_and_xml_does_not_and_finds_what_is_wrong(tmp_path: Path) -> None:
    body = (
        "<p>a&nbsp;&amp;&copy;&lt;b&gt;<br>\x0c<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= alt=''>"
        '<p hidden>next<table><tr><td>1</table><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'
        '<a href="#scale">1</a><h2 id="scale">키 &lt; 1</h2><details open><summary>s</summary>1</details>'
        '<svg viewBox="0 0 1 1"><path id="p" d="M0 0"/><use xlink:href="#p"/><a xlink:href="#scale"/></svg>'
        '<table border="1"><tr><td align="right" width="9">1</table><a href="https://a.org/b c">1</a>'
    )
    twice = Chapter("twice", "twice", [], '<p id="twice">1</p><p id="twice">2</p>', "")
    open_tag = Chapter("open", "open", [("nowhere", "Nowhere")], "<p>3", "")
    write_epub(tmp_path / "book.epub", [*chapters(tmp_path, body), twice, open_tag], ABOUT, COVER)
    found = {line.split(":")[0] for line in complaints(tmp_path / "book.epub")}
    assert found == {"RSC-005 twice.xhtml", "RSC-016 open.xhtml", "RSC-012 contents.xhtml"}
