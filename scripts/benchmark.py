"""Measure the time of builds with many lessons, compared with a peer: `python3 scripts/benchmark.py`."""

from __future__ import annotations

import sys

from literate.environment import enter

if __name__ == "__main__":
    enter()
    from benchmarking.table import benchmark_parser, run_benchmark

    sys.exit(run_benchmark(benchmark_parser().parse_args()))
