"""Claims of lesson 2-2 on words that are unknown or rare."""

from __future__ import annotations

import numpy as np
from literate.checking.claims import lesson, shown, states
from pytest import approx

from tests.lessons.test_tokenizer_and_vocabulary import COUNTS, TEST_WORDS, UNKNOWN

tokens = lesson("tokenizer_and_vocabulary.py")
page = shown("tokenizer_and_vocabulary.py")


def test_nearly_every_other_word_is_unknown_unless_one_peeks() -> None:
    states(
        "낱말의 …를 모릅니다. 거의 둘 가운데 하나입니다",
        "Of these words, … are unknown, nearly every other one",
        "떼어 둔 문장까지 넣으면 모르는 낱말이 없습니다",
        "When the held-out sentences are included, there are no unknown words",
    )
    page.prints("unknown-words", 100 * UNKNOWN, 0)
    assert tokens.word_unknowns == UNKNOWN
    assert (
        tokens.cheating == 0 == tokens.unknown_rate(str.split, {*COUNTS, *TEST_WORDS}) and 0.4 < UNKNOWN < 0.5
    )


def test_counts_fall_and_most_words_occur_once() -> None:
    states(
        "낱말을 많이 나온 차례대로 늘어놓고 횟수를 살펴봅시다",
        "Let's put the words in the order of their counts",
        "점들이 오른쪽으로 갈수록 낮아져 횟수가 1인 곳에서 길게 이어진다",
        "The points go down to the right and end in a long line where the count is 1",
        "한 번만 나온 낱말이 길게 꼬리를 이루는 모습은 같습니다",
        "they have the same long tail of words that occur only once",
        "가로축은 순위, 세로축은 횟수이다",
        "The horizontal axis is the rank, the vertical axis the count",
        "점들은 처음에는 점선보다 아래에 있다가 곧 점선보다 위에 놓인다",
        "The points are below the dashed line at first, and soon above it",
        "점선은 30을 순위로 나눈 값이고",
        "A dashed line is 30 divided by the rank",
        "가장 흔한 낱말이 …번 나왔고, 서로 다른 낱말의 …가 한 번만 나왔습니다",
        "The most frequent word occurs … times, and … of the different words occur only once",
        "꼬리가 길면 새 글에서도 처음 보는 낱말이 많이 나옵니다",
        "With such a tail, new text brings many new words",
    )
    falling = sorted(COUNTS.values())[::-1]
    page.prints("zipf", *falling[:10], 100 * falling.count(1) / len(falling))
    ranks = range(1, len(falling) + 1)
    page.draws("zipf-curve", ranks, falling)
    page.draws("zipf-curve", range(1, 31), [30 / rank for rank in range(1, 31)], "30 / rank")
    (axis,) = page.figures["zipf-curve"][0].axes
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("rank", "count")
    points, dashed = (line.get_ydata() for line in axis.lines)
    assert (
        (np.diff(points) <= 0).all() and np.mean(points == 1) > 0.5 and axis.lines[1].get_linestyle() == "--"
    )
    assert (points[:30] > dashed).tolist() == [False] * 2 + [True] * 28
    # Each sentence is new to the others; its words that occur once are unknown to them.
    assert abs(falling.count(1) / sum(falling) - UNKNOWN) < 0.02


def test_inverse_proportion_is_straight_on_logarithmic_axes_and_the_corpus_is_flatter() -> None:
    states(
        "순위가 두 배가 되면 횟수는 절반이 된다는 뜻입니다",
        "at twice the rank, the count is one half",
        "두 축의 눈금이 모두 열 배씩 커지는 그래프",
        "A chart in which the ticks of both axes grow tenfold",
        "그림의 두 축은 같은 거리마다 수가 열 배씩 커지는 로그 축입니다",
        "Both axes of the figure are logarithmic: numbers grow tenfold over equal distances",
        "이런 축에서는 두 배도 절반도 어디에서나 같은 거리이므로, 반비례하는 점선이 곧게 보입니다",
        "On such axes, twice and one half are the same distance everywhere, so the dashed line, which is"
        " inversely proportional, looks straight",
        "우리 말뭉치의 점들은 앞쪽에서 점선보다 평평하여 이 법칙을 잘 따르지 않습니다",
        "The points of our corpus are flatter than the dashed line in the beginning, so they do not follow"
        " the law well",
        "곧게 내려간다",
        "goes straight down",
    )
    (axis,) = page.figures["zipf-curve"][0].axes
    assert axis.get_xscale() == axis.get_yscale() == "log"
    points, dashed = axis.lines
    x, y = axis.transData.transform(dashed.get_xydata()).T
    assert np.allclose(np.diff(y) / np.diff(x), (y[-1] - y[0]) / (x[-1] - x[0])) and y[-1] < y[0]
    assert np.allclose(dashed.get_ydata()[1::2], dashed.get_ydata()[:15] / 2)
    assert np.allclose(np.diff(axis.transData.transform([(n, n) for n in (1, 2, 4, 8)]), 2, axis=0), 0)
    assert np.allclose(np.diff(axis.transData.transform([(n, n) for n in (1, 10, 100)]), 2, axis=0), 0)
    logs = (np.log(line.get_xydata()[:30].T) for line in (points, dashed))
    steepness = [np.polyfit(x, y, 1)[0] for x, y in logs]
    assert steepness[1] == approx(-1) and -0.5 < steepness[0] < 0
