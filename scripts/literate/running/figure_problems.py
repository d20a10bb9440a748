"""Figures that a page cannot show."""

from __future__ import annotations


class FigureProblem(Exception):
    """A figure cannot be shown; the message, in the user's language, says why and what to do."""
