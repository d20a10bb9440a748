"""Mistakes in formulas that have no name, in sentences and between them."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

LESSONS = "docs/ko/lessons/"


def mistake(lesson: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(
        f"relation: {old} becomes {new}", f"{LESSONS}{lesson}.md", "relations", ((old, new),), nth, of
    )


IN_RELATIONS = [
    Mutation(
        "relation: the left side has its arguments in another order",
        f"{LESSONS}kl-divergence.md",
        "claims",
        (("\\operatorname{KL}(p \\parallel q) = \\sum", "\\operatorname{KL}(q \\parallel p) = \\sum"),),
    ),
    Mutation(
        "relation: the left side of a cross entropy has its arguments in another order",
        f"{LESSONS}cross-entropy.md",
        "claims",
        (("% cross-entropy\nH(p, q)", "% cross-entropy\nH(q, p)"),),
    ),
    mistake("cross-entropy", r"\log_2 x = \frac{\log x}{\log 2}", r"\log_2 x = \frac{\log 2}{\log x}"),
    mistake("cross-entropy", r"-\log q_k = -\log \hat{p}_k +", r"-\log q_k = -\log \hat{p}_k -"),
    mistake("cross-entropy", r"-\log(1-r) = z + \log", r"-\log(1-r) = -z + \log"),
    mistake("cross-entropy", r"= -z + \log(1+e^{z})", r"= -z + \log(1+e^{-z})"),
    mistake("cross-entropy", r"\log\frac{\hat{p}_k}{q_k}" + "\n", r"\log\frac{q_k}{\hat{p}_k}" + "\n"),
    mistake("cross-entropy", r"= \frac{1}{1 + e^{-z}}", r"= \frac{1}{1 + e^{z}}"),
    mistake("cross-entropy", r"H(p, q) \ge H(p)", r"H(p, q) \le H(p)"),
    mistake("cross-entropy", r"\log K \ge H(p)", r"\log K \le H(p)"),
    mistake("kl-divergence", r"(x-\mu_1) + (\mu_1-\mu_2)", r"(x-\mu_1) + (\mu_2-\mu_1)"),
    mistake("kl-divergence", r"\left( \log p_k - \log q_k", r"\left( \log p_k + \log q_k"),
    mistake("kl-divergence", r"\log x \le x - 1", r"\log x \ge x - 1"),
    mistake("kl-divergence", r"\log x \le x-1", r"\log x \le x-2"),
    mistake("kl-divergence", r"\left( \frac{q_k}{p_k} - 1", r"\left( \frac{q_k}{p_k} + 1"),
    mistake("kl-divergence", r"H(p, q) = H(p) + \op", r"H(p, q) = H(q) + \op"),
    mistake(
        "kl-divergence",
        r"= H(\hat{p}) + \operatorname{KL}(\hat{p}",
        r"= H(\hat{p}) - \operatorname{KL}(\hat{p}",
    ),
    mistake("kl-divergence", r"\operatorname{KL}(q \parallel m)", r"\operatorname{KL}(m \parallel q)"),
    mistake("kl-divergence", r"\log\frac{p_k}{u_k} = \log p_k +", r"\log\frac{p_k}{u_k} = \log p_k -"),
    mistake("kl-divergence", r"&= \log K - H(p)", r"&= \log K + H(p)"),
    mistake("negative-log-likelihood", r"= n\mu - \sum", r"= n\mu + \sum"),
    mistake("negative-log-likelihood", r"\log(1-p) = -\frac{1}{1-p}", r"\log(1-p) = \frac{1}{1-p}"),
    mistake(
        "negative-log-likelihood", r"\frac{d}{dp}\log p = \frac{1}{p}", r"\frac{d}{dp}\log p = \frac{1}{p^2}"
    ),
    mistake("negative-log-likelihood", r"\frac{dp}{dz} = p(1-p)", r"\frac{dp}{dz} = p(1+p)"),
    mistake("negative-log-likelihood", r"= -k(1-p) + (n-k)p", r"= -k(1-p) - (n-k)p"),
    mistake("negative-log-likelihood", r"\log(cd) = \log c + \log d", r"\log(cd) = \log c \log d"),
    mistake("one-hot-encoding", r"= \sqrt{1^2 + (-1)^2}", r"= \sqrt{1^2 - (-1)^2}"),
]
