"""Accounts named by state, and the short ways in which tests get one."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import Delegation, Posting, User
from accounts.models.users import UserKind
from accounts.permissions import Permission
from accounts.roles import ROLES
from organisation.models import Unit
from tests.factories.organisation import UnitFactory

PASSWORD = "otter-lantern-velvet"  # noqa: S105 (of tests only)
POSTED = date(2015, 4, 1)


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can sign in with PASSWORD and holds no role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        deactivated = factory.Trait(is_active=False)
        locked = factory.Trait(
            locked_at=factory.LazyFunction(timezone.now), failed_sign_ins=5
        )

    email = factory.Sequence(lambda n: f"person-{n}@police.example")
    name = factory.Sequence(lambda n: f"Sample Person {n}")
    password = factory.django.Password(PASSWORD)


class ClientFactory(UserFactory):
    """An API client without a token or a posting; see `client_with_token`."""

    kind = UserKind.CLIENT
    email = factory.Sequence(lambda n: f"client-{n}@clients.candour.invalid")
    name = factory.Sequence(lambda n: f"Program {n}")
    password = "!"


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    class Params:
        ended = factory.Trait(to_on=date(2016, 3, 31))
        coming = factory.Trait(
            from_on=factory.LazyFunction(
                lambda: timezone.localdate() + timedelta(days=7)
            )
        )

    user = factory.SubFactory(UserFactory)
    role = "investigator"
    unit = factory.SubFactory(UnitFactory)
    from_on = POSTED


class DelegationFactory(factory.django.DjangoModelFactory):
    """The power to decide, lent by an appropriate authority to an inspector."""

    class Meta:
        model = Delegation

    class Params:
        ended = factory.Trait(to_on=factory.LazyFunction(lambda: _from_today(-1)))
        coming = factory.Trait(from_on=factory.LazyFunction(lambda: _from_today(1)))
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SelfAttribute("giver"),
            withdrawn_because="Back early",
        )

    giver = factory.LazyFunction(lambda: user_with_role("appropriate-authority"))
    holder = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    powers = factory.LazyFunction(
        lambda: [Permission.CASE_DETERMINE.value, Permission.CASE_RETURN.value]
    )
    from_on = factory.LazyFunction(lambda: _from_today(-7))
    to_on = factory.LazyFunction(lambda: _from_today(7))
    reason = "Annual leave"
    at = factory.LazyFunction(timezone.now)


def _from_today(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def user_with_role(slug: str, unit: Unit | None = None, **fields) -> User:
    """Somebody who holds one role: in `unit`, in a unit of their own if it is bound to
    one, else force-wide."""
    user = UserFactory(**fields)
    if unit is None and ROLES[slug].within_unit:
        unit = UnitFactory()
    PostingFactory(user=user, role=slug, unit=unit)
    return user


def client_with_token(
    slug: str, unit: Unit | None = None, *, expiry: timedelta | None = None
) -> tuple[User, str]:
    """An API client of one role, and the token it sends."""
    client = ClientFactory()
    if unit is None and ROLES[slug].within_unit:
        unit = UnitFactory()
    PostingFactory(user=client, role=slug, unit=unit)
    _, token = AuthToken.objects.create(client, expiry=expiry or timedelta(days=1))
    return client, token


def fresh(user: User) -> User:
    """The same account as a new request reads it: rights are kept per object."""
    return User.objects.get(pk=user.pk)
