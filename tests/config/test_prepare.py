"""What `make run` does to the database before it serves."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from complaints.models import Case
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db(transaction=True)


def prepare(tmp_path: Path) -> tuple[str, str]:
    """What it says, and what it notes of who may sign in."""
    said = io.StringIO()
    call_command("prepare", accounts=tmp_path / "accounts", stderr=said)
    return said.getvalue(), (tmp_path / "accounts").read_text()


def test_adds_only_accounts_where_there_are_cases(tmp_path: Path) -> None:
    whole_case()
    said, accounts = prepare(tmp_path)
    assert said == ""
    assert Case.objects.count() == 1
    first, *others = accounts.splitlines()
    assert first.endswith("each with the password candour-demo:")
    assert "  champion-kingston@demo.candour.test" in accounts
    assert (
        len(others) == User.objects.filter(email__endswith="@demo.candour.test").count()
    )


def test_leaves_an_installation_empty_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_EMPTY", "1")
    assert prepare(tmp_path) == ("", "")
    assert not Case.objects.exists()


def test_invents_nobody_among_real_cases(tmp_path: Path, settings) -> None:
    settings.DEMONSTRATION = False
    assert prepare(tmp_path) == ("", "")
    with pytest.raises(CommandError, match="real cases"):
        call_command("load_demonstration")
