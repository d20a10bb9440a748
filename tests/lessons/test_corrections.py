"""Claims of the page on what was corrected."""

from __future__ import annotations

import ast
import io
import math
import tokenize
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

corrections = lesson("corrections.py")
page = shown("corrections.py")


def code(cell: str) -> str:
    (found,) = [one.code for one in page.snippet.cells if one.name == cell]
    return found


SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def test_the_right_density() -> None:
    claimed = formula("corrections-gaussian-pdf")
    claimed.agrees(corrections.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))


def test_the_density_without_the_2() -> None:
    states(
        "두 함수의 차이는 근호 안의 인수 2 하나입니다",
        "The two functions differ only in the factor 2 under the square root",
        "**잡아내는 검사:** 식 검사와 성질 검사입니다. 실행은 잡지 못합니다. 예외가 나지 않기 때문입니다",
        "the formula check and the property check. Running the code does not catch it, because no exception",
        "틀린 코드는 몇 번을 실행해도 똑같이 틀린 값을 내기 때문입니다",
        "because the wrong code gives the same wrong values however often we run it",
        "| 근호 안에서 빠진 2 | 식 검사, 성질 검사 |",
        "| The 2 missing under the square root | Formula check, property check |",
    )
    wrong, at = corrections.density_without_the_2, {"x": (150, 190), "mu": (160, 180), "sigma": (1, 10)}
    formula("density-without-the-2").agrees(wrong, **at)
    right_code, wrong_code = (code(cell) for cell in ("gaussian-pdf", "density-without-the-2"))
    assert right_code.replace("gaussian_pdf", wrong.__name__).replace("sqrt(2 * ", "sqrt(") == wrong_code
    with pytest.raises(AssertionError):
        formula("corrections-gaussian-pdf").agrees(wrong, **at)
    assert corrections.wrong_area > 1.4 and wrong(170, 168, 5) == wrong(170, 168, 5)


def test_the_right_derivative() -> None:
    states(
        "$n$명 가운데 $k$명이 안드로이드를 쓴다면 도함수는 다음과 같습니다",
        "If $k$ of $n$ people use Android, the derivative is as follows",
        "**잡아내는 검사:** 식 검사입니다",
        "**What catches it:** the formula check. Formulas that the code computes get a name",
        "| 도함수에서 빠진 $d$ | 식 검사 |",
        "| The $d$ missing from the derivative | Formula check |",
    )
    claimed = formula("corrections-binomial-nll-gradient")
    claimed.agrees(corrections.binomial_nll_gradient, p=SHARE, k=COUNT, n=TOTAL)
    claimed.is_derivative_of("binomial-nll", "p", p=SHARE, k=COUNT, n=TOTAL)
    with pytest.raises(AssertionError):
        claimed.agrees(lambda p, k, n: corrections.binomial_nll(p, k, n) / 1e-4, p=SHARE, k=COUNT, n=TOTAL)


HEIGHTS = [164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63]
MEANS = range(160, 181)
LIKELIHOODS = [math.prod(map(NormalDist(mu, 5).pdf, HEIGHTS)) for mu in MEANS]
LOGS = np.log(LIKELIHOODS)
RIGHT, WRONG = LIKELIHOODS[8], 32 * LIKELIHOODS[8]


def test_without_the_2_every_likelihood_is_32_times_too_large() -> None:
    states(
        "열 명의 키로 평균 168, 표준편차 5일 때의 가능도 $L$을 두 함수로 구합니다",
        "For ten heights, with a mean of 168 and a standard deviation of 5, we compute the likelihood $L$",
        "바른 가능도는 …, 2가 빠진 가능도는 …입니다. 틀린 값은 바른 값의 …배입니다",
        "The correct likelihood is …, and the likelihood without the 2 is …. The wrong value is … times",
        "밀도 하나가 $\\sqrt{2}$배로 커지고, 그런 밀도를 $n$개 곱하므로 가능도는 $2^{n/2}$배가 됩니다",
        "and we multiply $n$ of them, so the likelihood is too large by a factor of $2^{n/2}$",
        "$2^{n/2}$배가 됩니다. $n$은 표본의 크기입니다",
        "Here $n$ is the size of the sample",
        "로그 가능도에는 그 배수의 로그가 더해집니다. 바른 값은 …, 틀린 값은 …입니다",
        "In the log likelihood, the logarithm of that factor is added. The correct value is …, and the wrong",
        "두 값의 차이는 $\\frac{n}{2}\\log 2$이고",
        "They differ by $\\frac{n}{2}\\log 2$",
    )
    assert corrections.n == len(HEIGHTS) == 10 and list(corrections.heights) == HEIGHTS
    right, wrong = (one(165, 168, 5) for one in (corrections.gaussian_pdf, corrections.density_without_the_2))
    assert wrong / right == pytest.approx(math.sqrt(2))
    assert corrections.wrong_log - corrections.right_log == pytest.approx(10 / 2 * math.log(2))
    assert corrections.right_likelihood == pytest.approx(RIGHT)
    assert corrections.wrong_likelihood == pytest.approx(WRONG)
    page.prints(
        "both-likelihoods",
        *(RIGHT, math.log(RIGHT), WRONG, math.log(WRONG), 32, 2, 2, 32),
        *(5 * math.log(2), 2, 2, 5 * math.log(2)),
    )


