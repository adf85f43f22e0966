"""The papers of one copy. One more paper is one more entry here, one template and one block in print.css."""

from collections.abc import Callable
from dataclasses import dataclass

from certificates.rendering.fit import Zone
from certificates.rendering.road_ink import card_road, certificate_road

Steps = tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class Place:
    """A text that is fitted: its zone and the face it is set in (a key of fonts.STACKS)."""

    zone: Zone
    face: str


@dataclass(frozen=True)
class Layout:
    """`places` are keyed by the class that the text has in the template; "name" is always one of them."""

    key: str
    places: dict[str, Place]
    drawing: Callable[[str], bytes] | None = None


def _zone(width: float, height: float, leading: float, *steps: tuple[float, int]) -> Zone:
    return Zone(width, height, leading, steps)


CERTIFICATE = Layout(
    "certificate",
    {
        "name": Place(
            _zone(535, 88, 1.13, (50, 1), (44, 1), (38, 1), (37, 2), (32, 2), (28, 2), (24, 3), (19, 4), (15, 5), (12.5, 6)),
            "serif",
        ),
        "title": Place(_zone(535, 35, 1.2, (25, 1), (22.5, 1), (20, 1), (18, 1), (14.5, 2), (12, 2), (9.5, 3)), "serif-medium"),
        "scheme": Place(_zone(535, 33.2, 1.435, (11.5, 1), (10, 2), (8, 2)), "semibold"),
        "hand": Place(_zone(133, 19, 1.266, (15, 1), (13, 1), (11, 1), (9.2, 1), (7.4, 2), (6, 2)), "serif-italic"),
    },
    certificate_road,
)
LARGE = Layout(
    "large",
    {
        "name": Place(_zone(482, 136, 1.16, (46, 1), (40, 1), (36, 2), (32, 3), (28, 4), (23, 5), (19, 6), (16, 7), (14, 8)), "bold"),
        "title": Place(_zone(482, 66, 1.2, (26, 1), (24, 1), (26, 2), (23, 2), (18, 3), (14, 3)), "bold"),
        "scheme": Place(_zone(482, 52, 1.34, (18, 1), (18, 2), (14, 2)), "semibold"),
    },
)
CARD = Layout(
    "card",
    {
        "name": Place(
            _zone(172, 29, 1.13, (17, 1), (15, 1), (13, 1), (12.5, 2), (11, 2), (9.5, 2), (8.4, 3), (6.4, 4), (5, 5), (4.2, 6)),
            "serif",
        ),
        "title": Place(_zone(172, 16.6, 1.2, (9, 1), (8, 1), (7, 1), (6.6, 2), (5, 2), (4, 3)), "serif-medium"),
    },
    card_road,
)

LAYOUTS = {layout.key: layout for layout in (CERTIFICATE, LARGE, CARD)}
