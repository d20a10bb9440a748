"""Whatever stands in the glossary, the words or the settings, it is taken or rejected with its file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import yaml
from hypothesis import strategies as st
from literate.project import Project, in_order, navigation, untitled
from literate.reading.glossary import read_glossary
from literate.reading.pages import parse_page
from literate.reading.words import read_words
from literate.translating.safety.settings import check_language
from literate.weaving.blocks import Around
from literate.weaving.page import weave
from literate.weaving.terms import link_terms, terms_of

from tests.fuzz.fuzzed_pages import FILE, PATH
from tests.fuzz.fuzzing import (
    json_values,
    line_count,
    mutated,
    pieces,
    rejections,
    tell_their_place,
    texts,
    try_all,
)
from tests.support.scratch import write
from tests.support.two_editions import SETTINGS as EDITION
from tests.support.weaving import WORDS

GLOSSARY = """\
density:
  lesson: heights#data
  ko: {term: 밀도, forms: [확률밀도], definition: 높이.}
  en: {term: density, definition: A height.}
likelihood:
  ko: {term: 가능도, also: [우도], avoid: [공산], definition: 얼마나.}
  en:
    term: likelihood
    definition: How consistent.
"""
GLOSSARY_LINES = (
    *GLOSSARY.split("\n"),
    "? [a, b]\n: c",
    "ß:\n  ko: {term: ßeta, definition: x}\n  en: {term: ŉ, definition: ﬁ}",
    "  ko: {term: '', definition: x}",
    "  ko: {term: (x*, definition: '\\'}",
    '  ko: {term: "\\ud800\\0", definition: "\\u2028"}',
    "  ko: &a {term: *a}",
    "  ko: !!int ''",
    "  ko: 2021-01-01",
    "  lesson: nowhere#x",
    "  zz: {term: x, definition: y}",
    "  also: x",
    "e: &e [*e, *e]",
    "a: &a [x]\nb: &b [*a, *a]\n? *b\n: c",
)
TEXT = (
    "밀도와 확률밀도, 가능도. ŉ ʼN SSeta ßeta density\n[우도](x) `밀도` $가능도$ <a>밀도</a> 우도입니다 X x\n"
)
SETTINGS = """\
site_url: !ENV [SITE_URL, "https://example.org/"]
nav:
  - 처음: index.md
  - 2 입력:
      - 2-4 키: lessons/heights.md
  - about.md
extra:
  planned:
    coins: 2-1 동전
    entropy:
      title: 2-10 엔트로피
      about: 얼마나
      requires: [heights, coins]
"""
ENGLISH = f"""\
{EDITION}\
nav:
  - Home: index.md
extra:
  planned:
    coins: 2-1 Coins
