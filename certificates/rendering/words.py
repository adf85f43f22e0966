"""The printed words, one set for each language of the document (the name has a language of its own).

A new language is one more entry in WORDS and one run of the tests: its sentences stand in the same fixed places, so
they must be measured, not only translated. Gettext is for screens; a paper that is out never changes its words.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Words:
    certificate: str
    lead: str
    lead_large: str
    earned: str
    why: str
    why_neutral: str
    version: str
    number: str
    awarded: str
    until: str
    no_end: str
    signed: str
    check_head: str
    check_card: str
    check_scan: str
    check_type: str
    ask: str
    ask_one_name: str
    ask_card: str
    ask_card_one_name: str
    qr_alt: str
    qr_alt_one_name: str
    copy: str
    foot: str
    mark_alt: str
    card: str
    large: str
    months: tuple[str, ...]

    def say_date(self, on: date) -> str:
        return f"{on.day} {self.months[on.month - 1]} {on.year}"


ENGLISH = Words(
    certificate="Certificate",
    lead="We are glad to certify that",
    lead_large="Certificate. We are glad to certify that",
    earned="has earned the standing of",
    why="Shown in learning, in practice and in supervision, to the full standard of the",
    why_neutral="Shown in learning, in practice and in supervision, to the full standard of",
    version="version {}",
    number="Number",
    awarded="Awarded",
    until="Valid until",
    no_end="No end date",
    signed="Signed for the Board",
    check_head="Valid only when checked",
    check_card="Valid only when checked:",
    check_scan="Scan the square, or go to",
    check_type="and type the number.",
    ask="Ask the holder for their family name.",
    ask_one_name="Ask the holder for their name.",
    ask_card="Ask for the family name.",
    ask_card_one_name="Ask for the name.",
    qr_alt="Square code. It opens the page {} that asks for the family name and then says whether this certificate is current.",
    qr_alt_one_name="Square code. It opens the page {} that asks for the name and then says whether this certificate is current.",
    copy="This copy:",
    foot="The paper is not the proof. The check is.",
    mark_alt="Mark of the Board: two people side by side",
    card="Wallet card",
    large="Large print",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

WORDS = {"en-GB": ENGLISH}


def words_for(language: str) -> Words:
    return WORDS.get(language, ENGLISH)
