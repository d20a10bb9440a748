"""Claims of lesson 2-5 on what its figures draw and write, and on the values in its sentences."""

from __future__ import annotations

import math

import numpy as np
from literate.checking.claims import lesson, shown, states

from tests.lessons.grids import grid
from tests.lessons.words_and_models import LOGITS, REVERSED, UNIFORM, P, expected_surprise, log_total, soft

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")

LOG2 = math.log(2)
TARGET = [0.025, 0.925, 0.025, 0.025]


def cost_of_share(share: float) -> float:
    return expected_surprise([0.7, 0.3], [share, 1 - share])


def test_figures_on_surprise_and_entropy() -> None:
    probabilities = np.linspace(0.01, 1, 100)
    page.draws("surprise-curve", probabilities, [-math.log(p) for p in probabilities])
    halves, heights = [1 / 2, 1 / 4, 1 / 8], [LOG2, 2 * LOG2, 3 * LOG2]
    page.draws("surprise-curve", halves, heights)
    page.draws("surprise-curve", [[half, half] for half in halves], [[0, height] for height in heights])
    page.draws("surprise-curve", [[0, half] for half in halves], [[height, height] for height in heights])
    page.draws_bars("surprise-by-word", P)
    page.draws_bars("surprise-by-word", [-math.log(p) for p in P])
    page.draws("surprise-by-word", [0, 1], [expected_surprise(P, P)] * 2, "mean 1.213")
    shares = np.linspace(0, 1, 101)
    page.draws("entropy-of-two", shares, [expected_surprise([p, 1 - p], [p, 1 - p]) for p in shares])
    page.draws("entropy-of-two", [0.5], [LOG2], "log 2")


def test_figures_on_cross_entropy() -> None:
    for q in (P, UNIFORM, REVERSED):
        page.draws_bars("models-beside-p", q)
    page.draws_bars("models-beside-p", P, "p")
    page.draws_bars("models-beside-p", P, "q")
    page.draws_bars("areas", [-math.log(one) for one in P], "area = H(p)")
    page.draws_bars("areas", [-math.log((1 / 4 + one) / 2) for one in REVERSED], "up to here = H(p, q)")
    inner = np.linspace(0.05, 0.95, 91)
    page.draws("gap-above-entropy", inner, [cost_of_share(share) for share in inner])
    page.draws("gap-above-entropy", [0.7], [cost_of_share(0.7)], "entropy 0.611")
    page.draws("gap-above-entropy", [0, 1], [cost_of_share(0.7)] * 2)
    page.draws("gap-above-entropy", [[0.3, 0.3]], [[cost_of_share(0.7), cost_of_share(0.3)]], "gap 0.339")


def test_figures_on_logits() -> None:
    page.draws_bars("logits-to-probabilities", LOGITS)
    page.draws_bars("logits-to-probabilities", soft(LOGITS))
    page.draws("learning-curves", range(41), ce.once_path, "softmax once")
    page.draws("learning-curves", range(41), ce.twice_path, "softmax twice")
    page.draws_bars("gradient-is-a-difference", soft(LOGITS), "softmax")
    page.draws_bars("gradient-is-a-difference", [0, 1, 0, 0], "target")
    page.draws_bars("gradient-is-a-difference", np.array(soft(LOGITS)) - [0, 1, 0, 0])
    for cell in ("logits-to-probabilities", "gradient-is-a-difference"):
        page.draws(cell, [0, 1], [0, 0])


def test_figures_on_losses() -> None:
    zs = np.linspace(-6, 6, 121)
    page.draws("binary-curves", zs, [log_total([0, -z]) for z in zs], "y = 1")
    page.draws("binary-curves", zs, [log_total([0, z]) for z in zs], "y = 0")
    page.draws("binary-curves", [0], [LOG2], "log 2")
    sure = log_total([10, 0, 0, 0, 0]) - 10
    counted = [(3 * math.log(5) + (n - 3) * sure) / n for n in range(3, 21)]
    page.draws("padding-curve", range(3, 21), counted, "padding counted")
    page.draws("padding-curve", [0, 1], [math.log(5)] * 2, "padding ignored")
    gaps = np.linspace(0, 10, 101)
    guesses = [soft([0, gap, 0, 0]) for gap in gaps]
    page.draws("label-smoothing-curve", gaps, [-math.log(guess[1]) for guess in guesses], "ε = 0")
    smoothed = [expected_surprise(TARGET, guess) for guess in guesses]
    page.draws("label-smoothing-curve", gaps, smoothed, "ε = 0.1")
    floor = expected_surprise(TARGET, TARGET)
    page.draws("label-smoothing-curve", [0, 1], [floor, floor], "entropy of the target")


