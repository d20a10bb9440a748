/* <matrix-product left="2 0 1 1 3 0" right="1 0 0 2 3 1" inner="3" label="…">
   A matrix product. Readers select a cell, which highlights its row on the left, its column on the right, and
   their sum of products. `inner` is the number of columns of the left and of rows of the right matrix. */

import { Explorable } from "./explorable.js";
import { column, dot, inRows } from "./matrix.js";

class MatrixProduct extends Explorable {
  parameters() {
    const [inner] = this.given("inner");
    const right = this.given("right");
    [this.left, this.right] = [inRows(this.given("left"), inner), inRows(right, right.length / inner)];
    this.product = this.left.map((row) => this.right[0].map((_, at) => dot(row, column(this.right, at))));
    return [["row", "i", this.left.length], ["column", "j", this.right[0].length]].map(([name, symbol, count]) => {
      const said = (value) => this.say(`${name}-is`, { value });
      const range = { low: 0, high: count - 1, step: 1, digits: [0, 0], start: 0 };
      return { name, symbol, label: this.say(name), said, ...range };
    });
  }

  plots() {
    return ["product"];
  }

  styles() {
    return [...super.styles(), "matrix.css"];
  }

  get finding() {
    return "next-cell";
  }

  rows() {
    return [["terms", this.say("terms"), ""], ["sum", this.say("cell"), "<i>C<sub>ij</sub></i>"]];
  }

  figure() {
    const table = (name, matrix) => {
      const rows = matrix.map((row) => `<tr>${row.map((value) => `<td class="w">${this.numbers.fixed(value, 0)}</td>`).join("")}</tr>`);
      return `<table class="matrix" id="${name}-matrix"><tbody>${rows.join("")}</tbody></table>`;
    };
    return `<div class="matrices" id="product" role="img">${table("left", this.left)}<span>×</span>
      ${table("right", this.right)}<span>=</span>${table("product", this.product)}</div>`;
  }

  prepare() {
    for (const [at, cell] of this.cells("product").entries()) {
      const width = this.right[0].length;
      const choose = () => this.move({ row: Math.floor(at / width), column: at % width });
      cell.addEventListener("pointerenter", choose);
      cell.addEventListener("click", choose);
    }
  }

  cells(name) {
    return [...this.shadowRoot.querySelectorAll(`#${name}-matrix td`)];
  }

  compute({ row, column: at }) {
    const [i, j] = [Math.round(row), Math.round(at)];
    const [x, y] = [this.left[i], column(this.right, j)];
    return { i, j, terms: x.map((value, index) => [value, y[index]]), sum: dot(x, y) };
  }

  numbersOf({ terms, sum }) {
    return [...terms.map(([a, b]) => a * b), sum];
  }

  texts({ terms, sum }) {
    const write = (value) => this.numbers.fixed(value, 0);
    return { terms: terms.map((pair) => pair.map(write).join("×")).join(" + "), sum: write(sum) };
  }

  draw({ i, j }) {
    const mark = (name, width, chosen) =>
      this.cells(name).forEach((cell, at) =>
        cell.classList.toggle("chosen", chosen(Math.floor(at / width), at % width)),
      );
    mark("left", this.left[0].length, (row) => row === i);
    mark("right", this.right[0].length, (_, at) => at === j);
    mark("product", this.right[0].length, (row, at) => row === i && at === j);
  }

  descriptions(values) {
    const { terms, sum } = this.texts(values);
    return { product: this.say("matrix-product", { row: values.i, column: values.j, terms, value: sum }) };
  }

  /** Return the next cell, from left to right and from top to bottom. */
  best() {
    const { i, j } = this.values;
    const width = this.right[0].length;
    const next = (i * width + j + 1) % (this.left.length * width);
    return { row: Math.floor(next / width), column: next % width };
  }
}

customElements.define("matrix-product", MatrixProduct);
