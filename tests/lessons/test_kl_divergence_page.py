"""Claims of lesson 2-6 on what its page says: values in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.claims import shown, states

from tests.lessons.grids import grid

page = shown("kl_divergence.py")


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("two-costs", "1.2130", "1.5596", "0.3466")
    page.says("kl-divergence", "0.3466", "1.414", "3.364", "4.757")
    page.says("contributions", "0.3466", "0.1733", "-0.1733")
    page.says("random-pairs", "10,000", "0.0029", "100%")
    page.says("one-line", "0.7947", "0.6109", "0.1838")
    page.says("one-gap", "0.7", "0.6109", "0.0000", "0.6109")
    page.says("one-gap-everywhere", "0.611")
    page.says("zeros", "0.2281")
    page.says("nearly-zero", "0.2765", "4.3018", "3", "1.1513")
    page.says("both-directions", "0.3466", "0.4332")
    states(
        "<th>방향</th><th>엔트로피</th><th>KL 발산</th><th>교차 엔트로피</th>",
        "<td>p를 q로 예측</td><td>…</td><td>…</td><td>…</td>",
        "<td>q를 p로 예측</td><td>…</td><td>…</td><td>…</td>",
        "<th>Direction</th><th>Entropy</th><th>KL</th><th>Cross entropy</th>",
        "<td>q predicts p</td><td>…</td><td>…</td><td>…</td>",
        "<td>p predicts q</td><td>…</td><td>…</td><td>…</td>",
    )
    page.says(
        "two-ways-to-count",
        *("0.5 0.25 0.125 0.125", "0.25 0.125 0.125 0.5", grid(page, "two-ways-to-count")),
        *("1.2130", "0.3466", "1.5596", "1.2130", "0.4332", "1.6462"),
    )
    page.says("samples-as-probabilities", "51%", "34%", "-6,090", "9,865")
    page.says("kl-normals", "0.5", "0.3181", "0.8069")
    page.says("gaussian-densities", "-0.9189")
    page.says("three-ways", "0.4431")
    page.says("narrow-and-wide", "1e+45", "0.4431")
    page.says("monte-carlo", "0.12", "0.0018")
    page.says("error-bars", "0.4431", "3", "4")
    page.says("mixture", "1.0000")
    page.says("mixture-mean", "142.2", "0.0007", "0.0399")
    page.says("forward-and-reverse", "0.5669", "0.5098")
    page.says("covering-and-seeking", "0.5098", "0.6", "0.6", "0.5108", "0.4", "0.9163")
    page.says("by-mean", "142", "126", "167")
    states(
        "<th>정규분포</th><th>순방향</th><th>역방향</th>",
        "<td>둘을 덮는 분포</td><td>…</td><td>…</td>",
        "<td>어린이의 분포</td><td>…</td><td>…</td>",
        "<td>어른의 분포</td><td>…</td><td>…</td>",
        "<th>Normal distribution</th><th>Forward</th><th>Reverse</th>",
        "<td>Covers both peaks</td><td>…</td><td>…</td>",
        "<td>The children’s</td><td>…</td><td>…</td>",
        "<td>The adults’</td><td>…</td><td>…</td>",
    )
    page.says(
        "fits",
        *("142.20", "22.02", "142.20", "22.02", "3", "0.510", "3", "1.155"),
        *("0", "300", "301", "110", "190", "0.6 0.4", "125 168", "6 7", grid(page, "fits")),
        *("0.5669", "1.3371", "9.6111", "0.5098", "10.6616", "0.9145", "3"),
    )
    page.says("jensen-shannon", "0.0921", "0.6931")
    page.says("kl-div-loss", "0.3466")
    page.says("wrong-calls", "-1.4474", "0.4332", "0.3466")
    page.says("batchmean", "0.3899", "0.0975", "4")
    page.says("batchmean-of-places", "1.0397", "0.3466")
    page.says("student-and-teacher", "0.0000", "1.2130")
    page.says("the-floor-of-the-loss", "1.2130", "20", "1.2130")
    page.says("exercise-bits", "1.75", "2.25", "0.5", "0.3466")
    page.says("exercise-uniform", "1.3863")
    page.says("exercise-triangle", "1.6145", "0.7403")
    page.says("exercise-units", "100", "0.08", "100")
    page.says("exercise-sampled-mixture", "142.4", "22.1")
    page.says("exercise-coverage", "69%", "95%", "68%", "95%")


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("ko", ("p를 q로 예측", "q를 p로 예측", "둘을 덮는 분포", "어린이의 분포", "어른의 분포")),
        ("en", ("q predicts p", "p predicts q", "Covers both peaks", "The children’s", "The adults’")),
    ],
)
def test_the_rows_that_stand_in_for_the_explorables(language: str, labels: tuple[str, ...]) -> None:
    text = Path("docs", language, "lessons/kl-divergence.md").read_text(encoding="utf-8")
    pairs = ["p", "q"], ["q", "p"]
    rows = [[f"entropy({a})", f"kl_divergence({a}, {b})", f"cross_entropy({a}, {b})"] for a, b in pairs]
    rows += [[f'scores["{name}"][{at}]' for at in (0, 1)] for name in ("wide", "children", "adults")]
    for label, values in zip(labels, rows, strict=True):
        cells = "".join(f"<td>{{{{ {value}:.4f }}}}</td>" for value in values)
        assert f"<tr><td>{label}</td>{cells}</tr>" in text
