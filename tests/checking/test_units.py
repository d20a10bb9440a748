"""The unit after a value is the one that the names in its expression tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.units import wrong_axes, wrong_units
from literate.reading.pages import parse_page
from literate.reading.snippets import Cell, Snippet


def lines_with_wrong_units(text: str) -> list[int]:
    return [problem.line for problem in wrong_units(parse_page(f"---\ntitle: 식\n---\n{text}\n", "page.md"))]


@pytest.mark.parametrize(
    "text",
    [
        "글자마다 {{ own_bits:.2f }}비트입니다.",
        "It takes {{ own_bits:.2f }} bits.",
        "엔트로피는 **{{ entropy(p):.4f }}나트**입니다.",
        "{{ entropy(p):.4f }} nats or {{ entropy_in_bits:.4f }} bits",
        "{{ bits * math.log(2):.2f }} bits, {{ to_nats(bits):.2f }}나트",
        "{{ one_hot_bytes(100) / 1e6:.1f }}메가바이트",
        "{{ 8 }}비트",
        "{{ nll_in_meters:.3f }}나트, {{ size }}개",
    ],
)
def test_a_unit_that_the_names_tell_or_allow_is_right(text: str) -> None:
    assert lines_with_wrong_units(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "글자마다 {{ own_bits:.2f }}나트입니다.",
        "It takes {{ own_bits:.2f }} nats.",
        "엔트로피는 **{{ entropy(p):.4f }}비트**입니다.",
        "{{ entropy(p):.4f }} bits",
        "{{ memory_in_bytes }}비트",
        "{{ memory_in_bytes / 1e6 }}바이트",
        "{{ memory_in_bytes / 1e6 }} kilobytes",
        "{{ memory_in_bytes }}메가바이트",
        "/// cell | curve\n    alt: 곡선의 높이는 {{ own_bits:.2f }}나트\n\n셀\n///",
        "/// cell | curve\n    alt: 곡선\n\n높이는 {{ own_bits:.2f }}나트\n///",
    ],
)
def test_another_unit_is_wrong_at_its_line(text: str) -> None:
    assert len(lines_with_wrong_units(text)) == 1


@pytest.mark.parametrize(
    ("code", "problems"),
    [
        ('axis.plot(meters)\naxis.set(xlabel="height (m)", ylabel="loss (nats)")', []),
        ('axis.plot(meters)\naxis.set(xlabel="height (cm)")', [6]),
        ('axis.plot(heights)\naxis.set(xlabel="height (cm)")', []),
        ('axis.plot(losses)\naxis.set(ylabel="loss (bits)")', [6]),
        ('axis.plot(losses_in_bits)\naxis.set(ylabel="loss (bits)", title="Losses (2)")', []),
    ],
)
def test_an_axis_has_the_unit_that_the_names_in_its_cell_tell(code: str, problems: list[int]) -> None:
    snippet = Snippet(Path("x.py"), "snippets/x.py", code, (Cell("curve", 5, code),))
    assert [problem.line for problem in wrong_axes(snippet)] == problems


def test_code_is_not_read() -> None:
    assert lines_with_wrong_units("```\n{{ page.title\n```") == []
