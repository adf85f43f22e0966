"""The paper itself: what is on it, that strict validators pass it, and that the same facts give the same bytes."""

import hashlib
import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates.rendering import fonts, measure
from certificates.rendering.errors import DoesNotFit, MissingGlyphs, NotPrinted
from certificates.rendering.layouts import LAYOUTS
from certificates.rendering.press import press, render
from certificates.rendering.snapshot import Authority, Signatory
from tests.certificates.samples import BOARD, HARD_NAMES, hard, snapshot

ROOT = Path(__file__).resolve().parents[2]
PRINTED = [key for key in HARD_NAMES if key != "chinese" or fonts.cjk()]
PAPERS = [(key, layout) for key in PRINTED for layout in LAYOUTS]


@pytest.fixture(scope="module")
def papers():
    return {(key, layout): render(hard(key), layout) for key, layout in PAPERS}


def reader(pdf):
    import pypdf

    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return " ".join(reader(pdf).pages[0].extract_text().split())


def structure(pdf, kind):
    """Every structure element of a kind."""
    found, stack = [], [reader(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        element = stack.pop().get_object()
        if isinstance(element, list):
            stack += element
        elif isinstance(element, dict):
            found += [element] if element.get("/S") == kind else []
            stack += [element["/K"]] if "/K" in element else []
    return found


def fonts_of(pdf):
    resources = reader(pdf).pages[0]["/Resources"]["/Font"]
    return [font.get_object()["/DescendantFonts"][0].get_object() for font in resources.values()]


def in_a_process(key, layout, **env):
    command = [sys.executable, "-m", "tests.certificates.print_one", key, layout]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize(("key", "layout"), PAPERS)
def test_every_paper_is_accessible_and_fit_for_the_archive(papers, tmp_path, key, layout, profile):
    file = tmp_path / "paper.pdf"
    file.write_bytes(papers[key, layout])
    report = page.validate_pdf(str(file), profile=profile)
    assert report.is_compliant, [failure.rule_id for failure in report.failures]


@pytest.mark.parametrize(("key", "layout"), PAPERS)
def test_a_paper_carries_name_number_and_dates_as_text(papers, key, layout):
    pdf, text = papers[key, layout], text_of(papers[key, layout])
    assert "7K4Q-92XD-MTH" in text
    assert "13 March 2029" in text
    assert "alongside.example/check" in text
    assert [h["/ActualText"] for h in structure(pdf, "/H2")] == [HARD_NAMES[key][0]]
    assert [h["/Lang"] for h in structure(pdf, "/H2")] == [HARD_NAMES[key][2]]
    if key in ("robin", "maria", "maori", "mononym", "ninety"):
        assert HARD_NAMES[key][0] in text


@pytest.mark.parametrize(("key", "layout"), PAPERS)
def test_a_paper_is_one_page_with_its_own_fonts_inside(papers, key, layout):
    pdf = papers[key, layout]
    assert len(reader(pdf).pages) == 1
    for font in fonts_of(pdf):
        assert "/FontFile2" in font["/FontDescriptor"] or "/FontFile3" in font["/FontDescriptor"]
        assert font["/BaseFont"].split("+")[-1].replace("-", "").startswith(fonts.ALLOWED)


@pytest.mark.parametrize(("key", "layout"), PAPERS)
def test_nothing_that_is_fitted_leaves_its_zone(key, layout):
    document = press().lay_out(hard(key), LAYOUTS[layout])
    for place in LAYOUTS[layout].places:
        wide, high = measure.used(document, LAYOUTS[layout], place)
        assert wide <= 1, (place, wide)
        assert high <= 1, (place, high)


def test_title_and_author_stand_in_the_document(papers):
    data = reader(papers["robin", "certificate"]).metadata
    assert data.title == "Certificate 7K4Q-92XD-MTH"
    assert data.author == "Alongside Certification Board"


def test_the_code_of_the_copy_stands_on_the_paper_in_groups(papers):
    assert "MCM8-785V-GKC0-GD7E-T65EQ" in text_of(papers["robin", "certificate"])
    assert "MCM8-785V-GKC0-GD7E-T65EQ" in text_of(papers["robin", "large"])


def test_somebody_with_one_name_is_never_asked_for_a_family_name(papers):
    assert "their name." in text_of(papers["mononym", "certificate"])
    assert "family" not in text_of(papers["mononym", "certificate"])
    assert "family name" in text_of(papers["robin", "certificate"])


def test_a_copy_with_a_neutral_title_says_nothing_else():
    neutral = snapshot(kind="neutral", title="Certified Support Practitioner", scheme_name="", scheme_version="")
    text = text_of(render(neutral, "certificate"))
    assert "Certified Support Practitioner" in text
    assert "peer" not in text.lower()


def test_a_standing_without_an_end_says_so():
    assert "No end date" in text_of(render(snapshot(valid_until=None), "certificate"))


def test_the_same_facts_give_the_same_bytes_in_any_process_zone_and_hash_order():
    first = in_a_process("maria", "certificate", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    again = in_a_process("maria", "certificate", PYTHONHASHSEED="2", TZ="America/St_Johns", LC_ALL="C.UTF-8")
    here = hashlib.sha256(render(hard("maria"), "certificate")).hexdigest()
    assert first == again == here


def test_printing_something_else_in_between_changes_nothing():
    before = render(snapshot(), "card")
    render(hard("devanagari"), "certificate")
    assert render(snapshot(), "card") == before


@pytest.mark.skipif(fonts.cjk() is not None, reason="this machine can draw Chinese")
def test_a_name_that_we_cannot_draw_is_refused_and_its_letters_reach_no_log(caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(MissingGlyphs) as refusal:
        render(hard("chinese"), "certificate")
    assert "欧" not in caplog.text + str(refusal.value)


def test_a_letter_of_no_font_is_refused():
    with pytest.raises(MissingGlyphs):
        render(snapshot("Robin \U00012000 Okafor"), "card")


def test_a_lent_font_is_refused():
    """Without our fonts.conf the machine lends another face; every validator would stay happy."""
    script = (
        "import weasyprint\n"
        "from certificates.rendering.finisher import finisher\n"
        "weasyprint.HTML(string='<html lang=en><title>t</title><h2>Robin').write_pdf(finisher=finisher([('Robin', 'en')]))\n"
    )
    env = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "WrongFont" in run.stderr


def test_importing_the_engine_does_not_load_the_printer():
    script = "import sys, certificates.rendering.press; sys.exit('weasyprint' in sys.modules or 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/"])
def test_a_paper_fetches_nothing(address):
    with pytest.raises(ValueError, match=r"not allowed|protocol|scheme"):
        press().fetcher.fetch(address)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_long_words_around_the_name_fit_too(layout):
    board = Authority(
        name="Alongside Certification Board",
        check_words="verify.peer-support-certification.organisation.example/check",
        check_base="https://verify.peer-support-certification.organisation.example",
        signatories=(Signatory("Wilhelmina Alexandrowna Featherstonehaugh", "Chair"), Signatory("Bo", "Registrar")),
        foot=BOARD.foot,
    )
    long = hard(
        "ninety",
        title="Certified Community and Family Peer Support Practitioner in Hospitals, Level 3",
        scheme_name="National Scheme for the Certification of Community and Family Peer Support Practitioners in Hospitals",
        authority=board,
    )
    document = press().lay_out(long, LAYOUTS[layout])
    assert len(document.pages) == 1
    assert measure.overfull(document, LAYOUTS[layout]) == set()


def test_a_title_that_no_size_can_hold_is_refused():
    with pytest.raises(DoesNotFit):
        render(snapshot(title="Practitioner " * 60), "card")


def test_a_paper_that_we_do_not_have_is_an_error():
    with pytest.raises(KeyError):
        render(snapshot(), "poster")


LETTERS = st.sampled_from(["abcdefghijk MWÅØŁçşž’-", "محمدعبنورفالي ", "अनुराधकृष्णमूर्तिश्रीवास्तव "])
NAMES = LETTERS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=200)).filter(str.strip)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NAMES, layout=st.sampled_from(list(LAYOUTS)))
def test_any_name_of_up_to_200_letters_fits_or_is_refused_never_cut(name, layout):
    try:
        document = press().lay_out(snapshot(name, name), LAYOUTS[layout])
    except NotPrinted:
        return
    assert len(document.pages) == 1
    assert measure.overfull(document, LAYOUTS[layout]) == set()
