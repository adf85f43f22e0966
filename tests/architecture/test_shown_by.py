"""docs/shown-by*.md name tests that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)


@pytest.mark.parametrize("page", sorted(path.name for path in (HOUSE / "docs").glob("shown-by*.md")))
def test_every_test_that_the_page_names_exists(page):
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", (HOUSE / "docs" / page).read_text(encoding="utf-8"))
    assert len(named) > 80
    gone = [
        f"{path}::{name}" for path, name in named if not re.search(rf"^def {name}\(", (HOUSE / "tests" / path).read_text(), re.MULTILINE)
    ]
    assert gone == []
