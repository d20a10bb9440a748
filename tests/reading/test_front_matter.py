"""Front matter that YAML can read but no page can use is rejected with its line."""

from __future__ import annotations

import pytest
from literate.messages import Problem
from literate.reading.pages import parse_page


@pytest.mark.parametrize(
    "line",
    [
        "minutes: yes",
        "description: [a, b]",
        "description: 0xff",
        "template: 3",
        "hide: toc",
        "search: [exclude]",
        "'requires': coins",
        "title : 3",
    ],
)
def test_an_entry_of_the_wrong_kind_is_rejected_with_its_line(line: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_page(f"---\ntranslates:\n  {line}\ntitle: 키\n{line}\n---\n", "page.md")
    assert (caught.value.file, caught.value.line) == ("page.md", 5)


@pytest.mark.parametrize("front", ["{title: 키, requires: [a]}", "title: 키\n? requires\n: [a]"])
def test_every_entry_has_a_line_however_it_is_written(front: str) -> None:
    page = parse_page(f"---\n{front}\n---\n", "page.md")
    assert page.front.keys() == page.front_lines.keys()
    assert all(1 <= line <= 5 for line in page.front_lines.values())
