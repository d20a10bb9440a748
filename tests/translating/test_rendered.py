"""What could act is rejected once more when it is rendered, whatever the first look let pass."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from timeit import timeit

import html5lib
import markdown  # type: ignore[import-untyped]
import pytest
from literate import messages
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import parse_page
from literate.rendering.edition import Renderer
from literate.rendering.katex import Katex
from literate.running.job import CellRecord
from literate.translating.safety.rendered import unsafe
from literate.translating.safety.written import raw_html

from tests.support.hostile import BENIGN, FORMULAS, HOSTILE, ORIGINAL, TRANSLATION, Hostile
from tests.support.weaving import ROOT, extensions, woven

VALUES = {"mean:.1f": "1.0", "device": "cpu"}
OWN = raw_html(parse_page(ORIGINAL, "docs/ko/lessons/likelihood.md"))
ACTING = {"script", "iframe", "object", "embed", "form", "base", "meta", "style", "link", "animate", "button"}


def html_of(folder: Path, page: str) -> str:
    """Render a page as the site does, as if nothing had been looked at before."""
    head, body = page.split("---\n", 2)[1:]
    text = woven(folder, body, {"imports": CellRecord(values=VALUES)}, f"---\n{head}---\n")
    names, options = extensions()
    html = markdown.markdown(text.split("---\n", 2)[2], extensions=names, extension_configs=options)
    return str(html)


def acting(html: str) -> Iterator[str]:
    """Yield what acts on a page as browsers read it: elements, events, styles, addresses."""
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        tag = str(element.tag).rsplit("}", 1)[-1]
        if tag in ACTING:
            yield tag
        for name, value in element.attrib.items():
            target = re.sub(r"[\0- ]", "", value).replace("\\", "/").lower()
            is_address = str(name) in ("href", "src")
            has_scheme = re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", target)
            if (
                str(name).startswith("on")
                or name == "srcdoc"
                or (name == "style" and not value.startswith("text-align: "))
                or (is_address and has_scheme)
                or (tag == "img" and is_address and re.match(r"(https?:)?//", target))
            ):
                yield f"{name}={value}"


@pytest.mark.parametrize("hostile", [one for one in HOSTILE if one.acts], ids=lambda hostile: hostile.name)
def test_what_acts_once_it_is_rendered_is_rejected(hostile: Hostile, tmp_path: Path) -> None:
    html = html_of(tmp_path, hostile.page)
    assert list(acting(html)), "this page would not act"
    assert unsafe(html, OWN)


@pytest.mark.parametrize("hostile", FORMULAS, ids=lambda hostile: hostile.name)
def test_formulas_that_act_when_they_are_set_are_rejected_before(hostile: Hostile, tmp_path: Path) -> None:
    found = unsafe(html_of(tmp_path, hostile.page), OWN)
    assert found and found.startswith("\\")


@pytest.mark.parametrize("name", BENIGN)
def test_a_page_that_only_looks_hostile_passes(name: str, tmp_path: Path) -> None:
    html = html_of(tmp_path, TRANSLATION.replace("HOSTILE", BENIGN[name]))
    assert not list(acting(html))
    assert unsafe(html, OWN) is None


@pytest.mark.parametrize(
    "html",
    [
        "<p>a < b</p>",
        "<p onclick>x</p>",
        "<p id='x'>x</p>",
        "<p/onclick=alert(1)>x</p>",
        "<p",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<?xml?>",
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="\x01javascript:alert(1)">x</a>',
        '<svg><use href="https://evil.example/x.svg#a"/></svg>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        '<path style="fill: url(https://evil.example/)"/>',
        '<path style="filter: expression(1)"/>',
        '<g clip-path="url(https://evil.example/#a)"></g>',
        '<h2 id="__config">x</h2>',
        '<p class="x mermaid">x</p>',
        '<p class="md-search">x</p>',
        '<p data-md-component="x">x</p>',
        '<img src="https://evil.example/x.png">',
        '<img src="//evil.example/x.png">',
        '<img src="x.png" srcset="https://evil.example/x.png">',
        "<math><mtext>x</mtext></math>",
    ],
)
def test_html_that_is_not_on_the_list_is_rejected(html: str) -> None:
    assert unsafe(f"<p>x</p>{html}")


def test_what_the_original_itself_holds_may_stand() -> None:
    assert unsafe('<video src="x.mp4">') == '<video src="x.mp4">'
    assert unsafe('<video src="x.mp4">', ['<video src="x.mp4">']) is None
    assert unsafe('<video src="y.mp4">', ['<video src="x.mp4">'])


def test_this_projects_figures_pass_and_take_little_time() -> None:
    staged = sorted((ROOT / "snippets" / "recorded" / "negative-log-likelihood").rglob("*.svg"))
    assert staged
    html = "\n".join(path.read_text(encoding="utf-8") for path in staged)
    assert unsafe(html) is None
    assert timeit(lambda: unsafe(html), number=1, timer=time.process_time) < 0.1


def test_what_a_formula_prints_is_not_an_answer() -> None:
    with Katex() as katex:
        for tex in (r'\message{{"html": "evil"}}x', r'\errmessage{{"html": "evil"}}x', r"\show\frac"):
            assert "evil" not in katex.set(tex, display=False).partition("<annotation")[0]
        assert 'class="katex"' in katex.set("y", display=False)


@pytest.mark.parametrize("korean", [True, False])
def test_rendering_stops_and_names_the_line(
    korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    about = (ROOT / "docs" / "en" / "about.md").read_text(encoding="utf-8")
    staged = tmp_path / "build" / "en" / "about.md"
    staged.parent.mkdir(parents=True)
    staged.write_text(f"{about}\n<b onmouseover=opensource.org>x</b>\n", encoding="utf-8")
    line = next(number for number, one in enumerate(about.splitlines(), 1) if "opensource.org" in one)
    into = tmp_path / "site"
    into.mkdir()
    with pytest.raises(Problem) as caught:
        Renderer(Project(ROOT, ("ko", "en"), tmp_path), "en", "").render(into)
    said = "번역에 둘 수 없는 HTML이 됩니다" if korean else "A translation cannot contain this HTML"
    assert str(caught.value) == f"docs/en/about.md:{line}: {said}: <b onmouseover=opensource.org>"


def test_nesting_without_end_stops_rendering_without_a_traceback(tmp_path: Path) -> None:
    staged = tmp_path / "build" / "en" / "about.md"
    staged.parent.mkdir(parents=True)
    staged.write_text("# x\n\n" + "- " * 1400 + "x\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    with pytest.raises(Problem) as caught:
        Renderer(Project(ROOT, ("ko", "en"), tmp_path), "en", "").render(tmp_path / "site")
    assert caught.value.file == "docs/en/about.md"
