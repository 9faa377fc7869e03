"""Proceedings: opening, review, arrangements, findings, sanctions, appeals."""

from django.utils.functional import cached_property

from complaints.forms import imposing, officer_appeals, sittings
from complaints.forms import proceedings as forms
from complaints.models import law
from complaints.permissions.proceedings import part_sends_back
from complaints.views.drafted import (
    SITTING_CHANGED,
    SITTING_NOTICE,
    code_of_proceedings,
    draft_of_proceedings,
    draft_of_sitting,
    draft_of_their_outcome,
    texts,
)
from complaints.views.verbs.conduct import ConductPage
from pages.words import day_words


class CaseOpenProceeding(ConductPage):
    verb = "open-proceeding"
    form_class = forms.OpenProceedingForm
    done = "Proceedings in {case} are opened."
    lead = "What the authority decided leads here; nothing else can be opened."


class CaseWarrantHearing(ConductPage):
    verb = "warrant-hearing"
    form_class = forms.ReviewForm
    done = "It is decided that the proceedings in {case} are warranted."


class CaseRefuseHearing(ConductPage):
    verb = "refuse-hearing"
    form_class = forms.ReviewForm
    done = "{case} is back with its authority."
    lead = "The authority then decides anew where the matter leads."


class CaseRedirectProceeding(ConductPage):
    verb = "redirect-proceeding"
    form_class = forms.RedirectForm
    done = "It is decided anew where {case} leads."


class CaseSendBack(ConductPage):
    verb = "send-back"
    form_class = forms.SendBackForm
    done = "{case} is back with its authority."
    lead = "The authority then decides before which other forum the matter comes."


class ServedPage(ConductPage):
    """A step with which the officer is served words that the law drafts."""

    @property
    def serves(self) -> bool:
        return True

    @cached_property
    def law_rows(self):
        if not self.serves:
            return super().law_rows
        known, on = law.of_request(self.request), self.part.noticed_on
        said = texts(self.case, known, self.today, self.letter, on=on)
        return [*super().law_rows, *said]

    @property
    def letter(self) -> str:
        """The code of the text of it."""
        return code_of_proceedings(law.of_request(self.request), self.part)


class CaseSupplyDocuments(ServedPage):
    verb = "supply-documents"
    form_class = forms.SupplyDocumentsForm
    done = "The documents supplied in {case} are recorded."
    lead = (
        "The time for it to sit begins on the first working day after the first "
        "documents."
    )

    @property
    def serves(self) -> bool:
        """The notice goes with the first of them."""
        return self.part.supplied_on is None

    def initial(self):
        known = law.of_request(self.request)
        text = draft_of_proceedings(self.case, known, self.today, self.part)
        return {"text": text}


class CaseRecordAnswer(ConductPage):
    verb = "record-answer"
    form_class = forms.RecordAnswerForm
    done = "The officer's answer in {case} is recorded."


class CaseFixSitting(ServedPage):
    verb = "fix-sitting"
    day = "fixed_on"
    form_class = forms.FixSittingForm
    done = "The date in {case} is fixed, and the officer's notice of it is kept."
    letter = SITTING_NOTICE

    def initial(self):
        known = law.of_request(self.request)
        text = draft_of_sitting(self.case, known, self.today, self.part)
        return {self.day: self.today, "served_on": self.today, "text": text}

    def receipt(self):
        """With a word of warning, where hardly anybody can be ready for it."""
        fixed = self.made.sits_on
        soon = (
            " It sits today: see that everybody knows." if fixed == self.today else ""
        )
        return f"{super().receipt()}{soon}"


class CasePostponeSitting(CaseFixSitting):
    verb = "postpone-sitting"
    day = "moved_on"
    form_class = forms.PostponeSittingForm
    done = "The date in {case} is changed, and the officer's notice of it is kept."
    letter = SITTING_CHANGED

    def initial(self):
        part = self.part
        now = {"place": part.place, "sits_at": part.sits_at}
        return super().initial() | now


