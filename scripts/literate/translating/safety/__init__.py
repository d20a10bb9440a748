"""Refuse translations that could act. Imports: reading."""
