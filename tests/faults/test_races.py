"""Two people, or twenty, at one case in one moment, each on their own connection."""

import threading
from contextlib import suppress
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from drf_spectacular.generators import SchemaGenerator

from accounts.models import Submission
from audit import verification
from audit.models import Entry
from complaints import actions
from complaints.models import (
    Case,
    Conflict,
    Determination,
    ImposedSanction,
    Note,
    StatusChange,
)
from complaints.workflow import Status
from pages.refusals import Refused, Stale
from tests.complaints.sending import signed_in
from tests.complaints.test_matrix import reported
from tests.complaints.verb_forms import PAGES, RULING, scene
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory, whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import ProceedingFactory, full_panel

pytestmark = pytest.mark.django_db(transaction=True)

DETERMINE = next(page for page in PAGES if page.verb == "determine")
PEOPLE = 20


def decide(client, case, version):
    """Send the decision as if its page had been opened at this version."""
    extra = {"submission": str(uuid4()), "version": str(version)}
    return client.post(f"/complaints/{case.slug}/determine/", RULING | extra)


def test_twenty_decide_at_once_and_one_decision_stands(at_once):
    case = scene(DETERMINE).case
    clients = [
        signed_in(user_with_role("appropriate-authority")) for _ in range(PEOPLE)
    ]

    pages = at_once(
        *(lambda c=client: decide(c, case, case.version) for client in clients)
    )

    statuses = sorted(page.status_code for page in pages)
    assert statuses == [302] + [409] * (PEOPLE - 1)
    for page in pages:
        if page.status_code == 409:  # told what happened, and given back their words
            assert "Determined, since" in page.content.decode()
            assert RULING["reasons"] in page.content.decode()
    assert Determination.objects.filter(case=case).count() == 1
    moves = StatusChange.objects.filter(case=case, verb="determine")
    assert moves.count() == 1
    assert Case.objects.get(pk=case.pk).status == Status.DETERMINED
    # Nineteen refusals stand in the trail beside the decision, in one sound chain.
    assert list(verification.faults()) == []


def hearing(**traits):
    """A hearing with its whole panel, and twenty who may write what came of it."""
    case = whole_case(determined=True, responsible_unit=UnitFactory(team=True))
    row = ProceedingFactory(case=case, number=1, **traits)
    full_panel(row)
    unit = case.responsible_unit
    people = [user_with_role("hearings-office", unit) for _ in range(PEOPLE)]
    return row, people


def together(at_once, act, row, people, **given):
    """How many of them could do it; the others were told that it was done."""
    case = Case.objects.get(pk=row.case_id)

    def attempt(by):
        told = {"case": case, "by": fresh(by), "at": NOW, "version": case.version}
        try:
            act(**told, number=row.number, **given)
        except Refused as refused:
            return type(refused)
        return "done"

    answers = at_once(*(lambda by=by: attempt(by) for by in people))
    assert set(answers) == {"done", Stale}
    assert Case.objects.get(pk=case.pk).version == case.version + 1
    assert list(verification.faults()) == []
    return answers.count("done")


def test_of_twenty_findings_at_once_one_stands(at_once):
    row, people = hearing(fixed=True)
    given = {
        "held_on": row.sits_on,
        "finding_reasons": "The film shows it.",
        "findings": {1: "gross"},
    }
    assert together(at_once, actions.record_findings, row, people, **given) == 1
    row.refresh_from_db()
    assert row.status == "held"
    assert [finding.severity for finding in row.findings.all()] == ["gross"]
    entries = Entry.objects.filter(event="case.record-findings")
    assert entries.filter(outcome="done").count() == 1
    assert entries.filter(outcome="refused").count() == PEOPLE - 1


def test_of_twenty_sanctions_at_once_one_is_imposed(at_once):
    row, people = hearing(held=True)
    given = {
        "concluded_on": row.held_on,
        "sanction": "final-written-warning",
        "sanction_reasons": "A first and only time.",
    }
    assert together(at_once, actions.impose_sanction, row, people, **given) == 1
    row.refresh_from_db()
    assert row.status == "concluded"
    assert ImposedSanction.objects.filter(proceeding=row).count() == 1


def test_a_double_click_on_two_connections_is_one_record(at_once):
    here = scene(DETERMINE)
    sent = {"text": "Rang them, no answer.", "submission": str(uuid4())}
    url = f"/complaints/{here.case.slug}/notes/"
    browsers = [signed_in(here.user) for _ in range(2)]

    first, second = at_once(*(lambda b=b: b.post(url, sent) for b in browsers))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Note.objects.filter(case=here.case).count() == 1
    assert Submission.objects.filter(token=sent["submission"]).count() == 1


