"""Tasks of a case: who sets them, for whom, and who marks them done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.complaints.case_pages import get, post, sign_in, text
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.complaints import (
    CaseAccessFactory,
    CaseTaskFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


class TestTasks:
    def test_is_set_for_somebody_and_done(self, client, officer):
        case = whole_case()
        due = timezone.localdate() + timedelta(days=3)
        post(
            client,
            case,
            "tasks/set/",
            what="Ask for the log",
            due_on=due.isoformat(),
            owner=str(officer.key),
        )
        page = text(client, case, "tasks/")
        assert "Ask for the log" in page
        number = case.tasks.get().number
        post(client, case, f"tasks/{number}/do/")
        assert case.tasks.get().done_by == officer
        assert "No task is open in this case." in text(client, case, "tasks/")

    def test_a_day_gone_by_is_refused_with_the_words_kept(self, client, officer):
        case = whole_case()
        answer = post(
            client,
            case,
            "tasks/set/",
            what="Ask for the log",
            due_on="2020-01-01",
            owner=str(officer.key),
        ).content.decode()
        assert "must be today" in answer
        assert "Ask for the log" in answer

    def owners(self, page):
        field = page.context["form"].fields["owner"]
        return {str(key) for key, _ in field.choices}

    def test_those_are_offered_who_could_do_it(self, client):
        unit = UnitFactory()
        me = sign_in(client, "champion", unit)
        case = whole_case(responsible_unit=unit)
        colleague = user_with_role("local-manager", unit)
        named = user_with_role("local-manager", unit, member=MemberFactory())
        SubjectFactory(case=case, number=7, member=named.member)
        torn = user_with_role("local-manager", unit)
        ConflictFactory(case=case, user=torn)
        user_with_role("commander", unit)
        client_with_token("champion", unit)
        offered = self.owners(get(client, case, "tasks/"))
        assert offered == {str(me.key), str(colleague.key)}

    def test_of_a_restricted_case_only_its_readers(self, client):
        unit = UnitFactory()
        me, reader = sign_in(client, "champion", unit), user_with_role("champion", unit)
        user_with_role("champion", unit)
        case = whole_case(responsible_unit=unit, restricted=True)
        for user in (me, reader):
            CaseAccessFactory(case=case, user=user)
        offered = self.owners(get(client, case, "tasks/"))
        assert offered == {str(me.key), str(reader.key)}

    def test_without_the_right_a_wrong_form_shows_no_colleagues(self, client):
        sign_in(client, "mpa-officer")
        assert post(client, whole_case(), "tasks/set/", what="").status_code == 403

    def test_an_owner_out_of_the_case_meanwhile_is_said_at_the_field(
        self, client, officer
    ):
        case = whole_case()
        torn = user_with_role("cst-officer", case.responsible_unit)

        def declared_meanwhile(execute, sql, *args):
            """Between the check of the form, which reserves its token, and the act."""
            if sql.startswith('INSERT INTO "casework_submission"'):
                ConflictFactory(case=case, user=torn)
            return execute(sql, *args)

        due = timezone.localdate() + timedelta(days=3)
        with connection.execute_wrapper(declared_meanwhile):
            page = post(
                client,
                case,
                "tasks/set/",
                what="Ask for the log",
                due_on=due.isoformat(),
                owner=str(torn.key),
            )
        assert page.status_code == 200
        assert f"{torn.name} cannot see {case}." in page.content.decode()
        assert "Ask for the log" in page.content.decode()
        assert not case.tasks.exists()

    def test_an_owner_who_no_longer_works_on_it_has_no_button(self, client):
        task = CaseTaskFactory(owner=sign_in(client, "investigator"))
        assert post(client, task.case, f"tasks/{task.number}/do/").status_code == 403
        assert "Mark done" not in text(client, task.case, "tasks/")

    def test_whoever_works_on_the_case_marks_it_done(self, client, officer):
        task = CaseTaskFactory()
        assert "Mark done" in text(client, task.case, "tasks/")
        sent = post(client, task.case, f"tasks/{task.number}/do/")
        assert sent.status_code == 302
        assert task.case.tasks.get().done_by == officer
