"""The locks pin every package by hash and name no index, host or path."""

import json
import re
import tomllib

import pytest

from config.launcher.places import ROOT

LOCKS = ("requirements.txt", "requirements-embedded.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9.-]+)(\[[a-z,]+\])?==([^ ;]+)( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(lock: str) -> dict[str, str]:
    found = map(PIN.match, (ROOT / lock).read_text().splitlines())
    return {match[1]: match[3] for match in found if match}


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=]", line)[0].lower() for line in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_but_pins_and_hashes(lock: str) -> None:
    for line in (ROOT / lock).read_text().splitlines():
        assert PIN.match(line) or HASH.match(line), line


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-embedded.txt", PROJECT["dependency-groups"]["embedded"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["dev"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["embedded"]),
    ],
)
def test_everything_asked_for_is_locked(lock: str, wanted: list[str]) -> None:
    assert named(wanted) <= pins(lock).keys()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-embedded.txt"])
def test_the_suite_runs_the_versions_that_serve(lock: str) -> None:
    assert pins(lock).items() <= pins("requirements-dev.txt").items()


def test_production_carries_neither_servers_nor_the_other_driver() -> None:
    carried = pins("requirements.txt").keys()
    assert not carried & named(PROJECT["dependency-groups"]["embedded"])
    assert "psycopg" not in pins("requirements-dev.txt")  # Django would prefer it


def test_what_others_import_undeclared_is_locked() -> None:
    assert "packaging" in pins("requirements.txt")  # by the transport to the broker


def test_every_dependency_says_what_it_is_for() -> None:
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        if re.match(r'^  "[a-zA-Z0-9\[\]-]+[<>=]', line):
            assert re.search(r'", +# \w+', line), line


def test_the_npm_lock_names_no_download_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name
