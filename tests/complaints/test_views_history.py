"""A case's history as its readers find it: what it tells, to whom, in which words."""

import pytest
from django.utils import timezone

from audit import trail
from complaints.filters.history import class_of
from complaints.filters.wording import page_name
from complaints.models import Category, Tag
from complaints.models.choices import LinkKind, UnitPart
from organisation.classification import FieldClass
from tests.complaints.case_pages import get, post, sign_in, text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class TestHistory:
    def test_filters_and_refuses_what_it_does_not_know(self, client, officer):
        case = whole_case()
        post(client, case, "notes/", text="Rang twice.")
        assert "Added a note" in text(client, case, "history/")
        assert "Added a note" not in text(client, case, "history/?show=decisions")
        for query in ("show=x", "month=13", "before=x", "page=2", "show=&show="):
            assert get(client, case, f"history/?{query}").status_code == 400

    @pytest.mark.parametrize("month", ["9999-12", "0000-01", "2026-13", "2026-00"])
    def test_a_month_that_no_calendar_has_is_refused(self, client, officer, month):
        answer = get(client, whole_case(), f"history/?month={month}")
        assert answer.status_code == 400
        assert "A month is written like 2026-03." in answer.content.decode()

    def test_the_first_month_there_is_has_nothing(self, client, officer):
        assert "Nothing of" in text(client, whole_case(), "history/?month=0001-01")

    def test_jumps_to_a_month_and_pages_on(self, client, officer):
        case = whole_case()
        for _ in range(60):
            trail.consulted(case, officer)
        page = get(client, case, "history/")
        assert page.context["older_url"]
        older = get(client, case, f"history/{page.context['older_url']}")
        assert "Back to the newest entries" in older.content.decode()
        month = f"{timezone.localdate():%Y-%m}"
        assert "Read" in text(client, case, f"history/?month={month}")
        assert "Nothing of this kind" in text(client, case, "history/?month=2001-12")

    def test_values_that_identify_are_withheld(self, client):
        unit = UnitFactory()
        champion = user_with_role("champion", unit)
        case = whole_case(responsible_unit=unit)
        client.force_login(champion)
        post(client, case, "notes/", text="Rang Mrs Example twice.")
        assert "Rang Mrs Example" in text(client, case, "history/")
        sign_in(client, "commander", unit)
        assert "Rang Mrs Example" not in text(client, case, "history/")

    def told(self, client, case):
        """The lines of the history that say what changed, newest first."""
        days = get(client, case, "history/?show=").context["timeline"].days
        items = [item for day in days for item in day.items]
        return [line for item in items for line in item.body.splitlines()]

    def test_changes_read_as_words(self, client, officer):
        unit, manager = UnitFactory(team=True), user_with_role("cst-manager")
        case = whole_case()
        changes = {
            "status": ("investigating", "reported"),
            "responsible_unit": (case.responsible_unit.code, unit.code),
            "handler": (None, manager.email),
            "readers": (None, [manager.email, "gone@police.example"]),
            "risk_public": ("low", "high"),
            "recommended 4711": (None, "Upheld"),
            "allegation 1 subject 2 recommended": (None, "Upheld"),
            "allegation 2 category": ("U", "S"),
            "allegations": (None, ["U"]),
            "complainant 1 born_on": (None, "1980-03-03"),
            "complainant 1 contact_preference": ("email", "other"),
            "tag g20-2009": (False, True),
            f"unit {unit.code}": (None, "scene"),
            "subject added": (None, 3),
            "kind": (None, "same_incident"),
            "to_cps": (None, False),
        }
        trail.record(
            "case.amend",
            kind=trail.Kind.ALTERATION,
            subject=case,
            by=manager,
            changes=changes,
        )
        names = dict(Category.objects.values_list("code", "name"))
        assert set(self.told(client, case)) >= {
            "State: from Investigating to Reported",
            f"Responsible unit: from {case.responsible_unit.name} to {unit.name}",
            f"Handler: {manager.name}",
            f"Who else may read it: {manager.name}, gone@police.example",
            "Risk to the public: from Low to High",
            "Recommended: Upheld",
            "Allegation 1, subject 2, recommended: Upheld",
            f"Allegation 2, category: from {names['U']} to {names['S']}",
            f"Allegations: {names['U']}",
            "Complainant 1, date of birth: 3 March 1980",
            "Complainant 1, contact preference: from E-mail to "
            "Another way, in their needs",
            f"From the event {Tag.objects.get(code='g20-2009').name}: from no to yes",
            f"Touches {unit.name}: {UnitPart.SCENE.label}",
            "Subject added: 3",
            f"Kind: {LinkKind.SAME_INCIDENT.label}",
            "File to the CPS: no",
        }

    @pytest.mark.parametrize(
        ("kept", "words"),
        [
            ("people", "People"),
            ("case", "Summary"),
            ("submit-report", "Submit report"),
            ("change-person", "Change person"),
            ("/complaints/PC-00001-26/determine/", "Determine"),
            ("/complaints/PC-00001-26/allegations/1/change/", "Change allegation"),
            ("/nowhere/", "/nowhere/"),
        ],
    )
    def test_a_page_that_was_read_is_called_by_name(self, kept, words):
        assert page_name(kept) == words

    def test_a_form_that_was_opened_is_called_by_name(self, client, officer):
        case = whole_case()
        get(client, case, "amend/")
        assert "Page: Amend" in self.told(client, case)

    @pytest.mark.parametrize("barred", ["restricted", "elsewhere"])
    def test_a_link_is_told_to_those_who_know_of_both(self, client, barred):
        unit = UnitFactory()
        manager, case = user_with_role("command"), whole_case(responsible_unit=unit)
        other = CaseFactory(
            responsible_unit=UnitFactory() if barred == "elsewhere" else unit,
            confidentiality="restricted" if barred == "restricted" else "standard",
        )
        trail.record(
            "case.link",
            kind=trail.Kind.COMBINATION,
            subject=case,
            by=manager,
            reason="Both say Sergeant Tallow struck first.",
            changes={"link": (None, other.reference), "kind": (None, "related")},
        )
        trail.record_refusal(
            "case.link",
            subject=case,
            by=manager,
            sentence=f"{case} and {other} are linked already.",
        )
        sign_in(client, "champion", unit)
        page = text(client, case, "history/")
        assert "Linked to another case" in page
        assert other.reference not in page
        assert "Tallow" not in page
        client.force_login(manager)
        page = text(client, case, "history/")
        assert other.reference in page
        assert "Tallow" in page

    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            ("status", FieldClass.OFFICIAL),
            ("received_on", FieldClass.PUBLIC),
            ("said", FieldClass.IDENTITY),
            ("note", FieldClass.IDENTITY),
            ("allegation 2 text", FieldClass.IDENTITY),
            ("allegation 2 category", FieldClass.OFFICIAL),
            ("complainant 1 ethnicity", FieldClass.SPECIAL),
            ("complainant 1 surname", FieldClass.IDENTITY),
            ("result 17", FieldClass.OFFICIAL),
            ("allegation 1 subject 2 recommended", FieldClass.OFFICIAL),
            ("subject added", FieldClass.OFFICIAL),
            ("link", FieldClass.IDENTITY),
        ],
    )
    def test_each_field_of_an_entry_has_a_class(self, field, expected):
        assert class_of(field) is expected


