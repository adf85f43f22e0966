"""The faces we print with, and the only ones: a private folder and a fontconfig file of our own.

Without it fontconfig lends whatever the machine has, silently, and every validator stays happy.
"""

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from certificates.rendering.errors import WrongFont

FOLDER = Path(__file__).parent / "fonts"

# Chinese, Japanese and Korean need 19 MB of letters, so they come from the system (Debian: fonts-noto-cjk) or not at
# all; a name that needs them is then refused kindly (MissingGlyphs), never printed as boxes.
CJK_PLACES = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc"),
)

ALLOWED = ("SourceSans3", "SourceSerif4", "NotoNaskhArabic", "NotoSerifDevanagari", "NotoSerifCJK")
ALWAYS = "SourceSans3"  # a paper without it was set in a lent face

# First the face of the zone, then those that it borrows from, in the order of print.css.
STACKS = {
    "serif": ("SourceSerif4_400Regular.ttf", "NotoNaskhArabic_400Regular.ttf", "NotoSerifDevanagari_400Regular.ttf"),
    "serif-medium": ("SourceSerif4_500Medium.ttf", "NotoNaskhArabic_400Regular.ttf", "NotoSerifDevanagari_400Regular.ttf"),
    "serif-italic": ("SourceSerif4_400Regular_Italic.ttf", "NotoNaskhArabic_400Regular.ttf", "NotoSerifDevanagari_400Regular.ttf"),
    "bold": ("SourceSans3_700Bold.ttf", "NotoNaskhArabic_700Bold.ttf", "NotoSerifDevanagari_700Bold.ttf"),
    "semibold": ("SourceSans3_600SemiBold.ttf", "NotoNaskhArabic_700Bold.ttf", "NotoSerifDevanagari_700Bold.ttf"),
}

CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}<cachedir>{cache}</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def cjk() -> Path | None:
    return next((place for place in CJK_PLACES if place.is_file()), None)


def stack(face: str) -> list[Path]:
    files = [FOLDER / name for name in STACKS[face]]
    return [*files, *filter(None, [cjk()])]


@lru_cache(maxsize=1)
def prepare() -> Path:
    """Write fonts.conf and name it in FONTCONFIG_FILE. Call before WeasyPrint is imported; safe to call again.

    It lies, with fontconfig's cache, in a folder under the system's temporary folder that only this user can write; a
    fresh one costs fontconfig a few milliseconds once.
    """
    conf = write_conf(own_folder(), cjk())
    os.environ["FONTCONFIG_FILE"] = str(conf)
    return conf


def write_conf(folder: Path, extra: Path | None) -> Path:
    """A configuration that knows our fonts and one extra file, and nothing else of this machine."""
    places = [FOLDER, *([_linked(folder, extra)] if extra else [])]
    conf = CONF.format(folders="".join(f"<dir>{place}</dir>\n" for place in places), cache=folder / "cache")
    _write(folder / "fonts.conf", conf)
    return folder / "fonts.conf"


def own_folder() -> Path:
    """A folder with a known name in a shared /tmp could be laid out by somebody else first: check that it is ours."""
    mark = hashlib.sha256(str(FOLDER).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"alongside-fonts-{os.getuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise WrongFont(f"{folder} belongs to somebody else")
    return folder


def _linked(folder: Path, file: Path) -> Path:
    """A folder of our own with a link to the one file: naming the system's folder would let in all its other faces."""
    place = folder / "system"
    place.mkdir(exist_ok=True)
    link = place / file.name
    if not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(file)
    return place


def _write(path: Path, text: str) -> None:
    """Whole or not at all: two workers may start at once."""
    if path.exists() and path.read_text() == text:
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(text)
    draft.replace(path)
