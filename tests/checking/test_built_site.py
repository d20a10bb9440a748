"""The built site: valid HTML, ids, links within it, no other host, text alternatives."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.built_site import check_site

PAGE = """\
<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><title>가능도</title></head>
<body>
<h2 id="likelihood">가능도</h2>
<p><a href="#likelihood">가능도</a> <a href="lessons/">과</a> <a href="lessons/index.html#mean">평균</a>
<a href="https://example.org/">밖</a> <a href="mailto:a@example.org">편지</a></p>
<div role="img" aria-label="봉우리"><svg></svg></div>
<p><img src="a.png" alt="그림"><img src="b.png" alt=""></p>
</body></html>
"""
LESSON = (
    "<!doctype html><html lang='ko'><head><title>과</title></head><body><p id='mean'>평균</p></body></html>\n"
)


def found(
    folder: Path, page: str = PAGE, lesson: str = LESSON, css: str = "", address: str = ""
) -> list[str]:
    (folder / "lessons").mkdir()
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "lessons" / "index.html").write_text(lesson, encoding="utf-8")
    (folder / "site.css").write_text(css, encoding="utf-8")
    return [str(problem) for problem in check_site(folder, address)]


def test_a_good_site_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, css="p {background: url(data:image/png;base64,aa)}") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id="likelihood"', 'id=""', "An id is empty"),
        ("<p><img", '<p id="likelihood"><img', "likelihood is used 2 times"),
        ('href="#likelihood"', 'href="#log"', "anchor does not exist: #log"),
        ("index.html#mean", "index.html#peak", "anchor does not exist: lessons/index.html#peak"),
        ('href="lessons/"', 'href="lesson/"', "target does not exist: lesson/"),
        ('href="lessons/"', 'href="/lesson/"', "target does not exist: /lesson/"),
        ('src="a.png"', 'src="https://cdn.example/a.png"', "another host: https://cdn.example/a.png"),
        ('src="a.png"', 'src="//cdn.example/a.png"', "another host"),
        ("</body>", '<script src="http://cdn.example/x.js"></script></body>', "another host"),
        ("</head>", '<link rel="stylesheet" href="https://cdn.example/x.css"></head>', "another host"),
        ("</head>", '<link rel="preconnect" href="https://fonts.example"></head>', "another host"),
        ("</head>", "<style>@import 'https://cdn.example/x.css'</style></head>", "another host"),
        ('role="img"', 'role="img" style="background: url(//cdn.example/x)"', "another host"),
        ("</body>", '<iframe src="https://example.org"></iframe></body>', "another host"),
        (' aria-label="봉우리"', "", "The text alternative is missing"),
        (' alt="그림"', "", "The text alternative is missing: a.png"),
        ('alt="그림"', 'alt="a picture"', "not in the surrounding language (ko): a picture"),
        ('aria-label="봉우리"', 'aria-label="a peak"', "not in the surrounding language"),
        ("</svg></div>", "</svg>", "HTML error"),
        ("<!doctype html>\n", "", "HTML error"),
    ],
)
def test_what_is_wrong_is_named_with_its_page(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert PAGE.count(old) == 1
    problems = found(tmp_path, PAGE.replace(old, new))
    assert any(problem.startswith("site/index.html") and said in problem for problem in problems)


def test_what_is_wrong_is_reported_in_the_users_language(tmp_path: Path, language: str) -> None:
    [problem] = found(tmp_path, PAGE.replace('href="lessons/"', 'href="lesson/"'))
    said = {"ko": "링크의 대상이 없습니다: lesson/", "en": "A link's target does not exist: lesson/"}
    assert problem == f"site/index.html: {said[language]}"


def test_a_stylesheet_may_not_fetch_from_another_host(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, css="@font-face {src: url('https://fonts.example/x.woff2')}")
    assert problem.startswith("site/site.css")


def test_an_english_page_needs_english_alternatives(tmp_path: Path) -> None:
    (problem,) = found(
        tmp_path, lesson=LESSON.replace("lang='ko'", "lang='en'").replace("평균", "<img alt='평균'>")
    )
    assert problem.startswith("site/lessons/index.html")


@pytest.mark.parametrize(
    ("language", "alternative"),
    [
        ("ja", "平均"),
        ("ja", "ひ"),
        ("ru", "среднее"),
        ("hi", "चित्र"),
        ("el", "μέση τιμή"),
        ("pt-BR", "média"),
    ],
)
def test_a_page_in_any_language_has_alternatives_in_its_own_letters(
    language: str, alternative: str, tmp_path: Path
) -> None:
    images = "".join(f"<img alt='{one}'>" for one in (alternative, "평균", "1, 2"))
    page = LESSON.replace("lang='ko'", f"lang='{language}'").replace("평균", images)
    problems = found(tmp_path, lesson=page)
    wrong = f"not in the surrounding language ({language}): "
    assert [problem.partition(wrong)[2] for problem in problems] == ["평균", "1, 2"]


def test_an_alternative_is_in_the_language_of_the_nearest_element_that_names_one(tmp_path: Path) -> None:
    inner = "<b lang='ko'><img alt='평균'><i lang='en'><img alt='peak'></i><img alt='mean'></b><img alt='끝'>"
    english = LESSON.replace("lang='ko'", "lang='en'").replace("평균", inner)
    problems = found(tmp_path, lesson=english)
    assert [problem.rsplit(": ", 1)[1] for problem in problems] == ["mean", "끝"]
    assert "(ko)" in problems[0] and "(en)" in problems[1]


def test_the_sites_own_address_is_not_another_host(tmp_path: Path) -> None:
    address = "https://me.example/course/"
    own = PAGE.replace('src="a.png"', f'src="{address}a.png"').replace(
        'href="lessons/"', f'href="{address}lessons/"'
    )
    assert found(tmp_path, own, address=address) == []


def test_a_page_at_any_address_links_by_the_path_of_the_sites_address(tmp_path: Path) -> None:
    address = "https://me.example/course/"
    for target in ("/course/lessons/", "/course/.", "/course/"):
        folder = tmp_path / target.replace("/", "-")
        folder.mkdir()
        assert found(folder, PAGE.replace('href="lessons/"', f'href="{target}"'), address=address) == []
    (problem,) = found(tmp_path, PAGE.replace('href="lessons/"', 'href="/course/lesson/"'), address=address)
    assert "target does not exist" in problem


def test_a_link_by_the_sites_own_address_is_followed(tmp_path: Path) -> None:
    address = "https://me.example/course/"
    lost = PAGE.replace('href="lessons/"', f'href="{address}lesson/"')
    (problem,) = found(tmp_path, lost, address=address)
    assert "target does not exist" in problem


def test_the_sites_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder", target_is_directory=True)
    (problem,) = found(tmp_path / "link", PAGE.replace("index.html#mean", "index.html#peak"))
    assert "anchor does not exist" in problem
