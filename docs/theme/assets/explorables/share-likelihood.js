/* <share-likelihood k="7" n="10" p="0.5" label="…">
   k of n are of one kind. Readers drag its share p, which updates likelihood, log likelihood, NLL and the
   tangent of the NLL. */

import { Explorable } from "./explorable.js";
import * as math from "./likelihood.js";
import { Plot } from "./plot.js";

const SPAN = 3.4; // the height of the plots, as a multiple of the minimum NLL

class ShareLikelihood extends Explorable {
  parameters() {
    [this.k, this.n] = [this.given("k")[0], this.given("n")[0]];
    const said = (value) => this.say("share-is", { value });
    const range = { low: 0.01, high: 0.99, step: 0.01, digits: [2, 3] };
    return [{ name: "p", symbol: "p", label: this.say("share"), said, start: this.given("p")[0], ...range }];
  }

  plots() {
    return ["likelihood-plot", "log-likelihood-plot", "nll-plot"];
  }

  styles() {
    return [...super.styles(), "share-likelihood.css"];
  }

  rows() {
    const formula = `−${this.k}/<i>p</i> + ${this.n - this.k}/(1−<i>p</i>)`;
    return [
      ["likelihood", this.say("likelihood"), "<i>L</i>"],
      ["log-likelihood", this.say("log-likelihood"), "ℓ"],
      ["nll", this.say("nll"), "NLL"],
      ["gradient", this.say("gradient"), formula],
    ];
  }

  prepare(svgs) {
    const common = { x: [0, 1], numbers: this.numbers };
    const plot = (name, word, y, label = "") =>
      new Plot(svgs[name], { ...common, title: this.say(word), y, label });
    const { likelihood, nll } = this.compute(this.best());
    const [top, most] = [1.1 * likelihood, SPAN * nll];
    this.quantities = [
      ["likelihood", plot("likelihood-plot", "likelihood", [0, top])],
      ["logLikelihood", plot("log-likelihood-plot", "log-likelihood", [-most, 0])],
      ["nll", plot("nll-plot", "nll", [0, most], "<tspan>p</tspan>")],
    ];
    for (const [, one] of this.quantities) {
      this.drag(one.svg, () => (later) => ({ p: this.step("p", one.under(later)) }));
    }
  }

  compute({ p }) {
    const nll = math.binomialNll(p, this.k, this.n);
    return {
      likelihood: math.binomialLikelihood(p, this.k, this.n),
      logLikelihood: -nll,
      nll,
      gradient: math.binomialNllGradient(p, this.k, this.n),
    };
  }

  texts({ likelihood, logLikelihood, nll, gradient }) {
    return {
      likelihood: this.numbers.small(likelihood, 4),
      "log-likelihood": this.numbers.fixed(logLikelihood, 3),
      nll: this.numbers.fixed(nll, 3),
      gradient: this.numbers.fixed(gradient, 3),
    };
  }

  draw(values) {
    const { p } = this.state;
    const [{ low, high }] = this.known;
    for (const [name, plot] of this.quantities) {
      const place = [p, values[name]];
      plot.draw(
        plot.line([p, plot.y[0]], [p, plot.y[1]], "guide"),
        plot.curve((p) => this.compute({ p })[name], [low, high]),
        name === "nll" && place[1] < plot.y[1] ? plot.tangent(place, values.gradient) : "",
        plot.dot(place, "handle", 8),
      );
    }
  }

  descriptions(values) {
    const [{ digits }] = this.known;
    const known = { ...this.texts(values), p: this.numbers.fixed(this.state.p, ...digits) };
    const plots = this.plots();
    return Object.fromEntries(plots.map((name) => [name, this.say(`share-${name}`, known)]));
  }

  best() {
    return { p: this.k / this.n };
  }
}

customElements.define("share-likelihood", ShareLikelihood);
