/* <normal-likelihood sample="164.95 …" axis="150 190" axis-label="…" means="160 180" mu="160" sigma="5"
     unit="…" label="…">
   A normal density over a sample. Readers drag its mean μ and deviation σ, which updates density, likelihood,
   log likelihood and NLL. `axis` and `means` are the ranges of the axis and of μ; σ ranges from 0.3 to 2 times
   its start value. */

import { Explorable } from "./explorable.js";
import * as math from "./likelihood.js";
import { Plot } from "./plot.js";

const REACH = 28; // pixels around the handle of σ within which a pointer grabs it

class NormalLikelihood extends Explorable {
  parameters() {
    this.sample = this.given("sample");
    const unit = this.getAttribute("unit");
    const [[mu], [sigma]] = [this.given("mu"), this.given("sigma")];
    const [low, high] = this.given("means");
    const parameter = (name, symbol, word, range) => {
      const said = (value) => this.say(`${word}-is`, { value, unit });
      return { name, symbol, label: this.say(word), said, step: 0.1, digits: [1, 3], ...range };
    };
    return [
      parameter("mu", "μ", "mean", { low, high, start: mu }),
      parameter("sigma", "σ", "deviation", { low: 0.3 * sigma, high: 2 * sigma, start: sigma }),
    ];
  }

  plots() {
    return ["density-plot", "nll-plot"];
  }

  styles() {
    return [...super.styles(), "normal-likelihood.css"];
  }

  rows() {
    return [
      ["density", this.say("density"), "<i>f</i>(<i>x</i>)"],
      ["likelihood", this.say("likelihood"), "<i>L</i>"],
      ["log-likelihood", this.say("log-likelihood"), "ℓ"],
      ["nll", this.say("nll"), "NLL"],
    ];
  }

  prepare(svgs) {
    const [x, numbers] = [this.given("axis"), this.numbers];
    const narrowest = this.known[1].low;
    const { mu, sigma } = this.best();
    const lowest = 10 * Math.floor(math.negativeLogLikelihood(this.sample, mu, sigma) / 10);
    const plot = (name, title, label, y) => new Plot(svgs[name], { x, y, title, label, numbers });
    const highest = 1.06 * math.gaussianPdf(0, 0, narrowest);
    this.density = plot("density-plot", this.say("density"), this.getAttribute("axis-label"), [0, highest]);
    this.nll = plot("nll-plot", this.say("nll"), "<tspan>μ</tspan>", [lowest, lowest + 40]);
    this.drag(this.density.svg, (event) => {
      const name = this.density.distance(event, this.side) < REACH ? "sigma" : "mu";
      const [from, value] = [this.density.under(event), this.state[name]];
      return (later) => {
        const by = this.density.under(later) - from;
        return by ? { [name]: this.step(name, value + by) } : {};
      };
    });
    this.drag(this.nll.svg, () => (later) => ({ mu: this.step("mu", this.nll.under(later)) }));
  }

  /** Return the point of the curve one deviation to the right of its mean. */
  get side() {
    const { mu, sigma } = this.state;
    return [mu + sigma, math.gaussianPdf(mu + sigma, mu, sigma)];
  }

  compute({ mu, sigma }) {
    return {
      densities: this.sample.map((x) => math.gaussianPdf(x, mu, sigma)),
      likelihood: math.likelihood(this.sample, mu, sigma),
      logLikelihood: math.logLikelihood(this.sample, mu, sigma),
      nll: math.negativeLogLikelihood(this.sample, mu, sigma),
    };
  }

  numbersOf({ densities, likelihood, logLikelihood, nll }) {
    return [densities[0], likelihood, logLikelihood, nll];
  }

  texts({ densities, likelihood, logLikelihood, nll }) {
    const low = this.numbers.small(Math.min(...densities), 3);
    const high = this.numbers.small(Math.max(...densities), 3);
    return {
      density: this.say("range", { low, high }),
      likelihood: this.numbers.small(likelihood, 3),
      "log-likelihood": this.numbers.fixed(logLikelihood, 3),
      nll: this.numbers.fixed(nll, 3),
    };
  }

  draw({ densities, nll }) {
    const { mu, sigma } = this.state;
    const peak = math.gaussianPdf(mu, mu, sigma);
    const [plot, sample] = [this.density, this.sample];
    plot.draw(
      sample.map((x, at) => plot.line([x, 0], [x, densities[at]], "stem")),
      plot.line([mu, 0], [mu, peak], "guide"),
      plot.curve((x) => math.gaussianPdf(x, mu, sigma)),
      sample.map((x, at) => plot.dot([x, densities[at]], "dot", 4)),
      plot.line([mu, this.side[1]], this.side, "guide"),
      plot.dot(this.side, "handle", 7),
      plot.dot([mu, peak], "handle", 8),
    );
    this.nll.draw(
      this.nll.curve((mean) => math.negativeLogLikelihood(sample, mean, sigma)),
      this.nll.line([mu, this.nll.y[0]], [mu, Math.min(nll, this.nll.y[1])], "guide"),
      this.nll.dot([mu, nll], "handle", 8),
    );
  }

  descriptions(values) {
    const [mu, sigma] = this.known.map(({ name, digits }) => this.numbers.fixed(this.state[name], ...digits));
    const texts = this.texts(values);
    const known = { ...texts, mu, sigma, count: this.sample.length, unit: this.getAttribute("unit") };
    return { "density-plot": this.say("density-plot", known), "nll-plot": this.say("nll-plot", known) };
  }

  best() {
    return math.bestNormal(this.sample);
  }
}

customElements.define("normal-likelihood", NormalLikelihood);
