"""The unit after a value is the one that the names in its expression tell."""

from __future__ import annotations

import pytest
from literate.checking.units import wrong_units
from literate.reading.pages import parse_page


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


def test_code_is_not_read() -> None:
    assert lines_with_wrong_units("```\n{{ page.title\n```") == []
