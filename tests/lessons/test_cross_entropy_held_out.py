"""Claims of lesson 2-5 on text that its language models have not seen, by counts of their own."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.pairs_of_tokens import (
    COUNTED,
    COUNTS,
    FIRSTS,
    HELD_OUT,
    KNOWN,
    NEW,
    PAIRS,
    SIZE,
    TRAINING,
    add_one_loss,
    mean,
    pairs_of,
)

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_an_unseen_pair_costs_infinity_until_every_pair_is_seen_once_more() -> None:
    states(
        "떼어 둔 글의 손실은 …나트, 혼란도는 …입니다",
        "The loss on the held-out text is … nats, and the perplexity is …",
        "학습한 글의 손실은 …입니다. 세기만 한 모델의 …보다 오히려",
        "On the training text, the loss is …. This is even … than the … of the model that only counts",
        "떼어 둔 문장의 짝 가운데 …는 학습할 때 한 번도 나오지 않았습니다",
        "Of the pairs in the held-out sentences, … never occurred in learning",
        "세기만 한 모델은 그런 짝에 확률 0을 주므로 손실이 무한대입니다",
        "The model that only counts gives them probability 0, so the loss is infinite",
        "본 적이 없다고 해서 있을 수 없는 것은 아닙니다",
        "Not having seen something does not make it impossible",
        "모든 짝을 한 번씩 더 본 것으로 치는 **1 더하기 평활화**",
        "to act as if every pair had been seen one more time: **add-one smoothing**",
        "토큰이 …가지인데 평균 …가지를 놓고 헷갈리는 셈입니다",
        "There are … tokens, but on average the model is as uncertain as with … of them",
        "학습한 글에서는 손실이 …배가 될 만큼 많이 잃었습니다",
        "On the training text we lose a lot: the loss becomes … times as large",
        "무한대이던 떼어 둔 글의 손실이 유한해졌습니다",
        "the loss on the held-out text, which was infinite, is now finite",
        "글에 나온 낱말마다 모델이 겪은 놀라움의 평균, 곧 음의 로그 가능도를 낱말 수로 나눈 값을 $H(p, q)$"
        " 자리에 넣습니다",
        "we take the model’s surprisal at each word of the text and compute the mean. In other words, we"
        " divide the negative log likelihood by the number of words. Then this mean takes the place of $H(p,"
        " q)$",
    )
    unseen = mean([float(COUNTS[pair] == 0) for pair in NEW])
    assert ce.unseen.mean() == pytest.approx(unseen) and unseen > 0
    assert ce.held_out_loss == math.inf
    assert ce.unseen.tolist() == [COUNTS[pair] == 0 for pair in NEW]
    assert (ce.by_counting[ce.new_inputs, ce.new_targets] == 0).tolist() == ce.unseen.tolist()
    one_more = (ce.counts + 1) / (ce.totals + SIZE)
    assert ce.add_one == pytest.approx(one_more)
    page.prints("unseen-pairs", len(NEW), round(100 * unseen, 1), math.inf)
    page.says("unseen-pairs", f"{unseen:.1%}")
    losses = add_one_loss(PAIRS), add_one_loss(NEW)
    assert (ce.add_one_training, ce.add_one_held_out) == pytest.approx(losses)
    assert losses[0] > COUNTED and math.isfinite(losses[1])
    assert ce.add_one.sum(axis=1) == pytest.approx([1] * SIZE)
    page.prints("add-one", *(value for loss in losses for value in (loss, math.exp(loss))))
    perplexity = math.exp(losses[1])
    said = [f"{losses[1]:.4f}", f"{perplexity:.1f}", str(SIZE), f"{perplexity:.0f}"]
    times = f"{losses[0] / COUNTED:.1f}"
    page.says("add-one", *said, f"{losses[0]:.4f}", f"{COUNTED:.4f}", "큽니다", times)


def test_the_trained_model_gives_every_unseen_pair_a_probability() -> None:
    states(
        "그렇다고 두 모델이 똑같은 것은 아닙니다",
        "Still, the two models are not the same",
        "언더플로만 없다면 소프트맥스는 0을 내놓지 않습니다",
        "As long as there is no underflow, softmax never returns 0",
        "경사하강법으로 학습한 모델은, 세기만 한 모델이 확률 0을 준 짝에도 0보다 큰 확률을 줍니다",
        "where the model that only counts gives a pair probability 0, the model trained by gradient descent"
        " gives it a probability greater than 0",
        "이 차이는 학습에 쓰지 않은 글에서 드러납니다",
        "This difference shows on text that was not used for training",
        "처음 보는 짝에도 0보다 큰 확률을 주므로 무한대가 되지 않습니다",
        "It is not infinite, because this model gives even a pair that it has never seen a probability"
        " greater than 0",
    )
    logits = ce.weights.detach().numpy()
    firsts, seconds = zip(*((ce.ids.get(one, 0), ce.ids.get(other, 0)) for one, other in NEW), strict=True)
    losses = np.log(np.exp(logits).sum(axis=1))[[*firsts]] - logits[firsts, seconds]
    assert max(losses) < math.inf and ce.learned_held_out == pytest.approx(mean(losses))
    page.prints("learned-held-out", mean(losses))
    page.says("learned-held-out", f"{mean(losses):.4f}")
    assert torch.softmax(ce.weights.detach(), dim=1).min() > 0 == ce.by_counting.min()
    assert abs(ce.learned - ce.counted_loss) < 1e-4 and ce.held_out_loss == math.inf


def test_bits_per_character_compare_characters_with_jamo() -> None:
    states(
        "혼란도를 비교할 때는 글도, 토큰으로 나누는 방법도 같아야 합니다",
        "When you compare perplexities, both the text and the way it is split into tokens must be the same",
        "그래서 혼란도로는 두 모델을 비교할 수 없습니다",
        "So perplexity cannot compare the two models",
        "한글 글자는 자음과 모음으로 풀 수 있습니다",
        "A Hangul character can be taken apart into consonants and vowels, its jamo",
        "글자 모델이 …비트, 자모 모델이 …비트입니다",
        "The character model needs … bits, the jamo model … bits",
        "토큰을 다르게 나눈 모델은 글자당 비트로 비교합니다",
        "Models that split text into different tokens are compared by bits per character",
        "나누는 방법이 다르면 토큰의 수가 달라집니다",
        "If the text is split differently, the number of tokens is different",
        "유니코드의 NFC는 ‘학’을 글자 하나로, NFD는 ‘ㅎ’, ‘ㅏ’, ‘ㄱ’ 셋으로 적습니다",
        "In Unicode, NFC writes 학 as one character, and NFD writes it as three: ㅎ, ㅏ, ㄱ",
        "떼어 둔 문장 가운데 모든 글자를 아는 문장만 씁니다",
        "we use only held-out sentences whose characters are all known",
        "자모 모델의 혼란도가 훨씬 작습니다",
        "The perplexity of the jamo model is much smaller",
        "자모는 가짓수가 적어 하나하나는 맞히기 쉽고, 대신 같은 글을 적는 데 토큰이 두 배쯤 듭니다",
        "there are few different jamo, so each one is easier to predict, and in exchange the same text takes"
        " about twice as many tokens",
        "글 전체의 놀라움을 비트로 재어 글자 수로 나눈 **글자당 비트**",
        "The surprisal of the whole text, measured in bits and divided by the number of characters, can",
        "같은 글에 덜 놀라는 쪽은 글자 모델입니다",
        "The character model is less surprised at the same text",
    )
    lines = [line for line in HELD_OUT if set(line) <= KNOWN]
    printed, bits, sizes = [], [], []
    assert ce.known == lines and len(unicodedata.normalize("NFC", "학")) == 1
    compatible = unicodedata.normalize("NFKD", "ㅎㅏ")
    assert (
        unicodedata.normalize("NFD", "학")[:2] == compatible and len(unicodedata.normalize("NFD", "학")) == 3
    )
    for form in ("NFC", "NFD"):
        train = [unicodedata.normalize(form, line) for line in TRAINING]
        known = {token for line in train for token in line} | {"\n"}
        pairs = pairs_of(train, known)
        counts, firsts = Counter(pairs), Counter(first for first, _ in pairs)
        new = pairs_of([unicodedata.normalize(form, line) for line in lines], known)
        losses = [-math.log((counts[p] + 1) / (firsts[p[0]] + len(known) + 1)) for p in new]
        bits.append(math.fsum(losses) / sum(len(line) + 1 for line in lines) / math.log(2))
        printed += [len(new), math.exp(mean(losses)), bits[-1]]
        sizes.append(len(known))
    assert list(ce.bits_per_character.values()) == pytest.approx(bits)
    assert bits[0] < bits[1] and printed[1] > printed[4]
    assert printed[4] < printed[1] / 3 and sizes[1] < sizes[0] / 3
    # The page says "about twice".
    assert printed[3] / printed[0] == pytest.approx(2, abs=0.1)
    page.prints("bits-per-character", *printed)
    page.says("bits-per-character", str(len(lines)), f"{bits[0]:.2f}", f"{bits[1]:.2f}", "0.611")


def test_the_exercise_on_ones_own_text() -> None:
    states(
        "마지막 토큰은 문장이 끝나는 자리입니다",
        "The last token is the end of the sentence",
        "모델이 가장 놀란 글자는 ‘…’이고, 그 놀라움은 …나트입니다",
        "The model is most surprised at …, with a surprisal of … nats",
        "말뭉치에 흔한 말로 쓴 문장일수록 글자당 비트가 작고, 말뭉치에 없는 글자나 드문 글자 짝이 많을수록"
        " 큽니다",
        "The more common the words of a sentence are in the corpus, the fewer bits per character it needs;"
        " the more unknown characters or rare pairs it has, the more it needs",
    )
    pairs = pairs_of([ce.own_text], KNOWN)
    losses = [-math.log((COUNTS[pair] + 1) / (FIRSTS[pair[0]] + SIZE)) for pair in pairs]
    bits = mean(losses) / math.log(2)
    assert ce.own_bits == pytest.approx(bits) and max(losses) == pytest.approx(ce.own_losses[ce.hardest])
    page.prints("exercise-own-text", bits, max(losses))
    _, hardest = pairs[losses.index(max(losses))]
    page.says("exercise-own-text", f"{bits:.2f}", hardest, f"{max(losses):.3f}")
    assert ce.vocabulary[ce.own_targets[-1]] == "\n" and len(ce.own_targets) == len(ce.own_text) + 1
    # After each token, the rarer the next one, the larger the surprise, and the largest for the unknown.
    for counted, surprises in zip(ce.counts, ce.surprise(ce.add_one), strict=True):
        order = np.argsort(counted)
        assert (np.diff(surprises[order]) <= 0).all() and surprises[0] == surprises.max()
    words = [word for word, _ in Counter(" ".join(TRAINING).split()).most_common()]
    of_common, of_rare = (add_one_loss(pairs_of([" ".join(some)], KNOWN)) for some in (words[:9], words[-9:]))
    assert of_common < mean(losses) < of_rare < add_one_loss(pairs_of(["ㄿ" * 20], KNOWN))


def test_one_more_of_every_pair() -> None:
    def share(n: np.ndarray) -> float:
        """Seven tokens follow a context seen n[1] times, the first of them n[0] times."""
        counts = np.full((1, 7), (n[1] - n[0]) / 6)
        counts[0, 0] = n[0]
        return float(ce.smoothed_by(1, counts)[0, 0])

    formula("add-one").at(cy=1, c=2).agrees(share, n=(1, 50))
