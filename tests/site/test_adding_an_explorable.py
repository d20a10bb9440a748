"""Whoever adds an explorable adds its files and its words, and puts it on a page."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.site.explorables import brought_to_life, cell
from tests.site.served import served
from tests.support.scratch import Scratch, write

FILES = {
    "one-number.js": """\
import { Explorable } from "./explorable.js";

class OneNumber extends Explorable {
  parameters() {
    const range = { low: 0, high: 10, step: 1, digits: [0, 0], start: this.given("x")[0] };
    return [{ name: "x", symbol: "x", label: this.say("number"), said: (value) => value, ...range }];
  }

  styles() {
    return [...super.styles(), "one-number.css"];
  }

  plots() {
    return [];
  }

  prepare() {}

  rows() {
    return [["square", this.say("square"), "x²"]];
  }

  compute({ x }) {
    return { square: x ** 2 };
  }

  texts({ square }) {
    return { square: this.numbers.fixed(square, 0) };
  }

  draw() {}

  descriptions() {
    return {};
  }

  best() {
    return { x: 10 };
  }
}

customElements.define("one-number", OneNumber);
""",
    "one-number.css": "td {\n  color: rgb(1, 2, 3);\n}\n",
    "one-number.room.css": """\
.explorable > one-number {
  --room: 321px;
  --room-wide: 321px;
  --room-widest: 321px;
}
""",
}
BLOCK = """

<div class="explorable">
<one-number x="3" label="수 하나"><p>제곱은 9입니다.</p></one-number>
</div>
"""


def test_a_new_one_is_found_by_its_files_its_words_and_its_block(project: Scratch, browser: Browser) -> None:
    for name, text in FILES.items():
        write(project.root / "docs/theme/assets/explorables" / name, text)
    with (project.root / "docs/ko/words.yml").open("a", encoding="utf-8") as words:
        words.write("explore-number: 수\nexplore-square: 제곱\n")
    with project.coins_page.open("a", encoding="utf-8") as page:
        page.write(BLOCK)
    project.build_well()
    with served(project.site) as address, browser.new_context(reduced_motion="reduce") as context:
        shown = context.new_page()
        shown.goto(address + "lessons/fair-coins/")
        element = brought_to_life(shown, "one-number")
        assert element.evaluate("one => getComputedStyle(one).minHeight") == "321px"
        assert element.locator("td#square").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
        assert element.locator("th", has_text="제곱").count() == 1
        assert cell(element, "square") == "9"
        element.locator("#find").click()
        assert cell(element, "square") == "100"
    assert not list(project.site.rglob("*.room.css"))
