"""Mistakes in formulas within sentences, and in display formulas that code computes without their name."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def mistake(lesson: str, caught_by: str, old: str, new: str, nth: int = 1, of: int = 1) -> Mutation:
    return Mutation(f"inline: {old} becomes {new}", f"docs/ko/{lesson}.md", caught_by, ((old, new),), nth, of)


NLL, CE = "lessons/negative-log-likelihood", "lessons/cross-entropy"
KL, MX, OH = "lessons/kl-divergence", "lessons/matrix-operations", "lessons/one-hot-encoding"

IN_INLINE_FORMULAS = [
    mistake(NLL, "names", r"는 $\frac{\mu-x_i}{\sigma^2}$", r"는 $\frac{x_i-\mu}{\sigma^2}$"),
    mistake(NLL, "names", r"$\frac{(x_i-\mu)^2}{2\sigma^2}$뿐", r"$\frac{(x_i-\mu)^2}{\sigma^2}$뿐"),
    mistake(NLL, "claims", r"$\frac{n}{2\sigma^2}$배", r"$\frac{n}{\sigma^2}$배"),
    mistake(NLL, "names", r"+ \frac{n-k}{(1-p)^2}$", r"- \frac{n-k}{(1-p)^2}$"),
    mistake(NLL, "names", r"$\hat{p} = \frac{k}{n}$", r"$\hat{p} = \frac{n}{k}$"),
    mistake(NLL, "names", r"$n\log\sigma + \frac{1}{2\sigma^2}", r"$n\log\sigma - \frac{1}{2\sigma^2}"),
    mistake(NLL, "names", r"$\frac{n}{\sigma^2}(\mu - \hat{\mu})$", r"$\frac{n}{\sigma^2}(\hat{\mu} - \mu)$"),
    mistake(NLL, "names", r"$1 - \eta\frac{n}{\sigma^2}$", r"$1 + \eta\frac{n}{\sigma^2}$"),
    mistake(NLL, "names", r"$\eta=\frac{2\sigma^2}{n}$", r"$\eta=\frac{\sigma^2}{2n}$"),
    mistake(NLL, "names", r"$L(\theta; a) > L(\theta; b)$", r"$L(\theta; a) < L(\theta; b)$"),
    mistake(NLL, "names", r"$p \times p \times (1-p)$", r"$p \times (1-p) \times (1-p)$"),
    mistake(NLL, "names", r"$np - k$만", r"$k - np$만"),
    mistake(CE, "names", r"$z - zy + \log(1+e^{-z})$", r"$z + zy + \log(1+e^{-z})$"),
    mistake(CE, "names", r"$-zy + \log(1+e^{z})$", r"$-zy + \log(1-e^{z})$"),
    mistake(CE, "names", r"$\log\frac{\tilde{t}_y}{\tilde{t}_k}$", r"$\log\frac{\tilde{t}_k}{\tilde{t}_y}$"),
    mistake(CE, "names", r"$-p_k \log q_k$", r"$-q_k \log p_k$"),
    mistake(CE, "names", r"$\ell(z, y) = -z_y + \log", r"$\ell(z, y) = z_y + \log"),
    mistake(KL, "names", r"$\sigma_1^2 + (\mu_1-\mu_2)^2$", r"$\sigma_2^2 + (\mu_1-\mu_2)^2$"),
    mistake(
        KL, "names", r"$\frac{(\mu_1-\mu_2)^2}{2\sigma^2}$으로", r"$\frac{(\mu_1-\mu_2)^2}{\sigma^2}$으로"
    ),
    mistake(KL, "names", r"항 $p_k \log \frac{p_k}{q_k}$", r"항 $q_k \log \frac{p_k}{q_k}$"),
    mistake(KL, "names", r"$\log f(x) - \log g(x)$", r"$\log g(x) - \log f(x)$"),
    mistake(
        KL,
        "names",
        r"$\operatorname{KL}(a \parallel b) + \operatorname{KL}(b \parallel c)$",
        r"$\operatorname{KL}(a \parallel b) - \operatorname{KL}(b \parallel c)$",
    ),
    mistake(MX, "relations", r"$(AW)^\top = W^\top A^\top$", r"$(AW)^\top = A^\top W^\top$"),
    mistake(MX, "names", r"$(A^\top)_{ij} = A_{ji}$", r"$(A^\top)_{ij} = A_{ij}$"),
    mistake(MX, "names", r"$A_{ij} + B_{ij}$", r"$A_{ij} B_{ij}$"),
    mistake(MX, "names", r"$a \cdot a - 2 a \cdot b + b", r"$a \cdot a - a \cdot b + b"),
    mistake(OH, "names", "$nV$개", "$n+V$개"),
    mistake("corrections", "names", "$2^{n/2}$배", "$2^{n}$배"),
    mistake("corrections", "names", r"$\frac{n}{2}\log 2$", r"$n\log 2$"),
    mistake("corrections", "names", r"$e^{\ell} = L$", r"$e^{-\ell} = L$"),
    # Display formulas
    mistake(NLL, "claims", r"\theta \leftarrow \theta - \eta", r"\theta \leftarrow \theta + \eta"),
    mistake(
        NLL,
        "claims",
        r"L(\theta; x) = \operatorname*{argmin}_{\theta} \mathrm{NLL}",
        r"L(\theta; x) = \operatorname*{argmax}_{\theta} \mathrm{NLL}",
    ),
    mistake(
        NLL, "claims", r"L(\theta; x) = \prod_{i=1}^{n} p_\theta", r"L(\theta; x) = \sum_{i=1}^{n} p_\theta"
    ),
    mistake(MX, "claims", r"\sum_{k=0}^{K-1} A_{ik} W_{kj}", r"\sum_{k=0}^{K-1} A_{ik} W_{jk}"),
    mistake(OH, "claims", r"g = \sum_{t=0}^{n-1} r_t", r"g = \prod_{t=0}^{n-1} r_t"),
    mistake(
        CE, "claims", r"= -\sum_{k=1}^{K} \frac{n_k}{n} \log q_k", r"= \sum_{k=1}^{K} \frac{n_k}{n} \log q_k"
    ),
    mistake(
        CE,
        "claims",
        r"= \operatorname*{argmin}_{q} H(\hat{p}, q)",
        r"= \operatorname*{argmin}_{q} H(q, \hat{p})",
    ),
    mistake(CE, "claims", r"e^{z_k} = \frac{e^{z_j}}{\sum_{k=1}", r"e^{z_k} = \frac{1}{\sum_{k=1}"),
    mistake(
        CE, "claims", r"= \operatorname{softmax}(z)_j" + "\n$$", r"= -\operatorname{softmax}(z)_j" + "\n$$"
    ),
    mistake(CE, "claims", r"p(y_1, y_2, \dots, y_n) = \prod", r"p(y_1, y_2, \dots, y_n) = \sum"),
    mistake(
        KL,
        "claims",
        r"\left( \log f(x_i) - \log g(x_i) \right)",
        r"\left( \log g(x_i) - \log f(x_i) \right)",
    ),
    mistake(
        KL,
        "claims",
        r"&= \operatorname*{argmin}_{q} \operatorname{KL}(\hat{p} \parallel q)",
        r"&= \operatorname*{argmin}_{q} \operatorname{KL}(q \parallel \hat{p})",
    ),
    mistake(
        KL, "claims", r"= \int f(x) \log \frac{f(x)}{g(x)} \, dx", r"= \int g(x) \log \frac{f(x)}{g(x)} \, dx"
    ),
]
