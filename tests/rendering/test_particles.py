"""Particles stay with what they belong to."""

from __future__ import annotations

import pytest
from literate.rendering.page_html import LONGEST, keep_particles

FORMULA = r'<span class="arithmatex">\(\theta\)</span>'


@pytest.mark.parametrize(
    ("page", "tied"),
    [
        (f"<p>쪽은 {FORMULA}입니다. 끝</p>", f"{FORMULA}입니다"),
        ("<p><code>np.trapezoid</code>로 구합니다</p>", "<code>np.trapezoid</code>로"),
        ("<p>가능도(likelihood)를 씁니다</p>", ")를"),
        (f"<p>for {FORMULA}, and</p>", f"{FORMULA},"),
        ("<p>‘추정한 값’이라는 표시</p>", "’이라는"),
    ],
)
def test_a_particle_is_tied_to_what_stands_before_it(page: str, tied: str) -> None:
    assert keep_particles(page) == page.replace(tied, f'<span class="tied">{tied}</span>')


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{FORMULA} 다음</p>",
        "<p>값 (하나) 둘</p>",
        '<div aria-label="가능도(L)를 그린 그림">글</div>',
        "<pre><code>f(x)를</code></pre>",
        "<svg><text>f(x)를</text></svg>",
        '<h2 id="a">가능도(L)를</h2>',
        f'<p><span class="arithmatex">\\({"x" * (LONGEST + 1)}\\)</span>는</p>',
        f"<p><code>{'x' * (LONGEST + 1)}</code>는</p>",
    ],
)
def test_all_else_stays_as_it_is(page: str) -> None:
    assert keep_particles(page) == page
