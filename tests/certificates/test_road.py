"""The drawing: each holder's own, and always the same."""

from certificates.rendering.road import CARD, CERTIFICATE, Road
from certificates.rendering.road_ink import card_road, certificate_road, operators, screen_paths
from tests.certificates.samples import NUMBER


def test_a_number_has_one_road_and_another_number_another():
    assert operators(CARD, NUMBER, (0, 0), (85.6, 54)) == operators(CARD, NUMBER, (0, 0), (85.6, 54))
    assert certificate_road(NUMBER) != certificate_road("0000000000")
    assert card_road(NUMBER) != card_road("0000000000")


def test_the_drawing_is_marked_as_an_ornament_that_screen_readers_pass_over():
    assert certificate_road(NUMBER).startswith(b"/Artifact BMC")
    assert certificate_road(NUMBER).endswith(b"Q EMC")


def test_the_two_keep_step_at_the_top_and_never_merge():
    road = Road(CERTIFICATE, NUMBER)
    for t in (0.7, 0.8, 0.9, 1.0):
        assert 40 <= road.thread(1, t) - road.thread(-1, t) <= 60


def test_the_second_comes_from_the_edge_of_the_paper():
    road = Road(CERTIFICATE, NUMBER)
    assert road.thread(-1, 0.0) < 0 < road.thread(1, 0.0)


def test_the_picture_for_a_page_is_light():
    assert [kind["colour"] for kind in screen_paths(NUMBER)] == ["#a9cdc8", "#b5790b", "#12565a"]
    assert sum(len(kind["path"]) for kind in screen_paths(NUMBER)) < 25_000
