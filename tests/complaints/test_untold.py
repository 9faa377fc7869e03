"""Somebody who cannot be told has no letter and no false date, but a reason."""

import pytest
from django.utils import timezone

from audit import trail
from casework import guard
from complaints import actions
from complaints.models import Case, IpccApplication, Letter, law
from pages.refusals import BadInput, WrongState
from tests.complaints.sending import day, errors
from tests.complaints.verb_forms import PAGES, post, scene, unmoved
from tests.complaints.verbs import DO, NOW, ROLE, posted
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ComplainantFactory, whole_case

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WHY = "They gave no name and no address."


def page(verb):
    return next(each for each in PAGES if each.verb == verb)


def do(action, role, case, **given):
    now = Case.objects.get(pk=case.pk)
    by = fresh(user_with_role(role))
    return action(case=now, by=by, at=NOW, version=now.version, **given)


def decline(case, **given):
    told = {"ground": "already-dealt-with", "reason": "Repetitious."}
    if "letter_on" in given:
        told |= {"letter": "It is not recorded.", "served_how": "post"}
    return do(actions.decline, "cst-officer", case, **told | given)


class TestApplications:
    GIVEN = {"grounds": ["anonymous"], "reasons": "No name.", "applied_on": TODAY}

    def apply(self, case, **given):
        given = self.GIVEN | given
        return do(actions.apply_dispensation, "team-inspector", case, **given)

    def test_nobody_knows_whom_to_tell(self):
        case = whole_case(recorded=True)
        self.apply(case, untold_because=WHY)
        row = IpccApplication.objects.get(case=case)
        assert (row.told_on, row.untold_because) == (None, WHY)

    @pytest.mark.parametrize("given", [{}, {"told_on": TODAY, "untold_because": WHY}])
    def test_one_of_the_two_is_said(self, given):
        case = whole_case(recorded=True)
        with pytest.raises(BadInput) as refused:
            self.apply(case, **given)
        assert refused.value.field == "told_on"
        assert not IpccApplication.objects.exists()

    def test_nobody_complained_of_a_conduct_matter(self):
        case = whole_case(investigating=True, conduct=True)
        known = law.load().grounds("discontinuance", case.received_on)
        given = self.GIVEN | {"grounds": [known[0].code]}
        action = actions.apply_discontinuance
        with pytest.raises(BadInput, match="so nobody is told"):
            do(action, "team-inspector", case, **given, told_on=TODAY)
        assert do(action, "team-inspector", case, **given).status == "discontinuing"

    def test_the_page_asks_for_one_of_them(self):
        play = scene(page("apply-dispensation"))
        no_date = {f"told_on_{place}": "" for place in ("day", "month", "year")}
        sent = post(page("apply-dispensation"), play, **no_date)
        assert any("or say why nobody can be told" in said for said in errors(sent))
        assert unmoved(play)
        given = no_date | {"untold_because": WHY}
        assert post(page("apply-dispensation"), play, **given).status_code == 302


class TestDeclining:
    def test_without_a_letter_no_time_for_an_appeal_runs(self):
        case = whole_case()
        declined = decline(case, untold_because=WHY)
        assert (declined.status, declined.appeal_ends_on) == ("not_recorded", None)
        assert case.complainants.get().untold_because == WHY
        assert not Letter.objects.filter(case=case).exists()
        assert not case.clocks.filter(code="appeal").exists()

    def reach(self, case, kind):
        given = {"kind": kind, "dated_on": TODAY, "text": "We did not record it."}
        who = case.complainants.get()
        do(actions.log_letter, "cst-officer", case, **given, complainant=who)
        case.refresh_from_db()

    def test_a_letter_later_begins_the_time_for_an_appeal(self):
        case = whole_case()
        decline(case, untold_because=WHY)
        self.reach(case, "not_recorded")
        assert case.complainants.get().untold_because == ""
        window = case.clocks.get(code="appeal")
        assert (window.of, window.ended) == ("complainant 1", "")
        assert case.appeal_ends_on == window.due_on
        told = trail.history_of(case)[0].changes
        assert told["complainant 1 untold_because"] == [WHY, ""]

    def test_another_letter_does_not(self):
        case = whole_case()
        decline(case, untold_because=WHY)
        self.reach(case, "outcome")
        assert case.appeal_ends_on is None

    def test_nor_what_tells_of_a_case_that_was_recorded(self):
        case = whole_case(recorded=True)
        self.reach(case, "not_recorded")
        assert case.appeal_ends_on is None

    def test_not_with_a_letter_as_well(self):
        case = whole_case()
        with pytest.raises(BadInput, match="one of the two"):
            decline(case, letter_on=TODAY, untold_because=WHY)

    def test_the_page(self):
        play = scene(page("decline"))
        no_date = {f"letter_on_{place}": "" for place in ("day", "month", "year")}
        sent = post(page("decline"), play, **no_date)
        assert any("or say why nobody can be told" in said for said in errors(sent))
        assert (
            post(page("decline"), play, **no_date, untold_because=WHY).status_code
            == 302
        )


