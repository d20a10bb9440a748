"""Run lessons, each in a process of its own, within limits. Imports: reading."""
