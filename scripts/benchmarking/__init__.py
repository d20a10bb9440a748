"""Measure builds beside a peer: scripts/benchmark.py."""
