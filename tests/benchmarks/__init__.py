"""Benchmarks: ratios of one run, printed and never judged; `make bench` runs them by name."""
