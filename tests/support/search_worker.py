"""A search worker in a real browser, asked without a page around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

WORKERS = "assets/javascripts/workers/"

_START = """async ([url, index]) => {
  const data = typeof index === "string" ? await (await fetch(index)).json() : index;
  window.worker?.terminate();
  window.worker = new Worker(url);
  window.answer = () => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage({ type: 0, data: { ...data, options: { suggest: true } } });
  return (await answer()).type;
}"""
_ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    worker.postMessage({ type: 2, data: query });
    const { type, data } = await answer();
    const found = data.items.flat().filter(({ score }) => score > 0);
    answers.push({ type, milliseconds: performance.now() - start, found });
  }
  return answers;
}"""


@dataclass(frozen=True)
class Answer:
    """What a worker found: sections, best first, as Material shows them. Headings of pages do not count."""

    sections: list[str]
    terms: list[dict[str, bool]]
    milliseconds: float


class Worker:
    """One worker, which has made its index."""

    def __init__(self, page: Page, url: str, index: str | dict[str, Any]) -> None:
        self._page = page
        assert page.evaluate(_START, [url, index]) == 1, "the worker did not get ready"

    def ask(self, queries: Sequence[str]) -> list[Answer]:
        """Ask for each of some queries, one after another."""
        answers = self._page.evaluate(_ASK, list(queries))
        assert all(answer["type"] == 3 for answer in answers)
        return [
            Answer(
                [item["location"] for item in answer["found"]],
                [item["terms"] for item in answer["found"]],
                answer["milliseconds"],
            )
            for answer in answers
        ]

    def finds(self, query: str) -> list[str]:
        """Return the sections that one query finds, best first."""
        return self.ask([query])[0].sections


def index_of(
    language: str, sections: dict[str, tuple[str, str]], pipeline: Sequence[str] = ()
) -> dict[str, Any]:
    """Return an index as Material writes it.

    Arguments:
        language: `ko` or `en`.
        sections: title and text (HTML) by location.
        pipeline: what Material's setting of this name holds.
    """
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    settings = {"lang": [language], "separator": r"[\s\-]+", "pipeline": list(pipeline), "fields": fields}
    docs = [{"location": place, "title": title, "text": text} for place, (title, text) in sections.items()]
    return {"config": settings, "docs": docs}
