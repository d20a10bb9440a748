"""Claims of lesson 2-5 on logits and losses: its formulas and sentences, and PyTorch's."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson

from tests.lessons.words_and_models import ANSWERS, BATCH, LOGITS, LOSSES, expected_surprise, log_total, soft

ce = lesson("cross_entropy.py")

LOGIT, PLACES = (-8, 8), (1, 4, 7)


def random_logits(count: int = 200, classes: int = 5, spread: float = 4) -> Any:
    return np.random.default_rng(0).normal(0, spread, (count, classes))


@pytest.mark.parametrize("j", PLACES)
def test_softmax_and_its_logarithm(j: int) -> None:
    formula("softmax").at(j=j).agrees(lambda z: ce.softmax(z)[j - 1], z=LOGIT)
    formula("log-softmax").at(j=j).agrees(lambda z: ce.log_softmax(z)[j - 1], z=LOGIT)
    formula("softmax-ratio").at(j=j, k=2).agrees(lambda z: ce.softmax(z)[j - 1] / ce.softmax(z)[1], z=LOGIT)


def test_log_sum_exp() -> None:
    formula("log-sum-exp").agrees(lambda z, m: ce.log_sum_exp(z), z=LOGIT, m=LOGIT)


@pytest.mark.parametrize("y", PLACES)
def test_the_loss_of_logits(y: int) -> None:
    formula("cross-entropy-loss").at(y=y).agrees(lambda z: ce.cross_entropy_loss(z, y - 1), z=LOGIT)


@pytest.mark.parametrize("j", PLACES)
def test_its_gradient(j: int) -> None:
    claimed = formula("cross-entropy-gradient").at(j=j)
    claimed.agrees(lambda z, t: ce.cross_entropy_gradient(z, t)[j - 1], z=LOGIT, t=(0, 1))


def test_binary_cross_entropy() -> None:
    formula("binary-cross-entropy").agrees(ce.binary_cross_entropy, r=(0.01, 0.99), y=(0, 1))
    formula("bce-with-logits").agrees(ce.bce_with_logits, z=(-30, 30), y=(0, 1))


def test_the_weighted_mean() -> None:
    claimed = formula("weighted-mean")
    claimed.agrees(lambda ell, w: ce.weighted_mean(ell, w), ell=(0, 5), w=(0.1, 5))


@pytest.mark.parametrize("k", PLACES)
def test_label_smoothing(k: int) -> None:
    claimed = formula("label-smoothing").at(k=k)
    claimed.agrees(lambda t, varepsilon: ce.smooth(t, varepsilon)[k - 1], t=(0, 1), varepsilon=(0, 0.5))


def test_the_floor_of_a_loss_with_softmax_twice() -> None:
    formula("softmax-twice-floor").agrees(lambda K: math.log(math.e + K - 1) - 1, K=(2, 40_000))
    for classes in (2, 4, 100):
        sure = torch.zeros(1, classes, dtype=torch.float64)
        sure[0, 0] = 1000
        floor = F.cross_entropy(torch.softmax(sure, dim=1), torch.tensor([0])).item()
        assert floor == pytest.approx(math.log(math.e + classes - 1) - 1)
        for row in torch.tensor(random_logits(50, classes, 30)):
            assert F.cross_entropy(torch.softmax(row, dim=0), torch.tensor(0)).item() >= floor - 1e-12
    assert ce.floor_twice == pytest.approx(math.log(32_000) - 1, abs=1e-4)
    assert ce.floor_twice > math.log(32_000) - 1


# What the lesson says in words


def test_softmax_gives_probabilities_in_the_order_of_the_logits() -> None:
    for z in random_logits():
        q = ce.softmax(z)
        assert q.min() > 0 and q.sum() == pytest.approx(1)
        assert (q.argsort() == z.argsort()).all()
    steps = ce.softmax(ce.logits)
    assert steps[:-1] / steps[1:] == pytest.approx([math.e] * 3)


def test_only_differences_of_logits_count() -> None:
    for z in random_logits():
        assert ce.softmax(z + 100) == pytest.approx(ce.softmax(z))
    for z in np.linspace(-20, 20, 41):
        assert ce.softmax(np.array([z, 0.0]))[0] == pytest.approx(1 / (1 + math.exp(-z)))


def test_log_sum_exp_is_the_naive_form_where_that_does_not_overflow() -> None:
    for z in random_logits():
        assert ce.log_sum_exp(z) == pytest.approx(np.log(np.sum(np.exp(z))), rel=1e-14)
    with np.errstate(over="ignore", invalid="ignore"):
        assert np.isnan(ce.softmax(ce.large)).all()
        assert np.isinf(np.exp(ce.large)).all()
    for z in [*random_logits(20, spread=1000), ce.large, -ce.large]:
        assert ce.log_sum_exp(z) == pytest.approx(log_total(z), rel=1e-14)
        assert ce.log_sum_exp(z) == pytest.approx(torch.logsumexp(torch.tensor(z), 0).item(), rel=1e-14)


def test_the_log_softmax_survives_where_the_log_of_the_softmax_does_not() -> None:
    with np.errstate(divide="ignore"):
        assert np.log(ce.softmax(ce.far))[1] == -math.inf
    assert ce.log_softmax(ce.far)[1] == -800
    assert np.exp(ce.log_softmax(ce.large)) == pytest.approx(soft(LOGITS))
    for z in random_logits(50):
        assert ce.log_softmax(z) == pytest.approx(torch.log_softmax(torch.tensor(z), 0).numpy())


def test_a_one_hot_target_leaves_the_surprise_of_the_right_word() -> None:
    assert ce.entropy(ce.target) == 0
    for z in random_logits(50):
        for y in range(5):
            surprise = ce.surprise(ce.softmax(z)[y])
            assert ce.cross_entropy(np.eye(5)[y], ce.softmax(z)) == pytest.approx(surprise)
            assert ce.cross_entropy_loss(z, y) == pytest.approx(surprise)


def test_pytorch_gives_what_is_made_by_hand() -> None:
    assert ce.batch.tolist() == BATCH and ce.answers.tolist() == ANSWERS
    assert ce.losses == pytest.approx(LOSSES, rel=1e-14)
    mean = sum(LOSSES) / 3
    assert ce.by_nll_loss == pytest.approx(mean, rel=1e-14)
    assert ce.by_cross_entropy_loss == pytest.approx(mean, rel=1e-14)


def test_probabilities_in_nll_loss_make_a_negative_loss() -> None:
    rows = zip(BATCH, ANSWERS, strict=True)
    assert ce.of_probabilities == pytest.approx(-sum(soft(row)[y] for row, y in rows) / 3)
    assert ce.of_probabilities < 0


def test_softmax_twice_hardly_learns_from_a_wrong_start() -> None:
    assert ce.once == pytest.approx(0, abs=1e-8)
    assert ce.twice == pytest.approx(math.log(math.e + 3) - 1)
    assert len(ce.once_path) == len(ce.twice_path) == 41
    assert ce.once_path[0] == ce.twice_path[0] == pytest.approx(soft([0, 5, 0, 0])[0])
    assert ce.once_path[10] > 0.9 > 0.05 > ce.twice_path[40]
    z = np.array([0.0, 5.0, 0.0, 0.0])
    for probability in ce.once_path:
        assert probability == pytest.approx(soft(z)[0])
        z = z - (soft(z) - np.eye(4)[0])


def test_the_gradient_is_softmax_minus_one_hot_as_autograd_finds_it() -> None:
    for z in random_logits():
        for y in range(5):
            leaf = torch.tensor(z, requires_grad=True)
            F.cross_entropy(leaf, torch.tensor(y)).backward()
            by_hand = ce.cross_entropy_gradient(z, np.eye(5)[y])
            assert leaf.grad is not None
            assert by_hand == pytest.approx(leaf.grad.numpy(), rel=1e-9, abs=1e-12)
            assert by_hand.sum() == pytest.approx(0, abs=1e-12)
            assert (by_hand < 0).tolist() == [place == y for place in range(5)]


def test_the_gradient_vanishes_where_the_model_is_sure_of_the_answer() -> None:
    assert abs(ce.cross_entropy_gradient(np.array([0.0, 40.0, 0, 0]), ce.target)).max() < 1e-12
    falling = ce.cross_entropy_gradient(ce.logits, ce.target)
    assert falling.argmax() == ce.logits.argmax() == 0  # "student" falls most


def descend(z: np.ndarray, twice: bool, steps: int = 40) -> float:
    """Return the probability of class 0 after descending by gradients written out by hand."""
    for _ in range(steps):
        q = np.array(soft(z))
        gradient = q - np.eye(len(z))[0]
        if twice:
            outer = np.array(soft(q)) - np.eye(len(z))[0]
            gradient = (np.diag(q) - np.outer(q, q)) @ outer
        z = z - gradient
    return soft(z)[0]


def test_softmax_twice_is_a_little_slower_with_4_classes_and_hardly_learns_with_100() -> None:
    for classes in (4, 100):
        expected = [descend(np.zeros(classes), twice) for twice in (False, True)]
        assert ce.from_zeros[classes] == pytest.approx(expected)
    assert ce.from_zeros[4][1] > 0.95 and ce.from_zeros[100][1] < 0.05 < 0.95 < ce.from_zeros[100][0]
    assert ce.twice_path[40] == pytest.approx(descend(np.array([0.0, 5.0, 0.0, 0.0]), True))


def test_differences_of_logits_are_logs_of_ratios() -> None:
    for z in random_logits(50):
        q = ce.softmax(z)
        assert np.log(q[0] / q[1]) == pytest.approx(z[0] - z[1])


def test_one_logit_and_two_are_the_same_binary_model() -> None:
    for z in np.linspace(-20, 20, 81):
        for y in (0, 1):
            by_two = ce.cross_entropy_loss(np.array([0.0, z]), y)
            assert ce.bce_with_logits(z, y) == pytest.approx(by_two, rel=1e-12)
            tensors = torch.tensor(z), torch.tensor(float(y), dtype=torch.float64)
            by_pytorch = F.binary_cross_entropy_with_logits(*tensors).item()
            assert ce.bce_with_logits(z, y) == pytest.approx(by_pytorch, rel=1e-12)


def test_bce_loss_loses_the_signal_where_the_model_is_wrong_and_sure() -> None:
    assert ce.clamped == pytest.approx({-40: 40, -800: 100})
    assert ce.bce_with_logits(-800, 1) == 800
    z = torch.tensor(-40.0, dtype=torch.float64, requires_grad=True)
    loss = F.binary_cross_entropy(torch.sigmoid(z), torch.tensor(1.0, dtype=torch.float64))
    loss.backward()
    assert loss.item() == pytest.approx(40)
    assert z.grad is not None and abs(z.grad.item()) < 1e-5  # it ought to be -1


def test_both_forms_of_the_binary_loss_come_from_the_sigmoid() -> None:
    for z in np.linspace(-20, 20, 81):
        q = 1 / (1 + math.exp(-z))
        assert -math.log(q) == pytest.approx(math.log(1 + math.exp(-z)))
        assert -math.log(1 / (1 + math.exp(z))) == pytest.approx(z + math.log(1 + math.exp(-z)))
        assert math.log(1 + math.exp(-z)) == pytest.approx(-z + math.log(1 + math.exp(z)))


def test_one_person_is_a_binary_answer() -> None:
    nll = lesson("negative_log_likelihood.py")
    for q in (0.1, 0.5, 0.9):
        for y in (0, 1):
            assert ce.binary_cross_entropy(q, y) == pytest.approx(nll.binomial_nll(q, y, 1))


def test_the_binary_losses_meet_at_log_2_and_grow_almost_straight() -> None:
    assert ce.bce_with_logits(0, 0) == ce.bce_with_logits(0, 1) == pytest.approx(math.log(2))
    # Straight only in the limit: log(1 + e^-5) is left.
    assert ce.bce_with_logits(-6, 1) - ce.bce_with_logits(-5, 1) == pytest.approx(1, abs=0.01)
    assert ce.bce_with_logits(ce.zs, 1) == pytest.approx(ce.bce_with_logits(-ce.zs, 0))


def test_class_weights_divide_by_their_sum() -> None:
    weights = [5.0 if answer == 0 else 1.0 for answer in ANSWERS]
    total = sum(weight * loss for weight, loss in zip(weights, LOSSES, strict=True))
    assert ce.weighted == pytest.approx(total / sum(weights))
    assert ce.weighted < total / 3
    assert ce.alone == pytest.approx(LOSSES[2])


def test_the_second_axis_holds_the_classes() -> None:
    assert ce.scores.shape == (2, 5, 5) and ce.following.shape == (2, 5)
    place_by_place = [
        F.cross_entropy(ce.scores[sentence, place], ce.following[sentence, place]).item()
        for sentence in range(2)
        for place in range(5)
    ]
    assert ce.flattened == pytest.approx(np.mean(place_by_place))
    assert abs(ce.misread - ce.flattened) > 0.01


def test_without_being_told_only_the_class_minus_100_is_ignored() -> None:
    marked = torch.where(ce.tokens == 0, -100, ce.tokens)
    assert F.cross_entropy(ce.guesses, marked).item() == pytest.approx(ce.ignored)
    assert F.cross_entropy(ce.guesses, ce.tokens).item() == pytest.approx(ce.counted)


def test_padding_that_counts_dilutes_the_loss() -> None:
    sure = log_total([10, 0, 0, 0, 0]) - 10
    assert ce.ignored == pytest.approx(math.log(5))
    assert ce.counted == pytest.approx((3 * math.log(5) + 3 * sure) / 6)
    assert math.isnan(ce.nothing_left)
    assert ce.diluted == pytest.approx([(3 * math.log(5) + (n - 3) * sure) / n for n in range(3, 21)])
    assert (np.diff(ce.diluted) < 0).all() and ce.diluted[0] == pytest.approx(ce.ignored)


def test_label_smoothing_gives_the_loss_a_floor_at_the_entropy_of_the_target() -> None:
    assert ce.soft_target == pytest.approx([0.025, 0.925, 0.025, 0.025])
    assert ce.smoothed == pytest.approx(ce.by_pytorch.item(), rel=1e-14)
    assert ce.soft_curve.min() >= ce.entropy(ce.soft_target)
    best = ce.soft_curve.argmin()
    assert (np.diff(ce.soft_curve[: best + 1]) < 0).all() and (np.diff(ce.soft_curve[best:]) > 0).all()
    assert (np.diff(ce.hard_curve) < 0).all()


def test_the_best_logit_under_label_smoothing() -> None:
    row = [0, ce.best_gap, 0, 0]
    assert soft(row) == pytest.approx([0.025, 0.925, 0.025, 0.025])
    assert expected_surprise(ce.soft_target, soft(row)) == pytest.approx(ce.entropy(ce.soft_target))


def test_a_higher_temperature_means_a_higher_entropy() -> None:
    assert (np.diff(ce.spread) > 0).all()
    # The uniform distribution is reached only at an infinite temperature.
    assert ce.spread[0] < 0.001 and ce.spread[-1] == pytest.approx(math.log(4), abs=0.01)
    for temperature, entropy in zip(ce.temperatures, ce.spread, strict=True):
        q = soft([z / temperature for z in LOGITS])
        assert entropy == pytest.approx(expected_surprise(q, q))
