"""The force, named by state: boroughs, commands, people and where they served."""

from datetime import date

import factory

from organisation.models import (
    Accreditation,
    AccreditationKind,
    AuthorityMember,
    Body,
    Committee,
    Contact,
    LineManager,
    LinkBorough,
    Meeting,
    Member,
    MemberPosting,
    Membership,
    Strength,
    Unit,
)
from organisation.models.bodies import BodyKind
from organisation.models.committees import CommitteeKind
from organisation.models.members import MemberKind, Rank
from organisation.models.units import MembershipKind, StrengthKind, UnitKind

OPENED = date(2000, 4, 1)
LOCALE = "en_GB"


class UnitFactory(factory.django.DjangoModelFactory):
    """A borough, unless a trait says otherwise."""

    class Meta:
        model = Unit

    class Params:
        command = factory.Trait(kind=UnitKind.COMMAND)
        team = factory.Trait(kind=UnitKind.TEAM)
        desk = factory.Trait(kind=UnitKind.DESK)
        support_unit = factory.Trait(kind=UnitKind.SUPPORT_UNIT)
        area = factory.Trait(kind=UnitKind.AREA)
        family_group = factory.Trait(kind=UnitKind.FAMILY_GROUP)
        retired = factory.Trait(closed_on=date(2010, 5, 31))

    code = factory.Sequence(lambda n: f"test-unit-{n}")
    name = factory.Sequence(lambda n: f"Test unit {n}")
    kind = UnitKind.BOROUGH
    opened_on = OPENED


class MembershipFactory(factory.django.DjangoModelFactory):
    """That a borough was in an area; traits for the other ways of belonging."""

    class Meta:
        model = Membership

    class Params:
        support = factory.Trait(
            kind=MembershipKind.SUPPORTED_BY,
            group=factory.SubFactory(UnitFactory, support_unit=True),
        )
        part = factory.Trait(
            kind=MembershipKind.PART_OF,
            group=factory.SubFactory(UnitFactory, command=True),
        )
        family = factory.Trait(
            kind=MembershipKind.FAMILY_GROUP,
            group=factory.SubFactory(UnitFactory, family_group=True),
        )

    unit = factory.SubFactory(UnitFactory)
    group = factory.SubFactory(UnitFactory, area=True)
    kind = MembershipKind.AREA
    from_on = OPENED


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    unit = factory.SubFactory(UnitFactory)
    post = "Professional Standards Champion"
    telephone = "020 7946 0999"
    email = factory.Sequence(lambda n: f"contact-{n}@example.test")
    from_on = OPENED


class StrengthFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Strength

    unit = factory.SubFactory(UnitFactory)
    on_date = date(2010, 3, 31)
    kind = StrengthKind.OFFICERS
    number = 400
    source = "Made for a test"


class MemberFactory(factory.django.DjangoModelFactory):
    """A constable in a borough, unless a trait says otherwise."""

    class Meta:
        model = Member

    class Params:
        staff = factory.Trait(kind=MemberKind.STAFF, rank=Rank.STAFF)
        inspector = factory.Trait(rank=Rank.INSPECTOR)
        left = factory.Trait(left_on=date(2010, 5, 31))
        unknown_officer = factory.Trait(
            placeholder=True, surname="Not identified", forenames="", unit=None
        )

    number = factory.Sequence(lambda n: f"T{n:06d}")
    kind = MemberKind.OFFICER
    surname = factory.Faker("last_name", locale=LOCALE)
    forenames = factory.Faker("first_name", locale=LOCALE)
    rank = Rank.CONSTABLE
    unit = factory.SubFactory(UnitFactory)


class MemberPostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MemberPosting

    member = factory.SubFactory(MemberFactory)
    unit = factory.SubFactory(UnitFactory)
    rank = Rank.CONSTABLE
    from_on = OPENED


class LineManagerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LineManager

    member = factory.SubFactory(MemberFactory)
    manager = factory.SubFactory(MemberFactory, rank=Rank.SERGEANT)
    from_on = OPENED


class AccreditationKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AccreditationKind

    code = factory.Sequence(lambda n: f"test-accreditation-{n}")
    name = factory.Sequence(lambda n: f"Test accreditation {n}")


class AccreditationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Accreditation

    member = factory.SubFactory(MemberFactory)
    kind = factory.SubFactory(AccreditationKindFactory)
    from_on = OPENED


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    code = factory.Sequence(lambda n: f"test-body-{n}")
    name = factory.Sequence(lambda n: f"Test body {n}")
    kind = BodyKind.OVERSIGHT


class CommitteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Committee

    code = factory.Sequence(lambda n: f"test-committee-{n}")
    name = factory.Sequence(lambda n: f"Test committee {n}")
    kind = CommitteeKind.AUTHORITY
    from_on = OPENED


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    committee = factory.SubFactory(CommitteeFactory)
    held_on = date(2010, 10, 18)


class AuthorityMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AuthorityMember

    code = factory.Sequence(lambda n: f"test-authority-member-{n}")
    name = factory.Sequence(lambda n: f"Authority Member {n}")


class LinkBoroughFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LinkBorough

    authority_member = factory.SubFactory(AuthorityMemberFactory)
    unit = factory.SubFactory(UnitFactory)
    from_on = OPENED
