/* The mathematics of likelihood for the explorables. Each function computes the same as the snippet's function
   of that name; tests/site/test_explorables.py compares them over a grid. Logarithms are natural, so their
   unit is the nat. */

const sum = (values) => values.reduce((total, value) => total + value, 0);
const product = (values) => values.reduce((total, value) => total * value, 1);

/** f(x) = exp(−(x−μ)²/2σ²) / √(2πσ²), per unit of x. */
export function gaussianPdf(x, mu, sigma) {
  return Math.exp(-((x - mu) ** 2) / (2 * sigma ** 2)) / Math.sqrt(2 * Math.PI * sigma ** 2);
}

/** log f(x) = −(x−μ)²/2σ² − ½ log(2πσ²), in nats. */
export function gaussianLogPdf(x, mu, sigma) {
  return -((x - mu) ** 2) / (2 * sigma ** 2) - Math.log(2 * Math.PI * sigma ** 2) / 2;
}

/** L(μ, σ | x) = ∏ f(xᵢ): the product of the densities. */
export function likelihood(sample, mu, sigma) {
  return product(sample.map((x) => gaussianPdf(x, mu, sigma)));
}

/** ℓ(μ, σ | x) = Σ log f(xᵢ), in nats. */
export function logLikelihood(sample, mu, sigma) {
  return sum(sample.map((x) => gaussianLogPdf(x, mu, sigma)));
}

/** NLL(μ, σ | x) = −Σ log f(xᵢ), in nats. */
export function negativeLogLikelihood(sample, mu, sigma) {
  return -logLikelihood(sample, mu, sigma);
}

/** The μ and σ of the maximum likelihood of a sample: its mean, and the root of its mean squared deviation. */
export function bestNormal(sample) {
  const mu = sum(sample) / sample.length;
  return { mu, sigma: Math.sqrt(sum(sample.map((x) => (x - mu) ** 2)) / sample.length) };
}

/** L(p) = pᵏ(1−p)ⁿ⁻ᵏ: k of n are of one kind, whose share is p. */
export function binomialLikelihood(p, k, n) {
  return p ** k * (1 - p) ** (n - k);
}

/** NLL(p) = −(k log p + (n−k) log(1−p)), in nats. */
export function binomialNll(p, k, n) {
  return -(k * Math.log(p) + (n - k) * Math.log(1 - p));
}

/** d NLL/dp = −k/p + (n−k)/(1−p), in nats per unit of p. */
export function binomialNllGradient(p, k, n) {
  return -k / p + (n - k) / (1 - p);
}
