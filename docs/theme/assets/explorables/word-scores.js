/* <word-scores words="[PAD] [UNK] one …" sentences="one two/three" sentence="0" embedding="0.1 0.2 …"
     weight="…" bias="0.1 −0.2" label="…">
   The scores and the probability of each word of a sentence, which readers select or type. `embedding` has a row
   for each of the words, `weight` one for each of two scores. The end of a short sentence is padded with word 0;
   word 1 replaces unknown words. */

import { Explorable } from "./explorable.js";
import { inRows, linear, softmax } from "./matrix.js";

class WordScores extends Explorable {
  parameters() {
    this.vocabulary = this.getAttribute("words").trim().split(/\s+/);
    this.sentences = this.getAttribute("sentences").split("/");
    this.typed = "";
    this.bias = this.given("bias");
    const embedding = this.given("embedding");
    this.embedding = inRows(embedding, embedding.length / this.vocabulary.length);
    this.weight = inRows(this.given("weight"), this.embedding[0].length);
    this.longest = Math.max(...this.sentences.map((text) => text.split(" ").length));
    this.largest = Math.max(...embedding.map(Math.abs));
    // The sentence after the last one is the reader's own.
    const range = { low: 0, high: this.sentences.length, step: 1, digits: [0, 0] };
    return [{ name: "sentence", start: this.given("sentence")[0], ...range }];
  }

  plots() {
    return ["scores"];
  }

  styles() {
    return [...super.styles(), "word-scores.css"];
  }

  get finding() {
    return "next-sentence";
  }

  rows() {
    return [["nouns", this.say("nouns"), "<i>q</i> > 0.5"], ["unknown", this.say("unknown-words"), "[UNK]"]];
  }

  sliders() {
    const choices = [...this.sentences, this.say("own-sentence")].map(
      (text, at) => `<option value="${at}">${text}</option>`,
    );
    return `<label for="sentence">${this.say("sentence")}</label><select id="sentence">${choices.join("")}</select>
      <label for="typed">${this.say("type-sentence", { count: this.longest })}</label>
      <input type="text" id="typed" autocomplete="off" spellcheck="false" lang="ko">`;
  }

  figure() {
    const strip = '<span class="part"></span>'.repeat(this.weight[0].length);
    const row = `<tr><td class="word"></td><td class="id"></td><td><div class="strip">${strip}</div></td>
      ${'<td class="z"></td>'.repeat(2)}<td class="q"></td></tr>`;
    const heads = [this.say("word"), this.say("id"), this.say("vector"), "<i>z</i><sub>0</sub>", "<i>z</i><sub>1</sub>"];
    return `<table class="scores" id="scores" role="img">
      <tr class="heads">${[...heads, "<i>q</i>"].map((head) => `<td>${head}</td>`).join("")}</tr>
      ${row.repeat(this.longest)}</table>`;
  }

  prepare() {
    this.rowsOfFigure = [...this.shadowRoot.querySelectorAll(".scores tr")].slice(1);
    this.choice = this.shadowRoot.getElementById("sentence");
    this.field = this.shadowRoot.getElementById("typed");
    this.choice.addEventListener("change", () => this.move({ sentence: Number(this.choice.value) }));
    this.field.addEventListener("input", () => {
      this.typed = this.field.value;
      this.move({ sentence: this.sentences.length });
    });
  }

  /** Return the current sentence. */
  get text() {
    return this.sentences[this.state.sentence] ?? this.typed;
  }

  show() {
    this.choice.value = this.state.sentence;
    if (this.field.value !== this.text) this.field.value = this.text;
  }

  compute() {
    const words = this.text.split(/\s+/).filter(Boolean).slice(0, this.longest);
    return Array.from({ length: this.longest }, (_, at) => {
      const word = words[at] ?? this.vocabulary[0];
      const found = this.vocabulary.indexOf(word);
      const id = found < 0 ? 1 : found;
      const vector = this.embedding[id];
      const scores = linear(vector, this.weight, this.bias);
      return { word, id, vector, scores, q: softmax(scores)[1] };
    });
  }

  numbersOf(values) {
    return [({ id }) => id, ({ scores }) => scores[0], ({ scores }) => scores[1], ({ q }) => q].flatMap((part) => values.map(part));
  }

  texts(values) {
    const list = (accepts) => {
      const words = values.filter(({ id }) => id !== 0).filter(accepts);
      return words.map(({ word }) => word).join(", ") || "–";
    };
    return { nouns: list(({ q }) => q > 0.5), unknown: list(({ id }) => id === 1) };
  }

  draw(values) {
    values.forEach(({ word, id, vector, scores, q }, at) => {
      const row = this.rowsOfFigure[at];
      const write = (part, texts) =>
        row.querySelectorAll(part).forEach((cell, index) => (cell.textContent = texts[index]));
      row.classList.toggle("padding", id === 0);
      row.classList.toggle("noun", id !== 0 && q > 0.5);
      write(".word", [word]);
      write(".id", [id]);
      write(".z", scores.map((score) => this.numbers.fixed(score, 2)));
      write(".q", [this.numbers.fixed(q, 3)]);
      row.querySelectorAll(".part").forEach((part, index) => {
        part.style.setProperty("--size", Math.abs(vector[index]) / this.largest);
        part.classList.toggle("below", vector[index] < 0);
      });
    });
  }

  descriptions(values) {
    const list = (numbers) => numbers.map((value) => this.numbers.fixed(value, 2)).join(", ");
    const words = values.filter(({ id }) => id !== 0).map(({ word, id, vector, scores, q }) => {
      const known = { word, id, vector: list(vector), scores: list(scores), q: this.numbers.fixed(q, 3) };
      return this.say("word-scores", known);
    });
    return { scores: words.join(" ") || this.say("no-words") };
  }

  /** Return the next of the given sentences, twice: there is nothing between two sentences. */
  way() {
    return [this.best(), this.best()];
  }

  best() {
    return { sentence: (this.state.sentence + 1) % this.sentences.length };
  }
}

customElements.define("word-scores", WordScores);
