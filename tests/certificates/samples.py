"""Names that are hard to set, and a snapshot around any of them. No Django in here: subprocesses import it."""

from datetime import UTC, date, datetime

from certificates.rendering.snapshot import Authority, Signatory, Snapshot

NUMBER, CODE = "7K4Q92XDMTH", "MCM8785VGKC0GD7ET65EQ"
BOARD = Authority(
    name="Alongside Certification Board",
    check_words="alongside.example/check",
    check_base="https://alongside.example",
    signatories=(Signatory("Amara Whitlock", "Chair"), Signatory("Tomasz Brandvold", "Registrar")),
)

# (name, part that a checker is asked for, language)
HARD_NAMES = {
    "robin": ("Robin Okafor", "Okafor", "en-GB"),
    "maria": ("María del Carmen Fernández de la Vega y Sanz de Andino", "Fernández de la Vega y Sanz de Andino", "es"),
    "arabic": ("عبد الرحمن بن يوسف الحمداني", "الحمداني", "ar"),
    "devanagari": ("अनुराधा कृष्णमूर्ति श्रीवास्तव", "श्रीवास्तव", "hi"),
    "chinese": ("欧阳静雯", "欧阳静雯", "zh-Hans"),
    "maori": ("Tūī Ngāhuia Te Whārangi-Pōtae", "Te Whārangi-Pōtae", "mi"),
    "mononym": ("Suharni", "Suharni", "id"),
    "ninety": ("Wilhelmina Alexandrowna Montgomery-Featherstonehaugh van der Westhuizen-Schwarzenberg Kováč", "Kováč", "en-GB"),
    "unbroken": ("W" * 94, "W" * 94, "en-GB"),
}


def snapshot(name="Robin Okafor", check_name="Okafor", lang="en-GB", **changes):
    facts = {
        "number": NUMBER,
        "code": CODE,
        "title": "Certified Peer Support Worker, Level 3",
        "scheme_name": "Peer Support Certification Scheme",
        "scheme_version": "2.1",
        "awarded_on": date(2026, 3, 14),
        "valid_until": date(2029, 3, 13),
        "issued_at": datetime(2026, 11, 22, 10, 42, tzinfo=UTC),
        "authority": BOARD,
    }
    return Snapshot(name=name, check_name=check_name, name_lang=lang, **{**facts, **changes})


def hard(key, **changes):
    name, check_name, lang = HARD_NAMES[key]
    return snapshot(name, check_name, lang, **changes)
