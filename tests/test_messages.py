"""What the tool says: one language per user, problems with their place, options with suggestions."""

from __future__ import annotations

import ast
import io
import pickle
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from literate import messages
from literate.commands.build import build_parser
from literate.commands.options import report_problems
from literate.commands.serve import serve_parser
from literate.files.texts import read_plain_yaml
from literate.messages import Problem, Problems, did_you_mean, plural, say, speaks_korean, use_utf8
from literate.running.progress import Progress, state_name

FILE = "docs/ko/lessons/가능도.md"


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: True)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)


@pytest.mark.parametrize(
    ("variables", "korean"),
    [
        ({"LANG": "ko_KR.UTF-8"}, True),
        ({"LANG": "ko"}, True),
        ({"LANG": "KO_KR.EUC-KR"}, True),
        ({"LC_MESSAGES": "ko_KR.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "ko_KR.UTF-8", "LC_MESSAGES": "C", "LANG": "C"}, True),
        ({"LC_ALL": "", "LANG": "ko_KR.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
        ({"LANG": "ja_JP.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({}, False),
    ],
)
def test_a_korean_locale_reads_korean_and_every_other_one_english(
    variables: dict[str, str], korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert speaks_korean.__wrapped__() is korean


@pytest.mark.parametrize(
    ("name", "korean"), [("ko_KR", True), ("Korean_Korea", True), ("en_US", False), (None, False)]
)
def test_windows_and_macos_are_asked_for_their_language(
    name: str | None, korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (name, "cp949"))
    assert speaks_korean.__wrapped__() is korean


def test_korean_users_read_the_korean_wording(korean: None) -> None:
    assert say("없습니다", "missing") == "없습니다"


def test_other_users_read_the_english_wording(english: None) -> None:
    assert say("없습니다", "missing") == "missing"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 problems"), (1, "1 problem"), (2, "2 problems"), (1024, "1,024 problems")]
)
def test_a_noun_takes_an_s_after_any_number_but_one(count: int, text: str) -> None:
    assert plural(count, "problem") == text


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("무언가 잘못됐다"), "무언가 잘못됐다"),
        (Problem("잘못", FILE), f"{FILE}: 잘못"),
        (Problem("잘못", FILE, 7), f"{FILE}:7: 잘못"),
        (Problem("잘못", cell="curve"), "cell curve: 잘못"),
        (Problem("잘못", FILE, 7, "curve"), f"{FILE}:7: cell curve: 잘못"),
        (Problem("잘못", FILE, 7, "", "Traceback\n  한 줄\n\n"), f"{FILE}:7: 잘못\nTraceback\n  한 줄"),
    ],
)
def test_a_problem_begins_with_its_place(problem: Problem, text: str, english: None) -> None:
    assert str(problem) == text


def test_a_problem_names_its_cell_in_the_users_language(korean: None) -> None:
    assert str(Problem("잘못", FILE, 7, "curve")) == f"{FILE}:7: 셀 curve: 잘못"


def test_a_problem_survives_the_way_between_processes() -> None:
    problem = Problem("잘못", FILE, 7, "curve", "Traceback\n")
    copy = pickle.loads(pickle.dumps(problem))
    assert type(copy) is Problem
    assert vars(copy) == vars(problem)


def test_several_problems_are_reported_a_line_each(english: None) -> None:
    problems = Problems([Problem("하나", FILE, 1), Problem("둘", FILE, 2)])
    assert str(problems) == f"{FILE}:1: 하나\n{FILE}:2: 둘"


def test_the_nearest_known_word_is_suggested(english: None) -> None:
    assert (
        did_you_mean("likelihod", ["imports", "likelihood", "log-likelihood"]) == " Did you mean likelihood?"
    )


def test_the_suggestion_is_made_in_korean_to_koreans(korean: None) -> None:
    assert did_you_mean("likelihod", ["likelihood"]) == " 혹시 likelihood인가요?"


@pytest.mark.parametrize("known", [[], ["imports", "settings"]])
def test_nothing_is_suggested_when_nothing_is_near(known: list[str]) -> None:
    assert did_you_mean("likelihod", known) == ""


def test_korean_reaches_a_terminal_of_any_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    use_utf8()
    print("가능도", end="", flush=True)
    assert raw.getvalue() == "가능도".encode()


@pytest.mark.parametrize("state", ["waiting", "running", "done", "unchanged", "failed"])
def test_every_state_of_a_lesson_has_a_name_in_each_language(
    state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    for answer in (True, False):
        monkeypatch.setattr(messages, "speaks_korean", lambda answer=answer: answer)
        names.append(state_name(state))
    assert all(names)
    assert names[0] != names[1]
    assert names[1].isascii()


def test_progress_away_from_a_terminal_is_a_line_per_change(
    english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress() as progress:
        for state, seconds in [("waiting", 0.0), ("running", 0.0), ("done", 1.26)]:
            progress.report("likelihood", state, seconds)
        progress.report("entropy", "unchanged")
        progress.report("divergence", "failed", 0.5)
    assert capsys.readouterr().out.splitlines() == [
        "likelihood: running",
        "likelihood: done 1.3 s",
        "entropy: unchanged",
        "divergence: failed 0.5 s",
    ]


def test_a_yaml_problem_has_its_line_in_the_file() -> None:
    with pytest.raises(Problem) as caught:
        read_plain_yaml("a: 1\nb: ]\n", "page.md", 10)
    assert (caught.value.file, caught.value.line) == ("page.md", 11)


def parse_badly(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args(arguments)
    assert caught.value.code == 2
    return capsys.readouterr().err


def test_a_misspelt_option_is_rejected_with_a_suggestion(
    english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    message = parse_badly(["--forzen"], capsys)
    assert "unknown option: --forzen. Did you mean --frozen?" in message


def test_a_misspelt_option_is_rejected_in_korean_to_koreans(
    korean: None, capsys: pytest.CaptureFixture[str]
) -> None:
    message = parse_badly(["negative-log-likelihood", "--freshh"], capsys)
    assert "모르는 옵션입니다: --freshh. 혹시 --fresh인가요?" in message


@pytest.mark.parametrize(
    "arguments", [["--jobs", "0"], ["--jobs", "둘"], ["--timeout", "-1"], ["--timeout", "nan"]]
)
def test_numbers_that_make_no_sense_are_rejected(
    arguments: list[str], english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    message = parse_badly(arguments, capsys)
    assert arguments[0] in message
    assert "positive number" in message


def test_options_are_read() -> None:
    arguments = build_parser().parse_args(
        ["a", "b", "--jobs", "3", "--timeout", "2.5", "--no-strict", "--frozen", "--no-notebooks"]
    )
    assert vars(arguments) == {
        "lessons": ["a", "b"],
        "jobs": 3,
        "timeout": 2.5,
        "scheduler": None,
        "strict": False,
        "frozen": True,
        "fresh": False,
        "notebooks": False,
        "run": True,
        "book": False,
        "offline": False,
    }
    served = serve_parser().parse_args(["--port", "8001"])
    assert (served.host, served.port, served.timeout) == ("127.0.0.1", 8001, 120.0)


def test_the_help_is_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    helps = []
    for answer in (True, False):
        monkeypatch.setattr(messages, "speaks_korean", lambda answer=answer: answer)
        helps.append(build_parser().format_help())
    assert "기록으로 만듭니다" in helps[0]
    assert "build from the recordings" in helps[1]


def _fail() -> bool:
    raise Problem("잘못", FILE, 7)


def _fail_twice() -> bool:
    raise Problems([Problem("하나", FILE, 1), Problem("둘", FILE, 2)])


@pytest.mark.parametrize(
    ("work", "places"), [(_fail, [f"{FILE}:7"]), (_fail_twice, [f"{FILE}:1", f"{FILE}:2"])]
)
def test_problems_are_reported_and_the_site_said_to_stand(
    work: Callable[[], bool], places: list[str], english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_problems(work) is None
    errors = capsys.readouterr().err
    assert [place for place in places if place in errors] == places
    assert errors.endswith("The published site is unchanged.\n")


@pytest.mark.parametrize("result", [True, False])
def test_without_problems_the_result_is_returned(result: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert report_problems(lambda: result) is result
    assert capsys.readouterr() == ("", "")


def test_every_wording_is_there_in_both_languages() -> None:
    scripts, places = Path(messages.__file__).parent, []
    for path in sorted(scripts.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and called in ("say", "parser.option"):
                korean, english = node.args[-2:]
                place = f"{path.name}:{node.lineno}"
                assert isinstance(korean, ast.Name) or re.search("[가-힣]", ast.unparse(korean)), place
                assert not re.search("[가-힣]", ast.unparse(english)), place
                places.append(place)
    assert len(places) > 50
