// Reads one formula a line, {"tex": …, "display": …, "output": …}, and answers {"html": …} or {"error": …}.
"use strict";

const readline = require("node:readline");
const katex = require(process.argv[2]);

// A formula may print (\message), and what is printed here would pass for an answer.
for (const way of ["log", "warn", "error"]) console[way] = () => {};

// Values are text of any script; a browser shows a sign that KaTeX's fonts lack in another font.
const strict = (code) => (["unknownSymbol", "symbolNotInFont"].includes(code) ? "ignore" : "error");

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { tex, display, output } = JSON.parse(line);
  let answer;
  try {
    const options = { displayMode: display, output, throwOnError: true, strict, trust: false, maxSize: 10 };
    answer = { html: katex.renderToString(tex, options) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
