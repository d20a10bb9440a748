/* The mathematics of matrices. Each function computes the same as NumPy and PyTorch; a matrix is an array of its
   rows. */

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Return the one-hot vector of some size that is 1 at an index. */
export function oneHot(index, size) {
  return Array.from({ length: size }, (_, at) => (at === index ? 1 : 0));
}

/** a · b = Σ aₖbₖ. */
export function dot(a, b) {
  return sum(a.map((value, at) => value * b[at]));
}

/** Return a column of a matrix. */
export function column(matrix, at) {
  return matrix.map((row) => row[at]);
}

/** Return x W: each number is the dot product of a row with a column. */
export function rowTimes(x, matrix) {
  return matrix[0].map((_, at) => dot(x, column(matrix, at)));
}

/** zₖ = wₖ · x + bₖ: a linear layer, with a row of weights and a bias for each score. */
export function linear(x, weights, biases) {
  return weights.map((row, at) => dot(row, x) + biases[at]);
}

/** qⱼ = exp(zⱼ) / Σ exp(zₖ); subtracting the greatest score prevents overflow. */
export function softmax(scores) {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / sum(powers));
}

/** Return numbers in rows of some width. */
export function inRows(values, width) {
  return Array.from({ length: values.length / width }, (_, at) => values.slice(at * width, (at + 1) * width));
}

/** ‖a‖ = √(Σ aₖ²). */
export function length(a) {
  return Math.sqrt(dot(a, a));
}

/** cos θ = a · b / (‖a‖ ‖b‖); NaN if a vector has no direction. */
export function cosine(a, b) {
  return Math.max(-1, Math.min(dot(a, b) / (length(a) * length(b)), 1));
}

/** θ, in degrees. */
export function angle(a, b) {
  return (Math.acos(cosine(a, b)) * 180) / Math.PI;
}

/** t = a · b / b · b: the projection of a onto b is t b. */
export function projectionScale(a, b) {
  return dot(a, b) / dot(b, b);
}
