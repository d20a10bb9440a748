"""Claims of lesson 1-2 on its three sentences, on pooling and padding, by its sentences."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import as_in_the_lesson, mean_loss, share, weights_of

sc, wc = lesson("sentence_classification.py"), lesson("word_classification.py")
page = shown("sentence_classification.py")


def test_a_sentence_has_one_label() -> None:
    states(
        "“나는 학생 입니다”는 학생 이야기이고 “나는 좋은 선생님 입니다”는 아닙니다",
        "“나는 학생 입니다” (I am a student) is about a student, “나는 좋은 선생님 입니다” (I am a good"
        " teacher) is not",
        "지난 과의 세 문장입니다. 이번에는 라벨(label)이 문장마다 하나입니다. 학생 이야기이면 1, 아니면"
        " 0입니다",
        "These are the three sentences of the last lesson. This time, there is one label for each sentence:"
        " 1 if it is about a student, 0 if it is not",
        "번호는 패딩(padding)으로 길이를 맞추지만([2-3](one-hot-encoding.md#padding)), 라벨은 하나뿐이라"
        " 채울 것이 없습니다",
        "padding makes the rows of numbers equally long ([2-3](one-hot-encoding.md#padding)). There is only"
        " one label for each sentence, so nothing needs to be filled in there",
        "문장의 라벨에는 패딩이 없으니 `ignore_index`도 필요 없습니다",
        "The labels of sentences have no padding, so `ignore_index` is not needed",
    )
    assert sc.texts == wc.texts and [words for words, _ in sc.pairs] == [text.split() for text in sc.texts]
    labels = dict(zip(sc.texts, (label for _, label in sc.pairs), strict=True))
    assert labels["나는 학생 입니다"] == 1 and labels["나는 좋은 선생님 입니다"] == 0
    assert all(("학생" in text) == label for text, label in labels.items())
    lengths = [len(text.split()) for text in sc.texts]
    assert sc.x.shape == (3, max(lengths)) and sc.y.tolist() == [*labels.values()]
    for row, length in zip(sc.x, lengths, strict=True):
        assert (row[:length] > 0).all() and not row[length:].any()
    assert min(lengths) < max(lengths) and all(set(y.tolist()) <= {0, 1} for _, y in sc.parts)


def test_the_vocabulary_is_that_of_the_last_lesson_and_may_ask_for_more_occurrences() -> None:
    states(
        "`Counter`를 더합니다. 낱말이 몇 번 나왔는지 셉니다",
        "we add `Counter`, which counts how often each word occurs",
        "번호는 지난 과와 같은 방법으로 만듭니다([2-2](tokenizer-and-vocabulary.md#vocabulary))."
        " `at_least`는 낱말이 적어도 몇 번 나와야 어휘집에 넣을지 정합니다",
        "The vocabulary and the numbers are made as in the last lesson"
        " ([2-2](tokenizer-and-vocabulary.md#vocabulary)). `at_least` says how often a word must occur to"
        " be part of the vocabulary",
    )
    assert sc.small_ids == wc.small_ids
    pairs = [(["one", "two", "three", "three"], 0), (["two", "three"], 1)]
    for at_least, kept in ((1, {"one", "two", "three"}), (2, {"two", "three"}), (3, {"three"})):
        assert set(sc.build_vocabulary(pairs, at_least)) == {"[PAD]", "[UNK]", *kept}


def test_padding_changes_a_maximum_and_a_mean() -> None:
    states(
        "임베딩(embedding)을 지나면 문장은 벡터 여러 개가 됩니다",
        "After the embedding, a sentence is several vectors",
        "성분마다 가장 큰 값을 고르거나, 평균을 냅니다",
        "are to take the largest value of each component and to take the mean",
        "가장 큰 값을 고르면 최댓값 풀링(max pooling), 평균을 내면 평균 풀링(mean pooling)",
        "with the largest values it is max pooling, with the mean it is mean pooling",
        "패딩의 벡터는 0입니다. `vectors[is_word]`는 낱말의 벡터만 고릅니다. `amax(dim=0)`은 성분마다 가장"
        " 큰 값을, `mean(dim=0)`은 평균을 구합니다",
        "The vector of the padding is 0. `vectors[is_word]` picks the vectors of the words. For each"
        " component, `amax(dim=0)` finds the largest value, and `mean(dim=0)` the mean",
        "패딩을 넣으면 둘 다 달라집니다. 최댓값에서는 두 번째 성분이 진짜 낱말에는 없는 0이 되었습니다."
        " 음수보다 0이 크기 때문입니다. 평균은 나누는 수가 커져서 0 쪽으로 당겨졌습니다. 패딩의 벡터가"
        " 0이라고 해서 저절로 빠지는 것은 아닙니다",
        "With padding, both change. In the maximum, the second component became 0, which no real word has,"
        " since 0 is larger than negative numbers. The mean was pulled toward 0, since it divides by a"
        " larger number. That the vector of the padding is 0 does not leave it out by itself",
    )
    vectors, words = sc.vectors, sc.words_only
    assert sc.small_model.embedding(sc.x[:1, :3]).shape == (1, 3, 4)
    assert sc.is_word.tolist() == [True, True, True, False] and not vectors[3].any()
    assert words.tolist() == vectors.tolist()[:3]
    assert words.amax(dim=0).tolist() == [max(one) for one in zip(*words.tolist(), strict=True)]
    assert words.mean(dim=0).tolist() == [sum(one) / 3 for one in zip(*words.tolist(), strict=True)]
    assert words.amax(dim=0)[1] < 0 == vectors.amax(dim=0)[1] and (words[:, 1] < 0).all()
    assert vectors.amax(dim=0)[0] == words.amax(dim=0)[0]
    assert (vectors.mean(dim=0) * 4 == words.mean(dim=0) * 3).all()
    assert (vectors.mean(dim=0).abs() < words.mean(dim=0).abs()).all()


def test_pooling_leaves_padding_out_of_a_batch() -> None:
    states(
        "최댓값을 구할 때는 패딩의 자리를 음의 무한대로 바꾸고, 평균을 구할 때는 진짜 낱말만 더해 진짜"
        " 낱말의 수로 나눕니다",
        "for the maximum we replace the positions of padding with minus infinity, and for the mean we add"
        " up only the real words and divide by their number",
        "패딩이 있는데도 진짜 낱말만으로 구한 값과 같습니다",
        "In spite of the padding, the values are those of the real words alone",
        "패딩은 모으기 전에 뺍니다",
        "Padding is left out before pooling",
        "낱말의 벡터를 최댓값이나 평균으로 모으면 길이가 다른 문장도 벡터 하나가 됩니다",
        "Pooling the vectors of words by maximum or mean turns sentences of any length into one vector",
    )
    generator = torch.Generator().manual_seed(0)
    for length in (1, 3, 6):
        words = torch.randn(length, 2, generator=generator) - 3
        padded = torch.cat([words, torch.full((2, 2), 5.0)])[None]
        is_word = torch.tensor([True] * length + [False] * 2)[None, :, None]
        assert sc.max_over_words(padded, is_word).tolist() == [words.amax(dim=0).tolist()]
        assert sc.mean_over_words(padded, is_word)[0].tolist() == pytest.approx(words.mean(dim=0).tolist())
    assert sc.max_over_words(padded, torch.zeros_like(is_word)).tolist() == [[-torch.inf] * 2]


def test_axes_of_a_batch_are_sentences_positions_and_components() -> None:
    states(
        "배치에는 문장, 자리, 성분의 세 축이 있습니다. 축은 0번부터 세므로 `dim=1`은 자리를 따라 계산하라는"
        " 뜻입니다. `~`는 참과 거짓을 뒤집고, `masked_fill`은 참인 자리를 넘겨준 수로 채웁니다. 곱하거나"
        " 더할 때는 참이 1, 거짓이 0입니다. `None`은 그 자리에 길이가 1인 축을 넣습니다. `vectors[None]`은"
        " 문장 하나짜리 배치이고, `is_word[None, :, None]`은 거기에 맞추어 앞뒤에 축을 하나씩 더한"
        " 것입니다. 길이가 1인 축은 다른 쪽의 길이만큼 되풀이됩니다",
        "A batch has three: sentences, positions and components. Axes are counted from 0, so `dim=1` means"
        " along the positions. `~` swaps true and false, and `masked_fill` fills the places that are true"
        " with the number that we pass. In products and sums, true is 1 and false is 0. `None` puts an axis"
        " of length 1 in its place. `vectors[None]` is a batch of one sentence, and `is_word[None, :,"
        " None]` has one more axis on either side to fit it. An axis of length 1 is repeated to match the"
        " length of the other array",
        "`unsqueeze(2)`는 `None`처럼 성분의 축이 올 자리에 길이가 1인 축을 넣습니다",
        "Like `None`, `unsqueeze(2)` puts an axis of length 1 where the axis of the components will be",
    )
    vectors, is_word = sc.vectors, sc.is_word
    assert sc.small_model.embedding(sc.x).shape == (len(sc.texts), sc.x.shape[1], 4)
    assert sc.small_model.embedding(sc.x).amax(dim=1).shape == (len(sc.texts), 4)
    assert (~is_word).tolist() == [not one for one in is_word.tolist()]
    filled = vectors.masked_fill(~is_word[:, None], 7)
    assert filled.tolist() == [*vectors.tolist()[:3], [7, 7]]
    assert is_word.sum() == 3 and (5 * is_word).tolist() == [5, 5, 5, 0]
    assert vectors[None].shape == (1, 4, 2) and is_word[None, :, None].shape == (1, 4, 1)
    assert (sc.x != 0).unsqueeze(2).shape == (*sc.x.shape, 1) == (sc.x != 0)[:, :, None].shape
    assert torch.equal(
        vectors[None] * is_word[None, :, None], vectors[None] * is_word[:, None].repeat(1, 2)[None]
    )


def test_a_model_embeds_pools_and_scores() -> None:
    states(
        "임베딩([2-3](one-hot-encoding.md#embedding)), 모으기, 선형층(linear layer)의 차례입니다. 마지막에"
        " 점수 두 개, 곧 로짓(logit)이 나옵니다",
        "Embedding ([2-3](one-hot-encoding.md#embedding)), pooling, linear layer, in this order. In the"
        " end, there are two scores, the logits",
        "모으는 방법은 함수로 받아 나중에 바꿀 수 있게 합니다",
        "The function that pools is an argument, so that we can exchange it later",
        "번호의 배치가 문장마다 로짓 두 개가 되었습니다",
        "The batch of numbers became two logits for each sentence",
    )
    embedding, weight, bias = weights_of(sc.small_model)
    for pool, own in ((sc.max_over_words, np.max), (sc.mean_over_words, np.mean)):
        model = deepcopy(sc.small_model)
        model.pool = pool
        rows = [[one for one in row if one] for row in sc.x.tolist()]
        pooled = np.array([own(embedding[row], axis=0) for row in rows])
        assert model(sc.x).shape == (3, 2)
        assert model(sc.x).detach().numpy() == pytest.approx(pooled @ weight.T + bias)


def test_padding_changes_no_logits_and_forgetting_it_is_not_an_error() -> None:
    states(
        "첫 문장을 혼자 넣었을 때와, 긴 문장과 함께 넣어 패딩이 붙었을 때의 로짓을 비교합니다. 다만"
        " 최댓값이 모두 양수이면 패딩을 빼지 않아도 통과합니다. 그래서 모델을 베껴, 임베딩에서 패딩의 0만"
        " 두고 나머지 수를 모두 음수로 바꾸어 놓고",
        "We compare the logits of the first sentence alone with those that it gets in a batch with a long"
        " sentence, where it is padded. But if all maxima are positive, this check passes even if padding"
        " is not left out. So we copy the model, make all numbers of its embedding negative except the"
        " zeros of the padding",
        "`copy_`는 텐서의 값을 덮어쓰고, `torch.allclose`는 두 텐서가 반올림 오차 안에서 같은지 봅니다",
        "`copy_` overwrites the values of a tensor, and `torch.allclose` tells whether two tensors are"
        " equal up to rounding errors",
        "두 방법 모두 로짓이 같습니다. 패딩을 빼는 것을 잊어도 오류는 나지 않고 결과만 틀립니다",
        "With both ways, the logits are the same. If you forget to leave out padding, there is no error,"
        " only a wrong result",
    )
    numbers = sc.negative.embedding.weight
    assert not numbers[0].any() and (numbers[1:] < 0).all() and (sc.small_model.embedding.weight > 0).any()
    with torch.no_grad():
        assert torch.equal(torch.zeros(2).copy_(torch.ones(2)), torch.ones(2))
    assert torch.allclose(torch.tensor(0.1 + 0.2), torch.tensor(0.3)) and not torch.allclose(
        torch.tensor(0.301), torch.tensor(0.3)
    )
    first = sc.x[:1, :3]
    assert (first > 0).all() and not sc.x[0, 3:].any() and (sc.x[2] > 0).all()

    def passes(pool: object, sign: int) -> bool:
        model = deepcopy(sc.negative)
        model.pool = pool
        with torch.no_grad():
            model.embedding.weight.copy_(sign * numbers.abs())
        return bool(torch.allclose(model(first), model(sc.x)[:1]))

    def forgetful(vectors: torch.Tensor, _: torch.Tensor) -> torch.Tensor:
        return vectors.amax(dim=1)

    assert all(passes(pool, -1) for pool in (sc.max_over_words, sc.mean_over_words))
    assert passes(forgetful, 1) and not passes(forgetful, -1)
    assert not passes(lambda vectors, _: vectors.mean(dim=1), -1)


def test_the_loss_is_the_cross_entropy() -> None:
    states(
        "모델이 정답에 준 확률의 자연로그(natural logarithm)를 평균하여 음의 부호를 붙인 값입니다."
        " [2-5](cross-entropy.md)에서",
        "it is the mean of the natural logarithms of the probabilities that the model gives to the correct"
        " answers, with a minus sign. [Lesson 2-5]",
    )
    q = share(sc.small_model(sc.x).detach().numpy())
    ((loss, right),) = sc.measure(sc.small_model, [(sc.x, sc.y)])
    assert loss == pytest.approx(mean_loss(q, sc.y.numpy())) and right == 3


def test_three_sentences_are_all_that_the_small_model_knows() -> None:
    states(
        "세 문장을 모두 맞힙니다. 늘 0이라고 답하는 기준선(baseline)은 …개를 맞힙니다",
        "All three sentences are right. A baseline that always answers 0 gets … right",
        "비교할 수 있게, 학습한 문장도 하나 맨 앞에 넣었습니다",
        "For comparison, the first one is a sentence that it was trained on",
        "‘학생’ 앞에 ‘매우 좋은’을 넣어도 확률은 …입니다. 그런데 “나는 고등학생 입니다”는 …로, “나는 의사"
        " 입니다”와 똑같습니다. ‘고등학생’도 ‘의사’도 `[UNK]`이기 때문입니다",
        "With ‘매우 좋은’ (very good) put before ‘학생’, the probability is still …. But “나는 고등학생"
        " 입니다” (I am a high school student) gets …, exactly like “나는 의사 입니다” (I am a doctor),"
        " since both ‘고등학생’ and ‘의사’ are `[UNK]`",
        "학습할 때 한 번도 나오지 않은 `[UNK]`의 벡터는 난수 그대로입니다. 모델은 세 문장을 외웠습니다",
        "the vector of an `[UNK]` that never occurs in training still holds its first random numbers. The"
        " model has learned three sentences by heart",
    )
    assert sc.small_model(sc.x).argmax(dim=1).tolist() == sc.y.tolist() == [1, 0, 0]
    assert [text in sc.texts for text in sc.heart] == [True, False, False, False]
    found = dict(zip(sc.heart, sc.heart_probabilities, strict=True))
    longer = sc.heart[0].replace("학생", "매우 좋은 학생")
    assert found[longer] > 0.9 and found[longer] == pytest.approx(found[sc.heart[0]])
    assert found["나는 고등학생 입니다"] == found["나는 의사 입니다"] < 0.1
    assert not {"고등학생", "의사"} & sc.small_ids.keys() and sc.small_ids["[UNK]"] == 1
    with as_in_the_lesson():
        torch.manual_seed(1234)
        fresh = sc.SentenceClassifier(len(sc.small_ids), 4, sc.max_over_words)
    changed = (fresh.embedding.weight != sc.small_model.embedding.weight).any(dim=1)
    assert not changed[:2].any() and changed[2:].any() and not (sc.x == 1).any()
