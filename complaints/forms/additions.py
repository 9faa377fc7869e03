"""What people add to a case from its pages: notes, tasks, files, reasons to look."""

from django import forms

from accounts.models import Posting, User
from accounts.models.users import UserKind
from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import scan_jobs
from casework.models.cases import ScanState
from complaints.forms.fields import RowField
from complaints.models import Case
from complaints.models.choices import Confidentiality
from complaints.permissions import check_can_work
from complaints.querysets import barred_among
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm
from pages.refusals import NotAllowed
from pages.words import day_words

OWNERS_OFFERED = 100
MOST_FILES = "Up to 20 at once, of 50 MB together."
# Roles that set tasks also do them, in the unit of their posting.
_DOING = [
    slug for slug, role in ROLES.items() if Permission.CASE_SET_TASK in role.permissions
]


class NoteForm(PageForm):
    text = NarrativeField(label="Note", rows=4)

    called = {"text": "the note"}


class TaskForm(PageForm):
    what = CharField(label="What is to be done", max_length=300)
    due_on = DateField(label="By when")
    owner = RowField(label="Who does it")

    called = {
        "what": "what is to be done",
        "due_on": "the day it is due",
        "owner": "who does it",
    }

    def __init__(self, *args, case, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].offer(
            possible_owners(case, user, today), key=lambda row: str(row.key)
        )
        self.initial.setdefault("owner", str(user.key))

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(
                f"The day it is due must be today, {day_words(self.today)}, or later."
            )
        return due_on


def possible_owners(case, user, today):
    """Whoever works on the case, then colleagues in its unit who could do a task."""
    known = {
        row.pk: row
        for row in (user, case.handler, case.authority)
        if row is not None and _could_do(case, row)
    }
    posted = Posting.objects.on(today).filter(
        unit=case.responsible_unit_id, role__in=_DOING
    )
    colleagues = User.objects.filter(
        kind=UserKind.PERSON, is_active=True, pk__in=posted.values("user")
    )
    if case.confidentiality == Confidentiality.RESTRICTED:
        colleagues = colleagues.filter(cases_opened_to__case=case)
    colleagues = colleagues.exclude(pk__in=known).order_by("name", "pk")
    offered = list(colleagues[:OWNERS_OFFERED])
    barred = barred_among(offered, case)
    return [*known.values(), *(each for each in offered if each.pk not in barred)]


def _could_do(case, user) -> bool:
    if not (user.is_active and user.kind == UserKind.PERSON):
        return False
    if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return False
    try:
        check_can_work(Permission.CASE_SET_TASK, case, by=user)
    except NotAllowed:
        return False
    return True


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class ManyFiles(forms.FileField):
    """One file or several; each is looked through on its own later."""

    widget = ManyFilesInput

    def clean(self, value, initial=None):
        values = value if isinstance(value, list) else [value]
        if not any(values):
            raise forms.ValidationError(self.error_messages["required"])
        # Emptiness and type are judged file by file, so that one does not stop all.
        return [each for each in values if each]


class AttachForm(PageForm):
    files = ManyFiles(label="Files")
    label = CharField(
        required=False,
        label="What they are",
        help_text="For example: statement, letter, custody record",
    )

    called = {"files": "one file or several"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = f"{MOST_FILES} {_how_checked()}"


def _how_checked() -> str:
    """What becomes of each file here, where there may be no scanner."""
    if scan_jobs.first_state() == ScanState.NOT_SCANNED:
        return (
            "Each is checked for its type, and none for viruses: this demonstration "
            "has no scanner."
        )
    return "Each is checked for its type and for viruses."


class RevealForm(PageForm):
    reason = NarrativeField(label="Why you need to see who this is", rows=3)

    called = {"reason": "why you need to see who this is"}
