"""Claims: enter, link, reserve, authorise, settle, conclude, flag, reopen."""

from complaints.actions.moves import refuse_any
from complaints.actions.records import on_record
from complaints.models import Case, Claim, ClaimParty, SettlementLimit, law
from complaints.models.claims import ClaimKind, ClaimOutcome
from complaints.rules import Limit, check_claim_dates, limit_of, lowest_for
from organisation.models.members import Rank
from pages.refusals import BadInput, NotAllowed
from pages.words import pounds

# From the lowest on; police staff and whose rank is not known stand nowhere.
RANKS = tuple(
    each for each in Rank if each not in {Rank.STAFF, Rank.PCSO, Rank.UNKNOWN}
)


@on_record(Claim, "enter")
def enter_claim(step, *, kind, claimant="", case=None, member=None, **told):
    """Enter a claim or an inquest, with whoever claims and the case it comes from."""
    step.record.kind = kind
    _describe(step, **told)
    if case is not None:
        _link_case(step, case)
    if claimant:
        _name(step, part="claimant", name=claimant)
    if member is not None:
        _name(step, part="concerned", member=member)


@on_record(Claim, "amend")
def amend_claim(step, **told):
    """Change what the claim says; an injury that is not given stays as it was."""
    _describe(step, **told)


def _describe(
    step,
    *,
    title,
    claimed,
    received_on,
    incident_on=None,
    issued_on=None,
    hearing_on=None,
    grounds=(),
    injury=None,
    body=None,
    their_reference="",
    faw_reference="",
):
    claim = step.record
    days = {
        "received_on": received_on,
        "incident_on": incident_on,
        "issued_on": issued_on,
        "hearing_on": hearing_on,
    }
    refuse_any(check_claim_dates(**days, today=step.today))
    known = {one.code for one in law.load().grounds(claim.kind, received_on)}
    if unknown := set(grounds) - known - set(claim.grounds):
        raise BadInput(
            f"“{min(unknown)}” was no ground of such a claim when it was received.",
            field="grounds",
        )
    if claim.kind == ClaimKind.INQUEST and body is None:
        raise BadInput("Choose the coroner.", field="body")
    for name, day in days.items():
        setattr(claim, name, day)
    claim.title, claim.claimed, claim.grounds = title, claimed, list(grounds)
    claim.body, claim.their_reference = body, their_reference
    claim.faw_reference = faw_reference
    if injury is not None:
        claim.injury = injury


@on_record(Claim, "link")
def link_claim(
    step, *, case=None, linked_unit=None, part="", member=None, person=None, name=""
):
    """Say what a claim has to do with: a case, a unit, a person, or several of them."""
    if case is not None:
        _link_case(step, case)
    if linked_unit is not None:
        if step.record.units.filter(unit=linked_unit).exists():
            raise BadInput(f"{linked_unit} is linked already.", field="linked_unit")
        step.add("units", unit=linked_unit)
        step.changes["unit added"] = (None, linked_unit.name)
    if part:
        _name(step, part=part, member=member, person=person, name=name)
    if not step.changes:
        raise BadInput("Say which case, unit or person is to be linked.", field="case")


def _link_case(step, case):
    if not Case.objects.visible_now_to(step.by).filter(pk=case.pk).exists():
        raise NotAllowed("This case is not within your reach.")
    if step.record.pk and step.record.cases.filter(case=case).exists():
        raise BadInput(f"{case} is linked already.", field="case")
    step.add("cases", case=case)
    step.changes["link"] = (None, case.reference)


def _name(step, *, part, member=None, person=None, name=""):
    party = ClaimParty(part=part, member=member, person=person, name=name)
    if sum(map(bool, (member, person, name))) != 1:
        raise BadInput(
            "Give a member of the force, a complainant of a linked case or a name: one "
            "of them.",
            field="part",
        )
    known = step.record.pk and step.record.parties.filter(
        part=part, member=member, person=person, name=name
    )
    if known and known.exists():
        raise BadInput(f"{party.who} is named already.", field="part")
    step.add("parties", part=part, member=member, person=person, name=name)
    step.changes[f"{part} added"] = (None, party.who)


@on_record(Claim, "unlink")
def unlink_claim(step, *, rows, reason):
    """Take links off: rows of the claim's cases, units and parties."""
    if not rows:
        raise BadInput("Choose what is taken off.", field="rows")
    step.reason = reason
    for row in rows:
        if row.claim_id != step.record.pk:
            raise BadInput(f"{row} is no link of {step.record}.", field="rows")
        _take_off(step, row)


def _take_off(step, row):
    if isinstance(row, ClaimParty):
        name, was = f"{row.part} taken off", row.who
    elif hasattr(row, "case_id"):
        if not Case.objects.visible_now_to(step.by).filter(pk=row.case_id).exists():
            raise NotAllowed("This case is not within your reach.")
        name, was = "link", row.case.reference
    else:
        name, was = "unit taken off", row.unit.name
    before, _ = step.changes.get(name, ([], None))
    step.changes[name] = ([*before, was], None)
    row.delete()


