"""The site packed to be read from a disk: what is rewritten, and when the pack is written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.rendering.offline import is_packed, pack

from tests.support.scratch import Scratch, change, write

PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8">
<link rel="canonical" href="https://example.org/nlp/lessons/heights/">
<link href="../../assets/site.css" rel="stylesheet">
</head><body>
{body}
</body></html>
"""
INDEX = {
    "config": {"lang": ["ko"]},
    "docs": [
        {"location": "", "title": "처음", "text": ""},
        {"location": "lessons/heights/#data", "title": "데이터", "text": "<p>키</p>"},
    ],
}


def make_site(site: Path, body: str) -> Path:
    """A site of three pages, one of which has this body."""
    for place in ("index.html", "404.html", "lessons/coins/index.html"):
        write(site / place, PAGE.format(body=""))
    write(site / "lessons/heights/index.html", PAGE.format(body=body))
    write(site / "lessons/heights/heights.py", "print(1)\n")
    write(site / "assets/site.css", "p { color: red }\n")
    write(site / "assets/javascripts/bundle.js", "export const untouched = 1;\n")
    write(site / "assets/javascripts/bundle.js.map", "{}\n")
    write(site / "search/search_index.json", json.dumps(INDEX))
    write(site / "sitemap.xml", "<urlset/>\n")
    return site


def packed(site: Path, address: str = "") -> dict[str, str]:
    """What a site's pack holds, by path below its folder."""
    archive = site.with_name("pack.zip")
    pack(site, archive, address)
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        assert all(name.startswith("site-offline/") for name in names)
        return {name.removeprefix("site-offline/"): opened.read(name).decode("utf-8") for name in names}


def packed_body(tmp_path: Path, body: str, address: str = "") -> str:
    """A page's body as the pack holds it."""
    page = packed(make_site(tmp_path / "site", body), address)["lessons/heights/index.html"]
    return page.split("<body>\n")[1].split("\n</body>")[0]


