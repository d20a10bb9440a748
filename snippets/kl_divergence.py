# %% imports
import math
import warnings

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch.distributions import Categorical, Normal

np.set_printoptions(precision=4, suppress=True)

# %% next-word
words = ["student", "teacher", "good", "very"]
p = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])
q = np.array([1 / 4, 1 / 8, 1 / 8, 1 / 2])
for word, in_text, in_model in zip(words, p, q):
    print(f"{word:8} p = {in_text:.3f}, q = {in_model:.3f}")


# %% two-costs
def entropy(p):
    happens = p > 0
    return np.sum(p[happens] * np.log(1 / p[happens]))


def cross_entropy(p, q):
    happens = p > 0
    return np.sum(p[happens] * np.log(1 / q[happens]))


gap = cross_entropy(p, q) - entropy(p)
print(f"perfect model: H(p, p) = {cross_entropy(p, p):.4f}")
print(f"our model:     H(p, q) = {cross_entropy(p, q):.4f}")
print(f"gap:                     {gap:.4f}")


# %% kl-divergence
def kl_divergence(p, q):
    happens = p > 0
    return np.sum(p[happens] * np.log(p[happens] / q[happens]))


print(f"KL(p || q) = {kl_divergence(p, q):.4f}")
print(f"KL(p || p) = {kl_divergence(p, p):.4f}")

# %% contributions
contributions = p * np.log(p / q)
for word, contribution in zip(words, contributions):
    print(f"{word:8} {contribution:7.4f}")
print(f"sum      {contributions.sum():7.4f}")

# %% contributions-by-word
places = np.arange(len(words))

figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.6), sharex=True, layout="constrained")
top.bar(places - 0.2, p, width=0.36, color="C0")
top.bar(places + 0.2, q, width=0.36, color="C1")
top.text(-0.2, 0.52, "p", ha="center", color="C0")
top.text(0.2, 0.27, "q", ha="center", color="C1")
top.set(title="Probability", ylim=(0, 0.6))
bottom.bar(places, contributions, width=0.5, color="C2")
bottom.axhline(0, color="C3", lw=0.8)
bottom.set(title=f"Contributions to KL(p || q) = {gap:.4f}", ylabel="p log(p/q)")
bottom.set(xticks=places, xticklabels=words)
plt.show()

# %% random-pairs
generator = np.random.default_rng(1234)
pairs = generator.dirichlet(np.ones(4), size=(10_000, 2))
divergences = np.array([kl_divergence(first, second) for first, second in pairs])
terms = pairs[:, 0] * np.log(pairs[:, 0] / pairs[:, 1])
some_negative = np.mean((terms < 0).any(axis=1))
print(f"pairs:                  {len(pairs):,}")
print(f"smallest KL:            {divergences.min():.4f}")
print(f"KL below 0:             {np.sum(divergences < 0)}")
print(f"with a negative term:   {some_negative:.0%}")
print(f"all KL(p || p) are 0:   {all(kl_divergence(one, one) == 0 for one in pairs[:, 0])}")

# %% log-below-its-tangent
ratios = np.linspace(0.05, 3, 60)

figure, axis = plt.subplots()
axis.plot(ratios, ratios - 1, color="C1", ls="--")
axis.plot(ratios, np.log(ratios), color="C0")
axis.plot(1, 0, "o", color="C2", ms=8)
axis.text(2.05, 1.35, "x − 1", ha="right", color="C1")
axis.text(2.5, 0.62, "log x", color="C0")
axis.set(title="log x never rises above x − 1", xlabel="x", ylim=(-3.1, 2.1))
plt.show()

# %% one-line
phones = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
p_hat = np.bincount(phones) / len(phones)
guess = np.array([0.4, 0.6])
logits = torch.tensor(np.log(guess)).repeat(len(phones), 1)
torch_loss = torch.nn.CrossEntropyLoss()(logits, torch.tensor(phones)).item()
mean_nll = -np.mean(np.log(guess[phones]))
parts = entropy(p_hat), kl_divergence(p_hat, guess)
print(f"mean NLL:         {mean_nll:.4f}")
print(f"CrossEntropyLoss: {torch_loss:.4f}")
print(f"H(p_hat, q):      {cross_entropy(p_hat, guess):.4f}")
print(f"H(p_hat) + KL:    {parts[0]:.4f} + {parts[1]:.4f} = {sum(parts):.4f}")

