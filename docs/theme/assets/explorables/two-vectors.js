/* <two-vectors a="1 3" b="4 2" reach="5" label="…">
   Two draggable vectors in a plane, with their dot product, their angle, and the projection of a onto b.
   Components range from −reach to reach. A button makes a perpendicular to b. */

import { Explorable } from "./explorable.js";
import * as math from "./matrix.js";

const NONE = "–"; // shown instead of an angle if a vector has no direction

class TwoVectors extends Explorable {
  parameters() {
    const [reach] = this.given("reach");
    return ["a", "b"].flatMap((vector) =>
      this.given(vector).map((start, at) => {
        const name = `${vector}${at + 1}`;
        const said = (value) => this.say("component-is", { name: `${vector} ${at}`, value });
        const range = { low: -reach, high: reach, step: 0.1, digits: [1, 1] };
        return { name, symbol: `${vector}<sub>${at}</sub>`, label: this.say("component"), said, start, ...range };
      }),
    );
  }

  vector(name) {
    return [this.state[`${name}1`], this.state[`${name}2`]];
  }

  plots() {
    return ["plane"];
  }

  styles() {
    return [...super.styles(), "two-vectors.css"];
  }

  get finding() {
    return "perpendicular";
  }

  rows() {
    const size = (name) => `‖<i>${name}</i>‖`;
    return [
      ["dot", this.say("dot"), "<i>a</i> · <i>b</i>"],
      ["length-a", this.say("length"), size("a")],
      ["length-b", this.say("length"), size("b")],
      ["cosine", this.say("cosine"), "cos θ"],
      ["angle", this.say("angle"), "θ"],
      ["scale", this.say("scale"), "<i>t</i>"],
    ];
  }

  figure() {
    const holds = ["a", "b"].map((name) => `<span class="hold" id="hold-${name}"></span>`);
    return `<div class="plane"><svg id="plane" role="img"></svg>${holds.join("")}</div>`;
  }

  prepare({ plane }) {
    this.svg = plane;
    for (const name of ["a", "b"]) {
      this.drag(this.shadowRoot.getElementById(`hold-${name}`), () => (later) => {
        const box = plane.getBoundingClientRect();
        const [middle, unit] = [[box.width / 2, box.height / 2], this.unit];
        const x = (later.clientX - box.left - middle[0]) / unit;
        const y = (middle[1] - (later.clientY - box.top)) / unit;
        return { [`${name}1`]: this.step(`${name}1`, x), [`${name}2`]: this.step(`${name}2`, y) };
      });
    }
  }

  /** The length of one unit in pixels. */
  get unit() {
    const [{ high }] = this.known;
    return Math.min(this.svg.clientWidth, this.svg.clientHeight) / (2 * high + 1);
  }

  compute() {
    const [a, b] = [this.vector("a"), this.vector("b")];
    return {
      dot: math.dot(a, b),
      lengths: [math.length(a), math.length(b)],
      cosine: math.cosine(a, b),
      angle: math.angle(a, b),
      scale: math.projectionScale(a, b),
    };
  }

  texts({ dot, lengths, cosine, angle, scale }) {
    const fixed = (value, digits) => (Number.isFinite(value) ? this.numbers.fixed(value, digits) : NONE);
    return {
      dot: fixed(dot, 2),
      "length-a": fixed(lengths[0], 3),
      "length-b": fixed(lengths[1], 3),
      cosine: fixed(cosine, 4),
      angle: this.say("degrees", { value: fixed(angle, 1) }),
      scale: fixed(scale, 3),
    };
  }

  draw({ scale }) {
    const [{ high }] = this.known;
    const { clientWidth: width, clientHeight: height } = this.svg;
    const unit = this.unit;
    const at = ([x, y]) => [width / 2 + x * unit, height / 2 - y * unit];
    const line = (one, other, name) => `<path class="${name}" d="M${at(one).join(" ")}L${at(other).join(" ")}"/>`;
    const end = (place, name) => {
      const [x, y] = at(place);
      return `<circle class="handle ${name}" cx="${x}" cy="${y}" r="8"/><text x="${x + 13}" y="${y - 8}"><tspan>${name}</tspan></text>`;
    };
    const steps = Array.from({ length: 2 * high + 1 }, (_, index) => index - high);
    const [a, b] = [this.vector("a"), this.vector("b")];
    const p = b.map((value) => (Number.isFinite(scale) ? scale * value : 0));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.innerHTML = [
      ...steps.map((step) => line([step, -high], [step, high], step ? "grid" : "axis")),
      ...steps.map((step) => line([-high, step], [high, step], step ? "grid" : "axis")),
      line([0, 0], b, "curve"),
      line([0, 0], a, "stem"),
      line([0, 0], p, "shadow"),
      line(a, p, "guide"),
      end(a, "a"),
      end(b, "b"),
    ].join("");
    for (const [name, place] of [["a", a], ["b", b]]) {
      const [x, y] = at(place);
      this.shadowRoot.getElementById(`hold-${name}`).style.translate = `${x}px ${y}px`;
    }
  }

  descriptions(values) {
    const write = (name) => this.vector(name).map((value) => this.numbers.fixed(value, 1)).join(", ");
    return { plane: this.say("two-vectors", { ...this.texts(values), a: write("a"), b: write("b") }) };
  }

  /** Return a without its projection, scaled to fit; if nothing is left, b turned by a right angle. */
  best() {
    const [a, b] = [this.vector("a"), this.vector("b")];
    const { scale } = this.values;
    const rest = a.map((value, at) => value - (Number.isFinite(scale) ? scale : 0) * b[at]);
    const [x, y] = math.length(rest) > 1e-9 ? rest : [-b[1], b[0]];
    const shrink = Math.min(1, this.known[0].high / Math.max(Math.abs(x), Math.abs(y), 1e-9));
    return { a1: shrink * x, a2: shrink * y };
  }
}

customElements.define("two-vectors", TwoVectors);
