"""Weave pages and recordings into Markdown and notebooks. Imports: recording, translating, reading."""