# %% one-gap
shares = np.linspace(0.05, 0.95, 91)
models = np.stack([shares, 1 - shares], axis=1)
costs = np.array([cross_entropy(p_hat, model) for model in models])
kls = np.array([kl_divergence(p_hat, model) for model in models])
print(f"smallest H(p_hat, q): at share {shares[costs.argmin()]:.2f}, {costs.min():.4f}")
print(f"smallest KL:          at share {shares[kls.argmin()]:.2f}, {abs(kls.min()):.4f}")
print(f"gap, all shares:      {(costs - kls).min():.4f} to {(costs - kls).max():.4f}")

# %% one-gap-everywhere
figure, axis = plt.subplots()
axis.plot(shares, costs, color="C0")
axis.plot(shares, kls, color="C1")
for at in [0.2, 0.4, 0.7]:
    kl_here = kl_divergence(p_hat, np.array([at, 1 - at]))
    axis.plot([at, at], [kl_here, kl_here + entropy(p_hat)], color="C2", lw=3)
axis.plot([0.7, 0.7], [0, entropy(p_hat)], "o", color="C2", ms=7)
axis.text(0.23, 1.2, "cross entropy", color="C0")
axis.text(0.1, 0.25, "KL", color="C1")
axis.text(0.68, 0.32, f"H(p̂) = {entropy(p_hat):.3f}", ha="right", color="C2")
axis.set(title="The same curve, moved down by the entropy", xlim=(0, 1), ylim=(-0.1, 2.3))
axis.set(xlabel="share of Android in the model", ylabel="nats")
plt.show()


# %% same-gradient
def cost_of(log_model):
    return -torch.sum(target * log_model)


def kl_of(log_model):
    return torch.sum(target * (torch.log(target) - log_model))


def gradient_at(share, loss_of):
    believed = torch.tensor(share, dtype=torch.float64, requires_grad=True)
    loss_of(torch.log(torch.stack([believed, 1 - believed]))).backward()
    return believed.grad.item()


target = torch.tensor(p_hat)
for share in [0.3, 0.5, 0.6, 0.9]:
    by_cost, by_kl = gradient_at(share, cost_of), gradient_at(share, kl_of)
    print(f"share {share}: cross entropy {by_cost:8.4f}, KL {by_kl:8.4f}")

# %% zeros
never = np.array([0.4, 0.3, 0.3, 0.0])
with np.errstate(divide="ignore", invalid="ignore"):
    by_the_letter = np.sum(never * np.log(never / p))
    impossible = kl_divergence(p, never)
print(f"p has zeros, by the letter: {by_the_letter}")
print(f"p has zeros, left out:      {kl_divergence(never, p):.4f}")
print(f"q has zeros where p > 0:    {impossible}")

# %% nearly-zero
nearly = {}
for tiny in [1e-2, 1e-4, 1e-8, 1e-16]:
    doubting = np.array([0.4, 0.3, 0.3 - tiny, tiny])
    nearly[tiny] = kl_divergence(p, doubting)
    print(f"probability {tiny:.0e}: KL(p || q) = {nearly[tiny]:7.4f}")

# %% both-directions
forward, backward = kl_divergence(p, q), kl_divergence(q, p)
print(f"KL(p || q) = {forward:.4f}")
print(f"KL(q || p) = {backward:.4f}")

# %% two-ways-to-count
ways = {
    "KL(p || q), weighted by p": p * np.log(p / q),
    "KL(q || p), weighted by q": q * np.log(q / p),
}

figure, axes = plt.subplots(2, figsize=(5, 4.4), sharex=True, layout="constrained")
for axis, (name, bars), color in zip(axes, ways.items(), ["C0", "C1"]):
    axis.bar(places, bars, width=0.5, color=color)
    axis.axhline(0, color="C3", lw=0.8)
    axis.set(title=f"{name}: {bars.sum():.4f}", ylim=(-0.3, 0.8), ylabel="nats")
axes[-1].set(xticks=places, xticklabels=words)
plt.show()

# %% samples-as-probabilities
draws_each = 10_000
first = np.sort(generator.normal(0, 1, draws_each))
second = np.sort(generator.normal(1, 1, draws_each))
with np.errstate(invalid="ignore"):
    forth, back = first * np.log(first / second), second * np.log(second / first)
