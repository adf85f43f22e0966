"""The road in two inks: PDF operators for the paper, SVG paths for the screen."""

from functools import lru_cache
from itertools import groupby

from certificates.rendering.road import CARD, CERTIFICATE, FIRST, GROUND, SCREEN, SECOND, Road, Shape

PAPER = "#fdfaf4"
COLOURS = {GROUND: "#a9cdc8", FIRST: "#b5790b", SECOND: "#12565a"}
POINTS = 72 / 254  # points in a tenth of a millimetre


def rgb(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


def operators(shape: Shape, seed: str, corner_mm: tuple[float, float], panel_mm: tuple[float, float], paper: str = PAPER) -> bytes:
    """The panel's paper colour and the road, as an artifact that screen readers pass over. `corner_mm` is the panel's
    lower left corner on the page. As operators, because WeasyPrint reads SVG paths slowly: 110 ms against 203.
    """
    x, y, w, h = (v * 10 * POINTS for v in (*corner_mm, *panel_mm))
    ground = f"/Artifact BMC q {x:.2f} {y:.2f} {w:.2f} {h:.2f} re W n {rgb(paper)} rg {x:.2f} {y:.2f} {w:.2f} {h:.2f} re f"
    turn = f"{POINTS:.6f} 0 0 {-POINTS:.6f} {x:.3f} {y + shape.height * POINTS:.3f} cm 1 J 1 j"
    return "\n".join([ground, turn, *_strokes(shape, seed), "Q EMC"]).encode()


def _strokes(shape: Shape, seed: str) -> list[str]:
    out = []
    for kind, lines in groupby(Road(shape, seed).lines(), key=lambda line: line[0]):
        out.append(f"{rgb(COLOURS[kind])} RG {shape.thread_width if kind else shape.ground_width} w")
        for _, (x, y), curves in lines:
            bends = ("{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} c".format(*a, *b, *c) for a, b, c in curves)
            out.append(f"{x:.1f} {y:.1f} m {' '.join(bends)}")
        out.append("S")
    return out


@lru_cache(maxsize=256)
def certificate_road(number: str) -> bytes:
    return operators(CERTIFICATE, number, (8, 8), (281, 194))


@lru_cache(maxsize=256)
def card_road(number: str) -> bytes:
    return operators(CARD, number, (0, 0), (85.6, 54))


@lru_cache(maxsize=256)
def screen_paths(number: str) -> list[dict[str, str]]:
    """A lighter drawing of the same road for a picture on a page: colour, width and path data of each kind of line."""
    out = []
    for kind, lines in groupby(Road(SCREEN, number).lines(), key=lambda line: line[0]):
        path = "".join(
            f"M{x:.0f} {y:.0f}" + "".join("C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}".format(*a, *b, *c) for a, b, c in curves)
            for _, (x, y), curves in lines
        )
        width = SCREEN.thread_width if kind else SCREEN.ground_width
        out.append({"colour": COLOURS[kind], "width": f"{width:g}", "path": path})
    return out


MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#12565a" stroke-width="2.6" '
    'stroke-linecap="round"><circle cx="11" cy="10" r="4.2"/><circle cx="21" cy="10" r="4.2"/>'
    '<path d="M4 26c0-5 3-8 7-8 2.2 0 3.8.9 5 2.4M28 26c0-5-3-8-7-8-4 0-7 3-7 8"/></svg>'
)
