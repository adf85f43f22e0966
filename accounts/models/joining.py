"""How people come in: an invitation from a person, used once. By mail, or on paper for those without an address."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.models import Record


class Invitation(Record):
    """A place kept for somebody. Only a keyed hash of its token is stored; the token itself stands in the mail or on the paper alone.

    `context_key` is opaque here ("cohort:7K4Q92XD3M"): the app above knows what was promised. `request_key` names the act that asked
    for it, so that the same form sent twice is one invitation.
    """

    WAYS = [("mail", _("by mail")), ("paper", _("on paper")), ("return", _("on paper, to come back"))]
    ENDINGS = [("replaced", _("a newer one was sent")), ("taken_back", _("it was taken back")), ("declined", _("it was not for them"))]

    token_hash = models.BinaryField(max_length=16, unique=True)
    way = models.CharField(max_length=6, choices=WAYS, default="mail")
    email = models.EmailField(_("e-mail address"), blank=True)
    called = models.CharField(_("what they are called"), max_length=200)
    context_key = models.CharField(max_length=60, blank=True, db_index=True)
    says = models.CharField(max_length=200, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="invitations_used")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_as = models.CharField(max_length=10, choices=ENDINGS, blank=True)
    asked_again_at = models.DateTimeField(null=True)
    # Whose way back in it is; only for `return`.
    for_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="ways_back")
    request_key = models.CharField(max_length=80, unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by__isnull=True) | Q(used_at__isnull=False, used_by__isnull=False),
                name="invitation_used_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(way="mail") | ~Q(email=""), name="invitation_by_mail_has_an_address"),
            models.CheckConstraint(
                condition=Q(way="return", for_person__isnull=False) | (~Q(way="return") & Q(for_person__isnull=True)),
                name="way_back_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