class TestNew:
    """What is new is what others did to the case since the reader looked last."""

    def told(self, client, case, query=""):
        return text(client, case, f"history/{query}")

    def changed(self, case, by):
        kind = trail.Kind.ALTERATION
        trail.record("case.amend", kind=kind, subject=case, by=by, changes={})

    @pytest.fixture
    def case(self, client, officer):
        """A case that the officer has looked at before."""
        case = whole_case()
        self.changed(case, user_with_role("cst-manager"))
        get(client, case)
        client.logout()
        client.force_login(officer)
        return case

    def test_what_others_did_is_counted(self, client, case):
        for _ in range(2):
            self.changed(case, user_with_role("cst-manager"))
        page = self.told(client, case)
        assert "2 new since you last looked" in page
        assert page.count("You had seen everything below this line") == 1

    def test_who_read_it_is_not(self, client, case):
        reader = user_with_role("cst-manager")
        self.changed(case, reader)
        for _ in range(60):  # more than a page of them
            trail.consulted(case, reader)
        assert "1 new since you last looked" in self.told(client, case)

    def test_nor_what_was_refused_nor_given_out(self, client, case):
        manager = user_with_role("cst-manager")
        refused = {"subject": case, "by": manager, "sentence": "Not yet."}
        trail.record_refusal("case.finalise", **refused)
        trail.record(
            "case.export", kind=trail.Kind.DISCLOSURE, subject=case, by=manager
        )
        page = self.told(client, case)
        assert "Refused" in page
        assert "last looked" not in page

    def test_nor_what_one_did_oneself(self, client, case, officer):
        self.changed(case, officer)
        page = self.told(client, case)
        assert page.count("Changed the record") == 2
        assert "last looked" not in page

    def test_whoever_never_looked_is_told_of_nothing_new(self, client):
        case = whole_case()
        self.changed(case, user_with_role("cst-manager"))
        sign_in(client, "cst-officer")
        assert "last looked" not in self.told(client, case)