print(f"negative 'probabilities': {np.mean(first < 0):.0%}")
print(f"sum of 'probabilities':   {first.sum():.0f} and {second.sum():.0f}")
print(f"terms that are nan:       {np.mean(np.isnan(forth)):.0%}")
print(f"sum of the others:        {np.nansum(forth):.0f} and {np.nansum(back):.0f}")


# %% kl-normals
def kl_normals(mu1, sigma1, mu2, sigma2):
    spread = (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2)
    return np.log(sigma2 / sigma1) + spread - 1 / 2


print(f"N(0, 1) to N(1, 1): {kl_normals(0, 1, 1, 1):.4f}")
print(f"N(1, 1) to N(0, 1): {kl_normals(1, 1, 0, 1):.4f}")
print(f"N(0, 1) to N(0, 2): {kl_normals(0, 1, 0, 2):.4f}")
print(f"N(0, 2) to N(0, 1): {kl_normals(0, 2, 0, 1):.4f}")


# %% gaussian-densities
def gaussian_pdf(x, mu, sigma):
    exponent = -((x - mu) ** 2) / (2 * sigma**2)
    return np.exp(exponent) / np.sqrt(2 * np.pi * sigma**2)


def gaussian_log_pdf(x, mu, sigma):
    return -((x - mu) ** 2) / (2 * sigma**2) - np.log(2 * np.pi * sigma**2) / 2


peak = gaussian_pdf(0, 0, 1)
print(f"density at 0:    {peak:.4f}")
print(f"log of it:       {math.log(peak):.4f}")
print(f"log density:     {gaussian_log_pdf(0, 0, 1):.4f}")

# %% three-ways
x = np.linspace(-12, 12, 481)
log_ratio = gaussian_log_pdf(x, 0, 1) - gaussian_log_pdf(x, 1, 2)
by_area = np.trapezoid(gaussian_pdf(x, 0, 1) * log_ratio, x)
ours, theirs = Normal(0.0, 1.0), Normal(1.0, 2.0)
by_torch = torch.distributions.kl_divergence(ours, theirs).item()
print(f"closed form: {kl_normals(0, 1, 1, 2):.4f}")
print(f"area:        {by_area:.4f}")
print(f"PyTorch:     {by_torch:.4f}")

# %% narrow-and-wide
near = np.linspace(-8, 8, 81)
figure, (top, bottom) = plt.subplots(2, figsize=(5, 4.8), sharex=True, layout="constrained")
curves = [(top, "narrow || wide", 1, 2, "C0"), (bottom, "wide || narrow", 2, 1, "C1")]
for axis, name, sigma, other, color in curves:
    density = gaussian_pdf(near, 0, sigma)
    integrand = density * (gaussian_log_pdf(near, 0, sigma) - gaussian_log_pdf(near, 0, other))
    axis.plot(near, integrand, color=color)
    axis.fill_between(near, integrand, color=color, alpha=0.3)
    axis.axhline(0, color="C3", lw=0.8)
    axis.set(title=f"KL({name}) = {kl_normals(0, sigma, 0, other):.4f}", ylim=(-0.2, 0.4))
bottom.set(xlabel="x")
plt.show()


# %% monte-carlo
def monte_carlo(draws):
    log_ratios = gaussian_log_pdf(draws, 0, 1) - gaussian_log_pdf(draws, 1, 2)
    return log_ratios.mean(), log_ratios.std(ddof=1) / math.sqrt(len(draws))


exact = kl_normals(0, 1, 1, 2)
sizes = [10, 100, 1_000, 10_000, 100_000]
estimates = {size: monte_carlo(generator.normal(0, 1, size)) for size in sizes}
for size, (estimate, error) in estimates.items():
    off = abs(estimate - exact) / error
    print(f"n = {size:7,}: {estimate:.4f} ± {error:.4f}, off by {off:.1f} standard errors")

# %% error-bars
middles = [estimate for estimate, error in estimates.values()]
errors = [error for estimate, error in estimates.values()]

figure, axis = plt.subplots()
axis.axhline(exact, color="C1", ls="--")
axis.errorbar(sizes, middles, yerr=errors, fmt="o", color="C0", capsize=4)
axis.text(100_000, exact + 0.02, f"exact {exact:.4f}", ha="right", color="C1")
axis.set(title="Ten times the draws, a third of the error", xscale="log")
axis.set(xlabel="number of draws", ylabel="estimate ± standard error")
plt.show()