"""
SETTINGS_LINES = (
    *SETTINGS.split("\n"),
    *(
        f"{key}: {value}"
        for key in ("nav", "extra", "site_url", "site_name")
        for value in ("3", "x", "~", "[3]")
    ),
    *("nav: [[a.md]]", "nav: [{a: b.md, c: d.md}]", "nav: [{a: 3}, ~, {}]", "nav: &a [*a]", "nav: {a: b}"),
    *(
        "site_url: http://[::1",
        "site_url: [x]",
        "site_url: '//'",
        "extra: {planned: [coins]}",
        "extra: [planned]",
    ),
    *(
        "extra: {planned: coins}",
        "    coins: 3",
        "    coins: [x]",
        "    3: 3",
        "    coins: {titel: x}",
        "    ~: ~",
    ),
    *("    heights: {title: 2-1 x, requires: [coins]}", "    coins: {title: 1-1 a, requires: [entropy]}"),
    *(
        "  - " + "9" * 5000 + "-1 x: index.md",
        "  - ../../../etc/passwd",
        "  - '1-1 x': /etc/passwd",
        "  - 404: x.md",
    ),
    *(
        "!!int ''",
        "a: !!bool x",
        "a: !!python/name:os.system",
        "a: !ENV {b: c}",
        "a: [" * 500,
        "a: 2021-13-45",
    ),
    *("INHERIT: other.yml", "hooks: [evil.py]", '    "\\ud800": "\\0"', "theme: &t {a: b}\nb: *t"),
)
# Without most words of explorables and of running cells, which take most of the time to read and are alike
SHOWN = {
    name: word
    for number, (name, word) in enumerate(WORDS.items())
    if number % 10 == 0 or not name.startswith(("explore-", "run-"))
}
PAGES = {
    PATH: f"---\ntitle: 키\nminutes: 5\n---\n\n## 데이터 {{#data}}\n\n{TEXT}",
    PurePosixPath("ko/index.md"): "---\ntitle: 처음\n---\n\n/// course\n///\n\n/// start\n///\n",
    PurePosixPath("ko/glossary.md"): "---\ntitle: 용어집\n---\n\n/// glossary\n///\n",
}


def make(root: Path) -> Project:
    """Make a project in two languages of pages that show settings, words and terms."""
    dumped = yaml.safe_dump(SHOWN, allow_unicode=True)
    for language in ("ko", "en"):
        write(root / "docs" / language / "words.yml", dumped)
    write(root / "mkdocs.yml", SETTINGS)
    write(root / "docs/en/mkdocs.yml", ENGLISH)
    write(root / "docs/glossary.yml", GLOSSARY)
    return Project(root, ("ko", "en"))


def use(root: Path) -> None:
    """Do with the project what a build does with it, but run and render nothing."""
    project = Project(root, ("ko", "en")).snapshot()
    words = read_words(project, "ko")
    pages = {path: parse_page(text, f"docs/{path}") for path, text in PAGES.items()}
    around = Around(project, pages, "ko", words)
    for path, page in pages.items():
        weave(page, None, words, {}, around.terms(path), around.blocks(path)).encode("utf-8")
    # Last, since it rejects much that a project in one language would not notice.
    check_language(project, "en")
    assert project.site_address == "" or project.site_address.endswith("/")
    assert isinstance(navigation(project, "en"), list)
    untitled(project, "en")
    in_order(project, [PurePosixPath("index.md")])
    for language in ("ko", "en"):
        assert all(isinstance(title, str) for title in project.planned(language).values())
        if found := terms_of(read_glossary(project), language, "glossary.md"):
            link_terms(TEXT, found, set()).encode("utf-8")


def try_files(subject: str, root: Path, spoilt: dict[str, st.SearchStrategy[str]]) -> None:
    """Put each example into one of some files, and use the project."""
    make(root)
    assert rejections(lambda: use(root)) == []
    good = {name: (root / name).read_bytes() for name in spoilt}
    named = dict.fromkeys(["mkdocs.yml", "docs/en/mkdocs.yml", "docs/glossary.yml", FILE], 0)
    named |= {"docs/ko/words.yml": 0, "docs/en/words.yml": 0, "docs/ko/glossary.md": 0}

    def check(example: tuple[str, str]) -> None:
        name, text = example
        content = text.encode("utf-8", "surrogatepass")
        (root / name).write_bytes(content)
        problems = rejections(lambda: use(root))
        (root / name).write_bytes(good[name])
        tell_their_place(problems, named)
        assert all(problem.line <= line_count(content) + 1 for problem in problems if problem.file == name)

    examples = [st.tuples(st.just(name), strategy) for name, strategy in spoilt.items()]
    try_all(subject, st.one_of(examples), check)


def test_a_glossary_is_taken_or_rejected_with_its_file(tmp_path: Path) -> None:
    line = pieces(*GLOSSARY_LINES)
    wholes = texts(line, 6) | mutated(st.just(GLOSSARY), line) | json_values().map(yaml_of)
    try_files("glossary", tmp_path, {"docs/glossary.yml": wholes})


def test_words_are_taken_or_rejected_with_their_file(tmp_path: Path) -> None:
    odd = ("{minutes}", "{title}", "{0}", "{", "}", "{terms.__class__}", "{place:>9}", "{title!r}", "3")
    filled = st.sampled_from(["minutes", "planned", "start", "same-as", "explained-in"])
    names = filled | st.sampled_from(list(SHOWN))
    one = json_values() | st.sampled_from(odd)
    spoilt = mutated(st.just(yaml_of(SHOWN)), pieces("planned: {title}", "start: '{title'", "x: y"))
    wholes = spoilt | st.builds(lambda name, word: yaml_of(SHOWN | {name: word}), names, one)
    try_files("words", tmp_path, {"docs/ko/words.yml": wholes, "docs/en/words.yml": wholes})


def test_settings_are_taken_or_rejected_with_their_file(tmp_path: Path) -> None:
    line, keys = pieces(*SETTINGS_LINES), ("nav", "extra", "site_url", "site_name")
    odd = st.one_of(
        st.builds(lambda key, one: yaml_of({key: one}), st.sampled_from(keys), json_values()),
        st.builds(lambda one: yaml_of({"extra": {"planned": one}}), json_values()),
        st.builds(lambda one: yaml_of({"nav": [one]}), json_values()),
    )
    original = texts(line, 8) | mutated(st.just(SETTINGS), line) | odd
    english = mutated(st.just(ENGLISH), line) | odd.map(lambda text: ENGLISH.partition("nav:")[0] + text)
    try_files("settings", tmp_path, {"mkdocs.yml": original, "docs/en/mkdocs.yml": english})


def yaml_of(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=False)
