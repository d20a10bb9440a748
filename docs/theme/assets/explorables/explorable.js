/* The base class of all explorables: sliders, a table of values, two buttons, text for screen readers. A subclass
   defines its parameters, computes values from them, and draws them. */

import { Numbers, raise } from "./numbers.js";

const WALK = 900; // milliseconds
const PAUSE = 500; // milliseconds without a change before screen readers speak the values

/** Add a style sheet to a shadow root, and wait until it applies. */
function addSheet(root, href) {
  return new Promise((onload, onerror) => {
    root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload, onerror }));
  });
}

export class Explorable extends HTMLElement {
  /* A subclass has
     parameters()    [{ name, symbol, label, said, low, high, step, digits: [least, most], start }]
     plots()         the names of its plots
     prepare(svgs)   creates the plots from SVG elements by name, and makes them draggable
     compute(state)  returns the values for the parameters
     rows()          [[name, label, symbol as HTML]] of the table
     texts(values)   the table's texts, by name
     draw(values)    draws the plots
     descriptions(values)  a sentence that describes each plot, by name
     best()          the parameters that a button sets
     and may override the methods with defaults below, for other controls than plots and sliders. */

  async connectedCallback() {
    if (this.shadowRoot) return;
    const { dataset, textContent } = document.getElementById("explorable-words");
    this.words = JSON.parse(textContent);
    this.numbers = new Numbers(document.documentElement.lang);
    this.known = this.parameters();
    this.state = Object.fromEntries(this.known.map(({ name, start }) => [name, start]));
    const root = this.attachShadow({ mode: "open" });
    const slot = root.appendChild(document.createElement("slot")); // shows the page's text until the style is there
    await Promise.all(this.styles().map((name) => addSheet(root, dataset.folder + name)));
    slot.outerHTML = this.frame();
    root.querySelector(".box").setAttribute("aria-label", this.getAttribute("label"));
    const svgs = [...root.querySelectorAll("svg")].map((svg) => [svg.id, svg]);
    this.prepare(Object.fromEntries(svgs));
    for (const input of root.querySelectorAll("input[type=range]")) {
      input.addEventListener("input", () => this.move({ [input.id]: Number(input.value) }));
    }
    root.getElementById("reset").addEventListener("click", () => this.reset());
    root.getElementById("find").addEventListener("click", () => this.walk(this.way()));
    this.set(this.state);
    this.describe();
    new ResizeObserver(() => this.draw(this.values)).observe(this);
  }

  /** Return the numbers in an attribute. */
  given(name) {
    return this.getAttribute(name).trim().split(/\s+/).map(Number);
  }

  /** Return a text of the page's language, with the values of its placeholders. */
  say(name, known = {}) {
    return this.words[name].replace(/\{([\w-]+)\}/g, (_, key) => known[key]);
  }

  /** Return the names of the style sheets, which are files beside this one. */
  styles() {
    return ["explorable.css"];
  }

  /** Return the figure as HTML: every described element has its name as its id. */
  figure() {
    return this.plots().map((name) => `<svg id="${name}" role="img"></svg>`).join("");
  }

  /** Return the controls of the parameters as HTML. */
  sliders() {
    const sliders = this.known.map(
      ({ name, symbol, label, low, high, step }) =>
        `<label for="${name}">${label} <i>${symbol}</i></label>
        <input type="range" id="${name}" min="${low}" max="${high}" step="${step}">
        <span class="value" id="${name}-value"></span>`,
    );
    return `<div class="sliders">${sliders.join("")}</div>`;
  }

  /** Return the name of the text on the button that sets the best parameters. */
  get finding() {
    return "find";
  }

  /** Return the values as a row of the attribute data-recorded has them, after the parameters. */
  numbersOf(values) {
    return Object.values(values).flat();
  }

  /** Return the states from the current parameters to the best ones. */
  way() {
    return [{ ...this.state }, this.best()];
  }

