"""What argparse says is said in the user's language, with the particles that are spoken."""

from __future__ import annotations

import re

import pytest
from literate import messages
from literate.commands.build import build_parser
from literate.commands.serve import serve_parser
from literate.commands.translate import translate_parser
from literate.messages import say


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: True)


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("cross-entropi은(는)", "cross-entropi는"),
        ("en(으)로", "en으로"),
        ("ja(으)로", "ja로"),
        ("nll(으)로", "nll로"),
        ("nll(이)라는", "nll이라는"),
        ("softmax을(를)", "softmax를"),
        ("가능도을(를)", "가능도를"),
        ("값이(가)", "값이"),
        ("서울(으)로", "서울로"),
        ("‘단어’은(는)", "‘단어’는"),
        ("`lesson-3`이(가)", "`lesson-3`이"),
        ("lesson-8(으)로", "lesson-8로"),
        ("word-map이(가)", "word-map이(가)"),
        ("[1, 2]은(는)", "[1, 2]은(는)"),
    ],
)
def test_the_particle_after_a_name_is_the_one_that_is_spoken(written: str, said: str) -> None:
    assert say(f"{written} 씁니다.", "") == f"{said} 씁니다."


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--jobs"], "--jobs 뒤에 값이 하나 있어야 합니다"),
        (["--jobs", "0"], "--jobs: '0'은 양수가 아닙니다"),
        (["--timeout", "x"], "--timeout: 'x'는 양수가 아닙니다"),
        (["--frozen=3"], "--frozen에는 값을 줄 수 없습니다: '3'"),
    ],
)
def test_wrong_options_are_reported_in_korean_alone(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(arguments)
    error = capsys.readouterr().err
    assert said in error
    assert not re.search(r"argument|usage|expected|invalid", error)


@pytest.mark.usefixtures("korean")
def test_help_is_in_korean_alone() -> None:
    for parser in (build_parser(), serve_parser(), translate_parser()):
        assert not re.search(r"usage:|arguments:|options:|show this", parser.format_help())