class CaseRecordFindings(ConductPage):
    verb = "record-findings"
    form_class = forms.FindingsForm
    done = "The findings in {case} are recorded."

    def initial(self):
        return {"held_on": self.part.sits_on}


class CaseImposeSanction(ConductPage):
    verb = "impose-sanction"
    form_class = imposing.SanctionForm
    done = "What was imposed in {case} is recorded."

    @property
    def lead(self) -> str:
        if not self.part.proved:
            more = ""
            if part_sends_back(self.part, law.of_request(self.request)):
                more = " Or send it back to the authority, on its own page."
            return f"Nothing was proved: say why it ends here.{more}"
        return "Only what this forum can impose for what it found can be chosen."

    @property
    def facts(self):
        """With what is live of the officer beside it."""
        rows = super().facts
        member = self.part.subject.member
        if self.sight.identity and member:
            live = [
                f"{each.sanction_name} until {day_words(each.live_until)}"
                for each in member.sanctions.live_on(self.today)
            ]
            words = "; ".join(live) or "Nothing"
            rows = [{"key": "Live now", "value": words, "masked": False}, *rows]
        return rows


class CaseTellOfficer(ServedPage):
    verb = "tell-officer"
    form_class = imposing.TellOfficerForm
    done = "The written outcome in {case} is recorded."
    lead = (
        "The time for the officer's appeal begins with it, and what was imposed counts "
        "from it, unless the officer was told before."
    )

    def initial(self):
        known = law.of_request(self.request)
        text = draft_of_their_outcome(self.case, known, self.today, self.part)
        return {"text": text}


class CaseEndProceeding(ConductPage):
    verb = "end-proceeding"
    form_class = forms.EndProceedingForm
    done = "Proceedings in {case} are ended."


class CaseDecidePublication(ConductPage):
    verb = "decide-publication"
    form_class = forms.PublicationForm
    done = "It is decided whether the outcome of {case} is published."
    lead = (
        "What is published says the forum, the finding and what was imposed, never who."
    )


class CaseNamePanelMember(ConductPage):
    verb = "name-panel-member"
    form_class = sittings.NamePanelMemberForm
    done = "A member of the panel in {case} is named."


class CaseTellPanel(ConductPage):
    verb = "tell-panel"
    form_class = sittings.TellPanelForm
    done = "The officer's time to object in {case} runs."


class CaseObjectPanel(ConductPage):
    verb = "object-panel"
    form_class = sittings.ObjectPanelForm
    done = "The objection in {case} is recorded."


class CaseDecideObjection(ConductPage):
    verb = "decide-objection"
    form_class = sittings.DecideObjectionForm
    done = "The objection in {case} is decided."


class CaseLeavePanel(ConductPage):
    verb = "leave-panel"
    form_class = sittings.LeavePanelForm
    done = "They are off the panel in {case}."


class CaseRecordRepresentation(ConductPage):
    verb = "record-representation"
    form_class = sittings.RepresentationForm
    done = "Who represents the officer in {case} is recorded."


class CaseLodgeOfficerAppeal(ConductPage):
    verb = "lodge-officer-appeal"
    form_class = officer_appeals.LodgeAppealForm
    done = "The officer's appeal in {case} is recorded."


class CaseDecideOfficerAppeal(ConductPage):
    verb = "decide-officer-appeal"
    form_class = officer_appeals.DecideAppealForm
    done = "How the officer's appeal in {case} was decided is recorded."


PROCEEDING_PAGES = (
    CaseOpenProceeding,
    CaseWarrantHearing,
    CaseRefuseHearing,
    CaseRedirectProceeding,
    CaseSendBack,
    CaseSupplyDocuments,
    CaseRecordAnswer,
    CaseFixSitting,
    CasePostponeSitting,
    CaseRecordFindings,
    CaseImposeSanction,
    CaseTellOfficer,
    CaseEndProceeding,
    CaseDecidePublication,
    CaseNamePanelMember,
    CaseTellPanel,
    CaseObjectPanel,
    CaseDecideObjection,
    CaseLeavePanel,
    CaseRecordRepresentation,
    CaseLodgeOfficerAppeal,
    CaseDecideOfficerAppeal,
)
