"""Run each lesson in its own sandboxed process, within limits. Imports: reading."""
