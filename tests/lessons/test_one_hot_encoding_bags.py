"""Claims of lesson 2-3: bags of words, and padding."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.words_and_vectors import COUNTS, SENTENCES, TOTAL

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


# Bags


def test_a_bag_counts_words_and_has_as_many_positions_for_any_sentence() -> None:
    states(
        "길이가 다른 문장을 칸의 수가 같은 벡터로 나타내는",
        "describe all of them by vectors with the same number of positions",
        "$g$의 칸은 낱말이 나온 횟수입니다",
        "The positions of $g$ hold how often each word occurs",
        "순서는 사라지고 횟수만 남습니다",
        "their order is gone and only the counts are left",
        "문장에 나온 낱말의 횟수만 적은 벡터. 낱말의 차례는 남지 않습니다",
        "A vector of how often each word occurs in a sentence. The order of the words is lost",
        "$X$의 $t$번 행, 곧 $t$번 자리에 있는 낱말의 원-핫 벡터를 $r_t$",
        "Let $r_t$ be row $t$ of $X$, the one-hot vector of the word in place $t$",
    )
    page.prints("bag-of-words", 2, 1, 1, 0, 0, 0, 0, 0)
    assert len(one.first) != len(one.second)
    for numbers in (one.first, one.second):
        bag = one.one_hot(numbers, 8).sum(axis=0)
        assert bag.tolist() == [numbers.count(number) for number in range(8)]
        assert (bag == one.one_hot(numbers[::-1], 8).sum(axis=0)).all()
    for place, word in enumerate(one.pair[0].split()):
        assert (one.X[place] == one.one_hot(one.ids[word], 8)).all()


def test_two_sentences_with_different_meanings_have_the_same_bag() -> None:
    states(
        "한 사람은 숙제를 안 했고, 다른 사람은 저녁을 안 먹었습니다. 그러나 두 문장의 단어 가방은 같습니다",
        "One person did not do the homework, the other did not have dinner. But the two bags of words are the"
        " same",
        "In Korean both consist of the same words",
        "단어 가방은 순서를 잃습니다",
        "A bag of words loses the order",
        "단어 가방만 보는 모델은 무슨 수를 써도 두 문장을 구별할 수 없습니다",
        "A model that sees only bags of words cannot tell the two sentences apart, whatever it does",
    )
    assert page.printed["same-bag"] == "True\n" and one.bags[0] == one.bags[1]
    assert one.bags == [Counter(text.split()) for text in one.told] and one.told[0] != one.told[1]
    # The word for “not” is in front of what was not done.
    assert "숙제를 안 하고 저녁을 먹" in one.told[0] and "숙제를 하고 저녁을 안 먹" in one.told[1]


def test_adding_before_multiplying_is_multiplying_before_adding() -> None:
    states(
        "원-핫 벡터를 더한 다음 곱하나 곱한 다음 더하나 같으니, 낱말의 임베딩을 모두 더한 값이",
        "Adding before multiplying is the same as multiplying before adding, so we should get the sum of the"
        " embeddings",
        '`nn.EmbeddingBag`도 `mode="sum"`을 주면 같은 일을 합니다',
        'With `mode="sum"`, PyTorch’s `nn.EmbeddingBag` does this, too',
        "`numbers[None]`은 문장이 하나뿐인 배치(batch)를 만듭니다",
        "`numbers[None]` makes a batch with one sentence in it",
        "… 값이 같습니다",
        "The … values are the same",
    )
    page.prints("bag-times-matrix", *TOTAL, *TOTAL, *TOTAL)
    lines = page.printed["bag-times-matrix"].splitlines()
    assert len(lines) == 3 and len({*lines}) == 1
    torch.testing.assert_close(one.bag_vector, one.product.sum(dim=0))
    torch.testing.assert_close(one.adding_layer(one.numbers[None])[0], one.W[one.numbers].sum(dim=0))
    assert one.numbers[None].tolist() == [one.first]


def test_bags_of_the_corpus_are_sparse_and_add_up_to_the_counts() -> None:
    states(
        "이런 희소 행렬은 0이 아닌 칸만 저장하는 편이 낫습니다",
        "For a sparse matrix like this, it is better to store only the positions that are not 0",
        "칸의 …에는 0이 들어 있습니다",
        "Of all positions, … hold a 0",
    )
    assert one.corpus_bags.sum(axis=0).tolist() == [COUNTS[word] for word in sorted(COUNTS)]
    filled = sum(len(set(sentence)) for sentence in SENTENCES)
    page.prints("bags-of-the-corpus", 270, len(COUNTS), 100 * (1 - filled / (270 * len(COUNTS))))
    sparse = torch.tensor(one.corpus_bags).to_sparse()
    assert sparse.indices().nbytes + sparse.values().nbytes < one.corpus_bags.nbytes / 10


# Padding


def test_padding_fills_up_the_end_and_moves_the_numbers_up() -> None:
    states(
        "행렬은 행마다 칸의 수가 같아야 합니다",
        "the rows of a matrix must all have the same number of positions",
        "0번을 `[PAD]`에 주고 낱말의 번호를 1씩 미룹니다",
        "We give `[PAD]` the number 0, and move the numbers of the words up by 1",
        "… 낱말인 첫 번째 문장의 끝에 0이 하나 붙어 두 문장의 길이가 같아졌습니다",
        "The first sentence, with … words, got a 0 at its end, and now both have the same length",
        "길이가 다른 문장을 한 배치에 담으려고 짧은 문장의 뒤를 채우는 것",
        "Filling up short sentences so that sentences of different lengths fit into one batch",
        "짧은 문장의 뒤를 뜻 없는 토큰으로 채우는 것을 **패딩**(padding)이라고",
        "Filling up the ends of short sentences with a token that means nothing is called **padding**",
    )
    page.prints("padded-batch", 1, 2, 1, 3, 0, 4, 5, 6, 7, 8)
    assert "일어나세요 [PAD]\n" in page.printed["padded-batch"]
    with pytest.raises(ValueError, match="expected sequence of length 4"):
        torch.tensor([one.first, one.second])
    assert one.padded_words == ["[PAD]", *one.words]
    assert one.batch.tolist() == [[*(1 + number for number in one.first), 0], [1 + at for at in one.second]]


def test_padding_idx_stops_the_gradient_but_leaves_the_row() -> None:
    states(
        "`nn.Embedding`에 `padding_idx=0`을 주면 이 층을 거쳐 오는 기울기를 0번 행에서는 0으로 둡니다",
        "With `padding_idx=0`, `nn.Embedding` leaves the gradient that comes through this layer at 0 in row"
        " 0",
        "`padding_idx`가 없으면 `[PAD]`도 다른 낱말처럼 기울기를 받습니다. `padding_idx=0`이면 기울기가"
        " 0입니다",
        "Without `padding_idx`, `[PAD]` gets a gradient like any other word. With `padding_idx=0` the"
        " gradient is 0",
        "`[PAD]`의 행에는 여전히 9가 들어 있습니다",
        "the row of `[PAD]` still holds 9",
        "그 행의 **기울기**를 0으로 둘 뿐, 있던 값을 0으로 만들어 주지 않습니다",
        "keep the **gradient** of the row at 0; it does not set the row to 0",
        "`nn.Embedding(9, 3, padding_idx=0)`처럼 새로 만들 때는 0에서 시작하지만, `from_pretrained`로 가져온"
        " 값은 직접",
        "A new layer, such as `nn.Embedding(9, 3, padding_idx=0)`, starts with 0 there, but values brought in"
        " by `from_pretrained` have to be set to 0 by us",
    )
    page.prints("padding-idx", 1, 1, 1, 0, 0, 0, 0, 9, 9, 9)
    fresh = torch.nn.Embedding(9, 3, padding_idx=0)
    assert (fresh.weight[0] == 0).all() and fresh.weight[1:].any(dim=1).all()
    gradients = {}
    for at in (None, 0):
        layer = torch.nn.Embedding.from_pretrained(torch.full((9, 3), 9.0), freeze=False, padding_idx=at)
        layer(one.batch).sum().backward()
        gradients[at] = layer.weight.grad
        assert (layer.weight == 9).all()
    assert (gradients[None][0] == 1).all() and (gradients[0][0] == 0).all()
    assert torch.equal(gradients[None][1:], gradients[0][1:]) and (gradients[0][1:] > 0).all()
    assert {at: one.pad_gradients[at].tolist() for at in (None, 0)} == {None: [1] * 3, 0: [0] * 3}


def test_tensors_are_filled_joined_and_frozen_as_told() -> None:
    states(
        "`torch.full`은 한 수로 채운 텐서를 만들고, `torch.cat`은 텐서를 이어 붙입니다. `freeze=False`는"
        " 기울기를 구하게",
        "`torch.full` makes a tensor filled with one number, and `torch.cat` joins tensors. `freeze=False`"
        " asks for gradients",
    )
    assert torch.full((1, 2), 9.0).tolist() == [[9, 9]]
    assert torch.cat([torch.full((1, 2), 9.0), torch.ones(1, 2)]).tolist() == [[9, 9], [1, 1]]
    for freeze in (False, True):
        layer = torch.nn.Embedding.from_pretrained(one.W.clone(), freeze=freeze)
        assert layer.weight.requires_grad is not freeze
    assert one.padded_layer.weight.requires_grad


def test_padding_leaves_the_sum_and_changes_the_mean() -> None:
    states(
        "`dim=0`은 위에서 아래로, 열마다 계산하라는 뜻으로, NumPy의 `axis=0`과 같습니다",
        "`dim=0` means from top to bottom, for each column, like NumPy’s `axis=0`",
        "합은 `[PAD]`가 있으나 없으나 같습니다. 0을 더했기 때문입니다. 그러나 평균은 달라집니다",
        "The sum is the same with and without `[PAD]`, since we added 0. The mean is not",
        "낱말이 … 개인데 다섯으로 나누었기 때문입니다",
        "there are … words, but we divided by five",
        "마지막 줄처럼 낱말의 수로 나누어야 합니다",
        "we have to divide by the number of words, as in the last line",
        "패딩은 합을 바꾸지 않더라도 평균을 바꿉니다",
        "Padding changes the mean even where it does not change the sum",
    )
    means = [value / 4 for value in TOTAL]
    page.prints(
        "padding-in-the-mean",
        *(4, *TOTAL, 5, *TOTAL),
        *(4, *means, 5, *(value / 5 for value in TOTAL), 4, *means),
    )
    assert page.printed["padding-in-the-mean"].splitlines()[-1].startswith("divided by 4")
    assert (
        not one.vectors[-1].any() and one.is_word.tolist() == [True] * 4 + [False] and len(one.vectors) == 5
    )
    grid = np.array([[1, 2], [3, 4]])
    assert torch.tensor(grid).sum(dim=0).tolist() == grid.sum(axis=0).tolist() == [1 + 3, 2 + 4]


def test_the_longer_the_padding_the_closer_to_0_is_the_mean() -> None:
    states(
        "패딩이 길수록 평균은 0에 가까워집니다",
        "The longer the padding, the closer to 0 the mean gets",
    )
    means = []
    for length in range(5):
        padded = torch.cat([one.W[one.numbers], torch.zeros(length, 3)])
        means.append(padded.mean(dim=0).abs())
        torch.testing.assert_close(padded.sum(dim=0) / len(one.first), one.W[one.numbers].mean(dim=0))
    assert all((longer < shorter).all() for shorter, longer in pairwise(means))
