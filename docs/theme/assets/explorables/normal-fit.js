/* <normal-fit weights="0.6 0.4" means="125 168" sigmas="6 7" grid="50 250 201" axis="95 210" axis-label="…"
     mu="110" sigma="10" mu-range="110 190" unit="…" label="…">
   A normal q over a mixture of normals p: its mean μ and deviation σ can be dragged, and both KL divergences
   follow. A switch chooses the one that is shown large, place by place, and that a button makes least.
   `grid` is that of the integrals, first and last place and how many; `axis` is what the plots show; σ goes
   from 0.4 to 3 times where it starts. */

import * as math from "./divergence.js";
import { Explorable } from "./explorable.js";
import { gaussianPdf } from "./likelihood.js";
import { Plot } from "./plot.js";

const REACH = 28; // pixels around the handle of σ within which a pointer grabs it
const STEP = 0.5; // in the unit of the axis
const STOPS = 60; // number of states that the animation shows
const FORMULAS = { forward: ["p", "q"], reverse: ["q", "p"] };

/** Return the next of 1, 2, 5, 10, …, so that an axis changes less often than its curve. */
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= value);
}

class NormalFit extends Explorable {
  parameters() {
    const [weights, means, sigmas] = ["weights", "means", "sigmas"].map((name) => this.given(name));
    this.mixture = { weights, means, sigmas };
    this.x = this.given("axis");
    const [low, high, points] = this.given("grid");
    this.grid = Array.from({ length: points }, (_, at) => low + ((high - low) * at) / (points - 1));
    this.unit = this.getAttribute("unit");
    this.direction = "forward";
    const parameter = (name, symbol, word, [low, high]) => {
      const [start] = this.given(name);
      const said = (value) => this.say(`${word}-is`, { value, unit: this.unit });
      return { name, symbol, label: this.say(word), said, step: STEP, digits: [1, 3], low, high, start };
    };
    const [sigma] = this.given("sigma");
    return [
      parameter("mu", "μ", "mean", this.given("mu-range")),
      parameter("sigma", "σ", "deviation", [0.4 * sigma, 3 * sigma]),
    ];
  }

  plots() {
    return ["fit-plot", "cost-plot"];
  }

  styles() {
    return [...super.styles(), "normal-fit.css"];
  }

  rows() {
    const row = ([name, [p, q]]) => [name, this.say(name), `KL(<i>${p}</i>‖<i>${q}</i>)`];
    return Object.entries(FORMULAS).map(row);
  }

  sliders() {
    const choice = ([name, [p, q]]) =>
      `<label><input type="radio" name="direction" value="${name}"${name === this.direction ? " checked" : ""}>
        ${this.say(`choose-${name}`)} <span>KL(<i>${p}</i>‖<i>${q}</i>)</span></label>`;
    return `<fieldset><legend>${this.say("direction")}</legend>
      ${Object.entries(FORMULAS).map(choice).join("")}</fieldset>${super.sliders()}`;
  }

  prepare(svgs) {
    const { sigmas, means } = this.mixture;
    const highest = gaussianPdf(0, 0, Math.min(...sigmas));
    const common = { x: this.x, numbers: this.numbers, label: this.getAttribute("axis-label") };
    this.density = new Plot(svgs["fit-plot"], { ...common, y: [0, 1.2 * highest], title: this.say("density") });
    this.cost = new Plot(svgs["cost-plot"], { ...common, y: [-0.6 * highest, highest] });
    this.middle = (Math.min(...means) + Math.max(...means)) / 2;
    this.drag(this.density.svg, (event) => {
      const name = this.density.distance(event, this.side) < REACH ? "sigma" : "mu";
      const sign = name === "sigma" ? this.outwards : 1;
      const [from, value] = [this.density.under(event), this.state[name]];
      return (later) => {
        const by = this.density.under(later) - from;
        return by ? { [name]: this.step(name, value + sign * by) } : {};
      };
    });
    this.drag(this.cost.svg, () => (later) => ({ mu: this.step("mu", this.cost.under(later)) }));
    for (const radio of this.shadowRoot.querySelectorAll("[type=radio]")) {
      radio.addEventListener("change", () => {
        this.direction = radio.value;
        this.move({});
      });
    }
  }

