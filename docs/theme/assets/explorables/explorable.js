/* What all explorables share: sliders, a table of values, two buttons, words for those who do not see the
   plots. A subclass says what its parameters are, what follows from them, and how that is drawn. */

import { Numbers, raise } from "./numbers.js";
import { STYLE } from "./style.js";

const WALK = 900; // milliseconds
const PAUSE = 500; // milliseconds without a change after which it is said aloud

export class Explorable extends HTMLElement {
  /* A subclass has
     parameters()    [{ name, symbol, label, said, low, high, step, digits: [least, most], start }]
     plots()         the names of its plots
     prepare(svgs)   makes them of the SVG elements, by name, and lets them be dragged
     compute(state)  the values that follow from the parameters
     rows()          [[name, label, symbol as HTML]] of the table
     texts(values)   the table's texts, by name
     draw(values)    draws the plots
     descriptions(values)  what each plot shows, by its name, as a sentence
     best()          the parameters at which the data are likeliest */

  connectedCallback() {
    if (this.shadowRoot) return;
    this.words = JSON.parse(document.getElementById("explorable-words").textContent);
    this.numbers = new Numbers(document.documentElement.lang);
    this.known = this.parameters();
    this.state = Object.fromEntries(this.known.map(({ name, start }) => [name, start]));
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = this.frame();
    root.querySelector(".box").setAttribute("aria-label", this.getAttribute("label"));
    const svgs = [...root.querySelectorAll("svg")].map((svg) => [svg.id, svg]);
    this.prepare(Object.fromEntries(svgs));
    for (const input of root.querySelectorAll("input")) {
      input.addEventListener("input", () => this.move({ [input.id]: Number(input.value) }));
    }
    root.getElementById("reset").addEventListener("click", () => this.reset());
    root.getElementById("find").addEventListener("click", () => this.walk(this.best()));
    this.set(this.state);
    this.describe();
    new ResizeObserver(() => this.draw(this.values)).observe(this);
  }

  /** Numbers in an attribute. */
  given(name) {
    return this.getAttribute(name).trim().split(/\s+/).map(Number);
  }

  /** A word of the page's language, with what stands in its braces. */
  say(name, known = {}) {
    return this.words[name].replace(/\{([\w-]+)\}/g, (_, key) => known[key]);
  }

  frame() {
    const sliders = this.known.map(
      ({ name, symbol, label, low, high, step }) =>
        `<label for="${name}">${label} <i>${symbol}</i></label>
        <input type="range" id="${name}" min="${low}" max="${high}" step="${step}">
        <span class="value" id="${name}-value"></span>`,
    );
    const rows = this.rows().map(
      ([name, label, symbol]) =>
        `<tr><th scope="row">${label} <span>${symbol}</span></th><td id="${name}"></td></tr>`,
    );
    const plots = this.plots().map((name) => `<svg id="${name}" role="img"></svg>`);
    return `<style>${STYLE}</style>
      <div class="box" role="group">
        <div class="plots">${plots.join("")}</div>
        <div class="controls">
          <div class="sliders">${sliders.join("")}</div>
          <div class="buttons">
            <button type="button" id="find">${this.say("find")}</button>
            <button type="button" id="reset">${this.say("reset")}</button>
          </div>
        </div>
        <table><tbody>${rows.join("")}</tbody></table>
        <p class="spoken" aria-live="polite"></p>
      </div>`;
  }

  /** Set parameters as the reader's own hand does: that ends a walk, and is said aloud when it rests. */
  move(changes) {
    cancelAnimationFrame(this.walking);
    this.set(changes);
    this.tell();
  }

  /** Let pointers drag in a plot: `pick(event)` returns the changes that each later event makes. */
  drag(plot, pick) {
    let before;
    const begin = (event) => {
      before = { ...this.state };
      const changes = pick(event);
      return (later) => this.move(changes(later));
    };
    plot.drag(begin, () => this.move(before));
  }

  /** The value next to another that a slider can also reach. */
  step(name, value) {
    const { step } = this.known.find((one) => one.name === name);
    return Number((Math.round(value / step) * step).toFixed(6));
  }

  /** Set parameters, within their ranges, and show what follows. */
  set(changes) {
    for (const { name, low, high, said, digits } of this.known) {
      if (name in changes) this.state[name] = Math.min(high, Math.max(low, changes[name]));
      const text = this.numbers.fixed(this.state[name], ...digits);
      const input = this.shadowRoot.getElementById(name);
      input.value = this.state[name];
      input.setAttribute("aria-valuetext", said(text));
      this.shadowRoot.getElementById(`${name}-value`).textContent = text;
    }
    this.values = this.compute(this.state);
    for (const [name, text] of Object.entries(this.texts(this.values))) {
      this.shadowRoot.getElementById(name).innerHTML = raise(text);
    }
    this.draw(this.values);
  }

  reset() {
    this.move(Object.fromEntries(this.known.map(({ name, start }) => [name, start])));
  }

  /** Go to some parameters, step by step where the reader does not mind motion. */
  walk(target) {
    cancelAnimationFrame(this.walking);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.move(target);
      return;
    }
    const from = { ...this.state };
    const start = performance.now();
    const step = (now) => {
      const part = Math.max(0, (now - start) / WALK);
      if (part >= 1) {
        this.move(target);
        return;
      }
      const eased = 1 - (1 - part) ** 3;
      const between = ([name, end]) => [name, from[name] + (end - from[name]) * eased];
      this.set(Object.fromEntries(Object.entries(target).map(between)));
      this.walking = requestAnimationFrame(step);
    };
    this.walking = requestAnimationFrame(step);
  }

  /** Say what there is now, once no more changes come. */
  tell() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const said = this.describe();
      this.shadowRoot.querySelector(".spoken").textContent = said;
    }, PAUSE);
  }

  /** Write down what each plot shows; return it all as one text. */
  describe() {
    const sentences = Object.entries(this.descriptions(this.values));
    for (const [name, text] of sentences) this.shadowRoot.getElementById(name).setAttribute("aria-label", text);
    return sentences.map(([, text]) => text).join(" ");
  }
}
