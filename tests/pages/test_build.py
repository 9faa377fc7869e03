"""The lock of the browser's packages carries no download address."""

import json

from django.conf import settings


def test_the_lock_names_no_registry():
    lock = json.loads((settings.ROOT / "package-lock.json").read_text())
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in entry for entry in packages)
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)


def test_every_package_is_pinned():
    wanted = json.loads((settings.ROOT / "package.json").read_text())
    assert all(version[0].isdigit() for version in wanted["devDependencies"].values())
