"""Write the documents that code knows best; --check only says which are stale."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.docs import roles_markdown
from casework.docs import workflow_markdown
from complaints.workflow import REGISTERS, TABLES
from config.reference.clocks_document import clocks_markdown
from desk.glossary import glossary_markdown


def written() -> dict[str, str]:
    """Path below docs/ and what stands there."""
    return {
        "clocks.md": clocks_markdown(),
        "glossary.md": glossary_markdown(),
        "roles.md": roles_markdown(),
        **{
            f"workflows/{name}.md": workflow_markdown(table)
            for name, table in (TABLES | REGISTERS).items()
        },
    }


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        stale = []
        for name, text in written().items():
            path = settings.ROOT / "docs" / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        if check and stale:
            raise CommandError(
                f"Stale: {', '.join(stale)}. Run `python manage.py write_docs`."
            )
        self.stdout.write(f"{len(stale)} written." if stale else "All fresh.")
