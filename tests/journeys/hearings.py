"""Steps of proceedings that several stories take, as the office takes them."""

from datetime import timedelta

from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.models import Allegation, Case, Outcome, Proceeding
from organisation.models import AccreditationKind
from tests.factories.organisation import AccreditationFactory, MemberFactory
from tests.journeys.beginnings import case_of, days_ago, demo, today

WHY = "Dismissal would be justified, if it is so."


def determined(*, noticed_on=None, **decided):
    """What the authority decided, and where it sent it."""
    case = case_of(
        determined=True,
        received=40,
        determined_on=days_ago(5),
        authority=demo("appropriate-authority"),
    )
    with guard.writing("test"):
        raised_on = noticed_on or case.received_on
        Allegation.objects.filter(case=case).update(raised_on=raised_on)
        Outcome.objects.filter(allegation__case=case).update(
            **{"case_to_answer": True} | decided
        )
        keep_awaited(case, on=today())
        Case.objects.filter(pk=case.pk).update(offices=case.offices, awaits=case.awaits)
    return case


def trained(rank):
    member = MemberFactory(rank=rank)
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


def open_it(office, case, *, reviewed, what=""):
    """From home, where it waits for whoever arranges it, to documents supplied."""
    office.find(case) if what else office.turn(case)
    office.turn_to("Proceedings")
    office.follow("Open proceedings")
    if what:
        office.main.get_by_label(what).check()
    office.date("opened_on", today())
    conditions = office.main.get_by_role("checkbox")
    if conditions.count():
        office.press("Open proceedings", wrong=True)
        for condition in conditions.all():
            condition.check()
    office.press("Open proceedings")
    if reviewed:
        label = "Decide that the proceedings are warranted"
        step(office, label, reviewed_on=today(), Reasons=WHY)
    label = "Record the documents supplied"
    typed = {"Which documents?": "The report.", "To whom?": "The officer"}
    step(office, label, supplied_on=today(), serving=True, **typed)


def sit(office, *seats):
    """Name somebody for each seat: of that rank, or from outside."""
    for seat, rank in seats:
        office.follow("Name a member of the panel")
        office.main.get_by_label(seat).first.check()
        if rank:
            office.fill("Warrant or pay number", trained(rank).number)
        else:
            office.fill("Somebody from outside", "Idris Marlowe")
        office.date("named_on", today())
        office.press("Name a member of the panel")


def fix(office, *, days=7):
    day = today() + timedelta(days=days)
    given = {"Time": "10:30", "Place": "Room 4"}
    step(office, "Fix the date", sits_on=day, serving=True, **given)
    return day


def look_up(office, case, day):
    """It stands in the calendar of hearings."""
    office.follow("Registers")
    office.follow("Hearings")
    for _ in range((day.year - today().year) * 12 + day.month - today().month):
        office.follow("Month after")
    office.reads("Room 4")
    office.follow(case.reference)
    office.turn_to("Proceedings")


def stand_by(office):
    office.follow("Record who represents the officer")
    office.choose("Police friend")
    office.fill("Name", "A. Friend")
    office.date("from_on", today())
    office.press("Record who represents the officer")
    office.reads("A. Friend")


def object_to(office, seat):
    """An objection upheld frees the seat, and somebody else takes it."""
    office.follow("Record an objection", exact=False)
    office.date("objected_on", today())
    office.fill("What the officer says", "We served together.")
    office.press("Record an objection")
    office.follow("Decide the objection", exact=False)
    office.choose("Yes")
    office.date("decided_on", today())
    office.fill("Reasons", "It would not look fair.")
    office.press("Decide the objection")
    sit(office, (seat, ""))


def postpone(office):
    office.follow("Change the date", exact=False)
    office.serve("By post")
    office.date("sits_on", today() + timedelta(days=14))
    office.fill("Time", "11:00")
    office.fill("Place", "Room 5")
    office.choose("In the interests of justice")
    office.fill("Reasons", "A witness is in hospital.")
    office.press("Change the date")
    office.reads("A witness is in hospital.")


def appeal(office, where, effect, *seats):
    office.follow("Record the officer's appeal")
    office.main.get_by_label(where).first.check()
    office.date("lodged_on", today())
    office.fill("What the officer says", WHY)
    office.press("Record the officer's appeal")
    sit(office, *seats)
    office.follow("Record how it was decided", exact=False)
    upheld = effect != "What was imposed stands"
    office.choose("Yes" if upheld else "No", group="Is the appeal upheld?")
    office.choose(effect)
    if effect.startswith("Something else"):
        office.choose("Final written warning")
    office.date("decided_on", today())
    office.fill("Reasons", WHY)
    office.press("Record how it was decided")


def its_day_comes(case):
    """As if all that was done before it sits had been done so much earlier."""
    row = Proceeding.objects.filter(case=case, sits_on__isnull=False).latest("number")
    passed = row.sits_on - today()
    dated = ("opened_on", "reviewed_on", "supplied_on", "fixed_on", "sits_on")
    with guard.writing("test"):
        for name in (*dated, "first_sits_on"):
            if getattr(row, name):
                setattr(row, name, getattr(row, name) - passed)
        row.save()
        for clock in case.clocks.filter(of=row.name):
            clock.starts_on -= passed
            clock.due_on -= passed
            clock.save()


def conclude(office, case, found, sanction, **dates):
    its_day_comes(case)
    office.follow("Record what was found", exact=False)
    office.date("held_on", today())
    office.choose(found)
    office.fill("Reasons of the findings", WHY)
    office.press("Record what was found")
    office.follow("Record what was imposed", exact=False)
    office.choose(sanction)
    for name, day in {"concluded_on": today(), **dates}.items():
        office.date(name, day)
    office.fill("Reasons", WHY)
    office.press("Record what was imposed")
    step(office, "Record the written outcome", told_on=today(), serving=True)
    office.reads("Told in writing")
    office.reads(sanction)


def step(office, label, *, serving=False, **typed):
    """Follow a step of the card, type dates and words, and send it."""
    office.follow(label, exact=False)
    if serving:
        office.write_out("We will tell you.", dated="sits_on" in typed)
        office.serve("By hand")
    for name, value in typed.items():
        if hasattr(value, "year"):
            office.date(name, value)
        else:
            office.fill(name, value)
    office.press(label)
