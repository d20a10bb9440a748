/* <two-distributions p="0.5 0.25 0.125 0.125" q="…" labels="one two three four" measures="entropy
     cross-entropy kl" label="…">
   p is what happens, q what a model says. Each bar can be dragged or moved by keys; the other bars of its
   distribution follow in proportion, or equally if they were all 0. Below the bars, cross entropy is seen
   as entropy and what comes on top of it. `measures` says what the table holds. */

import * as math from "./divergence.js";
import { Explorable } from "./explorable.js";

const STEPS = { ArrowUp: 0.01, ArrowRight: 0.01, ArrowDown: -0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1 };
const ENDS = { Home: 0, End: 1 };
const MOST = 3; // the length of the axis below the bars, in nats

const i = (name) => `<i>${name}</i>`;
const H = (...names) => `${i("H")}(${names.map(i).join(", ")})`;
const KL = (p, q) => `KL(${i(p)}‖${i(q)})`;

class TwoDistributions extends Explorable {
  parameters() {
    this.labels = this.getAttribute("labels").trim().split(/\s+/);
    return ["p", "q"].flatMap((of) =>
      this.given(of).map((start, at) => {
        const range = { low: 0, high: 1, step: 0.01, digits: [2, 3] };
        return { name: `${of}${at + 1}`, of, at, said: (text) => text, start, ...range };
      }),
    );
  }

  /** Return the current distribution. */
  shares(of) {
    return this.labels.map((_, at) => this.state[`${of}${at + 1}`]);
  }

  /** Return the changes that set a bar's value in a distribution that was `before`. */
  raised({ of, at, name }, value, before) {
    const shares = math.withShare(before, at, Math.min(1, Math.max(0, this.step(name, value))));
    return Object.fromEntries(shares.map((share, index) => [`${of}${index + 1}`, share]));
  }

  plots() {
    return ["bars", "sums"];
  }

  rows() {
    const [entropy, cross, kl] = ["entropy", "cross-entropy", "kl"].map((name) => this.say(name));
    const rows = {
      entropy: [["entropy-p", entropy, H("p")], ["entropy-q", entropy, H("q")]],
      "cross-entropy": [["cross-pq", cross, H("p", "q")], ["cross-qp", cross, H("q", "p")]],
      kl: [["kl-pq", kl, KL("p", "q")], ["kl-qp", kl, KL("q", "p")]],
    };
    return this.measures.flatMap((name) => rows[name]);
  }

  get measures() {
    return this.getAttribute("measures").trim().split(/\s+/);
  }

  styles() {
    return [...super.styles(), "two-distributions.css"];
  }

  sliders() {
    return "";
  }

  figure() {
    const key = (name, text) => `<span><span class="key ${name}"></span>${text}</span>`;
    const bar = (of, at) =>
      `<div class="bar" id="${of}${at + 1}" role="slider" tabindex="0" aria-orientation="vertical"
        aria-valuemin="0" aria-valuemax="1" aria-label="${of} ${this.labels[at]}">
        <div class="filled ${of}"></div><div class="top"><span class="value"></span></div>
      </div>`;
    const outcomes = this.labels.map(
      (label, at) => `<div class="outcome">${bar("p", at)}${bar("q", at)}<div class="name">${label}</div></div>`,
    );
    const sum = (p, q) => {
      const parts = [key(p, H(p)), ...(this.measures.includes("kl") ? ["+", key("extra", KL(p, q))] : [])];
      const equal = parts.length > 1 ? "=" : "";
      return `<div class="sum" id="sum-${p}${q}">
        <p>${parts.join(" ")} ${equal} ${key("total", H(p, q))}</p>
        <div class="lane"><div class="filled ${p}"></div><div class="filled extra"></div></div>
        <div class="total"></div>
      </div>`;
    };
    const ticks = [...Array(MOST + 1).keys()].map((value) => `<span>${value}</span>`);
    return `<p class="legend">${key("p", `${i("p")}: ${this.say("happens")}`)} ${key("q", `${i("q")}: ${this.say("model")}`)}</p>
      <div class="bars" id="bars" role="group">${outcomes.join("")}</div>
      <div class="sums" id="sums" role="img">
        <div class="lanes">${sum("p", "q")}${sum("q", "p")}</div>
        <div class="ticks">${ticks.join("")}</div><div class="unit">${this.say("nats")}</div>
      </div>`;
  }

  prepare() {
    for (const one of this.known) {
      const bar = this.shadowRoot.getElementById(one.name);
      this.drag(bar, (event) => {
        const [from, before] = [event.clientY, this.shares(one.of)];
        return (later) => {
          const by = (from - later.clientY) / bar.clientHeight;
          return by ? this.raised(one, before[one.at] + by, before) : {};
        };
      });
      bar.addEventListener("keydown", (event) => {
        const before = this.shares(one.of);
        const value = ENDS[event.key] ?? before[one.at] + STEPS[event.key];
        if (Number.isNaN(value) || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        this.move(this.raised(one, value, before));
      });
    }
  }

  show({ name }, text) {
    const bar = this.shadowRoot.getElementById(name);
    bar.style.setProperty("--share", this.state[name]);
    bar.setAttribute("aria-valuenow", this.state[name]);
    bar.setAttribute("aria-valuetext", text);
    bar.querySelector(".value").textContent = text;
  }

  compute() {
    const [p, q] = [this.shares("p"), this.shares("q")];
    return {
      "entropy-p": math.entropy(p),
      "entropy-q": math.entropy(q),
      "cross-pq": math.crossEntropy(p, q),
      "cross-qp": math.crossEntropy(q, p),
      "kl-pq": math.klDivergence(p, q),
      "kl-qp": math.klDivergence(q, p),
    };
  }

  texts(values) {
    return Object.fromEntries(this.rows().map(([name]) => [name, this.numbers.fixed(values[name], 4)]));
  }

  draw(values) {
    for (const [p, q] of ["pq", "qp"]) {
      const sum = this.shadowRoot.getElementById(`sum-${p}${q}`);
      const [own, total] = [values[`entropy-${p}`], values[`cross-${p}${q}`]];
      sum.style.setProperty("--own", Math.min(1, own / MOST));
      sum.style.setProperty("--total", Math.min(1, total / MOST));
      sum.classList.toggle("beyond", total > MOST);
      sum.querySelector(".lane .extra").hidden = total - own < 1e-9; // otherwise its outline would be visible
    }
  }

  descriptions(values) {
    const said = (value) => (value === Infinity ? this.say("infinite") : this.numbers.fixed(value, 4));
    const known = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)]));
    const shares = (of) => {
      const one = (share, at) => `${this.labels[at]} ${this.numbers.fixed(share, 2, 3)}`;
      return this.shares(of).map(one).join(", ");
    };
    return {
      bars: this.say("two-bars", { p: shares("p"), q: shares("q") }),
      sums: this.say(this.measures.includes("kl") ? "sums-and-kl" : "sums", known),
    };
  }

  get finding() {
    return "match";
  }

  best() {
    const share = ([name]) => [name, this.state[`p${name.slice(1)}`]];
    return Object.fromEntries(Object.entries(this.state).map(share));
  }
}

customElements.define("two-distributions", TwoDistributions);
