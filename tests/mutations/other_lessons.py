"""Mistakes in the code and the pages of the lessons beside 2-4, and of the pages that run code."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def mistakes(
    snippet: str, page: str, in_code: list[tuple[str, str, str, int]], on_page: list[tuple[str, str, str]]
) -> list[Mutation]:
    """Return mistakes in a lesson.

    Arguments:
        snippet, page: its files.
        in_code: what the mistake is, the old and the new code, and how often the old code is in the file;
            the first one changes.
        on_page: what the mistake is, the old and the new text.
    """
    lesson = page.rsplit("/", 1)[1].removesuffix(".md")
    return [
        *(
            Mutation(f"{lesson}: {name}", snippet, "claims", ((old, new),), of=of)
            for name, old, new, of in in_code
        ),
        *(Mutation(f"{lesson}: {name}", page, "claims", ((old, new),)) for name, old, new in on_page),
    ]


IN_OTHER_LESSONS = [
    *mistakes(
        "snippets/cross_entropy.py",
        "docs/ko/lessons/cross-entropy.md",
        [
            (
                "mean for sum in the entropy",
                "np.sum(p[happens] * surprise(p",
                "np.mean(p[happens] * surprise(p",
                1,
            ),
            (
                "log2 for log in the cross entropy",
                "np.sum(p[happens] * surprise(q[happens]))",
                "np.sum(p[happens] * np.log2(1 / q[happens]))",
                1,
            ),
            (
                "p and q are swapped in the cross entropy",
                "* surprise(q[happens])",
                "* surprise(p[happens])",
                1,
            ),
            ("a surprise without its minus", "return np.log(1 / a)", "return np.log(a)", 1),
            ("three questions for two", "np.array([1, 2, 3, 3])", "np.array([1, 2, 2, 3])", 1),
            ("half of the sample", "size=10_000, p=p", "size=5_000, p=p", 1),
            (
                "sum for mean in the mean NLL",
                "return -np.mean(np.log(q[x]))",
                "return -np.sum(np.log(q[x]))",
                1,
            ),
            ("bits for nats", "-np.sum(p * np.log2(p))", "-np.sum(p * np.log(p))", 1),
            (
                "a product of shares is called the chain rule",
                "chained = as_first[:, None] * by_counting",
                "chained = as_first[:, None] * as_second",
                1,
            ),
            (
                "another share of the phones",
                "best_model = np.array([0.7, 0.3])",
                "best_model = np.array([0.3, 0.7])",
                1,
            ),
        ],
        [
            (
                "p for q in the cross entropy",
                r"H(p, q) = -\sum_{k=1}^{K} p_k \log q_k",
                r"H(p, q) = -\sum_{k=1}^{K} p_k \log p_k",
            ),
            ("the entropy without its minus", r"H(p) = -\sum_{k=1}^{K}", r"H(p) = \sum_{k=1}^{K}"),
            ("the largest logit with the wrong sign", r"e^{z_k - m}", r"e^{z_k + m}"),
            ("plus in the gradient", r"e^{z_k}} - t_j", r"e^{z_k}} + t_j"),
            ("a weight is missing below the line", r"{\sum_{i=1}^{n} w_i}", r"{n}"),
        ],
    ),
    *mistakes(
        "snippets/kl_divergence.py",
        "docs/ko/lessons/kl-divergence.md",
        [
            (
                "log2 for log in the divergence",
                "np.log(p[happens] / q[happens])",
                "np.log2(p[happens] / q[happens])",
                1,
            ),
            (
                "the ratio is upside down",
                "np.log(p[happens] / q[happens])",
                "np.log(q[happens] / p[happens])",
                1,
            ),
            ("log2 for log in the cross entropy", "np.log(1 / q[happens]))", "np.log2(1 / q[happens]))", 1),
            (
                "mean for sum in the entropy",
                "np.sum(p[happens] * np.log(1 / p[",
                "np.mean(p[happens] * np.log(1 / p[",
                1,
            ),
            ("σ₁ and σ₂ are swapped", "np.log(sigma2 / sigma1)", "np.log(sigma1 / sigma2)", 1),
            (
                "the sigmas of the spread are swapped",
                "(sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2)",
                "(sigma2**2 + (mu1 - mu2) ** 2) / (2 * sigma1**2)",
                1,
            ),
            ("the middle is not halved", "middle = (p + q) / 2", "middle = p + q", 1),
            (
                "the student learns less",
                "torch.optim.SGD([student], lr=1)",
                "torch.optim.SGD([student], lr=0.1)",
                1,
            ),
            (
                "the divergences are those of equals",
                "[kl_divergence(first, second) for",
                "[kl_divergence(first, first) for",
                1,
            ),
            (
                "fewer of the people",
                "humps = generator.choice(2, size=10_000",
                "humps = generator.choice(2, size=100",
                1,
            ),
        ],
        [
            (
                "p and q are swapped in the logarithm",
                r"\sum_{k=1}^{K} p_k \log \frac{p_k}{q_k}",
                r"\sum_{k=1}^{K} p_k \log \frac{q_k}{p_k}",
            ),
            (
                "σ₁ for σ₂ below the line",
                r"+ (\mu_1-\mu_2)^2}{2\sigma_2^2}",
                r"+ (\mu_1-\mu_2)^2}{2\sigma_1^2}",
            ),
            ("the half is missing", r"{2\sigma_2^2} - \frac{1}{2}", r"{2\sigma_2^2}"),
            ("a weight is missing in the mixture", r"\frac{w_k}{\sqrt", r"\frac{1}{\sqrt"),
            (
                "the middle is not halved in a formula",
                r"\log \frac{2p_k}{p_k+q_k}",
                r"\log \frac{p_k}{p_k+q_k}",
            ),
        ],
    ),
    *mistakes(
        "snippets/corrections.py",
        "docs/ko/corrections.md",
        [
            ("another step", "for dp in [0.1, 0.01", "for dp in [0.2, 0.01", 1),
            (
                "the gaps are upside down",
                "gaps = wrong_logs - right_logs",
                "gaps = right_logs - wrong_logs",
                1,
            ),
            ("another interval", "x = np.linspace(140, 196, 561)", "x = np.linspace(160, 196, 561)", 1),
        ],
        [],
    ),
    *mistakes(
        "snippets/index.py",
        "docs/ko/index.md",
        [
            ("log10 for log", "k * np.log(p)", "k * np.log10(p)", 1),
            ("the worst share", "losses.argmin()", "losses.argmax()", 1),
            ("three of ten", "nll(shares, 7, 10)", "nll(shares, 3, 10)", 1),
            ("another label", 'ylabel="NLL(p)"', 'ylabel="L(p)"', 1),
            ("the point is elsewhere", "best_share, losses.min()", "best_share, losses.max()", 1),
        ],
        [("a plus for the minus", r"(k \log p + (n-k)", r"(k \log p - (n-k)")],
    ),
]
