"""The lines of the support page, grouped for a country. Never empty: what nobody has written yet comes from the starter file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import SupportResource

STARTER = Path(__file__).parent / "starter" / "support.yaml"
EVERYWHERE = "XX"
COUNTRIES = {
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "US": _("United States"),
    "CA": _("Canada"),
    "AU": _("Australia"),
    "NZ": _("New Zealand"),
    EVERYWHERE: _("Another country"),
}


@dataclass(frozen=True)
class SupportPage:
    """What the page shows: `lines` by kind, in the order of the editors."""

    country: str
    countries: list[tuple[str, Any]]
    lines: dict[str, list[SupportResource]]

    @property
    def country_name(self) -> Any:
        return dict(self.countries).get(self.country, COUNTRIES[EVERYWHERE])

    @property
    def is_unchecked(self) -> bool:
        """Whether any line still waits for a person to check it."""
        return any(line.verified_on is None for lines in self.lines.values() for line in lines)


@cache
def starter_lines() -> tuple[SupportResource, ...]:
    """The starter file as unsaved rows."""
    by_country = yaml.safe_load(STARTER.read_text(encoding="utf-8"))
    return tuple(
        SupportResource(country=country, order=10 * place, **line)
        for country, lines in by_country.items()
        for place, line in enumerate(lines, 1)
    )


def written_lines() -> list[SupportResource]:
    """Every published line, in one query."""
    return list(SupportResource.objects.filter(live=True))


def support_page(country: str, lines: list[SupportResource]) -> SupportPage:
    """The page for a country code; one that nobody wrote lines for gets those for everywhere.

    `lines` are all lines of all countries: written_lines(), or [] when the database does not answer.
    """
    rows = [*lines, *(line for line in starter_lines() if line.country not in {written.country for written in lines})]
    known = {row.country for row in rows}
    chosen = country if country in known else EVERYWHERE
    return SupportPage(chosen, _country_names(known), {kind: _of_kind(rows, kind, chosen) for kind, _words in SupportResource.KINDS})


def _of_kind(rows: list[SupportResource], kind: str, country: str) -> list[SupportResource]:
    """A country's lines of one kind; directories for everywhere stand at the end of every country's."""
    also = EVERYWHERE if kind == "directory" else country
    return [row for row in rows if row.kind == kind and row.country == country] + [
        row for row in rows if row.kind == kind and row.country == also != country
    ]


def _country_names(codes: set[str]) -> list[tuple[str, Any]]:
    """Countries in our order, those that editors added after them, "another country" last."""
    order = {code: place for place, code in enumerate(COUNTRIES)}
    return [(code, COUNTRIES.get(code, code)) for code in sorted(codes, key=lambda code: (code == EVERYWHERE, order.get(code, 99), code))]


def usual_country() -> str:
    """The country of this service: nobody's place is guessed from where their phone is."""
    return str(settings.SUPPORT_COUNTRY)
