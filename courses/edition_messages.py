"""What people are told about editions. No title of a module: a mail is read over shoulders."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "courses.newer",
    weight="note",
    says=_("A newer version of a module that I am half-way through"),
    subject=_("You may choose a newer version"),
    body=_(
        "Hello {called}\n\nA module that you are half-way through has a newer version. You can stay with yours, or move. Nothing changes "
        "unless you choose. To see what would carry over, sign in and open the module.\n"
    ),
)
