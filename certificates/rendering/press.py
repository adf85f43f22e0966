"""The press: one per process, because the font configuration and the parsed style sheet are worth keeping.

Never print from two threads at once: sharing a font configuration between threads is not promised by WeasyPrint.
"""

import base64
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from certificates.rendering import fonts, measure
from certificates.rendering.errors import DoesNotFit, MissingGlyphs
from certificates.rendering.finisher import finisher
from certificates.rendering.fit import Fit, fit
from certificates.rendering.layouts import LAYOUTS, Layout, Place
from certificates.rendering.page import texts_of, to_html
from certificates.rendering.qr import check_url, qr_svg
from certificates.rendering.road_ink import MARK
from certificates.rendering.ruler import ruler
from certificates.rendering.snapshot import Snapshot

HERE = Path(__file__).parent
VARIANT = "pdf/a-3a"  # with the finisher also PDF/UA-1
_one_at_a_time = threading.Lock()


def render(snapshot: Snapshot, layout: str) -> bytes:
    """The PDF of one paper ("certificate", "large" or "card"). The same snapshot gives the same bytes.

    Raises MissingGlyphs, WrongFont or DoesNotFit (all NotPrinted), KeyError for a layout that we do not have.
    """
    with _one_at_a_time:
        return press().print(snapshot, LAYOUTS[layout])


@lru_cache(maxsize=1)
def press() -> "Press":
    return Press()


class Press:
    def __init__(self) -> None:
        fonts.prepare()
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.weasyprint = weasyprint
        self.faces = FontConfiguration()
        self.css = weasyprint.CSS(filename=str(HERE / "print.css"), font_config=self.faces)
        # Nothing on a paper is fetched: pictures stand in the page as data, so no template can read a file or call out.
        self.fetcher = URLFetcher(allowed_protocols=("data",))

    def print(self, snapshot: Snapshot, layout: Layout) -> bytes:
        with _listening() as lines:
            document = self.lay_out(snapshot, layout)
            names = [(snapshot.name, snapshot.name_lang)]
            drawing = layout.drawing(snapshot.number) if layout.drawing else None
            pdf = document.write_pdf(finisher=finisher(names, drawing), pdf_variant=VARIANT)
        missing = sum(".notdef" in line for line in lines)
        if missing:
            raise MissingGlyphs(missing)  # how many, not which: the message may reach a log, and letters are a name
        return bytes(pdf)

    def lay_out(self, snapshot: Snapshot, layout: Layout) -> Any:
        """Lay out, measure, and set smaller what came out too large, until all is inside its zone and on one page."""
        skips = dict.fromkeys(layout.places, 0)
        while True:
            fits = fit_all(snapshot, layout, skips)
            document = self._document(snapshot, layout, fits)
            too_large = measure.overfull(document, layout)
            if not too_large and len(document.pages) == 1:
                return document
            for key in too_large or layout.places:  # all is inside its zone and yet runs over the page: all a step smaller
                skips[key] = max((f.step for f in fits[key]), default=0) + 1
            if any(skips[key] >= len(layout.places[key].zone.steps) for key in too_large or ["name"]):
                raise DoesNotFit(sorted(too_large))

    def _document(self, snapshot: Snapshot, layout: Layout, fits: dict[str, list[Fit]]) -> Any:
        qr = as_data(qr_svg(check_url(snapshot.authority.check_base, snapshot.code)))
        html = to_html(layout.key, snapshot, fits, qr=qr, mark=as_data(MARK))
        page = self.weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        return page.render(stylesheets=[self.css], font_config=self.faces, pdf_variant=VARIANT)


def fit_all(snapshot: Snapshot, layout: Layout, skips: dict[str, int]) -> dict[str, list[Fit]]:
    return {key: alike(texts_of(snapshot, key), place, skips[key]) for key, place in layout.places.items()}


def alike(texts: list[str], place: Place, skip: int) -> list[Fit]:
    """Texts that stand side by side, like two signatures, take the size of the one that needs the smallest."""
    measure_with = ruler(place.face)
    fits = [fit(text, place.zone, measure_with, skip) for text in texts]
    step = max((f.step for f in fits), default=skip)
    return [f if f.step == step else fit(text, place.zone, measure_with, step) for f, text in zip(fits, texts, strict=True)]


def as_data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """WeasyPrint tells of letters without a glyph in its log and nowhere else. Its lines quote the text, so they stop
    here: a person's name belongs in no log file.
    """
    ear, log = _Ear(), logging.getLogger("weasyprint")
    passes_on, log.propagate = log.propagate, False
    log.addHandler(ear)
    try:
        yield ear.lines
    finally:
        log.removeHandler(ear)
        log.propagate = passes_on
