"""Who people are. Names as ux.md 4.7: one field each, any script, no first and last, no title."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lms.core.ids import PublicIdField

# What history must never copy: names, and anything a person wrote or sealed (decisions.md 13).
WORDS = [
    "email",
    "sign_in_number",
    "called",
    "certificate_name",
    "check_name",
    "sort_name",
    "pronouns",
    "legal_name_sealed",
    "country",
    "password",
    "last_login",
    "display",
]


class People(BaseUserManager["User"]):
    """Making people. A service decides when; see accounts.services."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalise(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        fields = {"called": email.split("@")[0], "is_staff": True, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)

    @staticmethod
    def normalise(email: str | None) -> str | None:
        """Addresses are compared in lower case: nobody remembers how they typed theirs. None for people without one."""
        return email.strip().lower() if email and email.strip() else None

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=self.normalise(email))


class User(AbstractBaseUser, PermissionsMixin):
    """A person: never deleted, only erased (decisions.md 7)."""

    SHOWN_TO = [("nobody", _("Nobody")), ("people", _("The people I work with here")), ("certificate", _("Also on my certificate page"))]

    public_id = PublicIdField()
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    # For people without an address: typed in its place to sign in, written down at home. No secret, and nobody's to guess.
    sign_in_number = models.CharField(_("sign-in number"), max_length=9, unique=True, null=True, blank=True)
    called = models.CharField(_("what we call you"), max_length=200)
    certificate_name = models.CharField(_("name on your certificate"), max_length=200, blank=True)
    certificate_name_lang = models.CharField(_("language of that name"), max_length=12, blank=True)
    check_name = models.CharField(_("the part a checker types"), max_length=200, blank=True)
    sort_name = models.CharField(_("name for lists"), max_length=200, blank=True)
    legal_name_sealed = models.BinaryField(null=True, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    pronouns_shown_to = models.CharField(_("who sees your pronouns"), max_length=12, choices=SHOWN_TO, default="nobody")
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    display = models.CharField(_("display settings"), max_length=200, blank=True)  # lms.core.display reads it
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)
    # Two records of one person (accounts.services.merge). The flag stands on the record that was kept: people without a second
    # record cost no question.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")
    has_duplicates = models.BooleanField(default=False)

    history = HistoricalRecords(excluded_fields=WORDS)
    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["called"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~Q(called=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(is_active=False, email__isnull=True), name="erased_cannot_sign_in"
            ),
            # One level only: whoever was joined to another keeps nobody, and nobody is joined to themselves.
            models.CheckConstraint(condition=Q(merged_into__isnull=True) | Q(has_duplicates=False), name="merged_keeps_nobody"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="merged_into_somebody_else"),
        ]

    def __str__(self) -> str:
        """What they are called; of a record that was joined to another, what the other is called: one person, one name."""
        return self.merged_into.called if self.merged_into else self.called

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def pronouns_for_people(self) -> str:
        """Pronouns for those one works with here (supervisors, managers, assessors once feedback is out); "" for somebody who said no."""
        known = self.merged_into or self
        return known.pronouns if known.pronouns_shown_to in ("people", "certificate") else ""

    @property
    def pronouns_for_checkers(self) -> str:
        """Pronouns for whoever checks a certificate with the name; only where that was chosen."""
        known = self.merged_into or self
        return known.pronouns if known.pronouns_shown_to == "certificate" else ""

    @property
    def own_refs(self) -> frozenset[str]:
        """Every reference under which this person is kept: reading one's own second record is not reading somebody else's."""
        if not self.has_duplicates:
            return frozenset({self.public_id})
        return frozenset({self.public_id, *self.duplicates.values_list("public_id", flat=True)})

    @property
    def masked_email(self) -> str:
        """Enough of the address to know it again, not enough to write to it: "a…@example.org"; "" for nobody's."""
        name, at, host = (self.email or "").partition("@")
        return f"{name[:1]}…{at}{host}" if at else ""


class PersonKey(models.Model):
    """The wrapped key that opens what this person wrote for themselves alone. Destroying it is erasure (decisions.md 12)."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "key"


class PreviousName(models.Model):
    """A name that was changed: sealed with the person's own key, in no screen of any staff."""

    KINDS = [("called", _("called")), ("certificate_name", _("on the certificate")), ("legal_name", _("legal"))]

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="previous_names")
    kind = models.CharField(max_length=20, choices=KINDS)
    sealed = models.BinaryField()
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.kind