  /** Return the side of the mean with more room, for the handle of σ. */
  get outwards() {
    return this.state.mu > this.middle ? -1 : 1;
  }

  /** Return the point of the curve one deviation from its mean. */
  get side() {
    const { mu, sigma } = this.state;
    const x = mu + this.outwards * sigma;
    return [x, gaussianPdf(x, mu, sigma)];
  }

  compute(normal) {
    return {
      forward: math.forwardKl(this.mixture, normal, this.grid),
      reverse: math.reverseKl(this.mixture, normal, this.grid),
    };
  }

  /** Return the integrand of the selected divergence. */
  costAt(x) {
    const cost = this.direction === "forward" ? math.forwardCost : math.reverseCost;
    return cost(x, this.mixture, this.state);
  }

  texts(values) {
    return Object.fromEntries(this.rows().map(([name]) => [name, this.numbers.fixed(values[name], 4)]));
  }

  draw() {
    const { mu, sigma } = this.state;
    const [plot, cost] = [this.density, this.cost];
    const p = (x) => Math.exp(math.mixtureLogPdf(x, this.mixture));
    const peak = gaussianPdf(mu, mu, sigma);
    plot.draw(
      plot.filled(p, "target"),
      plot.curve(p, plot.x, "outline"),
      plot.line([mu, 0], [mu, Math.min(peak, plot.y[1])], "guide"),
      plot.curve((x) => gaussianPdf(x, mu, sigma)),
      plot.line([mu, this.side[1]], this.side, "guide"),
      plot.dot(this.side, "handle", 7),
      plot.dot([mu, peak], "handle", 8),
    );
    const [one, other] = FORMULAS[this.direction].map((name) => `<tspan>${name}</tspan>`);
    cost.y[1] = roundAbove(Math.max(-cost.y[0], ...this.grid.map((x) => this.costAt(x))));
    cost.title = `${one} log(${one}/${other})`;
    cost.draw(
      cost.filled((x) => this.costAt(x), "costs"),
      cost.line([cost.x[0], 0], [cost.x[1], 0], "axis"),
      cost.curve((x) => this.costAt(x), cost.x, "outline costs-line"),
    );
    for (const [name] of this.rows()) {
      const row = this.shadowRoot.getElementById(`${name}-row`);
      row.classList.toggle("chosen", name === this.direction);
    }
  }

  descriptions(values) {
    const [mu, sigma] = this.known.map(({ name, digits }) => this.numbers.fixed(this.state[name], ...digits));
    const dearest = this.grid.reduce((best, x) => (this.costAt(x) > this.costAt(best) ? x : best));
    const known = { ...this.texts(values), mu, sigma, unit: this.unit, at: this.numbers.fixed(dearest, 1) };
    return {
      "fit-plot": this.say("fit-plot", known),
      "cost-plot": this.say(`cost-plot-${this.direction}`, known),
    };
  }

  best() {
    return math.descent(this.direction, this.mixture, this.state, this.grid).at(-1);
  }

  /** Return states of gradient descent at about equal distances. */
  way() {
    const way = math.descent(this.direction, this.mixture, { ...this.state }, this.grid);
    const gone = [0];
    for (let at = 1; at < way.length; at++) {
      const [{ mu, sigma }, before] = [way[at], way[at - 1]];
      gone.push(gone[at - 1] + Math.hypot(mu - before.mu, sigma - before.sigma));
    }
    const length = gone.at(-1);
    const stop = (_, at) => way[gone.findIndex((far) => far >= (length * at) / STOPS)];
    return [...Array.from({ length: STOPS }, stop), way.at(-1)];
  }
}

customElements.define("normal-fit", NormalFit);
