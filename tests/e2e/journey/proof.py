"""Step 7: her copy is made once; asked for twice it is the same file, tagged, and reads as she chose to be named."""

import io
from pathlib import Path
from typing import Any

from certificates.models import Copy
from lms.core.ids import show_number
from lms.core.jobs import run_waiting_jobs
from tests.e2e.journey.people import NAME, press


def hold_the_proof(page: Any) -> Copy:
    run_waiting_jobs()
    page.goto("/certificate/")
    first, second = download(page), download(page)
    assert first == second
    copy = Copy.objects.opened().get()
    read_paper(first, copy)
    press(page, "Open")
    assert page.get_by_text(show_number(copy.snapshot.open().number)).first.is_visible()
    return copy


def download(page: Any) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download PDF").click()
    return Path(waiting.value.path()).read_bytes()


def read_paper(pdf: bytes, copy: Copy) -> None:
    import pypdf

    paper = pypdf.PdfReader(io.BytesIO(pdf))
    text = " ".join(paper.pages[0].extract_text().split())
    assert NAME in text
    assert show_number(copy.snapshot.open().number) in text
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