def test_two_sendings_of_a_form_with_some_files_in_common(at_once, settings, tmp_path):
    """A second click while the first is under way, with one file more chosen."""
    settings.MEDIA_ROOT = tmp_path
    here = scene(DETERMINE)
    token, url = str(uuid4()), f"/complaints/{here.case.slug}/documents/attach/"

    def send(*names):
        files = [SimpleUploadedFile(name, name.encode()) for name in names]
        return signed_in(here.user).post(url, {"submission": token, "files": files})

    pages = at_once(lambda: send("a.txt", "b.txt"), lambda: send("c.txt", "b.txt"))

    assert [page.status_code for page in pages] == [302, 302]
    names = sorted(here.case.documents.values_list("name", flat=True))
    assert names == ["a.txt", "b.txt", "c.txt"]


def test_a_token_sent_again_with_other_words_writes_nothing():
    """F32: refused with 422, and the words are given back."""
    here = scene(DETERMINE)
    client, token = signed_in(here.user), str(uuid4())
    url = f"/complaints/{here.case.slug}/notes/"
    client.post(url, {"text": "Rang them, no answer.", "submission": token})
    words = "Rang them again, and spoke to the daughter."

    answer = client.post(url, {"text": words, "submission": token})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Note.objects.get(case=here.case).text == "Rang them, no answer."


def test_the_api_takes_nothing_that_could_be_sent_twice():
    """F32: whoever lets programs write gives them a key to send along first."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    assert {method for path in paths.values() for method in path} == {"get"}


def test_a_decision_and_a_rival_at_once_are_one_after_the_other(at_once):
    for rival in ("withdraw", "allocate"):
        _race(at_once, rival)


def _race(at_once, rival):
    case = reported()
    deciding = user_with_role("appropriate-authority")
    other = user_with_role("cst-manager" if rival == "withdraw" else "team-inspector")

    def attempt(verb, by):
        try:
            return DO[verb](case, by, NOW, case.version)
        except Refused as refused:
            return refused.sentence

    decided, done = at_once(
        lambda: attempt("determine", deciding), lambda: attempt(rival, other)
    )

    assert [isinstance(decided, Case), isinstance(done, Case)].count(True) == 1
    _no_orphan(case)


# Statements of a decision after which the rival steps in: before, at and after the
# lock, among the changes, and before the trail.
STEPS = (1, 2, 3, 5, 8, 13, 21, 34)


def test_a_withdrawal_stepping_in_between_two_statements():
    stepped_in = [_step_in(step) for step in STEPS]
    # Too early it wins; once the case is locked, it waits and then is told.
    assert {"withdraw", "determine"} == set(stepped_in)


def _step_in(step):
    case = reported()
    deciding = user_with_role("appropriate-authority")
    withdrawing = user_with_role("cst-manager")
    said = {}

    def withdraw():
        try:
            said["withdraw"] = DO["withdraw"](case, withdrawing, NOW, case.version)
        except Refused as refused:
            said["withdraw"] = refused
        finally:
            connections.close_all()

    rival = threading.Thread(target=withdraw)
    statements = iter(range(1, 1000))

    def stepping_in(execute, *args):
        if next(statements) == step:
            rival.start()
            rival.join(0.4)  # done, or waiting for the lock
        return execute(*args)

    with connection.execute_wrapper(stepping_in):
        try:
            said["determine"] = DO["determine"](
                case, fresh(deciding), NOW, case.version
            )
        except Refused as refused:
            said["determine"] = refused
    rival.join(30)

    won = [verb for verb, answer in said.items() if isinstance(answer, Case)]
    assert len(won) == 1, said
    _no_orphan(case)
    return won[0]


def _no_orphan(case):
    """Withdrawn without a decision, or decided with one: nothing in between."""
    now = Case.objects.get(pk=case.pk)
    decided = Determination.objects.filter(case=case).count()
    assert decided == (1 if now.status == Status.DETERMINED else 0)
    assert StatusChange.objects.filter(case=case).latest("pk").to_status == now.status
    assert now.version == case.version + 1


@pytest.mark.parametrize("first", ["allocate", "conflict"])
def test_an_allocation_and_a_conflict_of_whom_it_names(first):
    """Both wait for the case, one behind the other: in the end nobody barred has it."""
    case = CaseFactory(assessed=True)
    handler = user_with_role("investigator", case.responsible_unit)
    by = user_with_role("team-inspector")

    def allocate():
        DO["allocate"](case, by, NOW, case.version, handler=handler)

    def conflict():
        actions.declare_conflict(
            case=case, by=fresh(handler), at=NOW, reason="My brother."
        )

    one, other = (allocate, conflict) if first == "allocate" else (conflict, allocate)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        waiting = [_waiting(one), _waiting(other)]
    for thread in waiting:
        thread.join(30)

    assert Conflict.objects.filter(case=case, user=handler, ended_at=None).exists()
    assert Case.objects.get(pk=case.pk).handler is None


def _waiting(act):
    """A thread that does this as soon as the case is free; a refusal is an answer."""

    def work():
        try:
            with suppress(Refused):
                act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(0.4)  # until it waits
    return thread
