"""Claims of lesson 2-4 on what the functions of PyTorch take, return and leave out."""

from __future__ import annotations

import inspect
import math
import warnings

import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, nll_of

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def test_log_prob_is_the_logarithm_of_a_density() -> None:
    states(
        "`torch.distributions.Normal`은 평균과 표준편차를 받습니다. `log_prob`은 각 점의 로그 밀도를",
        "`torch.distributions.Normal` takes a mean and a standard deviation, and its `log_prob`",
        "returns the log density at each point",
        "연속확률분포에서는 확률이 아니라 밀도에 로그를 취한 값입니다",
        "for a continuous distribution the result is the logarithm of a density, not of a probability",
        "It is the same as the value we computed by hand",
    )
    torch = nll.torch
    logs = torch.distributions.Normal(torch.tensor(168.0, dtype=torch.float64), 5).log_prob(nll.target)
    assert logs.numpy() == pytest.approx(nll.gaussian_log_pdf(HEIGHTS, 168, 5), rel=1e-12)
    assert torch.distributions.Normal(1.7, 0.05).log_prob(torch.tensor(1.7)) > 0
    by_hand = nll.negative_log_likelihood(nll.heights, 168, 5)
    assert nll.torch_nll == pytest.approx(by_hand, rel=1e-14)
    assert by_hand == pytest.approx(nll_of(HEIGHTS, 168))


def test_gaussian_nll_loss_takes_the_variance_and_returns_the_mean_without_the_constant() -> None:
    states(
        "예측한 평균, 관측값, 분산을 이 순서로 받습니다",
        "It takes the predicted mean, the observed value, and the variance, in this order",
        "표준편차 $\\sigma$가 아니라 **분산**(variance) $\\sigma^2$을 받습니다",
        "It takes the **variance** $\\sigma^2$, not the standard deviation $\\sigma$",
        '점마다 구한 손실의 합이 아니라 손실의 **평균**을 돌려줍니다. 합이 필요하면 `reduction="sum"`을',
        "It returns not the sum of the losses of the points but their **mean**. If you need the sum, pass",
        "점마다 더해지는 상수 $\\frac{1}{2}\\log 2\\pi$를 생략합니다. $\\mu$나 $\\sigma$와 관계없는 값입니다",
        "It leaves out the constant $\\frac{1}{2}\\log 2\\pi$ that each point contributes",
        "This value does not depend on $\\mu$ or $\\sigma$",
        "`full=True`를 주어야 이 상수까지 계산합니다",
        "The constant is included only if you pass `full=True`",
        "`GaussianNLLLoss`는 분산을 받고, 손실의 평균을 내며, 상수를 생략합니다",
        "`GaussianNLLLoss` takes the variance, returns the mean of the losses, and leaves out the constant",
    )
    torch = nll.torch
    assert [*inspect.signature(nll.short.forward).parameters] == ["input", "target", "var"]
    constant = math.log(2 * math.pi) / 2
    for mu, sigma in ((168, 5), (160, 2), (172, 8)):
        inputs = torch.full_like(nll.target, mu), nll.target, torch.full_like(nll.target, sigma**2)
        by_hand = nll.negative_log_likelihood(nll.heights, mu, sigma)
        assert torch.nn.GaussianNLLLoss(full=True, reduction="sum")(*inputs).item() == pytest.approx(by_hand)
        assert torch.nn.GaussianNLLLoss()(*inputs).item() == pytest.approx(by_hand / 10 - constant)


def test_pytorch_gives_what_is_made_by_hand() -> None:
    states(
        "`full=True`로 합을 구하면 우리 값과 똑같은 …입니다. 평균을 내면 … 명으로 나눈 …입니다",
        "With `full=True` and the sum, we get exactly our value, …",
        "With the mean, we get that value divided by the number of students, …",
        "아무것도 지정하지 않으면 …입니다. 빠진 상수는 …이고, 두 값을 더하면 다시 …입니다",
        "With no options at all, we get …. The missing constant is …, and the two add up to … again",
    )
    by_hand = nll.negative_log_likelihood(nll.heights, 168, 5)
    assert nll.full_sum == pytest.approx(by_hand, rel=1e-14)
    assert nll.full_mean == pytest.approx(by_hand / 10, rel=1e-14)
    assert nll.short_mean + nll.dropped == pytest.approx(nll.full_mean, rel=1e-14)
    assert nll.dropped == pytest.approx(math.log(2 * math.pi) / 2, rel=1e-14)
    numbers = by_hand, by_hand / 10, nll.short_mean, nll.dropped, by_hand / 10
    said = [value for value in page.said["gaussian-nll-loss"] if "." in value]
    assert said == [f"{one:.4f}" for one in numbers]


def test_the_constant_does_not_change_the_gradient() -> None:
    states(
        "상수는 미분하면 사라지므로 학습에는 아무 영향이 없습니다",
        "A constant disappears when we differentiate, so it has no effect on training",
        "손실의 값 자체를 다른 모델과 비교할 때는 양쪽의 설정이 같아야 합니다",
        "when you compare the value of a loss with that of another model, both must use the same settings",
    )
    gradients = []
    for loss in (nll.full, nll.short):
        mean = nll.prediction.clone().requires_grad_()
        variance = nll.variance.clone().requires_grad_()
        loss(mean, nll.target, variance).backward()
        gradients.append((*mean.grad.tolist(), *variance.grad.tolist()))
    assert gradients[0] == gradients[1] and any(gradients[0])
    assert nll.full_mean > nll.short_mean + 0.9
    better = nll.full(nll.prediction, nll.target, nll.torch.full_like(nll.target, 9)).item()
    assert nll.short_mean < better < nll.full_mean


def test_sigma_in_place_of_the_variance_is_the_loss_of_another_distribution() -> None:
    states(
        "오류도 경고도 없이 다른 값이 나옵니다",
        "We get a different value without any error or warning",
        "더구나 바른 값보다 작아서 얼핏 더 좋아 보입니다",
        "What is more, it is smaller than the correct value, so at first glance it looks better",
        "우리가 묻지 않은 분포, 곧 분산이 5인 분포의 손실을 구했을 뿐입니다",
        "it is only the loss under a distribution that we never asked about, namely one with a variance of 5",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nll.full(nll.prediction, nll.target, nll.sigma_not_variance).item() == nll.wrong_mean
    assert nll.sigma_not_variance.tolist() == [5] * 10
    assert nll.wrong_mean == pytest.approx(nll_of(HEIGHTS, 168, math.sqrt(5)) / 10)
    assert nll.wrong_mean < nll.full_mean
