"""Claims of lesson 2-5 on the mean negative log likelihood, its floor, and known contexts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.words_and_models import PEOPLE, P, expected_surprise, random_pairs

ce = lesson("cross_entropy.py")
nll = lesson("negative_log_likelihood.py")
page = shown("cross_entropy.py")

SHARES = (0.3, 0.5, 0.7, 0.9)


def mean_of(share: float) -> float:
    return float(ce.mean_nll(np.array([share, 1 - share]), ce.phones))


def test_the_mean_nll_is_the_cross_entropy_of_the_empirical_distribution() -> None:
    states(
        "이렇게 구한 평균이 바로 **교차 엔트로피**",
        "The mean that we get in this way is the **cross entropy**",
        "음의 로그 가능도의 평균이 교차 엔트로피임을",
        "that the mean negative log likelihood is a cross entropy",
        "이렇게 관측한 비율을 그대로 확률로 삼은 분포를 **경험분포**",
        "The distribution whose probabilities are the observed proportions is called the **empirical"
        " distribution**",
        "안드로이드를 0, iOS를 1로 적으면",
        "If we write 0 for Android and 1 for iOS",
        "`np.bincount`로 0과 1이 각각 몇 번 나왔는지 세어 비율을 구합니다",
        "We count the zeros and the ones with `np.bincount` and turn the counts into proportions",
        "한 사람씩 더하든 종류별로 묶어 더하든 값은 같습니다",
        "Whether we add person by person or kind by kind, the value is the same",
        "**음의 로그 가능도의 평균은 경험분포와 모델의 교차 엔트로피입니다.**",
        "**The mean negative log likelihood is the cross entropy between the empirical distribution and the"
        " model.**",
        "`q[x]`는 사람마다 모델이 준 확률을 찾아 줍니다",
        "For each person, `q[x]` looks up the probability that the model gave to that person’s phone",
        "네 모델 모두에서 두 값이 같습니다",
        "For all four models, the two values are the same",
        "- 음의 로그 가능도의 평균은 경험분포와 모델의 교차 엔트로피입니다",
        "- The mean negative log likelihood is the cross entropy between the empirical distribution and the"
        " model",
    )
    assert ce.phones.tolist() == PEOPLE and np.bincount(ce.phones).tolist() == [7, 3]
    assert ce.p_hat == pytest.approx([0.7, 0.3])
    for share in SHARES:
        q = np.array([share, 1 - share])
        assert q[ce.phones].tolist() == [q[0]] * 7 + [q[1]] * 3
        assert ce.mean_nll(q, ce.phones) == pytest.approx(ce.cross_entropy(ce.p_hat, q))
    lines = page.printed["mean-nll"].splitlines()
    assert len(lines) == 4 and all(one[-1] == one[-4].strip(",") for one in map(str.split, lines))
    generator = np.random.default_rng(2)
    for p, q in random_pairs(300):
        data = generator.choice(5, 40, p=p)
        counted = np.array([np.mean(data == kind) for kind in range(5)])
        assert ce.mean_nll(q, data) == pytest.approx(ce.cross_entropy(counted, q))


def test_it_is_the_nll_of_the_last_lesson_divided_by_the_people() -> None:
    states(
        "그렇다면 사람 수로 나누면 됩니다",
        "The remedy is to divide by the number of people",
        "지난 과에서 본 음의 로그 가능도의 곡선과 모양이 같습니다. 높이를 사람 수로 나누었을 뿐입니다",
        "The curve has the same shape as the curve of the negative log likelihood in the last lesson. Only"
        " its height has been divided by the number of people",
    )
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        assert mean_of(share) == pytest.approx(nll.binomial_nll(share, 7, 10) / 10)
    assert ce.curve == pytest.approx([nll.binomial_nll(share, 7, 10) / len(PEOPLE) for share in ce.inner])


def test_its_least_is_where_the_likelihood_is_greatest() -> None:
    states(
        "안드로이드의 비율이 …인 모델의 값이 가장 작습니다",
        "The smallest value belongs to the model whose share of Android is …",
        "지난 과에서 최대가능도 추정으로 얻은 답과 같습니다",
        "Maximum likelihood estimation gave us the same answer in the last lesson",
        "$n$은 $q$와 관계없으므로, 가능도를 가장 크게 하는 일과 교차 엔트로피를 가장 작게 하는 일은 같은"
        " 일입니다",
        "$n$ does not depend on $q$, making the likelihood as large as possible is the same task as making"
        " the cross entropy as small as possible",
        "교차 엔트로피를 최소화하는 일은 최대가능도 추정입니다",
        "minimizing the cross entropy means doing maximum likelihood estimation",
    )
    assert min(SHARES, key=mean_of) == pytest.approx(ce.p_hat[0]) and page.said["mean-nll"] == ["0.7"]
    means = [mean_of(share) for share in nll.p]
    assert np.argmin(means) == nll.phone_likelihoods.argmax()
    assert np.argsort(means)[::-1] == pytest.approx(np.argsort(nll.phone_likelihoods))


def test_more_people_of_the_same_share_leave_the_mean_as_it_is() -> None:
    states(
        "사람에게 물었다면 그 값은 훨씬 컸을 것입니다. 사람이 늘면 더하는 항도 늘기 때문입니다",
        "Had we asked … people, the value would have been far larger, simply because there would have been"
        " more terms to add",
        "음의 로그 가능도만으로는 크기가 다른 데이터를 비교할 수 없습니다",
        "the negative log likelihood alone does not let us compare data sets of different sizes",
        "비율은 그대로 두고 사람 수만 늘려 봅시다",
        "let's keep the proportions and increase only the number of people",
        "`np.tile`은 배열을 되풀이하여 이어 붙입니다",
        "`np.tile` repeats an array and joins the copies",
        "모델은 안드로이드의 비율을 0.7로 둔 모델입니다",
        "We use the model whose share of Android is 0.7",
        "음의 로그 가능도는 사람 수를 따라 커지지만 평균은 …에 머뭅니다",
        "The negative log likelihood grows with the number of people, but the mean stays at …",
        "평균을 내면 크기가 다른 데이터도 비교할 수 있다고 했습니다",
        "that the mean lets us compare data sets of different sizes",
    )
    assert ce.best_model.tolist() == [0.7, 0.3]
    totals = []
    for copies in (1, 10, 100):
        people = np.array(PEOPLE * copies)
        assert np.tile(ce.phones, copies).tolist() == people.tolist()
        assert np.bincount(people) / len(people) == pytest.approx(ce.p_hat)
        assert ce.mean_nll(ce.best_model, people) == pytest.approx(nll.least_phone_nll / 10)
        totals.append(math.fsum(-math.log(ce.best_model[one]) for one in people))
    assert totals == pytest.approx([nll.least_phone_nll * copies for copies in (1, 10, 100)])
    assert [float(line.split()[3].strip(",")) for line in page.printed["more-people"].splitlines()] == (
        pytest.approx(totals, abs=1e-4)
    )


def test_the_surprise_splits_into_that_of_the_data_and_the_models_share() -> None:
    states(
        "**음의 로그 가능도의 평균은 교차 엔트로피이고, 교차 엔트로피는 엔트로피에 모델의 몫을 더한"
        " 값입니다.**",
        "**The mean negative log likelihood is a cross entropy, and a cross entropy is the entropy plus what"
        " the model adds.**",
        "모델을 바꾸어도 $\\hat{p}$은 그대로이므로 첫 번째 항도 그대로입니다",
        "Changing the model does not change $\\hat{p}$, so the first term does not change either",
        "교차 엔트로피는 엔트로피에 모델의 몫을 더한 값입니다. 모델의 몫은 0보다 작아질 수 없습니다",
        "The cross entropy is the entropy plus what the model adds, and what the model adds cannot be less"
        " than 0",
        "$H(p)$는 어떤 모델도 없앨 수 없고, 모델이 줄일 수 있는 것은 그 위에 얹힌 몫뿐입니다",
        "no model can remove $H(p)$; a model can remove only what lies on top of it",
    )
    for p, q in random_pairs(300):
        share = np.sum(p * np.log(p / q))
        assert ce.cross_entropy(p, q) == pytest.approx(ce.entropy(p) + share)
        assert share > 0 == pytest.approx(ce.cross_entropy(p, p) - ce.entropy(p))
    for share in SHARES:
        added = math.fsum(p * math.log(p / q) for p, q in zip(ce.p_hat, (share, 1 - share), strict=True))
        assert mean_of(share) == pytest.approx(ce.entropy(ce.p_hat) + added)


def test_the_gap_above_the_entropy_is_positive_but_for_the_empirical_share() -> None:
    states(
        "첫 번째 항은 네 줄에서 모두 …입니다",
        "The first term is … in all four lines",
        "달라지는 것은 두 번째 항뿐이고, 안드로이드의 비율을 맞힌 모델에서 0이 됩니다",
        "Only the second term changes, and it becomes 0 for the model that has the right share of Android",
        "바닥인 엔트로피는 …입니다",
        "the entropy at the bottom is …",
    )
    assert ce.floor == pytest.approx(expected_surprise([0.7, 0.3], [0.7, 0.3]))
    gaps = [expected_surprise([0.7, 0.3], [share, 1 - share]) - ce.floor for share in SHARES]
    assert gaps[2] == pytest.approx(0, abs=1e-12) and min(gaps[0], gaps[1], gaps[3]) > 0.05
    rows = [line.split(" = ")[1].split(" + ") for line in page.printed["gap"].splitlines()]
    assert [first for first, _ in rows] == [f"{ce.floor:.3f}"] * 4
    assert [float(second) for _, second in rows] == pytest.approx(gaps, abs=6e-4)


def test_the_curve_touches_the_entropy_at_the_empirical_share_and_lies_above_it_elsewhere() -> None:
    states(
        "이 높이가 다음 과에서 다룰 [쿨백-라이블러 발산]",
        "It is the [Kullback–Leibler divergence](kl-divergence.md), which we take up in the next lesson",
        "아래로 볼록한 곡선이 0.7에서 가장 낮고, 그 자리에서 높이 …인 가로 점선에 닿는다",
        "A convex curve is lowest at 0.7, where it touches a dashed horizontal line at height …",
        "비율이 0.3인 자리에는 점선에서 곡선까지 굵은 세로선이 서 있고 그 길이는 …이다",
        "At a share of 0.3, a thick vertical line of length … runs from the dashed line up to the curve",
        "점선은 엔트로피, 점선 위로 솟은 높이는 모델의 몫",
        "The dashed line is the entropy; the height above it is what the model adds",
        "데이터의 엔트로피 …입니다",
        "Now we have a name for the height of the bottom: it is the entropy of the data, …",
        "학습으로 줄일 수 있는 것은 그 위로 솟은 높이뿐입니다",
        "All that learning can remove is the height above it",
        "비율을 0.3으로 믿은 모델에서 그 높이는 …입니다",
        "For the model that takes the share to be 0.3, this height is …",
    )
    axes = page.figures["gap-above-entropy"][0].axes[0]
    curve, dashed, bottom = axes.lines
    x, y = curve.get_data()
    assert (np.diff(y, 2) > 0).all() and x[y.argmin()] == pytest.approx(0.7)
    assert dashed.get_linestyle() == "--" and [*dashed.get_ydata()] == [ce.floor] * 2
    assert ce.floor == pytest.approx(ce.entropy(ce.p_hat)) == y.min() == ce.curve.min()
    assert bottom.get_xydata().tolist() == [[0.7, ce.floor]]
    (upright,) = axes.collections
    assert upright.get_linewidth()[0] > curve.get_linewidth()
    ((start, end),) = upright.get_segments()
    assert [*start, *end] == pytest.approx([0.3, ce.floor, 0.3, mean_of(0.3)])
    divergence = math.fsum(p * math.log(p / q) for p, q in zip(ce.p_hat, (0.3, 0.7), strict=True))
    assert mean_of(0.3) - ce.floor == pytest.approx(divergence)
    assert page.said["gap-above-entropy"][1] == f"{mean_of(0.3) - ce.floor:.3f}"


# Contexts


def test_knowing_the_context_never_raises_the_floor() -> None:
    states(
        "| 앞말 $c$ | 앞말의 비율 | 학생 | 선생님 | 좋은 | 매우 |",
        "| Context $c$ | Share of the context | student | teacher | good | very |",
        "| 나는 | … | … | … | … | … |",
        "| 나는 (I) | … | … | … | … | … |",
        "| 좋은 | … | … | … | … | … |",
        "| 좋은 (good) | … | … | … | … | … |",
        "앞말이 바뀌면 다음 낱말의 분포도 바뀝니다",
        "When the word before changes, the distribution of the next word changes, too",
        "앞말이 ‘나는’과 ‘좋은’ 두 가지뿐인 글을",
        "Imagine a text in which the only contexts are 나는 (I) and 좋은 (good)",
        "앞말마다 분포가 있으니 엔트로피도 앞말마다 있습니다",
        "Each context has a distribution of its own, and so it has an entropy of its own",
        "글 전체의 평균 놀라움은 앞말의 비율로 평균하여 얻습니다",
        "The mean surprisal of the whole text is the mean over the contexts, weighted by their shares",
        "앞말을 알면 평균하여 적어도 …나트만큼 놀라고, 앞말을 모르면 적어도 …나트만큼 놀랍니다",
        "With the context known, the mean surprisal is at least … nats; without it, at least …",
        "바닥은 모델이 무엇을 아느냐에 따라 달라집니다",
        "So the floor depends on what a model knows",
        "문맥을 더 길게 보는 모델은 더 낮은 바닥까지 내려갈 수 있습니다",
        "A model that sees a longer context can reach a lower floor",
        "더 긴 문맥을 보면 $p$ 자체가 달라져 바닥이 더 내려갈 수 있습니다",
        "With a longer context, $p$ itself is different and the floor may be lower",
        "앞말이 무엇이든 다음 낱말의 분포가 같다면 바닥은 그대로이고, 높아지는 일은 없습니다",
        "If the next word has the same distribution in every context, the floor stays where it is; it never"
        " rises",
    )
    assert ce.p_given[0] == pytest.approx(P) and len(ce.p_given) == 2
    assert [line.split(":")[0] for line in page.printed["two-contexts"].splitlines()[:2]] == [
        "entropy after I",
        "entropy after good",
    ]
    assert page.said["contexts"] == [
        f"{one:g}" for share, row in zip((0.6, 0.4), ce.p_given, strict=True) for one in (share, *row)
    ]
    assert abs(ce.p_given[0] - ce.p_given[1]).max() > 0.1 and ce.entropy_given[0] != ce.entropy_given[1]
    assert ce.entropy_given == pytest.approx([expected_surprise(row, row) for row in ce.p_given])
    generator = np.random.default_rng(4)
    drawn = [
        (c, generator.choice(4, p=ce.p_given[c])) for c in generator.choice(2, 5000, p=ce.share_of_context)
    ]
    of_text = np.mean([-math.log(ce.p_given[c, word]) for c, word in drawn])
    # 5,000 drawn words have surprises of a standard deviation below 1.
    assert ce.floor_with_context == pytest.approx(of_text, abs=0.05)
    assert ce.floor_with_context < ce.entropy(ce.p_without)
    for p, q in random_pairs(200):
        mixed = 0.6 * p + 0.4 * q
        assert 0.6 * ce.entropy(p) + 0.4 * ce.entropy(q) < ce.entropy(mixed)
        assert 0.6 * ce.entropy(p) + 0.4 * ce.entropy(p) == pytest.approx(ce.entropy(p))


def test_without_the_context_the_mixture_is_the_best_model() -> None:
    states(
        "그 가운데 가장 좋은 것은 두 분포를 앞말의 비율로 섞은 분포입니다",
        "A model that does not know the context can use only one distribution, and the best one mixes the"
        " two by their shares",
        "`@`는 비율을 곱해 더하는 행렬의 곱입니다",
        "`@` is the product of matrices, which multiplies by the shares and adds up",
    )
    assert ce.p_without == pytest.approx(0.6 * ce.p_given[0] + 0.4 * ce.p_given[1])

    def mean_surprise(q: np.ndarray) -> float:
        return 0.6 * expected_surprise(ce.p_given[0], q) + 0.4 * expected_surprise(ce.p_given[1], q)

    assert mean_surprise(ce.p_without) == pytest.approx(ce.entropy(ce.p_without))
    assert all(mean_surprise(q) > mean_surprise(ce.p_without) for q, _ in random_pairs(300, 4))
