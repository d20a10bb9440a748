"""Claims of lesson 2-5 on class weights, padding, the axis of classes and label smoothing."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import ANSWERS, BATCH, LOSSES, expected_surprise, log_total, soft

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_the_weighted_mean() -> None:
    claimed = formula("weighted-mean")
    claimed.agrees(lambda ell, w: ce.weighted_mean(ell, w), ell=(0, 5), w=(0.1, 5))


@pytest.mark.parametrize("k", [1, 4, 7])
def test_label_smoothing(k: int) -> None:
    claimed = formula("label-smoothing").at(k=k)
    claimed.agrees(lambda t, varepsilon: ce.smooth(t, varepsilon)[k - 1], t=(0, 1), varepsilon=(0, 0.5))


def test_class_weights_divide_by_their_sum() -> None:
    states(
        "`CrossEntropyLoss`는 손실에 가중치를 곱해 더한 다음, 데이터의 수가 아니라 가중치의 합으로 나눕니다",
        "`CrossEntropyLoss` multiplies the losses by their weights and adds them up. Then it divides, not by"
        " the number of data points, but by the sum of the weights",
        "번호가 0인 낱말의 가중치만 5로 두고 확인합니다",
        "give a weight of 5 to word number 0 only",
        "가중치의 합으로 나눈 값과 파이토치의 값이 똑같이 …입니다",
        "Divided by the sum of the weights, the value is …, exactly the same as PyTorch’s",
        "데이터의 수로 나누면 …이고, 가중치를 준 것만으로 손실 전체가 커진 듯 보입니다",
        "Divided by the number of data points, it is …, and the whole loss seems to have grown just because"
        " we set a weight",
    )
    weights = [5.0 if answer == 0 else 1.0 for answer in ANSWERS]
    assert ce.weight.tolist() == [5, 1, 1, 1] and ce.each.tolist() == weights
    total = sum(weight * loss for weight, loss in zip(weights, LOSSES, strict=True))
    assert ce.weighted == pytest.approx(total / sum(weights)) == ce.weighted_mean(ce.losses, ce.each)
    assert page.said["class-weights"] == [f"{total / 7:.4f}", f"{total / 3:.4f}"]
    assert sum(LOSSES) / 3 < ce.weighted < total / 3
    assert total / 3 > 3 * sum(LOSSES) / 3


def test_the_weights_of_a_batch_of_one_class_cancel() -> None:
    states(
        "배치에 한 클래스만 있으면 위아래의 가중치가 약분됩니다",
        "if a batch contains only one class, the weights in the numerator and the denominator cancel",
        "마지막 줄에서 세 번째 데이터만 넣었더니 가중치를 주나 안 주나 손실이 같습니다",
        "For the last line of the output, we put in only the third data point, and the loss is the same with"
        " and without weights",
    )
    assert ce.alone == pytest.approx(LOSSES[2]) and ce.weight[ANSWERS[2]] == 5
    *_, with_weight, without = page.printed["class-weights"].splitlines()[-1].replace(",", "").split()
    assert with_weight == without
    for answer in range(4):
        answers = torch.tensor([answer] * 3)
        with_weight = F.cross_entropy(ce.z_batch, answers, weight=ce.weight).item()
        assert with_weight == pytest.approx(F.cross_entropy(ce.z_batch, answers).item())


# Padding


def test_the_model_knows_nothing_but_padding() -> None:
    states(
        "낱말이 패딩을 포함해 다섯 가지이고, 진짜 낱말은 전혀 모르면서 패딩만 거의 확실히 맞히는 모델",
        "there are five words, including padding, and make a model that knows nothing about real words but"
        " predicts padding almost with certainty",
        "앞의 세 자리는 진짜 낱말, 뒤의 세 자리는 패딩입니다",
        "The first three positions are real words, and the last three are padding",
        "진짜 낱말에서 모델은 다섯 가지에 똑같은 확률을 줍니다. 그래서 진짜 낱말의 손실은 $\\log 5$",
        "At the real words, the model gives all five the same probability. The loss there is therefore"
        " $\\log 5$",
        "배운 것은 패딩뿐인데 손실은 좋아 보입니다",
        "The model has learned nothing but padding, and yet the loss looks good",
    )
    assert (ce.tokens[:3] > 0).all() and (ce.tokens[3:] == 0).all() and ce.guesses.shape == (6, 5)
    guesses = [soft(row) for row in ce.guesses.tolist()]
    assert guesses[:3] == [[pytest.approx(1 / 5)] * 5] * 3 and min(row[0] for row in guesses[3:]) > 0.999
    assert F.cross_entropy(ce.guesses[:3], ce.tokens[:3]).item() == pytest.approx(math.log(5))
    assert ce.counted < math.log(5)


def test_padding_that_counts_dilutes_the_loss() -> None:
    states(
        "패딩까지 넣어 평균을 내면 …입니다. 절반밖에 되지 않습니다",
        "the mean that includes the padding is …. That is only about half",
        "`ignore_index=0`을 주면 정답이 0인 자리를 합에서도 나누는 수에서도",
        "With `ignore_index=0`, positions whose label is 0 are … the sum and also of the number that we"
        " divide by",
        "모든 자리가 패딩이면 0을 0으로 나누게 되어 `nan`이 나오니",
        "if all positions are padding, 0 is divided by 0, and the result is `nan`",
        "패딩을 뺀 손실은 …의 높이에서 수평선이다. 패딩을 넣은 손실은 길이 3에서 같은 높이로 출발해 길이가"
        " 늘수록 계속 내려간다",
        "The loss without padding is a horizontal line at height …. The loss with padding starts from the"
        " same height at length 3 and keeps falling as the length grows",
        "패딩이 길어질수록 손실이 묽어집니다",
        "The longer the padding, the more diluted the loss",
        "모델은 그대로인데 패딩을 길게 채울수록 손실이 내려갑니다",
        "The model stays the same, but the more padding we add, the lower the loss",
        "배치에 긴 문장이 하나만 섞여도 나머지 문장의 패딩이 늘어 손실이 달라지는 셈입니다",
        "A single long sentence in a batch is enough to lengthen the padding of all the others and change"
        " the loss",
        "패딩을 뺀 손실은 길이와 상관없이 그대로입니다",
        "With padding left out, the loss stays the same whatever the length",
        "- 패딩은 `ignore_index`로 빼고 평균을 냅니다",
        "- Use `ignore_index` to leave padding out of the mean",
    )
    sure = log_total([10, 0, 0, 0, 0]) - 10
    assert ce.ignored == pytest.approx(math.log(5))
    assert ce.counted == pytest.approx((3 * math.log(5) + 3 * sure) / 6)
    assert ce.counted / ce.ignored == pytest.approx(0.5, abs=1e-3)
    assert math.isnan(ce.nothing_left)
    assert ce.diluted == pytest.approx([(3 * math.log(5) + (n - 3) * sure) / n for n in range(3, 21)])
    assert (np.diff(ce.diluted) < 0).all() and ce.diluted[0] == pytest.approx(ce.ignored)
    diluted, level = (line.get_data() for line in page.figures["padding-curve"][0].axes[0].lines)
    assert (
        [*diluted[0]] == [*range(3, 21)]
        and [*diluted[1]] == [*ce.diluted]
        and [*level[1]] == [ce.ignored] * 2
    )
    for length, expected in zip(ce.lengths, ce.diluted, strict=True):
        guesses = torch.cat([ce.guesses[:3], ce.guesses[3:4].expand(length - 3, 5)])
        tokens = torch.cat([ce.tokens[:3], torch.zeros(length - 3, dtype=torch.int64)])
        assert F.cross_entropy(guesses, tokens).item() == pytest.approx(expected)
        assert F.cross_entropy(guesses, tokens, ignore_index=0).item() == pytest.approx(ce.ignored)


def test_without_being_told_only_the_class_minus_100_is_ignored() -> None:
    states(
        "따로 정하지 않으면 정답이 …인 자리만 빼므로, 패딩의 번호가 0이라면 꼭 적어 주어야 합니다",
        "By default, only positions whose answer is … are left out, so be sure to pass this argument if your"
        " padding has the number 0",
    )
    marked = torch.where(ce.tokens == 0, -100, ce.tokens)
    assert F.cross_entropy(ce.guesses, marked).item() == pytest.approx(ce.ignored)
    assert F.cross_entropy(ce.guesses, ce.tokens).item() == pytest.approx(ce.counted)
    with pytest.raises(IndexError):
        F.cross_entropy(ce.guesses, torch.where(ce.tokens == 0, -99, ce.tokens))


# The axis of the classes


def test_the_second_axis_holds_the_classes() -> None:
    states(
        "`CrossEntropyLoss`는 두 번째 축을 클래스로 여깁니다",
        "`CrossEntropyLoss`, however, takes the second axis to be the classes",
        "문장 두 개가 다섯 자리씩이고 낱말도 다섯 가지라면",
        "if there are two sentences with five positions each, and five words as well",
        "두 값이 다릅니다. 앞의 값은 자리를 낱말로 잘못 읽은 손실입니다",
        "The two values differ. The first is a loss that mistook positions for words",
        "크기가 우연히 같아서 오류도 나지 않았습니다. 문장과 자리를 한 축으로 펼친 뒤의 값이 맞습니다",
        "The two axes happened to have the same size, so there was not even an error. The right value is the"
        " second one, for which we flattened sentences and positions into a single axis",
    )
    assert ce.scores.shape == (2, 5, 5) and ce.following.shape == (2, 5)
    places = [(sentence, place) for sentence in range(2) for place in range(5)]
    by_words = [F.cross_entropy(ce.scores[at], ce.following[at]).item() for at in places]
    by_places = [
        F.cross_entropy(ce.scores[s, :, place], ce.following[s, place]).item() for s, place in places
    ]
    assert (ce.flattened, ce.misread) == pytest.approx((np.mean(by_words), np.mean(by_places)))
    assert abs(ce.misread - ce.flattened) > 0.01
    printed = [float(line.split()[-1]) for line in page.printed["class-axis"].splitlines()]
    assert printed == pytest.approx([ce.misread, ce.flattened], abs=1e-4)
    with pytest.raises((RuntimeError, ValueError)):
        F.cross_entropy(ce.scores[:, :4], ce.following[:, :4])  # four places, five words
    assert torch.isfinite(F.cross_entropy(ce.scores[:, :4].reshape(-1, 5), ce.following[:, :4].reshape(-1)))


# Label smoothing


def test_a_one_hot_target_asks_for_an_infinite_gap_and_smoothing_spreads_a_share() -> None:
    states(
        "원-핫 정답은 모델에게 정답의 확률을 1로 만들라고 요구합니다. 로짓의 차이가 무한대로 벌어져야 이룰"
        " 수 있는 목표입니다",
        "A one-hot target demands that the model give the answer a probability of 1. The model could meet"
        " this demand only if the logits were infinitely far apart",
        "정답의 몫을 조금 덜어 모든 결과에 고르게 나누어 줍니다",
        "takes a small share from the answer and spreads it evenly over all outcomes",
        "손으로 구한 교차 엔트로피와 파이토치의 값이 모두 …",
        "The cross entropy that we computed by hand and PyTorch’s value are both …",
    )
    losses = [ce.cross_entropy_loss(np.array([0.0, gap, 0, 0]), 1) for gap in range(31)]
    assert min(losses) > 0 and (np.diff(losses) < 0).all() and losses[-1] < 1e-12
    one_hot = np.eye(4)[1]
    taken = one_hot - ce.smooth(one_hot, 0.1)
    assert one_hot - taken == pytest.approx(0.9 * one_hot + 0.1 / 4) and taken.sum() == pytest.approx(0)
    assert ce.soft_target == pytest.approx([0.025, 0.925, 0.025, 0.025])
    assert ce.smoothed == pytest.approx(ce.by_pytorch.item(), rel=1e-14)


def test_label_smoothing_gives_the_loss_a_floor_at_the_entropy_of_the_target() -> None:
    states(
        "지나친 확신을 막는 것입니다",
        "This keeps the model from becoming too confident",
        "$\\varepsilon=0.1$이면 정답의 확률은 …, 나머지는 …입니다",
        "With $\\varepsilon=0.1$, the answer has a probability of …, and each of the others has …",
        "이제 정답의 엔트로피는 0이 아닙니다. 그래서 손실은 0까지 내려갈 수 없고, 바닥은 …입니다",
        "The entropy of the target is no longer 0. So the loss cannot go down to 0; its floor is …",
        "라벨 평활화를 쓰지 않은 곡선은 오른쪽으로 갈수록 0에 가까워진다",
        "The curve without label smoothing approaches 0 toward the right",
        "ε이 0.1인 곡선은 … 근처에서 엔트로피를 나타내는 가로 점선에 닿은 뒤 다시 올라간다",
        "Near …, the curve for ε = 0.1 touches a dashed horizontal line that marks the entropy, and then it"
        " rises again",
        "나머지 로짓은 0으로 두고 정답의 로짓만 키울 때의 손실",
        "The loss as a function of the logit of the answer, while the other logits stay at 0",
        "평활화를 쓰지 않으면 로짓을 키울수록 손실이 줄어듭니다. 쓰면 알맞은 곳에서 바닥에 닿고, 더 확신하면"
        " 손실이 다시 커집니다",
        "Without smoothing, the loss keeps falling as the logit grows. With smoothing, it reaches a floor,"
        " and if the model becomes more confident than that, the loss grows again",
        "라벨 평활화를 쓰면 손실의 바닥이 0보다 높아집니다",
        "With label smoothing, the floor of the loss is higher than 0",
    )
    floor = ce.entropy(ce.soft_target)
    assert floor > 0 == ce.entropy(ce.target) and page.said["label-smoothing"][-1] == f"{floor:.4f}"
    assert page.said["label-smoothing"][:2] == [f"{ce.smooth(ce.target, 0.1)[place]:.3f}" for place in (1, 0)]
    hard, smooth, dashed = (
        line.get_data() for line in page.figures["label-smoothing-curve"][0].axes[0].lines
    )
    assert [*hard[1]] == [*ce.hard_curve] and [*smooth[1]] == [*ce.soft_curve] and [*dashed[1]] == [floor] * 2
    assert [row.tolist() for row in ce.rows] == [[0, gap, 0, 0] for gap in ce.gaps]
    assert ce.soft_curve.min() >= floor == pytest.approx(ce.soft_curve.min(), abs=1e-4)
    best = ce.soft_curve.argmin()
    assert (np.diff(ce.soft_curve[: best + 1]) < 0).all() and (np.diff(ce.soft_curve[best:]) > 0).all()
    assert (np.diff(ce.hard_curve) < 0).all() and 0 < ce.hard_curve[-1] < 0.001


def test_the_best_logit_under_label_smoothing() -> None:
    states(
        "교차 엔트로피는 모델의 확률이 새 정답과 같을 때 가장 작습니다",
        "The cross entropy is smallest when the model gives every outcome exactly the probability that it"
        " has in the new target",
        "소프트맥스에서 두 확률의 비는 $e$를 로짓의 차이만큼 거듭제곱한 값이므로",
        "In softmax, the ratio of two probabilities is $e$ raised to the difference of their logits",
        "그때 모델의 확률은 새 정답과 같고, 손실은 새 정답의 엔트로피와 같습니다",
        "There the probabilities of the model equal the new target, and the loss equals the entropy of the"
        " new target",
        "그림의 격자에서 가장 낮은 점은 …입니다",
        "On the grid of the figure, the lowest point is at …",
    )
    row = [0, ce.best_gap, 0, 0]
    assert soft(row) == pytest.approx([0.025, 0.925, 0.025, 0.025])
    assert soft(row)[1] / soft(row)[0] == pytest.approx(math.exp(ce.best_gap))
    assert expected_surprise(ce.soft_target, soft(row)) == pytest.approx(ce.entropy(ce.soft_target))
    for gap in (0, 2, 3, 3.5, 3.7, 4, 6):
        assert expected_surprise(ce.soft_target, soft([0, gap, 0, 0])) > ce.entropy(ce.soft_target)
    assert abs(ce.gaps[ce.soft_curve.argmin()] - ce.best_gap) == min(abs(ce.gaps - ce.best_gap))


def test_losses_with_weights_or_smoothing_are_no_plain_mean_of_surprisals() -> None:
    states(
        "클래스 가중치나 라벨 평활화를 쓴 손실도 그대로 넣으면 안 됩니다. 그런 손실은 실제로 나온 낱말의"
        " 놀라움을 고르게 평균 낸 값이 아니기 때문입니다",
        "A loss with class weights or label smoothing must not be used as it is, either. Such a loss is not"
        " the plain mean of the surprisals at the words that actually came",
    )
    surprises = [-math.log(soft(row)[answer]) for row, answer in zip(BATCH, ANSWERS, strict=True)]
    plain = F.cross_entropy(ce.z_batch, ce.y_batch).item()
    assert plain == pytest.approx(np.mean(surprises)) and abs(ce.weighted - plain) > 0.1
    assert abs(F.cross_entropy(ce.z_batch, ce.y_batch, label_smoothing=0.1).item() - plain) > 0.01
