"""Claims of lesson 2-5 on perplexity: its formula and sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_perplexity() -> None:
    states(
        "혼란도는 교차 엔트로피를 지수로 하여 $e$를 거듭제곱한 값입니다",
        "Perplexity is $e$ raised to the cross entropy. Models that split",
        "이 값을 지수로 하여 $e$를 거듭제곱하면",
        "If we raise $e$ to this value",
    )
    claimed = formula("perplexity").where(H="cross-entropy")
    claimed.agrees(lambda p, q: ce.perplexity(ce.cross_entropy(p, q)), p=(0.01, 1), q=(0.01, 1))


def test_the_perplexity_of_a_uniform_model_is_the_number_of_words() -> None:
    states(
        "$p$를 그대로 아는 모델도 …개를 놓고 헷갈립니다",
        "Even for the model that knows $p$ exactly, the number is …",
        "거꾸로 아는 모델의 혼란도는 …입니다",
        "The perplexity of the reversed model is …",
        "혼란도는 ‘모델이 낱말 몇 개를 놓고 똑같이 헷갈리는 셈인가’를 나타냅니다",
        "the model is as uncertain as if it had to choose among that many equally probable words",
        "네 낱말에 똑같은 확률을 주는 모델의 혼란도는",
        "The perplexity of the model that gives all four words the same probability is …",
        "낱말이 네 개뿐인데 그보다 큽니다",
        "There are only four words, and yet it is larger than that",
        "확률을 거꾸로 아는 것은 아무것도 모르는 것만 못합니다",
        "To have the probabilities in reverse is worse than to know nothing at all",
        "비트로 잰 교차 엔트로피를 쓴다면 $e$ 대신 2를 거듭제곱합니다. 출력의 `2^H`가 그 값이고, 결과는"
        " 같습니다",
        "If the cross entropy is in bits, we raise 2 to that power instead of $e$. In the output, this is"
        " `2^H`, and the result is the same",
    )
    for outcomes in (2, 4, 1000):
        q = np.full(outcomes, 1 / outcomes)
        p = np.random.default_rng(3).dirichlet(np.ones(outcomes))
        assert ce.perplexity(ce.cross_entropy(p, q)) == pytest.approx(outcomes)
        assert 2 ** (ce.cross_entropy(p, q) / math.log(2)) == pytest.approx(outcomes)
    perplexities = [ce.perplexity(ce.cross_entropy(ce.p, q)) for q in ce.models.values()]
    assert perplexities[0] < 4 == pytest.approx(perplexities[1]) and perplexities[2] > 4 == len(ce.words)
    said = [f"{perplexities[1]:.0f}", f"{perplexities[0]:.2f}", f"{perplexities[2]:.2f}"]
    assert page.said["perplexity"][-3:] == said
    for line in page.printed["perplexity"].splitlines():
        (by_e,), (by_2,) = (line.split(power)[1].split(",")[0].split() for power in ("e^H", "2^H"))
        assert by_e == by_2


def test_bases_that_do_not_match_give_a_wrong_perplexity() -> None:
    states(
        "나트로 잰 값을 2의 거듭제곱에 넣으면 …, 비트로 잰 값을 $e$의 거듭제곱에 넣으면 …입니다",
        "If we raise 2 to the value in nats, we get …. If we raise $e$ to the value in bits, we get …",
        "바른 혼란도는 …입니다",
        "so the right perplexity is …",
    )
    nats = ce.cross_entropy(ce.p, ce.uniform)
    assert (ce.uniform_nats, ce.uniform_bits) == pytest.approx((nats, nats / math.log(2)))
    assert math.exp(nats) == pytest.approx(4) == 2 ** (nats / math.log(2))
    assert 2**nats == pytest.approx(2 ** math.log(4))
    assert math.exp(nats / math.log(2)) == pytest.approx(math.exp(2))
    assert page.said["wrong-base"][:3] == ["4", f"{2 ** math.log(4):.2f}", f"{math.exp(2):.2f}"]


# Exercises


def test_the_perplexity_of_all_tokens_is_no_mean_of_perplexities() -> None:
    states(
        "문장의 혼란도를 평균 내면 …, 낱말을 모아 구하면 …입니다",
        "The mean of the two perplexities is …. For all the words together, the perplexity is …",
        "짧은 문장은 낱말이 2개이고 낱말마다 손실이 4나트입니다. 긴 문장은 낱말이 18개이고 낱말마다 손실이"
        " 1나트입니다",
        "A short sentence has 2 words, and the loss at each word is 4 nats. A long sentence has 18 words,"
        " and the loss at each word is 1 nat",
        "앞의 값은 낱말이 2개뿐인 문장에 18개인 문장과 같은 무게를 주고, 게다가 거듭제곱한 다음에 평균을"
        " 냈습니다",
        "The first value gives a sentence of only 2 words the same weight as a sentence of 18. Moreover, it"
        " takes the mean after the exponential",
        "혼란도는 낱말 전체의 평균 손실을 먼저 구하고, 마지막에 한 번만 거듭제곱해야 합니다",
        "The right way is to compute the mean loss over all words first and to take the exponential only"
        " once, at the end",
    )
    assert ce.short.tolist() == [4] * 2 and ce.long.tolist() == [1] * 18
    assert ce.by_token == pytest.approx((2 * 4 + 18 * 1) / 20)
    of_sentences = (math.exp(4) + math.exp(1)) / 2  # with weights of 1/2 each
    assert ce.perplexity(ce.by_token) == pytest.approx(math.exp(26 / 20)) and math.exp(26 / 20) < of_sentences
    said = [f"{of_sentences:.2f}", f"{math.exp(26 / 20):.2f}"]
    assert page.said["exercise-two-sentences"] == said
