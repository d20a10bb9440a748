/* <picked-row words="one two three" matrix="0.1 0.2 …" columns="3" word="0" label="…">
   The one-hot vector x of a selected word, a matrix W with a row for each word, and xW: the row that x
   selects. A button selects the next word. */

import { Explorable } from "./explorable.js";
import { inRows, oneHot, rowTimes } from "./matrix.js";

class PickedRow extends Explorable {
  parameters() {
    this.labels = this.getAttribute("words").trim().split(/\s+/);
    this.matrix = inRows(this.given("matrix"), this.given("columns")[0]);
    const said = (value) => this.say("word-is", { word: this.labels[Number(value)], value });
    const range = { low: 0, high: this.labels.length - 1, step: 1, digits: [0, 0] };
    return [{ name: "word", symbol: "i", label: this.say("word"), said, start: this.given("word")[0], ...range }];
  }

  plots() {
    return ["picked"];
  }

  styles() {
    return [...super.styles(), "matrix.css"];
  }

  get finding() {
    return "next-word";
  }

  rows() {
    const numbers = this.matrix[0].map((_, at) => [`h${at + 1}`, this.say("product"), `<i>h</i><sub>${at}</sub>`]);
    return [["chosen", this.say("word"), ""], ...numbers];
  }

  figure() {
    const cells = (name, count) => `<td class="${name}"></td>`.repeat(count);
    const [words, width] = [this.labels.length, this.matrix[0].length];
    const rows = this.labels.map(
      (label, at) => `<tr><th>${at} ${label}</th>${cells("x", 1)}<td class="gap"></td>${cells("w", width)}</tr>`,
    );
    return `<table class="matrix" id="picked" role="img">
      <tr class="heads"><td></td><td><i>x</i></td><td class="gap"></td><td colspan="${width}"><i>W</i></td></tr>
      ${rows.join("")}
      <tr class="product"><th><i>xW</i></th><td></td><td class="gap"></td>${cells("h", width)}</tr>
    </table>`;
  }

  prepare({}) {
    this.rowsOfFigure = [...this.shadowRoot.querySelectorAll(".matrix tr")].slice(1, -1);
    this.rowsOfFigure.forEach((row, at) => row.addEventListener("click", () => this.move({ word: at })));
  }

  compute({ word }) {
    const x = oneHot(Math.round(word), this.labels.length);
    return { x, h: rowTimes(x, this.matrix) };
  }

  texts({ x, h }) {
    const products = h.map((value, at) => [`h${at + 1}`, this.numbers.fixed(value, 1)]);
    return { chosen: this.labels[x.indexOf(1)], ...Object.fromEntries(products) };
  }

  draw({ x, h }) {
    const write = (cells, values, digits) =>
      cells.forEach((cell, at) => (cell.textContent = this.numbers.fixed(values[at], digits)));
    this.rowsOfFigure.forEach((row, at) => {
      row.classList.toggle("chosen", x[at] === 1);
      write(row.querySelectorAll(".x"), [x[at]], 0);
      write(row.querySelectorAll(".w"), this.matrix[at], 1);
    });
    write(this.shadowRoot.querySelectorAll(".h"), h, 1);
  }

  descriptions({ x, h }) {
    const at = x.indexOf(1);
    const numbers = h.map((value) => this.numbers.fixed(value, 1)).join(", ");
    return { picked: this.say("picked-row", { word: this.labels[at], value: at, numbers }) };
  }

  best() {
    return { word: (Math.round(this.state.word) + 1) % this.labels.length };
  }
}

customElements.define("picked-row", PickedRow);
