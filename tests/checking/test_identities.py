r"""Relations that a page states in passing hold at random points: `$\log_2 x = \frac{\log x}{\log 2}$`."""

from __future__ import annotations

import pytest
from literate.checking.identities import false_relations, judged_formulas
from literate.reading.pages import parse_page

PAGE = r"""---
title: 식
---

확률은 $q = \frac{1}{1+e^{-z}}$이고, $\hat{p} = \frac{k}{n}$이며, 섞은 분포는 $m = \frac{1}{2}(p+q)$입니다.

$$
% entropy
H(p) = -\sum_{k=1}^{K} p_k \log p_k
$$

$$
% cross-entropy
H(p, q) = -\sum_{k=1}^{K} p_k \log q_k
$$

$$
\operatorname{KL}(p \parallel q) = \sum_{k=1}^{K} p_k \log \frac{p_k}{q_k}
$$

$$
"""


def broken(tex: str) -> list[int]:
    return [problem.line for problem in false_relations(parse_page(f"{PAGE}{tex}\n$$\n", "page.md"))]


HOLD = [
    r"\log_2 x = \frac{\log x}{\log 2}",
    r"\frac{d}{dp} \log(1-p) = -\frac{1}{1-p}",
    r"\log x \le x - 1 \qquad (x > 0)",
    r"-\log(1-q) = z + \log(1 + e^{-z})",
    r"\frac{dq}{dz} = q(1-q)",
    r"H(p, q) = H(p) + \operatorname{KL}(p \parallel q)",
    r"H(p, q) \ge H(p)",
    r"\operatorname{KL}(p \parallel q) \ge 0",
    r"\log K \ge H(p)",
    r"H(\hat{p}, q) = H(\hat{p}) + \operatorname{KL}(\hat{p} \parallel q)",
    r"\begin{aligned} & H(p, q) - H(p) \\ &= \sum_{k=1}^{K} p_k (\log p_k - \log q_k) \end{aligned}",
    r"\sqrt{1^2 + (-1)^2} = \sqrt{2}",
    r"\sum_{k=1}^{K} (\mu - x_k) = K\mu - \sum_{k=1}^{K} x_k",
    r"\sum_{i=1}^{n} \sum_{j=1}^{i} 1 = \frac{n(n+1)}{2}",
    r"\sum_{i=1}^{n} \sum_{j=1}^{n} x_i y_j = \sum_{i=1}^{n} x_i \sum_{j=1}^{n} y_j",
    r"\frac{d}{dz_j} \log \sum_{k=1}^{K} e^{z_k} = \frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}}",
]
BROKEN = [
    r"\log_2 x = \frac{\log 2}{\log x}",
    r"\frac{d}{dp} \log(1-p) = \frac{1}{1-p}",
    r"\log x \ge x - 1 \qquad (x > 0)",
    r"-\log(1-q) = -z + \log(1 + e^{-z})",
    r"\frac{dq}{dz} = q(1+q)",
    r"H(p, q) = H(q) + \operatorname{KL}(p \parallel q)",
    r"H(p, q) \le H(p)",
    r"\operatorname{KL}(p \parallel q) \le 0",
    r"\log K \le H(p)",
    r"H(\hat{p}, q) = H(\hat{p}) - \operatorname{KL}(\hat{p} \parallel q)",
    r"\begin{aligned} & H(p, q) - H(p) \\ &= \sum_{k=1}^{K} p_k (\log p_k + \log q_k) \end{aligned}",
    r"\sqrt{1^2 - (-1)^2} = \sqrt{2}",
    r"\sum_{k=1}^{K} (\mu - x_k) = K\mu + \sum_{k=1}^{K} x_k",
    r"\sum_{i=1}^{n} \sum_{j=1}^{i} 1 = \frac{n(n-1)}{2}",
    r"\sum_{i=1}^{n} \sum_{j=1}^{n} x_i y_j = \sum_{i=1}^{n} x_i y_i",
    r"\frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}} = \frac{e^{z_j - c}}{\sum_{k=1}^{K} e^{z_k + c}}",
]
# Definitions, conditions, and what is only said about one case
FREE = [
    r"x = 3",
    r"n - k = 0",
    r"\frac{q_k}{p_k} = 1",
    r"e^{\ell} = L",
    r"\cos\theta = \frac{a}{b}",
    r"(AW)^\top = W^\top A^\top",
    r"\operatorname*{argmax}_{p} L(p) = \operatorname*{argmin}_{p} H(p)",
    r"q(y \mid c) = \frac{n_{cy} + 1}{n_c + K}",
    r"-\frac{7}{p} + \frac{3}{1-p} = 0 \quad\Longrightarrow\quad 7(1-p) = 3p",
    r"\sum_{i=1}^{m} x_i^2 = 2 \sum_{i=1}^{m} x_i",
    r"\sum_{k=0}^{\infty} r^k = \frac{1}{1-r}",
    r"n! = n (n-1)!",
]


@pytest.mark.parametrize("tex", [*HOLD, *FREE])
def test_what_holds_for_all_values_or_is_a_definition_is_right(tex: str) -> None:
    assert broken(tex) == []


@pytest.mark.parametrize("tex", BROKEN)
def test_what_does_not_hold_is_reported_at_its_line(tex: str) -> None:
    [line] = broken(tex)
    assert line == PAGE.count("\n") + 1


def test_a_sentence_is_looked_at_too() -> None:
    page = parse_page(
        "---\ntitle: 식\n---\n\n$e^0 = 1$이지만 `$e^1 = 1$`은 코드이고, $e^2 = 1$입니다.\n", "page.md"
    )
    [problem] = false_relations(page)
    assert (problem.line, "e^2 = 1" in problem.detail) == (5, True)


def test_a_definition_by_itself_is_not_called_judged() -> None:
    page = parse_page("---\ntitle: 식\n---\n\n$s(a) = -\\log a$이고 $s(1) = 0$입니다.\n", "page.md")
    assert judged_formulas(page) == {}
