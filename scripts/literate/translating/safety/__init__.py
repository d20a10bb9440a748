"""Reject translations with active content. Imports: reading."""