# %% mixture
def mixture_pdf(x, w, mu, sigma):
    return sum(a * gaussian_pdf(x, m, s) for a, m, s in zip(w, mu, sigma))


mixture_w, mixture_mu, mixture_sigma = [0.6, 0.4], [125, 168], [6, 7]
grid = np.linspace(0, 300, 301)
mixture = mixture_pdf(grid, mixture_w, mixture_mu, mixture_sigma)
log_mixture = np.log(mixture)
print(f"points {len(grid)}")
print(f"area   {np.trapezoid(mixture, grid):.4f}")

# %% mixture-mean
mixture_mean = np.trapezoid(mixture * grid, grid)
mixture_std = math.sqrt(np.trapezoid(mixture * (grid - mixture_mean) ** 2, grid))
at_mean = mixture_pdf(mixture_mean, mixture_w, mixture_mu, mixture_sigma)
print(f"mean               {mixture_mean:.2f}")
print(f"standard deviation {mixture_std:.2f}")
print(f"density at mean    {at_mean:.4f}")
print(f"largest density    {mixture.max():.4f}")


# %% forward-and-reverse
def forward_kl(mu, sigma):
    log_q = gaussian_log_pdf(grid, mu, sigma)
    return np.trapezoid(mixture * (log_mixture - log_q), grid)


def reverse_kl(mu, sigma):
    log_q = gaussian_log_pdf(grid, mu, sigma)
    return np.trapezoid(np.exp(log_q) * (log_q - log_mixture), grid)


candidates = {"wide": (mixture_mean, mixture_std), "children": (125, 6), "adults": (168, 7)}
scores = {}
for name, (mu, sigma) in candidates.items():
    scores[name] = forward_kl(mu, sigma), reverse_kl(mu, sigma)
    print(f"{name:8} forward {scores[name][0]:7.4f}, reverse {scores[name][1]:.4f}")

# %% covering-and-seeking
seen = (grid >= 95) & (grid <= 210)

figure, axes = plt.subplots(2, figsize=(5, 5), sharex=True, layout="constrained")
for axis in axes:
    axis.fill_between(grid[seen], mixture[seen], color="C0", alpha=0.25)
    axis.set(ylabel="density", ylim=(0, 0.075))
for axis, names in zip(axes, [["wide"], ["children", "adults"]]):
    for name, color in zip(names, ["C1", "C2"]):
        axis.plot(grid[seen], gaussian_pdf(grid[seen], *candidates[name]), color=color)
axes[0].text(150, 0.021, "wide", color="C1")
axes[1].text(131, 0.064, "children", color="C1")
axes[1].text(174, 0.055, "adults", color="C2")
axes[0].set(title="Mode-covering: forward KL")
axes[1].set(title="Mode-seeking: reverse KL", xlabel="height (cm)")
plt.show()

# %% by-mean
mus = np.arange(110, 191)
forward_curve = np.array([forward_kl(mu, 10) for mu in mus])
reverse_curve = np.array([reverse_kl(mu, 10) for mu in mus])
lower_than_left = reverse_curve[1:-1] < reverse_curve[:-2]
lower_than_right = reverse_curve[1:-1] < reverse_curve[2:]
valleys = mus[1:-1][lower_than_left & lower_than_right]
print(f"forward: smallest at {mus[forward_curve.argmin()]}")
print(f"reverse: valleys at {valleys[0]} and {valleys[1]}")

# %% one-valley-and-two
figure, axis = plt.subplots()
axis.plot(mus, forward_curve, color="C1")
axis.plot(mus, reverse_curve, color="C2")
axis.plot(valleys, [reverse_kl(mu, 10) for mu in valleys], "o", color="C2")
axis.plot(mixture_mean, forward_kl(mixture_mean, 10), "o", color="C1")
axis.text(173, 8.2, "forward", ha="right", color="C1")
axis.text(128, 3.8, "reverse", color="C2")
axis.set(title="One valley and two, at σ = 10", xlabel="μ", ylabel="KL (nats)")
plt.show()

# %% fitting
points, log_p = torch.tensor(grid), torch.tensor(log_mixture)


