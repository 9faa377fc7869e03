from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from organisation.models import LoadedRow, Member
from tests.factories import organisation as made

pytestmark = pytest.mark.django_db
EARLIER, LATER = date(2009, 1, 1), date(2009, 1, 2)


def refused(name, factory, **fields):
    """The database itself refuses, by the constraint of this name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**fields)


def test_no_period_ends_before_it_begins():
    periods = [
        ("membership", made.MembershipFactory),
        ("contact", made.ContactFactory),
        ("member_posting", made.MemberPostingFactory),
        ("accreditation", made.AccreditationFactory),
        ("committee", made.CommitteeFactory),
        ("link_borough", made.LinkBoroughFactory),
    ]
    for table, factory in periods:
        name = f"{table}_to_on_not_before_from_on"
        refused(name, factory, from_on=LATER, to_on=EARLIER)
    refused(
        "unit_closed_on_not_before_opened_on",
        made.UnitFactory,
        opened_on=LATER,
        closed_on=EARLIER,
    )
    refused(
        "member_left_on_not_before_joined_on",
        made.MemberFactory,
        joined_on=LATER,
        left_on=EARLIER,
    )


def test_a_unit_is_in_one_group_of_a_kind_at_a_time():
    first = made.MembershipFactory(to_on=LATER)
    refused(
        "membership_one_at_a_time",
        made.MembershipFactory,
        unit=first.unit,
        from_on=LATER,
    )
    made.MembershipFactory(support=True, unit=first.unit, from_on=LATER)
    made.MembershipFactory(unit=first.unit, from_on=date(2009, 1, 3))


def test_a_strength_is_recorded_once_for_a_date_and_not_negative():
    first = made.StrengthFactory()
    refused("strength_once_per_date", made.StrengthFactory, unit=first.unit)
    refused("strength_not_negative", made.StrengthFactory, number=-1)


def test_a_committee_meets_once_a_day():
    first = made.MeetingFactory()
    refused("meeting_once_a_day", made.MeetingFactory, committee=first.committee)


def test_rows_say_what_they_are():
    unit = made.UnitFactory(name="Brent")
    member = made.MemberFactory(surname="Sample", number="T1", unit=unit)
    day = date(2010, 6, 1)
    said = {
        str(made.MembershipFactory(unit=unit, group__name="West", from_on=day)),
        str(made.ContactFactory(unit=unit, post="Champion")),
        str(made.StrengthFactory(unit=unit, on_date=day)),
        str(member),
        str(made.MemberPostingFactory(member=member, unit=unit, from_on=day)),
        str(made.AccreditationFactory(member=member, kind__name="Panel", from_on=day)),
        str(made.MeetingFactory(committee__name="Board", held_on=day)),
        str(made.BodyFactory(name="Coroner")),
        str(made.LinkBoroughFactory(unit=unit, authority_member__name="A. Member")),
    }
    assert said == {
        "Brent is in the area West from 1 June 2010",
        "Champion, Brent",
        "Brent, 1 June 2010: police officers",
        "Constable Sample T1",
        "Constable Sample T1 at Brent from 1 June 2010",
        "Constable Sample T1: Panel from 1 June 2010",
        "Board, 1 June 2010",
        "Coroner",
        "A. Member for Brent",
    }


def test_the_trail_names_a_unit_by_its_code():
    assert made.UnitFactory(code="team-x").trail_unit == "team-x"


def test_a_loaded_row_says_which():
    assert str(LoadedRow(table="units", key="merton")) == "units: merton"


def test_no_query_of_a_name_leaves_its_index():
    """The search is on the very expression that the trigram index is on."""
    sql, params = Member.objects.search("catherwood").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "member_name_trigram" in plan
