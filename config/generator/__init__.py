"""Realistic synthetic cases, for demonstrations and benchmarks: never for production.

The same number, seed and day give the same cases. Names are put together from lists;
nobody real is meant.
"""

# Raise it when other rows come out: the benchmarks keep what was generated.
VERSION = 10