def test_the_figure_on_temperature() -> None:
    rows = [soft([z / t for z in LOGITS]) for t in ce.temperatures]
    page.draws("exercise-temperature", ce.temperatures, [expected_surprise(q, q) for q in rows])
    page.draws("exercise-temperature", [1], [expected_surprise(soft(LOGITS), soft(LOGITS))])
    page.draws("exercise-temperature", [0, 1], [math.log(4)] * 2, "log 4")


def test_the_axes_of_the_figures() -> None:
    states(
        "가로축은 확률 a, 세로축은 놀라움",
        "Probability a on the horizontal axis and surprisal on the vertical axis",
        "가로축은 첫 번째 결과의 확률, 세로축은 엔트로피",
        "The probability of the first outcome on the horizontal axis and entropy on the vertical axis",
        "가로축은 모델이 믿는 안드로이드의 비율, 세로축은 교차 엔트로피",
        "The share of Android in the model on the horizontal axis and cross entropy on the vertical axis",
        "가로축은 걸음, 세로축은 정답의 확률",
        "Steps on the horizontal axis and the probability of the answer on the vertical axis",
        "가로축은 로짓 z, 세로축은 손실",
        "Logit z on the horizontal axis and loss on the vertical axis",
        "가로축은 패딩을 채운 뒤의 길이, 세로축은 손실",
        "Length after padding on the horizontal axis and loss on the vertical axis",
        "가로축은 정답의 로짓, 세로축은 손실",
        "The logit of the answer on the horizontal axis and loss on the vertical axis",
        "가로축은 걸음, 세로축은 교차 엔트로피",
        "Steps on the horizontal axis and cross entropy on the vertical axis",
        "나타낸 것이고 세로축은 엔트로피",
        "which is logarithmic, and entropy on the vertical axis",
    )
    labels = {
        "surprise-curve": ("probability a", "surprisal (nats)"),
        "entropy-of-two": ("probability of the first", "entropy (nats)"),
        "gap-above-entropy": ("share of Android in the model", "H(p̂, q) (nats)"),
        "learning-curves": ("step", "probability of the answer"),
        "binary-curves": ("logit z", "loss (nats)"),
        "padding-curve": ("length after padding", "loss (nats)"),
        "label-smoothing-curve": ("logit of the answer, others 0", "loss (nats)"),
        "counting-by-gradient-curve": ("step", "cross entropy (nats)"),
        "exercise-temperature": ("temperature T", "entropy (nats)"),
    }
    for cell, (below, beside) in labels.items():
        axes = page.figures[cell][0].axes[0]
        assert (axes.get_xlabel(), axes.get_ylabel()) == (below, beside)


