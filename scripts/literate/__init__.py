"""Literate lessons: run snippets, record what they give, weave it into pages, render the site."""
