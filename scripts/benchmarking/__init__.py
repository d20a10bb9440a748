"""Compare builds with a peer's: scripts/benchmark.py."""
