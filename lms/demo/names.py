"""What the demo's people are called: a given name, and the word for "example", "sample" or "pattern" in its language.

Nobody is called that, so nobody is meant. Some have a name in letters that our certificates cannot print (docs/decisions/0078): they chose
how it is written in Latin letters, as anybody may.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """What somebody is called, and what stands on their certificate. `check` is the part that a checker types."""

    called: str
    check: str
    lang: str
    certificate: str = ""

    @property
    def printed(self) -> str:
        return self.certificate or self.called


# language: the word, and people who bear it
PRINTED = {
    "fr": ("Exemple", "Zoélie", "Maël"),
    "de": ("Mustermensch", "Jörg", "Käthe"),
    "es": ("Ejemplo", "Iñaki", "Belén"),
    "pt": ("Amostra", "João", "Conceição"),
    "it": ("Esempio", "Niccolò", "Fiorenza"),
    "ro": ("Mostră", "Ștefan", "Ioana"),
    "nl": ("Voorbeeld", "Daniëlle", "Sjoerd"),
    "fy": ("Foarbyld", "Ymke"),
    "da": ("Eksempel", "Åse", "Jørgen"),
    "sv": ("Exempel", "Björn", "Märta"),
    "fi": ("Esimerkki", "Väinö", "Päivi"),
    "et": ("Näide", "Õnne", "Jüri"),
    "lv": ("Paraugs", "Jānis", "Līga"),
    "lt": ("Pavyzdys", "Žygis", "Rūta"),
    "pl": ("Przykład", "Grażyna", "Wacław"),
    "cs": ("Ukázka", "Jiří", "Růžena"),
    "sk": ("Príklad", "Ľudmila", "Tomáš"),
    "hr": ("Primjer", "Željka", "Krešimir"),
    "hu": ("Példa", "Győző", "Tünde"),
    "tr": ("Örnek", "Işıl", "Çağrı"),
    "az": ("Nümunə", "Gülşən", "Elçin"),
    "sq": ("Shembull", "Zanë", "Besë"),
    "mt": ("Eżempju", "Ġorġ", "Ħlewwa"),
    "ca": ("Mostra", "Núria", "Lluç"),
    "eu": ("Adibide", "Eñaut", "Garazi"),
    "cy": ("Enghraifft", "Siân", "Llŷr"),
    "ga": ("Sampla", "Caoimhín", "Órlaith"),
    "gd": ("Eisimpleir", "Mòrag"),
    "is": ("Dæmi", "Þórdís", "Guðjón"),
    "fo": ("Dømi", "Rói"),
    "vi": ("Ví Dụ", "Hương", "Đức"),
    "id": ("Contoh", "Putri", "Bagus"),
    "tl": ("Halimbawa", "Liwayway", "Niño"),
    "sw": ("Mfano", "Zawadi", "Baraka"),
    "yo": ("Àpẹẹrẹ", "Fúnmiláyọ̀", "Adé"),
    "ha": ("Misali", "Sa'adatu", "Hauwa'u"),
    "zu": ("Isibonelo", "Nokuthula", "Sipho"),
    "so": ("Tusaale", "Xaawo", "Cabdi"),
    "mi": ("Tauira", "Hīnemoa", "Wīremu"),
    "haw": ("Laʻana", "Kaʻiulani"),
    "ku": ("Mînak", "Şîlan", "Rêbîn"),
    "eo": ("Ekzemplo", "Ĉiela", "Ŝanĝo"),
    "el": ("Παράδειγμα", "Ελπίδα", "Θάνος"),
    "uk": ("Приклад", "Їлена", "Євген"),
    "bg": ("Пример", "Ралица", "Желю"),
    "be": ("Прыклад", "Алеся"),
    "mk": ("Примерок", "Ѓорѓи", "Ќирил"),
    "kk": ("Үлгі", "Әсел", "Қайрат"),
    "mn": ("Жишээ", "Өнөр"),
    "ar": ("مثال", "سلمى", "يوسف"),
    "fa": ("نمونه", "پروین", "کیان"),
    "hi": ("उदाहरण", "मीरा", "अर्जुन"),
    "mr": ("नमुना", "तारा"),
}  # fmt: skip

# In letters that no face of ours has: what they chose for the certificate.
IN_OTHER_LETTERS = (
    Named("מיכל דוגמה", "Dugma", "he", "Michal Dugma"),
    Named("கவிதா மாதிரி", "Mathiri", "ta", "Kavitha Mathiri"),
    Named("ศรี ตัวอย่าง", "Tuayang", "th", "Sri Tuayang"),
    Named("ნინო მაგალითი", "Magaliti", "ka", "Nino Magaliti"),
    Named("Անի Օրինակ", "Orinak", "hy", "Ani Orinak"),
    Named("王示例", "Shili", "zh", "Wang Shili"),
    Named("예시 하나", "Yesi", "ko", "Hana Yesi"),
    Named("例子花子", "Reiko", "ja", "Hanako Reiko"),
    Named("ትንሣኤ ምሳሌ", "Misale", "am", "Tinsae Misale"),
    Named("মিতা উদাহরণ", "Udahoron", "bn", "Mita Udahoron"),
)

# Names that forms like to forget: one word, very many words, an apostrophe with a hyphen.
UNUSUAL = (
    Named("Namuna", "Namuna", "uz"),
    Named("María del Carmen Esperanza Ejemplo-Muestra y Demostración de la Prueba Inventada", "Prueba Inventada", "es"),
    Named("Aoife O'Sampla-Démo", "O'Sampla-Démo", "ga"),
)


def _in_turns() -> Iterator[Named]:
    """One of each language, then the second of each: neighbours in a list come from far apart."""
    for turn in (1, 2):
        for lang, (word, *given) in PRINTED.items():
            if turn <= len(given):
                yield Named(f"{given[turn - 1]} {word}", word, lang)


NAMES = (*UNUSUAL, *IN_OTHER_LETTERS, *_in_turns())
