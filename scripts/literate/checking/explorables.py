"""Show the explorables of pages as readers first see them, so that claims compare their words and numbers.

An explorable's script runs in Node without a browser: it computes and writes its table and sentences, but
draws nothing. Its attributes have the values of the page, its words are those of the page's language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from ..messages import Problem, say
from ..reading.expressions import evaluate, find
from ..reading.pages import Page
from ..reading.words import EXPLORED
from . import claims
from .javascript import FOLDER, answer, url_of
from .looks import is_printed, numbers_in

_OPEN, _CLOSE = '<div class="explorable"', "</div>"
SHORT = 60  # characters of an attribute that is described
_PROGRAM = """
const { elements, numbers } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const classes = {};
globalThis.HTMLElement = class { getAttribute(name) { return this.attributes[name]; } };
globalThis.customElements = { define: (name, one) => { classes[name] = one; } };
const flat = (html) => html.replace(/<\\/?(?:i|sub|sup|tspan)>/g, "");
const plain = (html) => flat(html).replace(/<[^>]*>/g, " ").replace(/\\s+/g, " ").trim();
const look = ({ name, attributes, words, language }, Numbers) => {
  const shown = Object.assign(new classes[name](), { attributes, words, numbers: new Numbers(language) });
  shown.known = shown.parameters();
  shown.state = Object.fromEntries(shown.known.map(({ name, start }) => [name, start]));
  shown.values = shown.compute(shown.state);
  const texts = shown.texts(shown.values);
  const said = ({ name, label, symbol, said, digits, low, high, step }) => [
    name, shown.state[name], plain(`${label ?? ""} ${symbol ?? ""}`),
    said ? said(shown.numbers.fixed(shown.state[name], ...digits)) : "", `from ${low} to ${high} by ${step}`,
  ];
  const starts = shown.known.map(said);
  const rows = shown.rows().map(([name, label, symbol]) => [plain(`${label} ${symbol}`), texts[name]]);
  const buttons = `${shown.say(shown.finding)} ${shown.say("reset")}`;
  const controls = plain(`${shown.figure()} ${shown.sliders()} ${buttons}`);
  const sentences = shown.descriptions(shown.values);
  Object.assign(shown.state, shown.way().at(-1));
  shown.values = shown.compute(shown.state);
  return {
    starts,
    rows,
    sentences,
    found: shown.descriptions(shown.values),
    controls,
  };
};
Promise.all(elements.map(({ url }) => import(url))).then(async () => {
  const { Numbers } = await import(numbers);
  console.log(JSON.stringify(elements.map((one) => look(one, Numbers))));
});
"""


@dataclass(frozen=True)
class Placed:
    """An explorable on a page: its element, its line, and its attributes with the page's values."""

    name: str
    line: int
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """What an explorable shows at its start.

    Arguments:
        attributes: its attributes.
        starts: for each parameter its name, its value, its label, what a screen reader says of it, and its
            range.
        rows: the label and the text of each row of the table.
        sentences: what describes each plot.
        found: the same after its button is pressed.
        controls: all other words.
    """

    attributes: Mapping[str, str]
    starts: list[list[Any]]
    rows: list[list[str]]
    sentences: dict[str, str]
    found: dict[str, str]
    controls: str

    def __str__(self) -> str:
        """Return all of it, one part a line."""
        lines = [
            *(f"{name}: {text}" for name, text in self.attributes.items() if len(text) < SHORT),
            *(
                f"starts {name} = {value:.6g} {reach}, {label}, {said}"
                for name, value, label, said, reach in self.starts
            ),
            *(f"row {label}: {text}" for label, text in self.rows),
            *(f"{plot}: {text}" for plot, text in self.sentences.items()),
            *(f"{plot} afterwards: {text}" for plot, text in self.found.items()),
            f"controls {self.controls}",
        ]
        return "\n".join(line.rstrip() for line in lines)


def explorables_of(page: Page, values: Mapping[str, str]) -> Iterator[Placed]:
    """Yield the explorables of a page, with values by expression."""
    lines: list[str] | None = None
    start = 0
    for line in page.lines():
        if line.text.startswith(_OPEN):
            lines, start = [], line.number
        elif lines is not None and line.text.startswith(_CLOSE):
            reader = _Attributes()
            reader.feed("\n".join(lines))
            yield Placed(reader.name, start, reader.attributes)
            lines = None
        elif lines is not None:
            text = line.text
            for begin, end, expression in reversed(list(find(text, page.file, line.number))):
                value = evaluate(expression, {}) if expression.is_constant else values[expression.key]
                text = text[:begin] + expression.shown(value) + text[end:]
            lines.append(text)


class _Attributes(HTMLParser):
    """Keeps the first element with a name of its own, and its attributes."""

    name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "-" in tag and not self.name:
            self.name, self.attributes = tag, {key: value or "" for key, value in attrs}


def looks_of(placed: Sequence[Placed], words: Mapping[str, str], language: str) -> list[Look]:
    """Return what explorables show in a language at their start.

    Raises:
        Problem: Node cannot run a script.
    """
    described = {key.removeprefix(EXPLORED): word for key, word in words.items() if key.startswith(EXPLORED)}
    elements = [
        {
            "name": one.name,
            "url": url_of(f"{one.name}.js"),
            "attributes": dict(one.attributes),
            "words": described,
            "language": language,
        }
        for one in placed
    ]
    answers = _answers(json.dumps({"elements": elements, "numbers": url_of("numbers.js")}), _scripts())
    looks = [Look(one.attributes, **found) for one, found in zip(placed, answers, strict=True)]
    empty = [line for one in looks for line in str(one).splitlines() if "undefined" in line or "NaN" in line]
    if empty:
        message = say("스크립트가 채우지 않은 자리가 있습니다.", "The script does not fill in a placeholder.")
        raise Problem(message, FOLDER, detail="\n".join(f"  {line}" for line in empty))
    return looks


def _scripts() -> str:
    paths = sorted((claims.project.root / FOLDER).glob("*.js"))
    return "".join(path.read_text(encoding="utf-8") for path in paths)


@lru_cache(maxsize=100)
def _answers(question: str, _: str) -> list[dict[str, Any]]:
    """Return what Node shows; claims on the same explorables and scripts ask once."""
    found: list[dict[str, Any]] = answer(_PROGRAM, json.loads(question), FOLDER)
    return found


def is_shown(text: str, *values: float) -> bool:
    """Return whether a text has these numbers, to their last digits, and no others."""
    found = numbers_in(text)
    return len(found) == len(values) and all(map(is_printed, found, values))
