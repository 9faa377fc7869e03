import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from accounts.lending import LENT, Lent
from accounts.querysets import UserQuerySet
from accounts.rights import Rights
from audit.days import midnight
from audit.trail import Actor, Subject
from organisation.models import AuthorityMember, Member


class UserKind(models.TextChoices):
    PERSON = "person", "Person"
    CLIENT = "client", "API client"


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, *, email, name, password=None, **fields):
        """Create an account; without a password it cannot sign in yet."""
        user = self.model(email=email.lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody, or an API client, that acts in Candour. Deactivated, never deleted."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=UserKind, default=UserKind.PERSON)
    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    authority_member = models.OneToOneField(
        AuthorityMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="account",
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    session_serial = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(kind=UserKind.PERSON) | Q(member=None),
                name="user_client_is_no_member",
            ),
        ]

    def __str__(self):
        return self.name

    def answered(self, question: str) -> Any:
        """What `accounts.signed_in` read beside this account; None if it did not."""
        return vars(self).get(f"asked_{question}")

    @cached_property
    def rights(self) -> Rights:
        """What the postings of today allow; read once for each request or task."""
        known, lent = self.answered("postings"), self.answered("lent")
        if known is not None:
            return Rights(
                ((role, unit and int(unit)) for role, unit in known),
                map(Lent.read, lent or ()),
            )
        today = timezone.localdate()
        held = self.postings.on(today).order_by("pk")
        return Rights(held.values_list("role", "unit"), self._lent(today))

    def _lent(self, today: date) -> list[Lent]:
        """What others let them use, of an account that no session led to."""
        if self.pk is None or self.is_client:
            return []
        asked = {
            "today": today,
            "over_at": midnight(today + timedelta(days=1)),
            "key": self.pk,
        }
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {LENT} FROM (SELECT %(key)s::bigint AS id) person",  # noqa: S608 - our own SQL
                asked,
            )
            (rows,) = cursor.fetchone()
        return [Lent.read(row) for row in rows]

    @property
    def is_client(self) -> bool:
        return self.kind == UserKind.CLIENT

    def get_absolute_url(self) -> str:
        return reverse("account-user", args=[self.key])

    def _get_session_auth_hash(self, secret=None) -> str:
        """What Django compares on every request of a session.

        A new password or a new serial ends every session of this account at once.
        """
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}:{self.session_serial}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def trail_subject(self) -> Subject:
        return Subject("account", self.email, self.pk)

    @property
    def trail_actor(self) -> Actor:
        """Who this is, for the trail: key, name and roles as they are now."""
        return Actor(
            id=self.pk,
            key=self.email,
            name=self.name,
            role=", ".join(self.rights.roles),
        )
