"""Asks a health page as the proxy would: `healthcheck.py http://web:8000 ready`."""

import os
import sys
import urllib.error
import urllib.request


def main(server: str, page: str) -> int:
    request = urllib.request.Request(
        f"{server}/health/{page}/",
        headers={
            "Host": os.environ["ALLOWED_HOSTS"].split(",")[0],
            "X-Forwarded-Proto": "https",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=8) as answer:
            print(answer.read().decode())
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode())
    except OSError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
