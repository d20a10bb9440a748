"""How formulas are read aloud: what a lecturer says, as accessible name and on request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from literate import messages
from literate.messages import say
from literate.rendering.katex import Katex
from literate.rendering.readings import heading, in_one_line, named

from tests.support.this_project import THIS

SPOKEN = {
    # \mid and | are a condition, not a divisor
    r"p(y \mid c)": ("p 괄호 열고 y 조건 c 괄호 닫고", "p of open paren y given c close paren"),
    r"p(x, y | z)": (
        "p 괄호 열고 x 콤마 y 조건 z 괄호 닫고",
        "p of open paren x comma y given z close paren",
    ),
    r"\hat{p}(\cdot \mid c)": (
        "p 햇 괄호 열고 점 조건 c 괄호 닫고",
        "p hat of open paren dot given c close paren",
    ),
    r"|z|": ("절댓값 z", "the absolute value of z"),
    # \parallel is a divergence, not parallel lines, however it is written
    r"\operatorname{KL}(p \parallel q)": ("p와 q 사이의 KL 발산", "the KL divergence of p from q"),
    r"D_{\mathrm{KL}}(\hat{p} \,\|\, q)": ("p 햇과 q 사이의 KL 발산", "the KL divergence of p hat from q"),
    r"D_{KL}(f \Vert g) \ge 0": (
        "f와 g 사이의 KL 발산은 0보다 크거나 같다",
        "the KL divergence of f from g is greater than or equal to 0",
    ),
    r"\lVert a \rVert": ("a의 노름", "the norm of a"),
    r"\lVert a - b \rVert^2": ("노름 a 빼기 b 노름 끝 제곱", "the norm of a minus b end norm squared"),
    # \prod is a product, not π
    r"\prod_{i=1}^{n} p_\theta(x_i)": (
        "모두 곱 i는 1부터 n까지 p 서브 세타의 x 서브 i",
        "the product from i equals 1 to n of p sub theta of x sub i",
    ),
    # a name of several letters is one function
    r"\mathrm{NLL}(\mu)": ("NLL의 뮤", "NLL of mu"),
    r"\operatorname*{argmax}_{q} L(q; x)": (
        "q에 대한 아그맥스 L 괄호 열고 q 세미콜론 x 괄호 닫고",
        "argmax over q of L of open paren q semicolon x close paren",
    ),
    # K and k sound alike
    r"\sum_{k=1}^{K} p_k": (
        "시그마 k는 1부터 대문자 K까지 p 서브 k",
        "the sum from k equals 1 to capital K of p sub k",
    ),
    r"\frac{p_k}{q_k}": ("q 서브 k분의 p 서브 k", "p sub k over q sub k"),
    r"\frac{1}{1 - p}": (
        "분모가 1 빼기 p이고 분자가 1인 분수",
        "the fraction with numerator 1 and denominator 1 minus p",
    ),
    r"\frac{\partial}{\partial z_j} \log x": (
        "라운드 z 서브 j분의 라운드 로그 x",
        "partial over partial z sub j log x",
    ),
    r"A^\top W": ("A 전치 W", "A transpose W"),
    r"(AB)x": ("괄호 열고 A B 괄호 닫고 곱하기 x", "open paren A B close paren times x"),
    r"A(Bx)": ("A 괄호 열고 B x 괄호 닫고", "A times open paren B x close paren"),
    r"y_{i-1}": ("y 서브 i 빼기 1 서브 끝", "y sub i minus 1 end sub"),
    r"\binom{10}{7}": ("10 C 7", "10 choose 7"),
    r"{}_{10}\mathrm{C}_{7}": ("10 C 7", "10 C 7"),
    r"\Delta": ("델타", "Delta"),
    # chains and equations of several lines
    r"a = b = 0": ("a는 b는 0", "a equals b equals 0"),
    r"0 < n \le m": (
        "0은 n보다 작다, n은 m보다 작거나 같다",
        "0 is less than n is less than or equal to m",
    ),
    r"\begin{aligned} n &= 1 + 1 \\ &= 2 \end{aligned}": (
        "n은 1 더하기 1은 2",
        "n equals 1 plus 1 equals 2",
    ),
    r"\theta \leftarrow 1": ("세타에 대입 1", "theta becomes 1"),
}


@pytest.fixture(scope="module")
def katex() -> Iterator[Katex]:
    with Katex() as katex:
        yield katex


@pytest.mark.parametrize(("index", "language"), [(0, "ko"), (1, "en")])
def test_a_formula_is_read_as_a_lecturer_reads_it(katex: Katex, index: int, language: str) -> None:
    said = {tex: katex.reading(tex, language) for tex in SPOKEN}
    assert said == {tex: both[index] for tex, both in SPOKEN.items()}


def test_a_reading_is_text_and_the_rest_of_its_formula_is_hidden(katex: Katex) -> None:
    html = katex.set(r"p(y \mid c)", display=False, language="en")
    spoken = '<span class="spoken">p of open paren y given c close paren</span>'
    assert '<span class="katex"><span class="katex-mathml"><math aria-hidden="true"' in html
    assert f"</math>{spoken}</span>" in html
    assert '<span class="katex-html" aria-hidden="true">' in html
    alone = katex.set("x", display=True, output="mathml", language="en")
    assert alone == '<math aria-hidden="true" display="block"><mi>x</mi></math><span class="spoken">x</span>'


def test_a_reading_with_signs_of_html_is_escaped() -> None:
    html = named("<math>x</math>", "a & <c>")
    assert html == '<math aria-hidden="true">x</math><span class="spoken">a &amp; &lt;c&gt;</span>'


def test_a_language_without_rules_keeps_the_mathml_as_the_name(katex: Katex) -> None:
    page = '<div class="arithmatex">\\[x\\]</div>'
    html, problems = katex.set_all(page, language="ja", word="読み上げ")
    assert problems == []
    assert (html, problems) == katex.set_all(page)
    assert "spoken" not in html and "<details" not in html
    assert '<span class="katex-mathml"><math' in html


def test_only_a_display_formula_has_a_control_that_shows_its_reading(katex: Katex) -> None:
    page = (
        '<p><span class="arithmatex">\\(n\\)</span></p><div class="arithmatex">\\[\n% name\nn = 1\n\\]</div>'
    )
    html, _ = katex.set_all(page, language="ko", word="소리 내어 읽으면")
    assert html.count("<details") == 1
    control = "<summary>소리 내어 읽으면</summary><p>n은 1</p></details>"
    assert html.endswith(f'</div><details class="aloud" data-search-exclude="true">{control}')


def test_a_part_in_another_language_is_read_in_its_language(katex: Katex) -> None:
    formula = '<span class="arithmatex">\\(n=1\\)</span>'
    page = f'<h2 lang="ko">{formula}</h2><div lang="ko"><div>{formula}</div></div><div>{formula}</div>'
    html, _ = katex.set_all(page, language="en")
    said = [part.partition("<")[0] for part in html.split('<span class="spoken">')[1:]]
    assert said == ["n은 1", "n은 1", "n equals 1"]


def test_a_recorded_reading_is_used_without_asking_for_it(tmp_path: Path) -> None:
    record = tmp_path / "ko.txt"
    record.write_text(f"{heading()}\n\n## page\nn = 1\n\trecorded\n", encoding="utf-8")
    with Katex() as katex:
        katex.readings.folder = tmp_path
        assert katex.reading("% name\nn  =\n1", "ko") == "recorded"
    record.write_text("# other rules\n\n## page\nn = 1\n\trecorded\n", encoding="utf-8")
    with Katex() as katex:
        katex.readings.folder = tmp_path
        assert katex.reading("n = 1", "ko") == "n은 1"


def test_every_language_with_rules_has_a_record_by_these_rules() -> None:
    for language in ("ko", "en"):
        lines = (THIS.root / f"docs/readings/{language}.txt").read_text(encoding="utf-8").split("\n")
        assert lines[0] == heading(), "python3 scripts/check.py --describe"
        assert sum(line.startswith("\t") and len(line) > 1 for line in lines) > 300


# Of formulas with parentheses or signs of relations, people say the particle of what they see.
FOLLOWED = re.compile(r"\$([^$()=|]+)\$(은|는|이|가|을|를|과|와|으?로)(?![가-힣])")


def test_the_particle_behind_a_formula_fits_its_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: True)
    record = (THIS.root / "docs/readings/ko.txt").read_text(encoding="utf-8").split("\n")
    readings = {tex: said.strip() for tex, said in pairwise(record) if said.startswith("\t")}
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (THIS.docs / "ko").rglob("*.md"))
    found = [(readings[in_one_line(tex)], particle) for tex, particle in FOLLOWED.findall(pages)]
    assert len(found) > 150
    for reading, particle in found:
        if particle.endswith("로"):
            assert say(f"{reading}(으)로", "").removeprefix(reading) in (particle, "(으)로"), reading
        else:
            closed = say(f"{reading}은(는)", "").removeprefix(reading)
            assert closed in (("은" if particle in "은이을과" else "는"), "은(는)"), (reading, particle)