def fit(direction, mu, sigma):
    mu = torch.tensor(float(mu), dtype=torch.float64, requires_grad=True)
    log_sigma = torch.tensor(math.log(sigma), dtype=torch.float64, requires_grad=True)
    rates = [{"params": [mu], "lr": 1.0}, {"params": [log_sigma], "lr": 0.05}]
    optimizer = torch.optim.Adam(rates)
    for _ in range(300):
        log_q = Normal(mu, log_sigma.exp()).log_prob(points)
        first, second = (log_p, log_q) if direction == "forward" else (log_q, log_p)
        loss = torch.trapezoid(first.exp() * (first - second), points)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return mu.item(), log_sigma.exp().item(), loss.item()


# %% fits
starts = [("forward", 110, 10), ("forward", 180, 10)]
starts += [("reverse", 110, 10), ("reverse", 180, 10), ("reverse", 145, 20)]
fits = {}
for start in starts:
    direction, mu, sigma = start
    fits[start] = fit(direction, mu, sigma)
    fitted_mu, fitted_sigma, kl = fits[start]
    print(f"{direction} ({mu}, {sigma}): μ = {fitted_mu:.2f}, σ = {fitted_sigma:.2f}, KL {kl:.3f}")


# %% jensen-shannon
def jensen_shannon(p, q):
    middle = (p + q) / 2
    return (kl_divergence(p, middle) + kl_divergence(q, middle)) / 2


left, right = np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.0, 0.0, 0.5, 0.5])
print(f"JS(p, q) = {jensen_shannon(p, q):.4f}")
print(f"JS(q, p) = {jensen_shannon(q, p):.4f}")
print(f"nothing in common: {jensen_shannon(left, right):.4f}")
print(f"log 2:             {math.log(2):.4f}")

# %% finite-and-infinite
overlaps = np.geomspace(1e-4, 0.5, 60)
twos = [(np.array([1 - t, t]), np.array([t, 1 - t])) for t in overlaps]

figure, axis = plt.subplots()
axis.plot(overlaps, [kl_divergence(*two) for two in twos], color="C0")
axis.plot(overlaps, [jensen_shannon(*two) for two in twos], color="C1")
axis.axhline(math.log(2), color="C2", ls="--")
axis.text(2e-4, 4.6, "KL", color="C0")
axis.text(2e-4, -0.4, "JS", color="C1")
axis.text(2e-4, 1, "log 2", color="C2")
axis.set(title="(1 − t, t) against (t, 1 − t)", ylim=(-0.6, 9.8))
axis.set(xscale="log", xlabel="t", ylabel="nats")
plt.show()

# %% categorical
true_words, model_words = Categorical(torch.tensor(p)), Categorical(torch.tensor(q))
by_categorical = torch.distributions.kl_divergence(true_words, model_words).item()
print(f"Categorical: {by_categorical:.4f}")
print(f"by hand:     {kl_divergence(p, q):.4f}")

# %% kl-div-loss
tensor_p, tensor_q = torch.tensor(p), torch.tensor(q)
summed = torch.nn.KLDivLoss(reduction="sum")
right_call = summed(tensor_q.log(), tensor_p).item()
print(f"KLDivLoss(log q, p): {right_call:.4f}")

# %% wrong-calls
not_a_log = summed(tensor_q, tensor_p).item()
swapped = summed(tensor_p.log(), tensor_q).item()
both_logs = summed(tensor_q.log(), tensor_p.log()).item()
told = torch.nn.KLDivLoss(reduction="sum", log_target=True)
both_logs_told = told(tensor_q.log(), tensor_p.log()).item()
print(f"(q, p):                      {not_a_log:.4f}")
print(f"(log p, q):                  {swapped:.4f}")
print(f"(log q, log p):              {both_logs}")
print(f"(log q, log p), log_target:  {both_logs_told:.4f}")

# %% batchmean
several_p = torch.tensor(np.stack([p, q]))
several_q = torch.tensor(np.stack([q, p]))
right_mean = torch.nn.KLDivLoss(reduction="batchmean")(several_q.log(), several_p).item()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    wrong_mean = torch.nn.KLDivLoss()(several_q.log(), several_p).item()
print(f"by hand:   {(kl_divergence(p, q) + kl_divergence(q, p)) / 2:.4f}")
print(f"batchmean: {right_mean:.4f}")
print(f"default:   {wrong_mean:.4f}, {right_mean / wrong_mean:.0f} times too small")
print(f"warnings:  {len(caught)}")