class TestNotifying:
    def determined(self):
        return whole_case(determined=True, decided=True)

    def notify(self, case, *, letters=(), untold=()):
        letters = [*letters, posted(TODAY, subject=case.subjects.get())]
        return do(actions.notify, "cst-officer", case, letters=letters, untold=untold)

    def test_somebody_unknown_is_not_told(self):
        case = self.determined()
        complainant = case.complainants.get()
        told = self.notify(case, untold=[(complainant, WHY)])
        assert (told.status, told.appeal_ends_on) == ("notified", None)
        assert case.complainants.get().untold_because == WHY
        assert (
            DO["finalise"](
                told, user_with_role("cst-manager"), NOW, told.version
            ).status
            == "finalised"
        )

    def step(self, verb, case):
        now = Case.objects.get(pk=case.pk)
        own = now.handler if ROLE[verb] == "investigator" else None
        more = {"handler": now.handler} if verb == "allocate" else {}
        by = own or user_with_role(ROLE[verb])
        DO[verb](now, fresh(by), NOW, now.version, **more)

    def test_whoever_can_be_is_told_and_may_appeal(self):
        case = self.determined()
        other = ComplainantFactory(case=case, number=2)
        letters = [posted(TODAY, complainant=other)]
        told = self.notify(
            case, letters=letters, untold=[(case.complainants.get(number=1), WHY)]
        )
        assert told.appeal_ends_on is not None
        (window,) = case.clocks.filter(code="appeal")
        assert window.of == "complainant 2"

    def test_who_is_told_later_may_appeal_before_it_is_finalised(self):
        """Untold that it was not recorded, and told what came of it after all."""
        handler = user_with_role("investigator")
        case = whole_case(handler=handler)
        decline(case, untold_because=WHY)
        with guard.writing("test"):
            Case.objects.filter(pk=case.pk).update(status="received")
        for verb in ("record", "check", "assess", "allocate", "start"):
            self.step(verb, case)
        for verb in ("submit-report", "determine"):
            self.step(verb, case)
        told = self.notify(
            case,
            letters=[posted(TODAY, complainant=case.complainants.get())],
        )
        assert case.complainants.get().untold_because == ""
        entry = trail.history_of(told)[0]
        assert entry.changes["complainant 1 untold_because"] == [WHY, ""]
        with pytest.raises(WrongState, match="the end of the time for an appeal"):
            DO["finalise"](told, user_with_role("cst-manager"), NOW, told.version)

    @pytest.mark.parametrize("why", ["", None])
    def test_not_without_a_reason(self, why):
        case = self.determined()
        with pytest.raises(BadInput, match="Give the date of the letter to each"):
            self.notify(case, untold=[(case.complainants.get(), why)])

    def test_not_both(self):
        case = self.determined()
        who = case.complainants.get()
        letters = [posted(TODAY, complainant=who)]
        with pytest.raises(BadInput, match="Give the date of the letter to each"):
            self.notify(case, letters=letters, untold=[(who, WHY)])

    def test_a_letter_later_reaches_them_after_all(self):
        case = self.determined()
        who = case.complainants.get()
        self.notify(case, untold=[(who, WHY)])
        do(
            actions.log_letter,
            "cst-officer",
            case,
            kind="outcome",
            dated_on=TODAY,
            complainant=case.complainants.get(),
            text="This is the outcome.",
        )
        assert case.complainants.get().untold_because == ""

    def test_the_page(self):
        play = scene(page("notify"))
        no_date = {f"complainant_1_{place}": "" for place in ("day", "month", "year")}
        sent = post(page("notify"), play, **no_date)
        assert any("or say why nobody can be told" in said for said in errors(sent))
        given = no_date | {"complainant_1_untold": WHY}
        given |= day("officer_1", timezone.localdate())
        assert post(page("notify"), play, **given).status_code == 302
        assert play.case.complainants.get().untold_because == WHY
