"""The one style sheet of the site."""

from __future__ import annotations

import re

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.rendering.styles import style_files

from tests.support.scratch import write


def test_our_sheets_follow_materials_and_katex_in_one_file_and_every_font_that_it_names_is_there(
    built: Project,
) -> None:
    write(built.docs / "styles" / "site.css", '/* Order */\n@import "b.css";\n@import "a.css";\n')
    write(built.docs / "styles" / "b.css", ".b {}")
    write(built.docs / "styles" / "a.css", ".a {}")
    write(built.docs / "theme" / "assets" / "explorables" / "one-plot.room.css", ".c {}")
    files = {path.as_posix(): content for path, content in style_files(built).items()}
    sheet = files["assets/site.css"].decode("utf-8")
    assert sheet.startswith("@charset") and sheet.count("@charset") == 1
    assert sheet.index(".md-header{") < sheet.index("color-scheme=slate]{") < sheet.index(".katex{")
    assert sheet.endswith(".b {}\n.a {}\n.c {}")
    fonts = {name.removeprefix("assets/katex/") for name in files if name.startswith("assets/katex/")}
    assert len(fonts) > 10
    assert sheet.count("url(katex/") == sheet.count('.woff2) format("woff2")')
    assert set(re.findall(r"url\((?!katex/)(.{6})", sheet)) == {'"data:'}
    assert all(f"url(katex/{font})" in sheet for font in fonts)
    assert fonts == {part.split(")")[0] for part in sheet.split("url(katex/")[1:]}


@pytest.mark.parametrize(
    ("order", "line"),
    [
        ('@import "a.css";\n', 0),
        ('@import "a.css";\n@import "b.css";\n@import "c.css";\n', 3),
        ('@import "a.css";\n@import "a.css";\n@import "b.css";\n', 2),
    ],
    ids=["not listed", "not there", "listed twice"],
)
def test_the_order_names_each_sheet_once(order: str, line: int, built: Project) -> None:
    write(built.docs / "styles" / "site.css", order)
    for name in ("a.css", "b.css"):
        write(built.docs / "styles" / name, "")
    with pytest.raises(Problem) as caught:
        style_files(built)
    assert (caught.value.file, caught.value.line) == ("docs/styles/site.css", line)


def test_a_missing_order_is_reported_with_its_file(built: Project) -> None:
    (built.docs / "styles" / "site.css").unlink(missing_ok=True)
    with pytest.raises(Problem) as caught:
        style_files(built)
    assert caught.value.file == "docs/styles/site.css"
