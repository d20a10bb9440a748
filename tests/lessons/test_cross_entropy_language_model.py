"""Claims of lesson 2-5 on its language model, by counts of their own."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.pairs_of_tokens import (
    COUNTED,
    COUNTS,
    FIRSTS,
    HELD_OUT,
    KNOWN,
    LINES,
    NEW,
    NEXT,
    PAIRS,
    SIZE,
    TRAINING,
    UNIGRAM,
)

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_the_corpus_is_split_and_shifted() -> None:
    states(
        "열 문장 가운데 하나는 떼어 두고 학습에 쓰지 않습니다",
        "One sentence in ten is held out and not used for learning",
        "토큰은 글자 하나로 합시다. 빈칸과 문장 부호도 글자로 셉니다",
        "Let a token be a single character. Blanks and punctuation marks count as characters, too",
        "어휘집의 첫 자리 `[UNK]`는 학습할 때 보지 못한 글자를 대신합니다",
        "The first place of the vocabulary, `[UNK]`, stands in for characters that were not seen in learning",
        "두 번째 자리의 줄바꿈 `\\n`은 문장이 시작하고 끝나는 자리입니다",
        "The line break `\\n` in the second place marks where a sentence begins and ends",
        "어휘집은 학습할 문장으로만 만들었습니다",
        "The vocabulary was made from the training sentences only",
        "데이터는 앞 토큰과 다음 토큰의 짝입니다. 문장을 번호로 바꾸고 한 자리 밀면 짝이 나옵니다",
        "The data are pairs of a token and the next token. Turn a sentence into token IDs, shift it by one"
        " place, and you have the pairs",
        "여기에서는 바로 앞의 토큰 하나만 봅니다",
        "so here we look only at the one just before",
    )
    assert ce.training == TRAINING and ce.held_out == HELD_OUT
    assert set(ce.vocabulary) == {*KNOWN, "[UNK]"} and len(ce.vocabulary) == SIZE
    assert ce.vocabulary[:2] == ["[UNK]", "\n"] and {" ", ".", "?"} < KNOWN
    assert all(len(token) == 1 for token in ce.vocabulary[1:])
    assert len(HELD_OUT) == len(LINES) // 10 and set("".join(HELD_OUT)) - KNOWN
    assert ce.shift(["가ㄿ"], ce.ids)[0].tolist() == [1, ce.ids["가"], 0]
    assert len(ce.inputs) == len(PAIRS) and len(ce.new_inputs) == len(NEW)
    assert [ce.vocabulary[x] for x in ce.inputs] == [first for first, _ in PAIRS]
    assert [ce.vocabulary[y] for y in ce.targets] == [second for _, second in PAIRS]
    page.prints("corpus", len(TRAINING), len(HELD_OUT), SIZE)
    page.prints("shifted-by-one", len(PAIRS))


def test_arrows_lead_from_inputs_to_targets() -> None:
    states(
        "화살표의 왼쪽이 입력, 오른쪽이 정답입니다. 한 줄의 정답이 다음 줄의 입력이 됩니다",
        "The input is left of the arrow and the target is right of it. The target of one line is the input"
        " of the next",
        "`!r`은 문자열에 따옴표를 붙이고 줄바꿈을 `\\n`으로 보여 줍니다",
        "In the printed strings, `!r` adds quotation marks and shows a line break as `\\n`",
    )
    arrows = [line.split(" → ") for line in page.printed["shifted-by-one"].splitlines()[:6]]
    assert arrows == [[repr(first), repr(second)] for first, second in PAIRS[:6]]
    assert f"{PAIRS[0][0]!r}" == "'\\n'" and arrows[0][0] == "'\\n'"
    assert [before for before, _ in arrows[1:]] == [after for _, after in arrows[:-1]]


def test_the_chain_rule_holds_for_dependent_characters_and_a_product_of_shares_does_not() -> None:
    states(
        "말뭉치의 짝 가운데 ‘학교’의 비율은 ‘학’의 비율에 ‘학’ 다음이 ‘교’일 확률을 곱한 값이어야 합니다",
        "the share of 학교 should be the share of 학 times the probability that 교 follows 학",
        "두 글자가 독립이라고 치고 ‘학’의 비율에 ‘교’의 비율을 그냥 곱한 값과 비교합니다",
        "We compare it with the share of 학 times the share of 교, which would be right if the two"
        " characters were independent",
        "`np.allclose`는 두 배열의 수가 반올림 오차 안에서 모두 같은지 봅니다",
        "`np.allclose` tells whether all numbers of two arrays are equal up to rounding",
        "연쇄법칙으로 구한 값은 센 비율과 같습니다. ‘학교’뿐 아니라 모든 짝에서 그렇습니다",
        "The chain rule gives the share that we counted, not only for 학교 but for every pair",
        "독립이라고 치면 …입니다. 센 비율의 …에 그칩니다",
        "If the characters were independent, it would be …, only … of the share that we counted",
        "글자들이 독립이라서 확률을 곱하는 것이 아닙니다",
        "The reason that we multiply probabilities is not that the characters are independent",
    )
    total = len(PAIRS)
    both, product = COUNTS["학", "교"] / total, FIRSTS["학"] * NEXT["교"] / total**2
    page.prints("chain-rule", both, both, product)
    printed = page.printed["chain-rule"].splitlines()
    assert [line.split()[-1] for line in printed[3:]] == ["True", "False"]
    page.says("chain-rule", f"{product:.6f}", f"{product / both:.1%}")
    assert product < both / 10 and both == pytest.approx(
        FIRSTS["학"] / total * COUNTS["학", "교"] / FIRSTS["학"]
    )
    assert np.allclose([0.1 + 0.2, 1], [0.3, 1]) and not np.allclose([0.3, 1], [0.3, 1.001])
    for (first, second), count in COUNTS.items():
        x, y = ce.ids[first], ce.ids[second]
        assert ce.chained[x, y] == pytest.approx(count / total)
        assert ce.independent[x, y] == pytest.approx(FIRSTS[first] * NEXT[second] / total**2)


def test_counting_gives_the_smallest_loss_and_a_longer_context_a_lower_floor() -> None:
    states(
        "‘학’은 …번 나왔고 그 가운데 …번은 다음이 ‘교’였습니다. 그래서 ‘학’ 다음이 ‘교’일 확률은 …입니다",
        "The character 학 came … times, and … times it was followed by 교",
        "아무것도 모르는 균등한 모델, 앞을 보지 않고 글자의 비율만 아는 유니그램(unigram) 모델, 바로 앞의"
        " 글자를 보는 바이그램 모델",
        "a uniform model, which knows nothing; a unigram model, which knows only the shares of the"
        " characters and does not look back; and the bigram model, which looks at the character just before",
        "글자의 비율을 알면 …, 바로 앞의 글자까지 알면 …입니다",
        "With the shares of the characters, it is …, and with the character just before, it is …",
        "균등한 모델의 손실은 $\\log …$, 곧 …입니다",
        "The loss of the uniform model is $\\log …$, which is …",
        "뒤의 두 값은 그 문맥에서 경험분포의 엔트로피이고, 학습한 글에서는 같은 문맥만 보는 어떤 모델도"
        " 이보다 내려갈 수 없습니다",
        "The last two values are entropies of the empirical distribution for these contexts, and on the"
        " training text, no model that sees only the same context can go below them",
        "문맥이 길어지자 바닥이 내려갔습니다",
        "The longer context has lowered the floor",
        "말뭉치에서 앞의 글자를 하나 보자 바닥이 내려갔습니다",
        "In the corpus, looking at one character before lowered the floor",
        "그때 답은 **세는 것**입니다. 앞말 다음에 낱말이 나온 횟수를 앞말의 횟수로 나눈 비율이 최대가능도"
        " 추정값입니다",
        "Then the answer is to **count**: the number of times that a word follows a context, divided by the"
        " number of times that the context occurs, is the maximum likelihood estimate",
        "최대가능도 추정값은 짝을 세어 앞 토큰의 횟수로 나눈 비율입니다",
        "the maximum likelihood estimate counts the pairs and divides by the count of the first token",
        "바이그램 모델의 최대가능도 추정은 짝을 세는 것입니다",
        "For a bigram model, the maximum likelihood estimate counts the pairs",
        "앞말마다 따로 교차 엔트로피를 가장 작게 하면 됩니다",
        "we can minimize the cross entropy of each context separately",
    )
    assert ce.counted_loss == pytest.approx(COUNTED)
    assert ce.unigram_loss == pytest.approx(UNIGRAM)
    assert COUNTED < UNIGRAM < math.log(SIZE)
    contexts = ce.totals[:, 0] / len(PAIRS)
    entropies = [ce.entropy(row) for row in ce.by_counting]
    assert contexts @ entropies == pytest.approx(COUNTED)
    assert ce.entropy(np.bincount(ce.targets) / len(PAIRS)) == pytest.approx(UNIGRAM)
    assert ce.by_counting == pytest.approx(ce.counts / np.maximum(ce.totals, 1))
    generator = np.random.default_rng(6)
    for share in (0.001, 0.1, 0.9):
        other = (1 - share) * ce.by_counting + share * generator.dirichlet(np.ones(SIZE), SIZE)
        assert np.mean(-np.log(other[ce.inputs, ce.targets])) > COUNTED
        assert np.mean(-np.log(other.mean(axis=0)[ce.targets])) > UNIGRAM
    page.prints("counting", FIRSTS["학"], COUNTS["학", "교"], COUNTS["학", "교"] / FIRSTS["학"])
    page.prints("counted-loss", math.log(SIZE), UNIGRAM, COUNTED)
    page.says(
        "counting", str(FIRSTS["학"]), str(COUNTS["학", "교"]), f"{COUNTS['학', '교'] / FIRSTS['학']:.4f}"
    )
    losses = [f"{loss:.4f}" for loss in (math.log(SIZE), UNIGRAM, COUNTED)]
    page.says("counted-loss", str(SIZE), *losses, str(SIZE))


def test_gradient_descent_ends_where_counting_does() -> None:
    states(
        "마지막에는 짝마다 구하는 `cross_entropy`로 확인합니다",
        "At the end, `cross_entropy` checks the result pair by pair",
        "말뭉치에서 세어서 만든 언어 모델과 경사하강법으로 학습한 언어 모델이 학습한 글에서 같은 손실에"
        " 이름을",
        "that a language model made by counting in a corpus and one trained by gradient descent reach the"
        " same loss on the training text",
        "앞 토큰마다 로짓 …개를 한 줄씩 두고, 모두 0에서 출발합니다",
        "For each first token we keep a row of … logits, and all of them start at 0",
        "짝마다 구한 손실을 평균하는 대신, 같은 짝끼리 묶어 비율을 곱해 더합니다",
        "Instead of averaging the losses of the pairs, we collect equal pairs and weight them by their"
        " shares",
        "곡선은 균등한 모델의 손실을 나타내는 점선에서 출발해 가파르게 내려가다가, 세어서 구한 손실을"
        " 나타내는 점선에 닿아 평평해진다",
        "The curve starts at a dotted line that marks the loss of the uniform model, falls steeply, and"
        " levels off when it reaches a dashed line that marks the loss found by counting",
        "경사하강법은 세어서 구한 손실까지 내려갑니다",
        "Gradient descent goes down to the loss found by counting",
        "손실은 균등한 모델의 …에서 출발해 …에 이릅니다",
        "The loss starts at …, that of the uniform model, and arrives at …",
        "곡선은 점선에 닿아 평평해집니다",
        "The curve levels off when it reaches the dashed line",
        "**최대가능도 추정은 세는 것이고**, 교차 엔트로피를 최소화하는 학습은 그 답을 찾아갑니다",
        "**Maximum likelihood estimation is counting**, and training that minimizes the cross entropy finds"
        " its way to the same answer",
        "경사하강법도 학습한 글에서 같은 손실에 이릅니다",
        "On the training text, gradient descent arrives at the same loss",
        "손실이 $\\log K$와 비슷한지 살펴보는",
        "whether the loss is close to $\\log K$ when training starts",
    )
    assert ce.loss_path[0] == pytest.approx(math.log(SIZE))
    assert 0 <= ce.learned - COUNTED < 1e-4
    assert ce.weights.shape == (SIZE, SIZE)
    by_pair = torch.log_softmax(ce.weights.detach(), dim=1)[ce.inputs, ce.targets]
    assert ce.learned == pytest.approx(-by_pair.mean().item())
    assert ce.shares_of_pairs.numpy() == pytest.approx(ce.counts / len(PAIRS))
    together = torch.sum(ce.shares_of_pairs * torch.log_softmax(ce.weights.detach(), dim=1))
    assert ce.learned == pytest.approx(-together.item())
    seen = ce.counts > 0
    trained = torch.softmax(ce.weights.detach(), dim=1).numpy()
    # 200 steps come this near.
    assert trained[seen] == pytest.approx(ce.by_counting[seen], abs=0.01)
    curve, start, end = (
        line.get_ydata() for line in page.figures["counting-by-gradient-curve"][0].axes[0].lines
    )
    assert [*curve] == ce.loss_path and curve[0] == pytest.approx(start[0]) and curve[10] < curve[0] / 2
    assert curve[-1] == pytest.approx(end[0], abs=1e-4) and abs(np.diff(curve[-50:])).max() < 1e-3
    assert ce.learned == pytest.approx(ce.loss_path[-1], abs=1e-4)
    page.prints("counting-by-gradient", math.log(SIZE), COUNTED, COUNTED)
    page.draws("counting-by-gradient-curve", range(201), ce.loss_path)
    page.draws("counting-by-gradient-curve", [0, 1], [math.log(SIZE)] * 2, "uniform")
    page.draws("counting-by-gradient-curve", [0, 1], [COUNTED] * 2, "by counting")
    page.says("counting-by-gradient-curve", f"{math.log(SIZE):.4f}", f"{COUNTED:.4f}", "작습니다")


def test_only_the_unknown_token_has_no_count_to_divide_by() -> None:
    states(
        "`[UNK]`는 학습할 글에 나오지 않아 횟수가 0입니다. 0으로 나누지 않도록 `np.maximum(totals, 1)`로"
        " 나눕니다",
        "`[UNK]` does not occur in the training text, so its count is 0. To avoid dividing by 0, we divide"
        " by `np.maximum(totals, 1)`",
        "`np.add.at`은 같은 자리가 여러 번 나와도 빠짐없이 1을 더합니다",
        "The function `np.add.at` adds 1 every time, even if the same place occurs more than once",
    )
    assert [ce.vocabulary[place] for place in np.flatnonzero(ce.totals == 0)] == ["[UNK]"]
    assert np.maximum(ce.totals, 1).min() == 1
    once, every = np.zeros(2), np.zeros(2)
    once[[0, 0, 1]] += 1
    np.add.at(every, [0, 0, 1], 1)
    assert once.tolist() == [1, 1] and every.tolist() == [2, 1]


def test_adam_adjusts_its_steps_to_each_parameter() -> None:
    states(
        "`Adam`은 걸음의 크기를 매개변수마다 조절하는, 경사하강법의 변형입니다",
        "`Adam` is a variant of gradient descent that adjusts the size of its steps for each parameter",
    )
    steps = []
    for optimizer in (torch.optim.Adam, torch.optim.SGD):
        z = torch.zeros(2, requires_grad=True)
        torch.sum(z * torch.tensor([1.0, 100.0])).backward()
        optimizer([z], lr=1.0).step()
        steps.append(z.tolist())
    assert isinstance(ce.optimizer, torch.optim.Adam)
    assert steps == [[pytest.approx(-1), pytest.approx(-1)], [-1, -100]]
