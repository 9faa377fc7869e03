"""The documents that code knows best are what the code says now."""

from io import StringIO

from django.core.management import call_command

from config.launcher.places import ROOT


def test_drawings_and_role_table_are_fresh():
    out = StringIO()
    call_command("write_docs", "--check", stdout=out)
    assert "fresh" in out.getvalue()


def test_every_command_of_ours_that_the_guide_names_is_there():
    from_guide = (ROOT / "docs/operating.md").read_text()
    ours = {
        path.stem
        for path in ROOT.glob("*/management/commands/[a-z]*.py")
        if ".venv" not in path.parts
    }
    named = {
        word.strip("`,.()")
        for line in from_guide.splitlines()
        for before, _, after in [line.partition("manage.py ")]
        for word in after.split()[:1]
    }
    assert named <= ours, named - ours
