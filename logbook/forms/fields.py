"""Lengths and times as people write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from logbook.typed import read_length, read_time


class LengthField(forms.CharField):
    """A length as people write it; gives whole minutes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("How long?"))
        options.setdefault("help_text", _("Like 1:30, 1.5 h or 90 min"))
        options.setdefault("error_messages", {"required": _("Enter how long it was, like 1:30 or 90 min.")})
        super().__init__(max_length=30, **options)
        self.widget.attrs.update({"autocomplete": "off", "data-step": "15"})

    def clean(self, value: str) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        minutes = read_length(text)
        if minutes is None:
            raise forms.ValidationError(_("Write the length like 1:30, 1.5 h or 90 min."))
        return minutes

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60}:{value % 60:02}" if isinstance(value, int) else value


class TimeField(forms.CharField):
    """A time of day as people write it; gives minutes after midnight, or None."""

    def clean(self, value: str) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        minute = read_time(text)
        if minute is None:
            raise forms.ValidationError(_("Write the time like 2 pm or 14:00."))
        return minute

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else value
