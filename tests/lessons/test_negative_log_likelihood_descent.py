"""Claims of lesson 2-4 on gradient descent, and on the settings of its run."""

from __future__ import annotations

import argparse
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, MEAN_PATH, SHARE_PATH, nll_of, slope

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def path_of(cell: str) -> tuple[Any, Any, Any]:
    """Return the places of the points on a path, their heights, and the place of the large point."""
    _, path, large = page.figures[cell][0].axes[0].lines
    assert large.get_markersize() > path.get_markersize()
    x, y = path.get_data()
    return x, y, large.get_xdata()[0]


def walk(start: float, rate: float, steps: int) -> list[float]:
    """Return the means that gradient descent on the heights passes."""
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * nll.gaussian_nll_gradient(nll.heights, path[-1], 5))
    return path


def test_steps_against_the_gradient_come_closer_to_the_bottom() -> None:
    states(
        "기울기가 음수면 오른쪽으로, 양수면 왼쪽으로 조금 움직입니다",
        "If the gradient is negative, we move a little to the right",
        "if it is positive, we move a little to the left",
        "이 일을 되풀이하면 바닥에 점점 다가갑니다",
        "When we repeat this, we come closer and closer to the bottom",
    )
    for start, sign in ((160, 1), (175, -1)):
        assert np.sign(nll.gaussian_nll_gradient(nll.heights, start, 5)) == -sign
        path = np.array(walk(start, 0.5, 20))
        assert (np.sign(np.diff(path)) == sign).all() and (np.diff(abs(path - nll.sample_mean)) < 0).all()


def test_a_rate_too_large_jumps_over_the_bottom_and_one_too_small_takes_long() -> None:
    states(
        "$\\eta$(에타)는 한 걸음의 크기를 정하는",
        "which sets the size of each step. If it is too large, we jump over the bottom; if it is too small",
        "**학습률**(learning rate)입니다. 너무 크면 바닥을 건너뛰고, 너무 작으면 오래 걸립니다",
        "한 걸음의 크기를 정하는 수 η. 너무 크면 바닥을 건너뛰고, 너무 작으면 오래 걸립니다",
        "the size of each step in gradient descent. If it is too large, we jump over the bottom; if it is",
    )
    first = {rate: walk(160, rate, 1)[1] for rate in (0.005, 0.5, 4.9)}
    assert first[4.9] > nll.sample_mean > first[0.5]
    assert first[4.9] - 160 == pytest.approx(4.9 / 0.5 * (first[0.5] - 160))
    assert abs(walk(160, 0.5, 60)[-1] - nll.sample_mean) < 0.001
    assert nll.sample_mean - walk(160, 0.005, 60)[-1] > 5


def test_a_share_that_is_moved_itself_leaves_the_range_and_a_logit_does_not() -> None:
    states(
        "$p$를 그냥 움직이면 0보다 작아지거나 1보다 커질 수 있습니다",
        "If we simply move $p$, it may become less than 0 or greater than 1",
        "$z$가 아무리 커지거나 작아져도 $p$는 0과 1 사이에 머뭅니다",
        "However large or small $z$ becomes, $p$ stays between 0 and 1",
        "어떤 실수든 될 수 있는 **로짓**(logit) $z$를 움직이고, **시그모이드**(sigmoid) 함수로 $p$를",
        "we move the **logit** $z$, which may be any real number, and turn it into $p$ with the **sigmoid",
        "$z=0$, 곧 $p=0.5$에서 출발합니다",
        "We start from $z=0$, that is, from $p=0.5$",
    )
    assert 0.01 - 0.1 * nll.binomial_nll_gradient(0.01, 7, 10) > 1
    assert 0.99 - 0.1 * nll.binomial_nll_gradient(0.99, 7, 10) < 0
    logits = nll.torch.linspace(-30, 30, 601, dtype=nll.torch.float64)
    shares = nll.torch.sigmoid(logits)
    assert ((shares > 0) & (shares < 1)).all() and (shares.diff() > 0).all()
    assert nll.share_path[0] == nll.torch.sigmoid(nll.torch.zeros(())).item() == 0.5