@on_record(Claim, "reserve")
def reserve_claim(step, *, amount, reasons):
    """Set aside what the claim may cost; what was set aside before is kept."""
    step.record.reserve, step.reason = amount, reasons
    step.add("reserves", amount=amount, reasons=reasons)


@on_record(Claim, "authorise")
def authorise_claim(step, *, amount, reasons):
    """Let the claim be settled up to an amount that one's rank may authorise."""
    if step.record.kind == ClaimKind.INQUEST:
        raise BadInput("An inquest has a conclusion and is never settled.")
    rank = step.by.member.rank if step.by.member_id else Rank.UNKNOWN
    _check_authority(amount, rank, today=step.today)
    step.record.authorised, step.reason = amount, reasons
    step.add("authorities", amount=amount, rank=rank, reasons=reasons)


def limits_on(day) -> list[Limit]:
    """The limits of authority that are in force on a day."""
    rows = SettlementLimit.objects.on(day).values_list("rank", "amount")
    return [Limit(rank, amount) for rank, amount in rows]


def limit_words(user, *, on) -> str:
    """Up to what somebody's rank authorises a settlement, and by which source."""
    rank = user.member.rank if user.member_id else Rank.UNKNOWN
    own = limit_of(limits_on(on), rank, RANKS)
    if own is None:
        return "Your rank authorises no settlement."
    row = SettlementLimit.objects.on(on).get(rank=own.rank)
    most = "any amount" if own.amount is None else f"up to {pounds(own.amount)}"
    checked = ", which has not been checked" if row.unverified else ""
    return f"Your rank authorises {most} ({row.source}{checked})."


def _check_authority(amount, rank, *, today):
    limits = limits_on(today)
    own = limit_of(limits, rank, RANKS)
    if own is not None and own.covers(amount):
        return
    lowest = lowest_for(limits, amount, RANKS)
    who = (
        f"A {Rank(lowest).label} or somebody above may authorise it."
        if lowest
        else "No rank may authorise it today: ask for the limits to be looked at."
    )
    if own is not None:
        said = f"Your rank authorises settlements up to {pounds(own.amount)}."
    elif rank == Rank.UNKNOWN:
        said = "Your account does not say your rank, so it authorises no settlement."
    else:
        said = f"The rank of {Rank(rank).label} authorises no settlement."
    raise BadInput(f"{said} {who}", field="amount")


@on_record(Claim, "settle")
def settle_claim(step, *, paid, contested, concluded_on, costs=None, conclusion=""):
    """Record for how much it was settled, within what was authorised."""
    claim = step.record
    if paid > claim.authorised:
        raise BadInput(
            f"No more than {pounds(claim.authorised)} was authorised. Have the higher "
            "amount authorised first.",
            field="paid",
        )
    _end(step, ClaimOutcome.SETTLED, concluded_on, contested, paid, costs, conclusion)


@on_record(Claim, "conclude")
def conclude_claim(
    step, *, outcome, concluded_on, contested=None, paid=None, costs=None, conclusion=""
):
    """Record how it ended otherwise: won, lost, withdrawn, or the inquest's words."""
    is_inquest = step.record.kind == ClaimKind.INQUEST
    if outcome == ClaimOutcome.SETTLED:
        raise BadInput(
            "A settlement is authorised and recorded on its own page.", field="outcome"
        )
    if is_inquest and outcome != ClaimOutcome.CONCLUDED:
        raise BadInput("An inquest ends with its conclusion.", field="outcome")
    if outcome == ClaimOutcome.CONCLUDED and not is_inquest:
        raise BadInput("Only an inquest ends with a conclusion.", field="outcome")
    if is_inquest and not conclusion:
        raise BadInput("Enter the conclusion of the inquest.", field="conclusion")
    if not is_inquest and contested is None:
        raise BadInput("Say whether it was contested.", field="contested")
    if outcome != ClaimOutcome.LOST and paid:
        raise BadInput(
            "Damages are paid where it was lost. Take the amount away, or say that it "
            "was lost.",
            field="paid",
        )
    _end(step, outcome, concluded_on, contested, paid, costs, conclusion)


def _end(step, outcome, concluded_on, contested, paid, costs, conclusion):
    claim = step.record
    step.check_day(
        "concluded_on", concluded_on, after=claim.received_on, earlier="received"
    )
    claim.outcome, claim.concluded_on, claim.contested = (
        outcome,
        concluded_on,
        contested,
    )
    claim.paid, claim.costs, claim.conclusion = paid, costs, conclusion


@on_record(Claim, "flag-lesson")
def flag_lesson_of_claim(step, *, text):
    """Flag what there is to learn; organisational learning takes it up from here."""
    step.add("lessons", text=text)
    step.changes["lesson"] = (None, text)


@on_record(Claim, "reopen")
def reopen_claim(step, *, reason):
    """Open a claim again: a settlement of it is to be authorised anew."""
    claim = step.record
    step.reason = reason
    claim.outcome, claim.concluded_on, claim.contested = "", None, None
    claim.authorised = claim.paid = None
