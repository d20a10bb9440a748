"""Claims of lesson 1-1 on models that count padding, or learn it."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import mean_loss, share, weights_of
from tests.lessons.test_word_classification import SEEN, TOKENS, TRAINING, Y_SEEN, probabilities, right

wc = lesson("word_classification.py")
page = shown("word_classification.py")


def test_counted_padding_flatters_the_model_and_its_baseline() -> None:
    states(
        "`clamp(min=0)`은 0보다 작은 수를 0으로 바꿉니다",
        "`clamp(min=0)` replaces numbers below 0 with 0",
        "두 에포크만 학습한 모델 하나를 두 방법으로 잽니다",
        "We measure one model, trained for two epochs, in both ways",
        "같은 모델인데 정확도가 …에서 …로 뛰었습니다",
        "It is the same model, but its accuracy jumps from … to …",
        "낱말을 더 잘 맞힌 것이 아니라, 맞히기 쉬운 빈자리를 …개 더 세었을 뿐입니다",
        "기준선도 함께 뛰었습니다",
        "It did not get more words right: we only counted … empty positions, which are easy",
        "The baseline jumps, too. With the baseline beside it, we notice the illusion",
        "패딩은 손실에서도 정확도에서도 뺍니다",
        "padding is left out of both loss and accuracy",
    )
    assert torch.tensor([-2, 0, 3]).clamp(min=0).tolist() == [0, 0, 3]
    assert len(wc.early_history) == 2
    longest = max(len(words) for words in TRAINING)
    places = longest * len(TRAINING)
    padding = places - len(SEEN)
    q, at_padding = probabilities(wc.early, SEEN, TOKENS), share(weights_of(wc.early)[2])
    correct = right(wc.early, SEEN, TOKENS, Y_SEEN)
    assert at_padding[0] > 0.5
    counted_loss = (mean_loss(q, Y_SEEN) * len(SEEN) - padding * math.log(at_padding[0])) / places
    of_words = [mean_loss(q, Y_SEEN), correct, len(SEEN)]
    shares = [correct / len(SEEN), (Y_SEEN == 0).mean()]
    filled = [(correct + padding) / places, ((Y_SEEN == 0).sum() + padding) / places]
    page.prints(
        "padding-counted",
        *of_words,
        *(round(100 * one, 1) for one in shares),
        counted_loss,
        correct + padding,
        places,
        *(round(100 * one, 1) for one in filled),
    )
    assert filled[0] > shares[0] and filled[1] > shares[1] and wc.counted == correct + padding
    page.says("padding-counted", f"{shares[0]:.1%}", f"{filled[0]:.1%}", str(padding))


def test_a_model_that_learns_padding_says_so_of_all_words() -> None:
    states(
        "학습할 때부터 패딩을 손실에 넣으면 모델도 달라집니다",
        "If padding is part of the loss during training, the model changes as well",
        "두 에포크 뒤에 낱말만 놓고 재면, 패딩을 뺀 모델의 손실은 …, 패딩까지 배운 모델의 손실은 …입니다",
        "the model trained without padding has a loss of …, and the model that also learned padding has …",
        "패딩의 벡터는 0이라서 패딩의 답은 선형층의 편향이 혼자 정하는데, 이 편향은 모든 낱말이 함께 씁니다",
        "The vector of the padding is 0, so the bias of the linear layer alone decides its answer, and all",
        "편향만으로 구한 명사의 확률은 패딩까지 배운 모델에서 …, 패딩을 뺀 모델에서 …입니다",
        "In the model that learned padding, the bias alone gives a noun the probability …, in the model",
        "빈자리에서 배운 것이 모든 낱말의 점수에 더해집니다",
        "What was learned for empty positions is added to the scores of all words",
    )
    of_words = [
        mean_loss(probabilities(wc.early, SEEN, TOKENS), Y_SEEN),
        right(wc.early, SEEN, TOKENS, Y_SEEN),
    ]
    misled = mean_loss(probabilities(wc.misled, SEEN, TOKENS), Y_SEEN)
    biases = [share(weights_of(one)[2])[1] for one in (wc.misled, wc.early)]
    assert misled > of_words[0] and biases[0] < biases[1] < 0.5
    embedding, weight, bias = weights_of(wc.misled)
    assert (embedding[0] == 0).all()
    scores = wc.misled(torch.tensor([[0, 2, 3]])).detach().numpy()[0]
    assert scores == pytest.approx(
        np.array([bias, embedding[2] @ weight.T + bias, embedding[3] @ weight.T + bias])
    )
    measured = [*of_words, len(SEEN), misled, right(wc.misled, SEEN, TOKENS, Y_SEEN), len(SEEN)]
    page.prints("trained-on-padding", *measured)
    page.says("trained-on-padding", f"{of_words[0]:.3f}", f"{misled:.3f}", *(f"{one:.3f}" for one in biases))
