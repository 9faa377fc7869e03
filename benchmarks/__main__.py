"""`python -m benchmarks`: make the data, start the servers, measure, write the page."""

import sys

from benchmarks import servers
from config.launcher.problems import Problem


def main() -> int:
    try:
        with servers.running(servers.wanted_cases()) as served:
            servers.measure(served)
    except Problem as problem:
        print(problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
