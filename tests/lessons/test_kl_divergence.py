"""Claims of lesson 2-6 on discrete distributions: its formulas and sentences, held against its code."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, states

from tests.lessons.two_distributions import ANDROID, FLOOR, SHARES, P, Q, js, kl, student, surprise

lesson_kl = lesson("kl_divergence.py")

PROBABILITY = (0.05, 0.95)
GENERATOR = np.random.default_rng(0)
PAIRS = GENERATOR.dirichlet(np.ones(6), size=(3_000, 2))


def test_the_entropy() -> None:
    formula("kl-recalled-entropy").agrees(lesson_kl.entropy, p=PROBABILITY)


def test_the_cross_entropy() -> None:
    formula("kl-recalled-cross-entropy").agrees(lesson_kl.cross_entropy, p=PROBABILITY, q=PROBABILITY)


def test_the_divergence() -> None:
    formula("kl-divergence").agrees(lesson_kl.kl_divergence, p=PROBABILITY, q=PROBABILITY)


def test_the_jensen_shannon_divergence() -> None:
    formula("jensen-shannon").agrees(lesson_kl.jensen_shannon, p=PROBABILITY, q=PROBABILITY)


# What the lesson says in words


def test_cross_entropy_is_entropy_and_divergence_together() -> None:
    states(
        "차이는 …나트이고, 이만큼이 모델의 탓입니다",
        "The difference is … nats, and that much is the model’s fault",
        "교차 엔트로피에서 엔트로피를 빼면 모델의 몫만 남습니다",
        "If we subtract the entropy from the cross entropy, only what the model adds is left",
        "앞에서 구한 차이와 똑같이 …입니다",
        "The value is exactly the difference that we found above, …",
        "KL 발산은 교차 엔트로피에서 엔트로피를 뺀 값, 곧 손실에서 모델의 몫입니다",
        "The KL divergence is the cross entropy minus the entropy: the part of the loss that the model adds",
        "교차 엔트로피에서 엔트로피를 뺀 것으로",
        "It is the cross entropy minus the entropy, and",
    )
    for p, q in PAIRS:
        parts = lesson_kl.entropy(p) + lesson_kl.kl_divergence(p, q)
        assert lesson_kl.cross_entropy(p, q) == pytest.approx(parts, rel=1e-12)
    assert lesson_kl.gap == pytest.approx(lesson_kl.kl_divergence(lesson_kl.p, lesson_kl.q), rel=1e-12)


def test_no_divergence_is_below_zero_and_only_that_of_equals_is_zero() -> None:
    states(
        "$q$ 대신 $p$를 넣으면 0입니다. 모델이 완벽하면 모델의 탓은 남지 않습니다",
        "If we put in $p$ instead of $q$, it is 0. If the model is perfect, nothing is left that could be"
        " its fault",
        "엔트로피를 뺀 것으로, 두 분포가 같을 때만 0입니다",
        "minus the entropy, and it is 0 only if the two distributions are the same",
    )
    for p, q in PAIRS:
        assert lesson_kl.kl_divergence(p, q) > 0 == lesson_kl.kl_divergence(p, p)
    few = np.array([[0.3, 0.7, 0.0], [0.2, 0.5, 0.3]])
    assert lesson_kl.kl_divergence(*few) > 0
    near = PAIRS[0, 0] + 1e-4 * np.array([1, -1, 0, 0, 0, 0])
    assert 0 < lesson_kl.kl_divergence(PAIRS[0, 0], near) < 1e-6
    assert (lesson_kl.divergences > 0).all()


def test_log_x_is_at_most_x_minus_1_and_equal_at_1_only() -> None:
    x = GENERATOR.exponential(1, 3_000)
    assert (np.log(x) < x - 1).all()
    assert math.log(1) == 1 - 1


def test_what_two_distributions_that_differ_have_below_zero() -> None:
    for p, q in PAIRS:
        assert (p * np.log(p / q)).min() < 0 < (p * np.log(p / q)).max()
    assert lesson_kl.some_negative == 1


def test_the_perplexity_of_the_model_is_that_of_the_best_times_exp_of_the_divergence() -> None:
    assert math.exp(surprise(P, Q)) == pytest.approx(math.exp(surprise(P, P)) * math.exp(kl(P, Q)))
    assert math.exp(lesson_kl.gap) == pytest.approx(math.sqrt(2))


def test_mean_nll_and_cross_entropy_loss_and_entropy_with_divergence_are_one() -> None:
    by_person = -(7 * math.log(0.4) + 3 * math.log(0.6)) / 10
    model = np.array([0.4, 0.6])
    assert lesson_kl.mean_nll == pytest.approx(by_person, rel=1e-12)
    assert lesson_kl.torch_loss == pytest.approx(by_person, rel=1e-12)
    assert lesson_kl.cross_entropy(lesson_kl.p_hat, model) == pytest.approx(by_person, rel=1e-12)
    assert sum(lesson_kl.parts) == pytest.approx(by_person, rel=1e-12)
    assert lesson_kl.parts == pytest.approx((FLOOR, by_person - FLOOR), rel=1e-12)


def test_the_gap_is_the_entropy_whatever_the_model() -> None:
    assert lesson_kl.costs - lesson_kl.kls == pytest.approx(np.full(91, FLOOR))
    assert lesson_kl.costs.argmin() == lesson_kl.kls.argmin() == abs(SHARES - ANDROID).argmin()
    assert lesson_kl.kls.min() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("q", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_likelihood_and_cross_entropy_and_divergence_have_the_same_gradient(q: float) -> None:
    phones, share = torch.tensor([7.0, 3.0]).double(), torch.tensor(q).double().requires_grad_()
    model = torch.stack([share, 1 - share])
    likelihood = torch.exp((phones * model.log()).sum())
    mean_nll, p = -likelihood.log() / 10, phones / 10
    losses = [mean_nll, -(p * model.log()).sum(), (p * (p / model).log()).sum()]
    slopes = [torch.autograd.grad(loss, share, retain_graph=True)[0].item() for loss in losses]
    exact = -0.7 / share.item() + 0.3 / (1 - share.item())
    assert slopes == pytest.approx([exact] * 3, abs=1e-6)


def test_zeros_of_p_are_left_out_and_zeros_of_q_are_infinite() -> None:
    never = [0.4, 0.3, 0.3, 0.0]
    assert math.isnan(lesson_kl.by_the_letter)
    assert lesson_kl.kl_divergence(np.array(never), lesson_kl.p) == pytest.approx(kl(never, P))
    assert lesson_kl.impossible == kl(P, never) == math.inf


def test_a_ten_thousandth_of_the_probability_costs_its_logarithm_as_often_as_it_happens() -> None:
    assert list(lesson_kl.nearly) == [1e-2, 1e-4, 1e-8, 1e-16]
    for tiny, divergence in lesson_kl.nearly.items():
        assert divergence == pytest.approx(kl(P, [0.4, 0.3, 0.3 - tiny, tiny]))
    step = lesson_kl.nearly[1e-8] - lesson_kl.nearly[1e-4]
    assert step == pytest.approx(math.log(1e4) / 8, rel=1e-3)


def test_the_two_directions_differ() -> None:
    assert (lesson_kl.forward, lesson_kl.backward) == pytest.approx((kl(P, Q), kl(Q, P)))
    assert lesson_kl.forward == pytest.approx(math.log(2) / 2)
    assert lesson_kl.backward == pytest.approx(math.log(2) * 5 / 8)


def test_samples_are_no_probabilities() -> None:
    for samples in (lesson_kl.first, lesson_kl.second):
        assert samples.min() < 0 and abs(samples.sum() - 1) > 100
    assert np.isnan(lesson_kl.forth).any()
    assert np.nansum(lesson_kl.forth) < 0 < np.nansum(lesson_kl.back)
    # Not even near: for `!=`, a wide tolerance asks for more.
    assert abs(np.nansum(lesson_kl.forth)) != pytest.approx(np.nansum(lesson_kl.back), rel=0.1)


def test_jensen_shannon_is_symmetric_and_at_most_log_2() -> None:
    for p, q in PAIRS:
        both = lesson_kl.jensen_shannon(p, q), lesson_kl.jensen_shannon(q, p)
        assert both[0] == pytest.approx(both[1], rel=1e-12) and 0 < both[0] < math.log(2)
    assert lesson_kl.jensen_shannon(lesson_kl.p, lesson_kl.q) == pytest.approx(js(P, Q))
    nothing_in_common = lesson_kl.left, lesson_kl.right
    assert lesson_kl.jensen_shannon(*nothing_in_common) == pytest.approx(math.log(2), rel=1e-14)
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(*nothing_in_common) == math.inf


def test_pytorch_gives_what_is_made_by_hand() -> None:
    assert lesson_kl.by_categorical == pytest.approx(kl(P, Q), rel=1e-6)
    assert lesson_kl.right_call == pytest.approx(kl(P, Q), rel=1e-14)
    assert lesson_kl.both_logs_told == pytest.approx(kl(P, Q), rel=1e-14)
    assert lesson_kl.right_mean == pytest.approx((kl(P, Q) + kl(Q, P)) / 2, rel=1e-14)


def test_wrong_calls_of_kl_div_loss_give_something_else_without_an_error() -> None:
    inner = sum(p * q for p, q in zip(P, Q, strict=True))
    assert lesson_kl.not_a_log == pytest.approx(-surprise(P, P) - inner) and lesson_kl.not_a_log < 0
    assert lesson_kl.swapped == pytest.approx(kl(Q, P))
    assert math.isnan(lesson_kl.both_logs)
    assert lesson_kl.wrong_mean == pytest.approx(lesson_kl.right_mean / 4)
    assert "batchmean" in str(lesson_kl.caught[0].message)


def test_the_student_learns_the_teacher_and_the_gap_stays() -> None:
    rows = student()
    assert lesson_kl.student_kls == pytest.approx([kl(P, row) for row in rows], abs=1e-12)
    gaps = np.subtract(lesson_kl.student_costs, lesson_kl.student_kls)
    assert gaps == pytest.approx(np.full(61, surprise(P, P)))
    assert lesson_kl.student_kls[-1] < 1e-6


def test_the_waste_in_bits_is_the_divergence() -> None:
    right = np.sum(lesson_kl.p * lesson_kl.lengths_for_p)
    wrong = np.sum(lesson_kl.p * lesson_kl.lengths_for_q)
    assert (right, wrong) == (1.75, 2.25)
    assert wrong - right == pytest.approx(kl(P, Q) / math.log(2))


def test_the_divergence_from_the_uniform_distribution_is_what_the_entropy_lacks() -> None:
    for p, _ in PAIRS:
        lacks = math.log(6) - lesson_kl.entropy(p)
        assert lesson_kl.kl_divergence(p, np.full(6, 1 / 6)) == pytest.approx(lacks, abs=1e-12)


def test_a_way_round_may_be_shorter() -> None:
    a, b, c = ([one, 1 - one] for one in (0.5, 0.25, 0.01))
    assert lesson_kl.straight == pytest.approx(kl(a, c))
    assert lesson_kl.around == pytest.approx(kl(a, b) + kl(b, c))
    assert lesson_kl.around < lesson_kl.straight
