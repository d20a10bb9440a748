// Reads one formula a line, {"tex": …, "display": …, "output": …, "language": …}, and answers {"html": …, "reading": …}
// or {"error": …}. The reading is what a lecturer says in the language, "" without a language.
"use strict";

const readline = require("node:readline");
const { join } = require("node:path");
const { reading } = require("./readings.js");
const library = (name) => join(process.argv[2], name);
const katex = require(library("katex"));

// A formula may print (\message), and what is printed here would pass for an answer.
for (const way of ["log", "warn", "error", "info"]) console[way] = () => {};

// Values are text of any script; a browser shows a sign that KaTeX's fonts lack in another font.
const strict = (code) => (["unknownSymbol", "symbolNotInFont"].includes(code) ? "ignore" : "error");

async function answer({ tex, display, output, language }) {
  const options = { throwOnError: true, strict, trust: false, maxSize: 10 };
  const html = katex.renderToString(tex, { ...options, displayMode: display, output });
  if (!language) return { html, reading: "" };
  const mathml = katex.renderToString(tex, { ...options, displayMode: true, output: "mathml" });
  return { html, reading: await reading(mathml.match(/<math\b[^]*<\/math>/)[0], language, library("speech-rule-engine")) };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const found = await answer(JSON.parse(line)).catch(({ message }) => ({ error: message }));
    process.stdout.write(JSON.stringify(found) + "\n");
  }
}

main();