# %% batchmean-of-places
sentences_q, sentences_p = tensor_q.log().expand(2, 3, 4), tensor_p.expand(2, 3, 4)
by_sentence = torch.nn.KLDivLoss(reduction="batchmean")
three_places = by_sentence(sentences_q, sentences_p).item()
one_axis = by_sentence(sentences_q.reshape(-1, 4), sentences_p.reshape(-1, 4)).item()
print(f"2 sentences of 3 places: {three_places:.4f}")
print(f"6 places on one axis:    {one_axis:.4f}")

# %% student-and-teacher
student = torch.zeros(4, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([student], lr=1)
student_kls, student_costs = [], []
for _ in range(61):
    log_q = torch.log_softmax(student, dim=0)
    loss = summed(log_q, tensor_p)
    student_kls.append(loss.item())
    student_costs.append(-(tensor_p * log_q).sum().item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(f"step  0: KL {student_kls[0]:.4f}, cross entropy {student_costs[0]:.4f}")
print(f"step 60: KL {student_kls[60]:.4f}, cross entropy {student_costs[60]:.4f}")
print(f"student: {torch.softmax(student, dim=0).detach().numpy()}")

# %% the-floor-of-the-loss
figure, axis = plt.subplots()
axis.plot(student_costs[:21], color="C0")
axis.plot(student_kls[:21], color="C1")
axis.axhline(entropy(p), color="C2", ls="--")
axis.text(20, 1.26, "cross entropy", ha="right", color="C0")
axis.text(20, 0.06, "KL", ha="right", color="C1")
axis.text(20, 1.1, f"H(p) = {entropy(p):.4f}", ha="right", color="C2")
axis.set(title="A student learns from a teacher", ylim=(-0.05, 1.5))
axis.set(xlabel="step", ylabel="nats", xticks=[0, 5, 10, 15, 20])
plt.show()

# %% exercise-bits
lengths_for_p, lengths_for_q = -np.log2(p), -np.log2(q)
print(f"lengths for p: {lengths_for_p}")
print(f"lengths for q: {lengths_for_q}")
print(f"mean length, right code: {np.sum(p * lengths_for_p):.3f}")
print(f"mean length, wrong code: {np.sum(p * lengths_for_q):.3f}")
print(f"KL(p || q) in bits:      {kl_divergence(p, q) / math.log(2):.3f}")

# %% exercise-uniform
uniform = np.full(4, 1 / 4)
for name, one in [("p", p), ("one-hot", np.eye(4)[0]), ("uniform", uniform)]:
    print(f"{name:8} H {entropy(one):.4f}, KL {kl_divergence(one, uniform):.4f}")
print(f"log 4    {math.log(4):.4f}")

# %% exercise-triangle
a, b, c = np.array([0.5, 0.5]), np.array([0.25, 0.75]), np.array([0.01, 0.99])
straight = kl_divergence(a, c)
around = kl_divergence(a, b) + kl_divergence(b, c)
print(f"a to c:        {straight:.4f}")
print(f"a to b to c:   {around:.4f}")

# %% exercise-units
centimeters = kl_normals(170, 5, 168, 5)
meters = kl_normals(1.70, 0.05, 1.68, 0.05)
print(f"centimeters: KL {centimeters:.4f}, peak {gaussian_pdf(170, 170, 5):.4f}")
print(f"meters:      KL {meters:.4f}, peak {gaussian_pdf(1.70, 1.70, 0.05):.4f}")

# %% exercise-sampled-mixture
humps = generator.choice(2, size=10_000, p=mixture_w)
people = generator.normal(np.array(mixture_mu)[humps], np.array(mixture_sigma)[humps])
print(f"sample:     μ = {people.mean():.1f}, σ = {people.std():.1f}")
print(f"forward KL: μ = {fits['forward', 110, 10][0]:.1f}, σ = {fits['forward', 110, 10][1]:.1f}")

# %% exercise-coverage
many = [monte_carlo(draws) for draws in generator.normal(0, 1, size=(2_000, 1_000))]
distances = np.array([abs(estimate - exact) / error for estimate, error in many])
within_one, within_two = np.mean(distances < 1), np.mean(distances < 2)
print(f"within one standard error:  {within_one:.0%}")
print(f"within two standard errors: {within_two:.0%}")
