/* The mathematics of comparing distributions. Each function computes the same as the snippets' function of that
   name; tests/site compares them over a grid. Logarithms are natural, so their unit is the nat. */

import { gaussianLogPdf, gaussianPdf } from "./likelihood.js";

const sum = (values) => values.reduce((total, value) => total + value, 0);
/* An event with probability 0 adds 0, even if its surprise is infinite. */
const weighted = (weight, cost) => (weight === 0 ? 0 : weight * cost);

/** H(p) = −Σ p log p, in nats. */
export function entropy(p) {
  return crossEntropy(p, p);
}

/** H(p, q) = −Σ p log q, in nats: infinite if q is 0 where p is not. */
export function crossEntropy(p, q) {
  return sum(p.map((share, at) => weighted(share, -Math.log(q[at]))));
}

/** KL(p‖q) = Σ p log(p/q), in nats: infinite if q is 0 where p is not. */
export function klDivergence(p, q) {
  return sum(p.map((share, at) => weighted(share, Math.log(share / q[at]))));
}

/** Return p with one share at a value and the others in proportion, with sum 1; equal if they were all 0. */
export function withShare(p, at, value) {
  const others = sum(p.filter((_, index) => index !== at));
  const scaled = (share) => (others > 0 ? (share / others) * (1 - value) : (1 - value) / (p.length - 1));
  return p.map((share, index) => (index === at ? value : scaled(share)));
}

/** A mixture of normals, { weights, means, sigmas }: log Σ wₖ fₖ(x), in nats, by log-sum-exp. */
export function mixtureLogPdf(x, { weights, means, sigmas }) {
  const terms = weights.map((weight, at) => Math.log(weight) + gaussianLogPdf(x, means[at], sigmas[at]));
  const greatest = Math.max(...terms);
  return greatest + Math.log(sum(terms.map((term) => Math.exp(term - greatest))));
}

/** p(x) log(p(x)/q(x)), in nats per unit of x: p a mixture, q the normal { mu, sigma }. */
export function forwardCost(x, mixture, { mu, sigma }) {
  const log = mixtureLogPdf(x, mixture);
  return Math.exp(log) * (log - gaussianLogPdf(x, mu, sigma));
}

/** q(x) log(q(x)/p(x)), in nats per unit of x. */
export function reverseCost(x, mixture, { mu, sigma }) {
  return gaussianPdf(x, mu, sigma) * (gaussianLogPdf(x, mu, sigma) - mixtureLogPdf(x, mixture));
}

/** The integral of f over a grid of evenly spaced x, by the trapezoidal rule. */
export function integral(f, grid) {
  const step = (grid[grid.length - 1] - grid[0]) / (grid.length - 1);
  const values = grid.map(f);
  return step * (sum(values) - (values[0] + values[values.length - 1]) / 2);
}

/** KL(p‖q) = ∫ p log(p/q) dx, in nats, on a grid. */
export function forwardKl(mixture, normal, grid) {
  return integral((x) => forwardCost(x, mixture, normal), grid);
}

/** KL(q‖p) = ∫ q log(q/p) dx, in nats, on a grid. */
export function reverseKl(mixture, normal, grid) {
  return integral((x) => reverseCost(x, mixture, normal), grid);
}

/** The derivatives of forward or reverse KL with respect to μ and log σ. */
export function klGradient(direction, mixture, { mu, sigma }, grid) {
  const pull = (x) => {
    const log = mixtureLogPdf(x, mixture);
    const own = gaussianLogPdf(x, mu, sigma);
    return direction === "forward" ? -Math.exp(log) : Math.exp(own) * (own - log + 1);
  };
  const z = (x) => (x - mu) / sigma;
  return {
    mu: integral((x) => (pull(x) * z(x)) / sigma, grid),
    logSigma: integral((x) => pull(x) * (z(x) ** 2 - 1), grid),
  };
}

/* Limit the length of a step, because the gradient at its start is only a local approximation. */
const short = (step) => Math.max(-0.2, Math.min(step, 0.2));

/**
 * Return the path of gradient descent from a normal to a local minimum of forward or reverse KL.
 * Each step goes against the gradient in the metric of normals (μ in units of σ, σ by its logarithm).
 */
export function descent(direction, mixture, start, grid) {
  const way = [start];
  let { mu, sigma } = start;
  for (let step = 0; step < 1000; step++) {
    const slope = klGradient(direction, mixture, { mu, sigma }, grid);
    const by = { mu: short(0.2 * sigma * slope.mu), log: short(0.1 * slope.logSigma) };
    mu -= sigma * by.mu;
    sigma *= Math.exp(-by.log);
    way.push({ mu, sigma });
    if (Math.abs(by.mu) + Math.abs(by.log) < 1e-10) break;
  }
  return way;
}