def test_texts_in_the_figures() -> None:
    page.writes("surprise-by-word", "Probability", "Surprisal", "−log p (nats)")
    page.writes("areas", "Width p, height −log q")
    page.writes("models-beside-p", "p itself, H(p, q) = 1.213", "uniform, H(p, q) = 1.386")
    page.writes("models-beside-p", "reversed, H(p, q) = 1.820")
    page.writes("gap-above-entropy", "Mean NLL = cross entropy")
    page.writes("logits-to-probabilities", "Logits", "Softmax of the logits")
    page.writes(
        "gradient-is-a-difference", "What the model says, and what came", "Gradient: softmax − target"
    )
    page.writes("binary-curves", "Loss of a binary answer")
    page.writes("counting-by-gradient-curve", "Gradient descent arrives where counting does")
    page.writes("entropy-of-two", "Entropy of two outcomes")
    page.writes("exercise-temperature", "Temperature and entropy")
    page.writes("label-smoothing-curve", "With label smoothing, more confident is not better")
    page.writes("learning-curves", "Learning the answer from a wrong start")
    page.writes("padding-curve", "Padding dilutes the loss")
    page.writes("surprise-curve", "Halving the probability adds log 2")


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("surprise", "0.6931", "6.9078")
    page.says("surprises-add-up", "2.0794")
    page.says("mean-surprise", "1.212", "1.213")
    page.says("surprise-by-word", "1.213")
    page.says("entropy", "1.3863", "1.2130")
    page.says("entropy-of-two", "0.6931")
    page.says("bits-and-nats", "1.75", "1.75")
    page.says("one-question-too-many", "0.469", "1.2130")
    page.says("cross-entropy", "1.2130", "1.3863", "1.8195")
    page.says("models-beside-p", "3", "3", "3", "3")
    page.says("areas", "0.3384")
    page.says("never-below-entropy", "1.2135", "1.2130", "큽니다")
    states(
        "<th>모델 q</th><th>H(p)</th><th>H(q)</th><th>H(p, q)</th><th>H(q, p)</th>",
        "<td>p를 그대로 아는 모델</td><td>…</td><td>…</td><td>…</td><td>…</td>",
        "<td>균등한 모델</td><td>…</td><td>…</td><td>…</td><td>…</td>",
        "<td>거꾸로 아는 모델</td><td>…</td><td>…</td><td>…</td><td>…</td>",
        "<th>Model q</th><th>H(p)</th><th>H(q)</th><th>H(p, q)</th><th>H(q, p)</th>",
        "<td>Knows p exactly</td><td>…</td><td>…</td><td>…</td><td>…</td>",
        "<td>Uniform</td><td>…</td><td>…</td><td>…</td><td>…</td>",
        "<td>Reversed</td><td>…</td><td>…</td><td>…</td><td>…</td>",
    )
    page.says(
        "impossible-word",
        *("1.3170", "0.5 0.25 0.125 0.125", "0.1875 0.1875 0.25 0.375", grid(page, "impossible-word")),
        *(
            "3",
            *["1.2130"] * 5,
            "1.3863",
            "1.3863",
            "1.5596",
            "1.2130",
            "1.2130",
            "1.8195",
            "1.8195",
            "1.2130",
        ),
    )
    page.says("mean-nll", "0.7")
    page.says("more-people", "0.6109")
    page.says("gap", "0.611")
    page.says("gap-above-entropy", "0.611", "0.339", "0.611", "0.339")
    page.says("contexts", "0.6", "0.5", "0.25", "0.125", "0.125", "0.4", "0.25", "0.75", "0", "0")
    page.says("two-contexts", "0.9527", "1.1144")
    page.says("logits-to-probabilities", "4")
    page.says("only-differences-count", "0.8808")
    page.says("log-sum-exp", "1002.4402")
    page.says("log-softmax", "-800")
    page.says("one-hot-target", "0.611")
    page.says("cross-entropy-loss", "0.1939", "3.7052", "1.7797")
    page.says("three-ways", "1.779749")
    page.says("softmax-twice", "0.7437")
    page.says("learning-curves", "10", "10", "0.92", "0.03")
    page.says("learning-from-zeros", "0.981", "0.968", "0.972", "0.016")
    page.says("wrong-and-sure", "100")
    page.says("wrong-and-sure-with-logits", "800", "-1")
    page.says("class-weights", "2.8800", "6.7200")
    page.says("gradient-is-a-difference", "음수")
    page.says("padding", "1.6094", "0.8048", "뺍니다", "-100")
    page.says("padding-curve", "1.61")
    page.says("label-smoothing", "0.925", "0.025", "1.4902", "0.3488")
    page.says("label-smoothing-curve", "3.6", "1.3863")
    page.says("perplexity", "4", "3.36", "6.17")
    page.says("wrong-base", "4", "2.61", "7.39")
    page.says("exercise-die", "0.2939")
    page.says("exercise-floor", "0.7437", "9.3735", "0.1", "4")
    page.says("exercise-best-gap", "3.6109", "3.6")
    page.says("exercise-two-sentences", "28.66", "3.67")
