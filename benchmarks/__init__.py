"""What Candour costs, measured: `make bench` writes docs/performance.md.

Nothing here is asserted by the suite. Every figure stands beside the floor page of the
same run (`benchmarks.floor`), because machines differ and their ratios hardly do.
"""
