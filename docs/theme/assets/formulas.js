"use strict";

// Arithmatex leaves \(…\) in spans and \[…\] in divs; KaTeX turns them into HTML and MathML.
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll(".arithmatex")) {
    const formula = element.textContent.trim();
    katex.render(formula.slice(2, -2), element, { displayMode: formula.startsWith("\\[") });
  }
});