def test_the_gap_is_the_same_at_every_mean_and_so_is_the_argmax() -> None:
    states(
        "가장 좋은 평균은 어느 쪽으로 구해도 …입니다. 두 값의 차이가 모든 평균에서 똑같기 때문입니다",
        "Whichever function we use, the best mean is …. This is because the two log likelihoods",
        "differ by the same amount at every mean",
        "평균은 …에서 …까지 옮겼습니다",
        "We moved the mean from … to …",
        "평균을 한 칸씩 옮기며 로그 가능도를 두 함수로 구합니다",
        "We move the mean step by step and compute the log likelihood with both functions",
        "가로축은 평균, 세로축은 로그 가능도. 모양이 같은 포물선 두 개가 위아래로 나란하다",
        "The mean on the horizontal axis and log likelihood on the vertical axis",
        "Two parabolas of the same shape run parallel, one above the other",
        "2가 빠진 위쪽 곡선과 바른 아래쪽 곡선 모두 …에서 가장 높다",
        "The upper curve, without the 2, and the lower curve, which is correct, are both highest at …",
        "봉우리의 자리는 같고 높이만 다릅니다",
        "The peaks are in the same place; only their heights differ",
        "양의 상수를 곱해도 argmax는 움직이지 않습니다",
        "Multiplying by a positive constant does not move the argmax",
        "틀린 것은 출력된 가능도와 로그 가능도의 값뿐입니다",
        "Only the printed values of the likelihood and the log likelihood are wrong",
    )
    axis = page.figures["parallel-curves"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("μ", "log likelihood")
    assert set(np.diff(corrections.means)) == {1}
    right, wrong = (line.get_ydata() for line in axis.lines[:2])
    assert (wrong > right).all() and np.diff(right, 2) == pytest.approx([-10 / 25] * 19)
    assert MEANS[right.argmax()] == MEANS[wrong.argmax()] == corrections.best_mean == 168
    for constant in (0.5, 32, 1000):
        assert np.argmax(constant * np.array(LIKELIHOODS)) == np.argmax(LIKELIHOODS)
    assert np.argmax(-np.array(LIKELIHOODS)) != np.argmax(LIKELIHOODS)
    assert corrections.right_logs == pytest.approx(LOGS)
    assert corrections.wrong_logs - corrections.right_logs == pytest.approx([5 * math.log(2)] * 21)
    page.prints("same-argmax", 168, 168, 5 * math.log(2), 5 * math.log(2))
    page.draws("parallel-curves", MEANS, LOGS, "with the 2")
    page.draws("parallel-curves", MEANS, LOGS + 5 * math.log(2), "without the 2")
    page.draws("parallel-curves", [168, 168], [0, 1], "μ = 168")


def test_without_the_2_the_area_is_the_root_of_2() -> None:
    states(
        "곡선 아래의 넓이가 1이어야 합니다",
        "There is a property that every density must have: the area under its curve is 1",
        "바른 밀도의 넓이는 …입니다. 2가 빠지면 넓이는 …, 곧 $\\sqrt{2}$입니다",
        "The area under the correct density is …",
        "Without the 2, the area is …, which is $\\sqrt{2}$",
        "이 함수는 이제 확률밀도함수가 아닙니다",
        "This function is no longer a probability density function",
        "가로축은 키, 세로축은 밀도. …에서 봉우리를 이루는 종 모양 곡선 두 개",
        "Height on the horizontal axis and density on the vertical axis. Two bell-shaped curves that peak at",
        "바른 밀도 곡선 아래의 넓이는 …이고, 2가 빠진 곡선은 그보다 높이 솟아 넓이가 …이다",
        "under the correct density curve is …; the curve without the 2 rises higher, and its area is …",
        "2가 빠진 곡선은 어디서나 바른 밀도의 …배 높이입니다",
        "The curve without the 2 is everywhere … times as high as the correct density",
        "**코드가 실행된다고 해서 그 결과가 참은 아닙니다.**",
        "**Code can run and still give results that are not true.**",
        "코드가 틀렸다면 가져온 수도 틀립니다",
        "if the code is wrong, so are the numbers taken from it",
    )
    axis = page.figures["right-and-wrong-density"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("height (cm)", "density")
    lines = axis.lines
    assert lines[1].get_ydata() / lines[0].get_ydata() == pytest.approx([math.sqrt(2)] * len(corrections.x))
    assert corrections.x[lines[1].get_ydata().argmax()] == pytest.approx(168)
    assert corrections.right_area == pytest.approx(1, abs=1e-7)
    assert corrections.wrong_area == pytest.approx(math.sqrt(2), abs=1e-7)
    page.prints("area-under-each-density", 1, math.sqrt(2), 2, math.sqrt(2))
    right = [NormalDist(168, 5).pdf(x) for x in corrections.x]
    page.draws("right-and-wrong-density", corrections.x, right, "with the 2:\narea 1.0000")
    wrong = math.sqrt(2) * np.array(right)
    page.draws("right-and-wrong-density", corrections.x, wrong, "without the 2:\narea 1.4142")


def test_another_density_agrees_with_the_right_one_only() -> None:
    states(
        "파이썬의 표준 라이브러리에는 정규분포를 나타내는 `NormalDist`가 있습니다",
        "Python’s standard library has `NormalDist`, which represents the normal distribution",
        "바른 함수는 어느 점에서나 비가 …입니다. 틀린 함수는 어느 점에서나 …입니다",
        "For the correct function, the ratio is … at every point. For the wrong function, it is … at every",
    )
    assert NormalDist.__module__ == "statistics"
    assert corrections.right_ratios == pytest.approx([1] * 100)
    assert corrections.wrong_ratios == pytest.approx([math.sqrt(2)] * 100)
    page.prints("against-another-density", 1, 1, math.sqrt(2), math.sqrt(2))


def test_a_docstring_changes_no_value() -> None:
    states(
        "파이썬은 독스트링의 뜻을 읽지 않습니다",
        "Python does not read what a docstring means",
        "설명이 무엇이든 값은 …입니다. 코드를 아무리 실행해도 틀린 설명은 드러나지 않습니다",
        "Whatever the description, the value is ….",
        "However often we run the code, a wrong description does not come to light",
        "이 사이트의 코드에는 설명하는 주석도 독스트링도 쓰지 않으며",
        "The code on this site contains no explanatory comments and no docstrings",
    )
    for path in sorted(Path("snippets").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        defining = (ast.Module, ast.FunctionDef, ast.ClassDef)
        assert not any(
            ast.get_docstring(one) for one in ast.walk(ast.parse(text)) if isinstance(one, defining)
        )
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        assert all(one.string.startswith("# %%") for one in tokens if one.type == tokenize.COMMENT)
    assert corrections.values == [NormalDist(168, 5).pdf(170)] * 2
    page.prints("docstring-is-not-run", *corrections.values)


def test_a_slip_in_code_shows_and_one_in_words_does_not() -> None:
    states(
        "글자로만 쓰이면 아무 일 없이 지나가고, 코드의 이름에 들어가면 바로 드러납니다",
        "If it is only text, it passes unnoticed; if it is in a name in the code, it comes to light at once",
        "첫 줄의 오타는 그대로 출력되었습니다. `np.log`를 잘못 쓴 `np.lgo`에서는 예외가 났습니다",
        "The typo in the first line was printed as it is. The typo in `np.lgo`, which should have been",
        "**잡아내는 검사:** 코드의 오타는 실행이 잡습니다",
        "running the code catches typos in code",
        "| 오타 | 코드라면 실행, 문장이라면 읽는 사람 |",
        "| Typos | In code, the run; in sentences, the reader |",
    )
    assert page.printed["two-slips"].startswith("Corss Entropy")
    assert "AttributeError" in page.printed["two-slips"]


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("both-likelihoods", "2.59e-12", "8.27e-11", "32", "-26.681", "-23.215", "3.4657")
    page.says("same-argmax", "160", "180", "168")
    page.says("parallel-curves", "168")
    page.says("area-under-each-density", "1.0000", "1.4142")
    page.says("right-and-wrong-density", "168", "1.0000", "1.4142", "1.41")
    page.says("against-another-density", "1.0000", "1.4142")
    page.says("docstring-is-not-run", "0.0737", "3")
    page.says("likelihood-in-place-of-log", "-6.1089", "0.002223", "0.7030")
    page.says("exp-brings-back-the-likelihood", "0.002223", "1.002226")
    page.says("leftover-scalar", "180", "-53.8299", "100", "1")
    page.says("value-in-place-of-change", "-8.0000", "-7.9980", "69314.7")


def test_the_titles_of_the_figures() -> None:
    page.writes("parallel-curves", "Same summit, wrong height")
    page.writes("right-and-wrong-density", "A density has area 1")