@pytest.mark.parametrize(
    ("link", "on_disk"),
    [
        ("../..", "../../index.html"),
        ("../../", "../../index.html"),
        ("../coins/", "../coins/index.html"),
        ("../coins/?h=x#toss", "../coins/index.html?h=x#toss"),
        ("../%63oins/", "../%63oins/index.html"),
        ("./", "index.html"),
        ("#data", "#data"),
        ("heights.py", "heights.py"),
        ("/lessons/coins/", "../coins/index.html"),
        ("/nlp/lessons/coins/#toss", "../coins/index.html#toss"),
        ("https://example.org/nlp/lessons/coins/", "../coins/index.html"),
        ("https://example.org/nlp/", "../../index.html"),
        ("https://elsewhere.org/lessons/coins/", "https://elsewhere.org/lessons/coins/"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
    ],
)
def test_links_lead_to_files(tmp_path: Path, link: str, on_disk: str) -> None:
    body = f'<p title="a > b" class=x><a class="y" href="{link}">there</a></p>'
    address = "https://example.org/nlp/"
    assert packed_body(tmp_path, body, address) == body.replace(link, on_disk)


def test_only_links_are_rewritten(tmp_path: Path) -> None:
    body = (
        '<pre>&lt;a href="../coins/"&gt; and data-href="../coins/"</pre>\n'
        "<script>const link = '<a href=\"../coins/\">';</script>\n"
        '<!-- <a href="../coins/"> -->\n'
        '<img data-src="../coins/" alt="src=&quot;../coins/&quot;" src="../../assets/site.css">'
    )
    assert packed_body(tmp_path, body) == body


def test_a_page_says_where_it_is_published(tmp_path: Path) -> None:
    page = packed(make_site(tmp_path / "site", ""), "https://example.org/nlp/")["lessons/heights/index.html"]
    assert '<link rel="canonical" href="https://example.org/nlp/lessons/heights/">' in page
    assert '<head><script src="../../assets/from-disk.js"></script>' in page


def test_what_only_servers_ask_for_is_left_out(tmp_path: Path) -> None:
    names = set(packed(make_site(tmp_path / "site", "")))
    assert names == {
        "index.html",
        "lessons/coins/index.html",
        "lessons/heights/index.html",
        "lessons/heights/heights.py",
        "assets/site.css",
        "assets/from-disk.js",
        "assets/javascripts/bundle.js",
        "search/search_index.js",
    }


def test_the_search_index_is_a_script_that_leads_to_files(tmp_path: Path) -> None:
    script = packed(make_site(tmp_path / "site", ""))["search/search_index.js"]
    index = json.loads(script.removeprefix("var __index = "))
    assert [entry["location"] for entry in index["docs"]] == ["index.html", "lessons/heights/index.html#data"]
    assert index["config"] == INDEX["config"]


def test_modules_come_as_data_and_name_one_another_by_place(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", '<script type="module" src="../../assets/plots/plot.js"></script>')
    write(site / "assets/plots/plot.js", 'import { a } from "./parts/a.js";\nimport "../more.js";\n')
    write(site / "assets/plots/parts/a.js", 'export const a = await import("../plot.js");\n')
    write(site / "assets/more.js", "export {};\n")
    write(site / "assets/classic.js", "window.b = 1;\n")
    files = packed(site)
    (call,) = [
        line for line in files["assets/from-disk.js"].splitlines() if line.startswith("modulesFromDisk(")
    ]
    modules = json.loads(call.removeprefix("modulesFromDisk(").removesuffix(");"))
    assert modules == {
        "assets/plots/plot.js": 'import { a } from "site:assets/plots/parts/a.js";\n'
        'import "site:assets/more.js";\n',
        "assets/plots/parts/a.js": 'export const a = await import("site:assets/plots/plot.js");\n',
        "assets/more.js": "export {};\n",
    }
    assert (
        '<script type="module">import "../../assets/plots/plot.js";</script>'
        in files["lessons/heights/index.html"]
    )


def test_a_module_that_asks_where_it_is_is_rejected(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", "")
    write(site / "assets/lost.js", "export const here = import.meta.url;\n")
    with pytest.raises(Problem, match=r"site/assets/lost\.js"):
        pack(site, tmp_path / "pack.zip")


def test_the_same_site_gives_the_same_bytes_and_another_one_is_noticed(tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    site = make_site(tmp_path / "site", "")
    pack(site, one)
    assert is_packed(site, one)
    write(site / "index.html", (site / "index.html").read_text(encoding="utf-8"))
    pack(site, other)
    assert one.read_bytes() == other.read_bytes()
    write(site / "index.html", PAGE.format(body="another"))
    assert not is_packed(site, one)
    one.write_bytes(b"no archive")
    assert not is_packed(site, one)
    assert not is_packed(site, tmp_path / "none.zip")


def test_offline_packs_what_is_published_and_only_when_that_has_changed(project: Scratch) -> None:
    archive = project.root / "site-offline.zip"
    project.build_well("--frozen")
    assert not archive.exists()

    assert "site-offline.zip" in project.build_well("--offline").out
    assert is_packed(project.site, archive)
    standing = archive.stat().st_mtime_ns
    assert "Nothing has changed" in project.build_well("--offline").out
    assert archive.stat().st_mtime_ns == standing

    archive.unlink()
    project.build_well("--frozen", "--offline")
    assert is_packed(project.site, archive)

    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    project.build_well("ten-heights", "--offline")
    assert is_packed(project.site, archive)
    with zipfile.ZipFile(archive) as packed:
        page = packed.read("site-offline/lessons/ten-heights/index.html").decode("utf-8")
    assert "사람들의 키를 쟀습니다." in page
    assert 'href="../fair-coins/index.html#expected-share"' in page


def test_a_build_that_fails_leaves_the_pack_as_it_was(project: Scratch) -> None:
    archive = project.root / "site-offline.zip"
    project.build_well("--offline")
    standing = archive.read_bytes()
    change(project.heights_page, "fair-coins.md#expected-share", "fair-coins.md#no-such-section")
    assert project.build("--offline").code == 1
    assert archive.read_bytes() == standing
