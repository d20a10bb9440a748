# %% imports
import math
from statistics import NormalDist

import matplotlib.pyplot as plt
import numpy as np


# %% gaussian-pdf
def gaussian_pdf(x, mu, sigma):
    exponent = -((x - mu) ** 2) / (2 * sigma**2)
    return np.exp(exponent) / np.sqrt(2 * np.pi * sigma**2)


# %% density-without-the-2
def density_without_the_2(x, mu, sigma):
    exponent = -((x - mu) ** 2) / (2 * sigma**2)
    return np.exp(exponent) / np.sqrt(np.pi * sigma**2)


# %% both-likelihoods
heights = np.array(
    [164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63]
)
right_likelihood = np.prod(gaussian_pdf(heights, 168, 5))
wrong_likelihood = np.prod(density_without_the_2(heights, 168, 5))
right_log, wrong_log = np.log(right_likelihood), np.log(wrong_likelihood)
n = len(heights)

print(f"right: L = {right_likelihood:.3e}, log L = {right_log:.4f}")
print(f"wrong: L = {wrong_likelihood:.3e}, log L = {wrong_log:.4f}")
print(f"ratio of L:      {wrong_likelihood / right_likelihood:.4f}")
print(f"2 ** (n / 2):    {2 ** (n / 2):.4f}")
print(f"gap of log L:    {wrong_log - right_log:.4f}")
print(f"(n / 2) * log 2: {n / 2 * math.log(2):.4f}")

# %% same-argmax
means = np.arange(160, 181)
right_logs, wrong_logs = [
    np.array([np.sum(np.log(density(heights, mu, 5))) for mu in means])
    for density in (gaussian_pdf, density_without_the_2)
]
gaps = wrong_logs - right_logs
best_mean = means[right_logs.argmax()]
print(f"right: greatest at {best_mean}")
print(f"wrong: greatest at {means[wrong_logs.argmax()]}")
print(f"gap:   {gaps.min():.4f} to {gaps.max():.4f}")

# %% parallel-curves
figure, axis = plt.subplots()
axis.plot(means, right_logs, "o-", color="C0", ms=4)
axis.plot(means, wrong_logs, "o-", color="C1", ms=4)
axis.axvline(best_mean, color="C2", ls="--")
axis.text(174, -41, "with the 2", ha="right", color="C0")
axis.text(176, -30, "without the 2", color="C1")
axis.text(best_mean + 0.3, -57, f"μ = {best_mean}", color="C2")
axis.set(title="Same summit, wrong height", ylim=(-60, -17))
axis.set(xlabel="μ", ylabel="log likelihood", xticks=[160, 164, 168, 172, 176, 180])
plt.show()

# %% area-under-each-density
x = np.linspace(140, 196, 561)
right_density, wrong_density = gaussian_pdf(x, 168, 5), density_without_the_2(x, 168, 5)
right_area = np.trapezoid(right_density, x)
wrong_area = np.trapezoid(wrong_density, x)
print(f"right: area {right_area:.4f}")
print(f"wrong: area {wrong_area:.4f}")
print(f"sqrt(2):    {math.sqrt(2):.4f}")

# %% right-and-wrong-density
figure, axis = plt.subplots()
axis.plot(x, right_density, color="C0")
axis.plot(x, wrong_density, color="C1")
axis.fill_between(x, right_density, color="C0", alpha=0.2)
axis.fill_between(x, right_density, wrong_density, color="C1", alpha=0.2)
axis.text(168, 0.03, f"with the 2:\narea {right_area:.4f}", ha="center", color="C0")
axis.text(173.5, 0.09, f"without the 2:\narea {wrong_area:.4f}", color="C1")
axis.set(title="A density has area 1", xlim=(150, 186), ylim=(0, 0.125))
axis.set(xlabel="height (cm)", ylabel="density")
plt.show()

# %% against-another-density
generator = np.random.default_rng(0)
right_ratios, wrong_ratios = [], []
for _ in range(100):
    point, mu = generator.uniform(150, 190), generator.uniform(160, 180)
    sigma = generator.uniform(1, 10)
    other = NormalDist(mu, sigma).pdf(point)
    right_ratios.append(gaussian_pdf(point, mu, sigma) / other)
    wrong_ratios.append(density_without_the_2(point, mu, sigma) / other)

print(f"right / other: {min(right_ratios):.4f} to {max(right_ratios):.4f}")
print(f"wrong / other: {min(wrong_ratios):.4f} to {max(wrong_ratios):.4f}")


# %% docstring-is-not-run
def described_density(x):
    return gaussian_pdf(x, 168, 5)


values = []
for words in ["normal density", "activation function"]:
    described_density.__doc__ = words
    values.append(described_density(170))
    print(f"{described_density.__doc__}: {values[-1]:.4f}")

# %% likelihood-in-place-of-log
k = 7
shares = np.linspace(0, 1, 102)[1:-1]
by_title = shares**k * (1 - shares) ** (n - k)
log_likelihoods = k * np.log(shares) + (n - k) * np.log(1 - shares)
best_share = shares[by_title.argmax()]
print(f"right: greatest {log_likelihoods.max():.4f} at {shares[log_likelihoods.argmax()]:.4f}")
print(f"wrong: greatest {by_title.max():.6f} at {best_share:.4f}")

# %% exp-brings-back-the-likelihood
likelihood = math.prod([best_share] * k + [1 - best_share] * (n - k))
print(f"likelihood: {likelihood:.6f}")
print(f"exp(right): {np.exp(log_likelihoods.max()):.6f}")
print(f"exp(wrong): {np.exp(by_title.max()):.6f}")

# %% leftover-scalar
for mu in means:
    leftover = np.sum(np.log(gaussian_pdf(heights, mu, 5)))

print(f"left over: {leftover:.4f}")
figure, axis = plt.subplots()
try:
    axis.plot(shares, leftover)
except ValueError as error:
    print(f"{type(error).__name__}: {len(shares)} shares, {np.size(leftover)} value")
plt.close(figure)


# %% binomial-nll-gradient
def binomial_nll(p, k, n):
    return -(k * np.log(p) + (n - k) * np.log(1 - p))


def binomial_nll_gradient(p, k, n):
    return -k / p + (n - k) / (1 - p)


# %% value-in-place-of-change
value, gradient = binomial_nll(0.5, k, n), binomial_nll_gradient(0.5, k, n)
by_change, by_value = [], []
print("dp     change/dp    value/dp")
for dp in [0.1, 0.01, 0.001, 0.0001]:
    change = binomial_nll(0.5 + dp, k, n) - value
    by_change.append(change / dp)
    by_value.append(value / dp)
    print(f"{dp:<6g} {by_change[-1]:9.4f} {by_value[-1]:11.4f}")
print(f"gradient: {gradient:.4f}")

# %% two-slips
print("Corss Entropy")
try:
    np.lgo(2)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
