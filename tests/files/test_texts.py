"""YAML that strangers may have written gives plain values, or a problem with its line."""

from __future__ import annotations

from typing import Any

import pytest
from literate.files.texts import compose_plain_yaml, read_plain_yaml
from literate.messages import Problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("a: [1, 2.5, yes, ~, '3']", {"a": [1, 2.5, True, None, "3"]}),
        ("a: '2021-01-01'", {"a": "2021-01-01"}),
        ("a: 'x\u2028y\x85z'", {"a": "x y z"}),
        (f"a: {'9' * 40}", {"a": int("9" * 40)}),
    ],
)
def test_plain_values_are_read(text: str, value: Any) -> None:
    assert read_plain_yaml(text, "f") == value


@pytest.mark.parametrize(
    "value",
    [
        "!!int ''",
        "!!bool x",
        "!!timestamp x",
        "!!python/object/apply:os.system [id]",
        "!x y",
        "*b",
        "2021-01-01",
        "2021-13-45",
        "0x" + "f" * 5000,
        ":".join("1" * 3000),
        "1:" * 200 + "1.5",
        '"\\0"',
        '"\\ud800"',
        "]",
        "\x07",
    ],
)
def test_what_is_not_plain_is_rejected_with_its_line(value: str) -> None:
    with pytest.raises(Problem) as caught:
        read_plain_yaml(f"a: '\u2028\x85'\nb: {value}\n", "f", 10)
    assert (caught.value.file, caught.value.line) == ("f", 11)


@pytest.mark.parametrize(
    "text", ["a: &a [x]\nb: *a", "a: 1\nb: !!set {x}", 'a: 1\nb: "\\ud800"', "a: 1\nb: ]"]
)
def test_nodes_are_rejected_for_the_same_reasons(text: str) -> None:
    with pytest.raises(Problem) as caught:
        compose_plain_yaml(text, "f")
    assert (caught.value.file, caught.value.line) == ("f", 2)


def test_depth_is_rejected_by_both() -> None:
    for read in (read_plain_yaml, compose_plain_yaml):
        with pytest.raises(Problem):
            read("[" * 3000, "f")
