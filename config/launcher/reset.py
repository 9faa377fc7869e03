"""`make reset`: throws the demonstration data away, after asking."""

import shutil
import sys

from config.launcher import places
from config.launcher.__main__ import hold
from config.launcher.problems import Problem


def main(sure: bool) -> int:
    var = places.var_folder()
    if not var.exists():
        print("There is no demonstration data.")
        return 0
    try:
        lock = hold(var)
    except Problem as problem:
        print(problem)
        return 1
    if not sure:
        try:
            answer = input(f"Throw away everything in {var}? Type yes: ")
        except EOFError:
            answer = ""
        if answer.strip().lower() not in {"yes", "y"}:
            print("Nothing was changed.")
            return 0
    postgres = var / "postgres"
    if postgres.is_symlink():
        shutil.rmtree(postgres.resolve(), ignore_errors=True)
    for path in var.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    lock.close()
    print("The demonstration data is gone; make run makes it anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sure="--yes" in sys.argv[1:]))