  frame() {
    const rows = this.rows().map(
      ([name, label, symbol]) =>
        `<tr id="${name}-row"><th scope="row">${label} <span>${symbol}</span></th><td id="${name}"></td></tr>`,
    );
    return `<div class="box" role="group">
      <div class="plots">${this.figure()}</div>
      <div class="controls">
        ${this.sliders()}
        <div class="buttons">
          <button type="button" id="find">${this.say(this.finding)}</button>
          <button type="button" id="reset">${this.say("reset")}</button>
        </div>
      </div>
      <table><tbody>${rows.join("")}</tbody></table>
      <p class="spoken" aria-live="polite"></p>
    </div>`;
  }

  /** Set parameters as a reader's input: this ends an animation, and is spoken after a pause. */
  move(changes) {
    cancelAnimationFrame(this.walking);
    this.set(changes);
    this.tell();
  }

  /** Let mouse, pen or finger drag in an element: `pick(event)` returns a function from later events to changes. */
  drag(element, pick) {
    let before;
    let changes;
    const on = (name, act) => element.addEventListener(name, act);
    const follow = (event) => changes && this.move(changes(event));
    on("pointerdown", (event) => {
      if (event.button || changes) return;
      before = { ...this.state };
      changes = pick(event);
      element.setPointerCapture(event.pointerId);
    });
    on("pointermove", follow);
    on("pointerup", (event) => {
      follow(event);
      changes = undefined;
    });
    // The browser has taken the gesture for scrolling.
    on("pointercancel", () => {
      if (changes) this.move(before);
      changes = undefined;
    });
  }

  /** Return the nearest value that a slider can reach. */
  step(name, value) {
    const { step } = this.known.find((one) => one.name === name);
    return Number((Math.round(value / step) * step).toFixed(6));
  }

  /** Set parameters within their ranges, and update everything that depends on them. */
  set(changes) {
    for (const parameter of this.known) {
      const { name, low, high, digits } = parameter;
      if (name in changes) this.state[name] = Math.min(high, Math.max(low, changes[name]));
      this.show(parameter, this.numbers.fixed(this.state[name], ...digits));
    }
    this.values = this.compute(this.state);
    for (const [name, text] of Object.entries(this.texts(this.values))) {
      this.shadowRoot.getElementById(name).innerHTML = raise(text);
    }
    this.draw(this.values);
  }

  /** Show a parameter's value on its control. */
  show({ name, said }, text) {
    const input = this.shadowRoot.getElementById(name);
    input.value = this.state[name];
    input.setAttribute("aria-valuetext", said(text));
    this.shadowRoot.getElementById(`${name}-value`).textContent = text;
  }

  reset() {
    this.move(Object.fromEntries(this.known.map(({ name, start }) => [name, start])));
  }

  /** Animate through some states to the last one, or jump to it if the reader prefers reduced motion. */
  walk(way) {
    const target = way.at(-1);
    cancelAnimationFrame(this.walking);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.move(target);
      return;
    }
    const start = performance.now();
    const step = (now) => {
      const part = Math.max(0, (now - start) / WALK);
      if (part >= 1) {
        this.move(target);
        return;
      }
      const eased = 1 - (1 - part) ** 3;
      const at = eased * (way.length - 1);
      const from = way[Math.floor(at)];
      const to = way[Math.floor(at) + 1];
      const between = ([name, end]) => [name, from[name] + (end - from[name]) * (at % 1)];
      this.set(Object.fromEntries(Object.entries(to).map(between)));
      this.walking = requestAnimationFrame(step);
    };
    this.walking = requestAnimationFrame(step);
  }

  /** Speak the current values after a pause without changes. */
  tell() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const said = this.describe();
      this.shadowRoot.querySelector(".spoken").textContent = said;
    }, PAUSE);
  }

  /** Describe each plot; return all descriptions as one text. */
  describe() {
    const sentences = Object.entries(this.descriptions(this.values));
    for (const [name, text] of sentences) this.shadowRoot.getElementById(name).setAttribute("aria-label", text);
    return sentences.map(([, text]) => text).join(" ");
  }
}