def test_the_share_of_a_logit() -> None:
    formula("sigmoid").agrees(
        lambda z: nll.torch.sigmoid(nll.torch.tensor(z, dtype=nll.torch.float64)), z=(-8, 8)
    )


def test_the_device_is_a_gpu_that_pytorch_can_use() -> None:
    states(
        "되풀이할 횟수 `steps`와 파이토치의 배열인 텐서를 올릴 장치 `device`를",
        "The number of repetitions, `steps`, and the `device` on which PyTorch places its tensors go into",
        "파이토치가 쓸 수 있는 NVIDIA GPU가 있다면 `device`에 `cuda`가 나옵니다",
        "If PyTorch can use an NVIDIA GPU on your machine, `device` shows `cuda`",
    )
    (code,) = (cell.code for cell in page.snippet.cells if cell.name == "settings")
    for is_available, device in ((True, "cuda"), (False, "cpu")):
        cuda = SimpleNamespace(is_available=lambda answer=is_available: answer)
        names: dict[str, Any] = {"torch": SimpleNamespace(cuda=cuda), "argparse": argparse}
        exec(code, names)
        assert names["args"] == argparse.Namespace(steps=nll.args.steps, device=device)
    assert len(nll.share_path) - 1 == nll.args.steps and nll.logit.device.type == nll.args.device


