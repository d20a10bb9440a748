"""Colours that can be distinguished from what they stand on, in both palettes."""

from __future__ import annotations

import re

import pytest

from tests.support.weaving import ROOT

SHEET = (ROOT / "docs" / "styles" / "palette.css").read_text(encoding="utf-8")
PAPER = {"light": "#ffffff", "dark": "#12171e"}


def variables(scheme: str) -> dict[str, str]:
    """Return the colours of a palette by name, without the dashes before it."""
    light, dark = SHEET.split("@media screen")
    found = dict(re.findall(r"--([\w-]+):\s*([^;]+);", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+):\s*([^;]+);", dark))


def colour(name: str, known: dict[str, str]) -> str:
    value = known[name]
    return colour(value[6:-1], known) if value.startswith("var(--") else value


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2, from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_token_of_code_can_be_read(scheme: str) -> None:
    known = variables(scheme)
    tokens = [name for name in known if name.startswith("md-code-hl-")] + ["md-code-fg-color"]
    assert len(tokens) == 13
    ground = colour("md-code-bg-color", known)
    for name in tokens:
        assert contrast(colour(name, known), ground) >= 4.5, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_quiet_text_can_be_read_and_focus_be_seen(scheme: str) -> None:
    known = variables(scheme)
    for ground in (PAPER[scheme], colour("md-code-bg-color", known)):
        assert contrast(colour("md-default-fg-color--light", known), ground) >= 4.5
        assert contrast(colour("md-accent-fg-color", known), ground) >= 3
