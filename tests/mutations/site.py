"""Mistakes in the built HTML."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

SITE = "site/index.html"

SITE_PAGE = """\
<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>음의 로그 가능도</title><style>@font-face {font-family: x}</style></head>
<body>
<h2 id="likelihood">가능도</h2>
<p>앞의 <a href="#likelihood">가능도</a>와 <a href="index.html">처음</a></p>
<div role="img" aria-label="평균 168에서 봉우리를 이루는 곡선"><svg id="figure-curve"></svg></div>
<p id="phones"><img src="phones.png" alt="휴대전화 열 대"></p>
</body>
</html>
"""


def mistake(name: str, old: str, new: str) -> Mutation:
    return Mutation(name, SITE, "site", ((old, new),))


IN_THE_SITE = [
    mistake("site: an id stands twice", 'id="phones"', 'id="likelihood"'),
    mistake("site: an id is empty", 'id="phones"', 'id=""'),
    mistake("site: a link leads to no heading", 'href="#likelihood"', 'href="#log-likelihood"'),
    mistake("site: a link leads to no page", 'href="index.html"', 'href="missing.html"'),
    mistake(
        "site: a script from another host",
        "</body>",
        '<script src="https://cdn.example/x.js"></script></body>',
    ),
    mistake("site: an image from another host", 'src="phones.png"', 'src="//cdn.example/phones.png"'),
    mistake(
        "site: a font from another host",
        "{font-family: x}",
        "{font-family: x; src: url(https://fonts.example/x)}",
    ),
    mistake("site: an image without alternative", ' alt="휴대전화 열 대"', ""),
    mistake("site: a figure without alternative", ' aria-label="평균 168에서 봉우리를 이루는 곡선"', ""),
    mistake(
        "site: an alternative in another language",
        "평균 168에서 봉우리를 이루는 곡선",
        "a curve with its peak at 168",
    ),
    mistake("site: an element is not closed", "</svg></div>", "</svg>"),
]
