"""The error for figures that a page cannot show."""

from __future__ import annotations


class FigureProblem(Exception):
    """A figure cannot be shown; the message, in the user's language, gives the reason and the fix."""