def test_one_step_of_an_optimizer_clears_differentiates_and_moves() -> None:
    states(
        "걸음은 `torch.optim.SGD`가 옮깁니다. `lr`가 학습률입니다",
        "The steps are taken by `torch.optim.SGD`, where `lr` is the learning rate",
        "되풀이할 때마다 `zero_grad()`로 앞 걸음의 기울기를 지우고, `backward()`로 새 기울기를 구하고",
        "In every round, `zero_grad()` clears the gradient of the previous step, `backward()` computes",
        "`step()`으로 위의 식대로 한 걸음 옮깁니다",
        "`step()` takes one step by the formula above",
    )
    torch = nll.torch
    assert isinstance(nll.share_optimizer, torch.optim.SGD)
    parameter = torch.tensor(3.0, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    (parameter**2).backward()
    assert (parameter.item(), parameter.grad.item()) == (3, 6)
    optimizer.zero_grad()
    cleared = parameter.grad
    assert cleared is None
    (5 * parameter).backward()
    assert (parameter.item(), parameter.grad.item()) == (3, 5)
    optimizer.step()
    assert parameter.item() == pytest.approx(3 - 0.1 * 5)


def test_the_share_descends_to_seven_tenths() -> None:
    states(
        "$p$는 …에서 출발하여 열 걸음 만에 …까지 갔습니다. …걸음 뒤의 값은 …입니다",
        "Starting from …, $p$ reached … in ten steps. After … steps, it is …",
        "손실은 처음에 …, 마지막에 …입니다",
        "The loss is … at the start and … at the end. At no point",
        "점들이 0.5에서 출발해 오른쪽 아래로 내려간다. 0.7에 가까워질수록 점 사이의 간격이 좁아진다",
        "starting from 0.5 and going down to the right. The gaps between the points narrow as they approach",
        "0.7에는 바닥을 나타내는 큰 점이 있다",
        "A large point at 0.7 marks the bottom",
        "처음 일곱 걸음. 바닥에 가까울수록 걸음이 짧아집니다",
        "The first seven steps. The closer to the bottom, the shorter the step",
        "학습률은 그대로인데 걸음이 점점 짧아집니다. 바닥에 다가갈수록 기울기가 0에 가까워지기 때문",
        "The learning rate stays the same, and yet the steps become shorter and shorter. This is because the",
        "the gradient approaches 0 as we approach the bottom",
        "경사하강법으로 최소화할 수 있습니다. $\\sigma$를 정해",
        "Gradient descent can minimize it",
        "p의 음의 로그 가능도 곡선을 따라",
        "Points that follow the curve of the negative log likelihood of p",
    )
    assert nll.share_path == pytest.approx(SHARE_PATH, abs=1e-12)
    assert nll.share_path[-1] == pytest.approx(0.7, abs=1e-6)
    losses = nll.binomial_nll(np.array(nll.share_path), 7, 10)
    assert (np.diff(losses) <= 1e-12).all() and nll.share_losses == pytest.approx(losses)
    numbers = [0.5, SHARE_PATH[10], 60, SHARE_PATH[60], losses[0], losses[-1]]
    assert list(map(float, page.said["share-descent"][:6])) == pytest.approx(numbers, abs=5e-5)
    x, y, bottom = path_of("share-descent-path")
    assert list(x) == nll.share_path[:8] and x[0] == 0.5 and bottom == 0.7
    assert (np.diff(x) > 0).all() and (np.diff(y) < 0).all() and (np.diff(nll.share_path[:12], 2) < 0).all()
    gradients = [abs(slope(p) * p * (1 - p)) for p in nll.share_path[:12]]
    logits = np.log(nll.share_path[:12]) - np.log(1 - np.array(nll.share_path[:12]))
    assert (np.diff(gradients) < 0).all() and np.diff(logits) == pytest.approx(0.1 * np.array(gradients[:-1]))
    assert y == pytest.approx(nll.binomial_nll(x, 7, 10))


def test_the_mean_descends_to_the_sample_mean() -> None:
    states(
        "멀리 떨어진 160에서 출발합니다",
        "We start far away, from 160",
        "$\\mu$는 …에서 출발하여 …에 닿았습니다. 앞에서 식으로 구한 표본평균이 바로 …입니다",
        "Starting from …, $\\mu$ arrived at …. The sample mean that we derived earlier is …",
        "격자가 놓친 소수점 아래까지 찾아냈습니다",
        "Gradient descent found even the decimal places that the grid had missed",
        "점들이 160에서 출발해 오른쪽 아래로 내려간다. 처음에는 성큼성큼 내려가다가 바닥인",
        "starting from 160 and going down to the right. They go down in long strides at first and crowd",
        "…에 가까워질수록 간격이 촘촘해진다. 바닥에는 큰 점이 있다",
        "crowd together as they approach the bottom at …. A large point marks the bottom",
        "160에서 표본평균 쪽으로 내려가는 처음 … 걸음",
        "The first … steps from 160 down toward the sample mean",
        "여기서도 바닥에 가까워질수록 걸음이 짧아집니다. 손실은 출발점에서 …, 바닥에서 …입니다",
        "Here, too, the steps become shorter near the bottom. The loss is … at the starting point and …",
        "평균의 음의 로그 가능도 곡선을 따라",
        "Points that follow the curve of the negative log likelihood of the mean",
        "평균은 어떤 실수든 될 수 있으니 로짓은 필요 없습니다",
        "A mean may be any real number, so we need no logit",
    )
    assert nll.mean_path == pytest.approx(MEAN_PATH, abs=1e-9)
    assert f"{nll.mean_path[-1]:.3f}" == f"{nll.sample_mean:.3f}" == "168.344" != f"{nll.best_mean:.3f}"
    assert nll.mean_path[0] == 160 < nll.heights.min() - 4
    losses = [nll_of(HEIGHTS, mu) for mu in nll.mean_path]
    assert (np.diff(losses) <= 1e-12).all() and nll.mean_losses == pytest.approx(losses)
    assert (np.diff(nll.mean_path[:12], 2) < 0).all()
    x, y, bottom = path_of("mean-descent-path")
    assert list(x) == nll.mean_path[:12] and bottom == nll.sample_mean
    assert (np.diff(x) > 0).all() and (np.diff(y) < 0).all() and x[1] - x[0] > 5 * (x[-1] - x[-2])
    assert page.said["mean-descent-path"][1:] == ["11", f"{y[0]:.2f}", f"{nll.least_nll:.2f}"]
    assert y == pytest.approx([nll_of(HEIGHTS, mu) for mu in x])
    assert np.isfinite([nll.negative_log_likelihood(nll.heights, mu, 5) for mu in (-1e9, -1, 0, 1e9)]).all()
