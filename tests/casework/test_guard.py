import pytest
from django.db import ProgrammingError, connection, transaction

from casework import guard
from complaints.models import Note
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW
from tests.factories.complaints import CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = {
    "save": lambda note: note.save(),
    "update": lambda note: Note.objects.update(text="Other"),
    "delete": lambda note: Note.objects.filter(pk=note.pk).delete(),
    "bulk_create": lambda note: Note.objects.bulk_create(
        [Note(case=note.case, text="More", by=note.by, at=NOW)]
    ),
    "sql": lambda note: connection.cursor().execute("DELETE FROM complaints_note"),
}


@pytest.fixture
def note():
    with guard.writing("test"):
        return Note.objects.create(
            case=CaseFactory(), text="Words", by=UserFactory(), at=NOW
        )


@pytest.mark.parametrize("write", WRITES)
def test_no_way_past_it(note, write):
    with pytest.raises(ProgrammingError, match="written by actions only"):
        WRITES[write](note)
    assert Note.objects.get().text == "Words"


def test_open_for_one_transaction_only(note):
    with guard.writing("test"):
        Note.objects.update(text="Other")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Note.objects.update(text="Again")
    assert Note.objects.get().text == "Other"


def test_rolled_back_with_its_action(note):
    with pytest.raises(RuntimeError), guard.writing("test"):
        Note.objects.update(text="Other")
        raise RuntimeError
    assert Note.objects.get().text == "Words"
