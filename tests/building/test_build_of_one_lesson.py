"""Building one lesson brings up to date whatever else speaks of what has changed."""

from __future__ import annotations

from tests.support.scratch import Scratch, change, contents, write

GLOSSARY = """\
coin:
  ko: {term: 동전, definition: 앞과 뒤가 있는 것.}
"""
PAGE = "---\ntitle: 용어집\n---\n\n/// glossary\n///\n"


def test_a_new_title_reaches_the_pages_that_name_the_lesson(project: Scratch) -> None:
    change(project.coins_page, "title: 동전\n", "title: 공정한 동전\n")
    project.build_well("fair-coins", "--frozen")
    assert ">공정한 동전</a>" in project.page("ten-heights")
    one = contents(project.root, "site")
    project.build_well("--frozen")
    assert contents(project.root, "site") == one


def test_a_new_definition_reaches_every_page_that_uses_the_term(project: Scratch) -> None:
    write(project.root / "docs/glossary.yml", GLOSSARY)
    write(project.root / "docs/ko/glossary.md", PAGE)
    change(project.root / "mkdocs.yml", "\nnav:\n", "\nnav:\n  - 용어집: glossary.md\n")
    project.build_well("--frozen")
    assert 'title="앞과 뒤가 있는 것."' in project.page("ten-heights")
    change(project.root / "docs/glossary.yml", "앞과 뒤가", "앞면과 뒷면이")
    project.build_well("fair-coins", "--frozen")
    for lesson in ("ten-heights", "fair-coins"):
        assert 'title="앞면과 뒷면이 있는 것."' in project.page(lesson)
    one = contents(project.root, "site")
    project.build_well("--frozen")
    assert contents(project.root, "site") == one
