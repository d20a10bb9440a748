"""How search reads words, on small indexes made for it: Korean endings, names in code, English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.search_worker import Worker, index_of

KOREAN = {
    "a/": ("첫 쪽", "<p>안내</p>"),
    "a/#density": (
        "밀도",
        "<p>확률밀도함수를 그립니다. 확률의 뜻을 봅니다. 밀도가 높습니다. 함수는 하나이고 셋입니다.</p>",
    ),
    "a/#slope": ("도함수", "<p>도함수를 구합니다. 도함수가 0입니다. 자동 미분으로 확인합니다.</p>"),
    "a/#product": ("곱", "<p>값을 곱하면 됩니다. 그 곱은 작고, 합은 큽니다. 값이 일곱입니다.</p>"),
    "a/#program": ("차례", "<p>프로그램은 토크나이저와 같습니다. 이용합니다. 정확한 값입니다.</p>"),
    "a/#log": ("로그", "<p>로그를 취합니다. 로그는 커집니다. 자연로그의 밑입니다.</p>"),
    "a/#accuracy": ("정확도", "<p>정확도는 높습니다. 정확도를 잽니다.</p>"),
    "a/#likelihood": ("음의 로그 가능도", "<p>음의 로그 가능도가 가장 작습니다. 가능도는 곱입니다.</p>"),
    "a/#negative": ("부호", "<p>가능도에 로그를 취하고 음의 부호를 붙입니다.</p>"),
    "a/#inside": (
        "이산과 연속",
        "<p>연속확률분포에서는 넓이를, 이산확률분포로는 합계를 봅니다. <code>x</code>에서는 다릅니다.</p>",
    ),
    "a/#space": ("공백", "<p>손실함수를 줄입니다. 손실이 큽니다.</p>"),
    "a/#spaced": ("함수", "<p>손실 함수가 작습니다.</p>"),
    "a/#code": (
        "코드",
        "<pre><code>loss = F.nll_loss(output, target)\nnormal.log_prob(x).sum()\n</code></pre>"
        "<p><code>GaussianNLLLoss</code>와 <code>requires_grad</code>를 씁니다.</p>",
    ),
    "a/#apart": ("따로", "<pre><code>log = 1\nprob = 2\nglossary = {}\n</code></pre>"),
}
ENGLISH = {
    "b/": ("Losses", "<p>What this page is about.</p>"),
    "b/#distribution": (
        "The normal distribution",
        "<p>Densities of distributions are not probabilities.</p>",
    ),
    "b/#minimum": (
        "Where the loss is least",
        "<p>We are minimizing the loss with <code>log_prob</code>.</p>",
    ),
    "b/#glossary": ("Glossary", "<p>A closed form. Consume what the catalog has to offer.</p>"),
    "b/#sum": ("Sums", "<p>The sum of the logs is <code>NLLLoss</code>.</p>"),
}


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        # a word inside another, but not across the seam of two
        ("밀도", "density"),
        ("밀도함수를", "density"),
        ("도함수", "slope"),
        ("함수", "density slope space spaced"),
        # with something before and after it, though endings stand alone after code
        ("확률분포", "inside"),
        ("확률분포에서", "inside"),
        ("로그", "log likelihood negative"),
        ("나이", ""),
        # endings come off, but not those that belong to the word
        ("도함수에서는", "slope"),
        ("가능도로", "likelihood negative"),
        ("정확도", "accuracy"),
        ("정확도는", "accuracy"),
        ("미분하면", "slope"),
        ("토크나이저의", "program"),
        # words of one syllable stand at the beginning
        ("곱", "product likelihood"),
        ("곱하는", "product likelihood"),
        ("합", "product"),
        ("값을", "product program"),
        # a name may be written as one or apart
        ("음의로그가능도", "likelihood"),
        ("음의로그가능도를", "likelihood"),
        ("확률 밀도 함수", "density"),
        ("자동미분으로", "slope"),
        ("손실 함수", "space spaced"),
        ("손실함수는", "space spaced"),
        # words that are not a name must all be there, in whatever order
        ("부호 가능도", "negative"),
        ("가능도란 무엇인가", "likelihood negative"),
        ("정확도 잠수함", "accuracy"),
        ("부호 정확도", "negative accuracy"),
        # while a word is being typed
        ("정확ㄷ", "accuracy program"),
        ("음의 로그 가", "likelihood negative"),
        # names in code, whole and in part
        ("log_prob", "code"),
        ("prob", "code apart"),
        ("nll_loss", "code"),
        ("nll", "code"),
        ("loss", "code"),
        ("NLLLoss", "code"),
        ("F.nll_loss(output", "code"),
        ("GaussianNLLLoss는", "code"),
        ("requires_grad=True", "code"),
    ],
)
def test_korean_pages_find(blank: Page, search_worker: str, query: str, sections: str) -> None:
    worker = Worker(blank, search_worker, index_of("ko", KOREAN, [" "]))
    assert set(worker.finds(query)) == {f"a/#{section}" for section in sections.split()}


@pytest.mark.parametrize("pipeline", [["stopWordFilter"], ["stemmer", "stopWordFilter", "trimmer"]])
def test_english_pages_search_english(blank: Page, search_worker: str, pipeline: list[str]) -> None:
    worker = Worker(blank, search_worker, index_of("en", ENGLISH, pipeline))
    expected = {
        "distributions": {"distribution"},
        "density": {"distribution"},
        "probability": {"distribution"},
        "minimize": {"minimum"},
        "minimizes the losses": {"minimum"},
        "log": {"minimum", "sum"},
        "log_prob": {"minimum"},
        "sums of logs": {"sum"},
        "nll": {"sum"},
        "what is a closed form": {"glossary"},
    }
    found = {query: {place.removeprefix("b/#") for place in worker.finds(query)} for query in expected}
    assert found == expected


def test_titles_come_first(blank: Page, search_worker: str) -> None:
    worker = Worker(blank, search_worker, index_of("ko", KOREAN, [" "]))
    assert worker.finds("로그")[0] == "a/#log"
    assert worker.finds("음의 로그 가능도")[0] == "a/#likelihood"
    assert worker.finds("함수")[0] == "a/#spaced"


def test_nothing_that_can_be_typed_breaks_search(blank: Page, search_worker: str) -> None:
    warnings: list[str] = []
    blank.on("console", lambda message: warnings.append(message.text))
    worker = Worker(blank, search_worker, index_of("ko", KOREAN, [" "]))
    signs = "+-*~^:\"'()[]{}<>\\/|&%$#@!?.,;=`_ \t"
    queries = [*signs, *(sign + "로그" for sign in signs), *("로그" + sign for sign in signs)]
    queries += ["text:로그", "foo:bar", "로그~2", "로그^10", "+로그 -곱", '"음의 로그', "ㄱㄴㄷ", ""]
    queries += ["가" * 500, "𝜇", "constructor", "__proto__"]
    answers = dict(zip(queries, worker.ask(queries), strict=True))
    assert warnings == []
    for sign in signs:
        assert "a/#log" in answers[sign + "로그"].sections, sign
        assert "a/#log" in answers["로그" + sign].sections, sign
