"""Drawings can be read where they are shown, give way to a list where they cannot, and keep their parts apart without colour."""

import pytest

from tests.desk.test_reports import busy
from tests.factories.accounts import with_role

from .gates import axe, narrow

pytestmark = pytest.mark.django_db(transaction=True)
LEAST_PX = 12
# Words in drawings that are shown smaller than they should be.
SMALL_WORDS = """least => [...document.querySelectorAll("svg.chart-drawing text")].filter(one => one.getBoundingClientRect().width > 0)
    .map(one => [one.textContent, parseFloat(one.getAttribute("font-size")) * one.getScreenCTM().d])
    .filter(([words, size]) => Math.abs(size) < least)"""
# For each drawing the colours of its patterns: what is on, and what is off.
PATTERNS = """() => [...document.querySelectorAll("svg.chart-drawing")].map(drawing => ["on", "off"].map(name =>
    getComputedStyle(drawing.querySelector(`.${name}`)).fill))"""


@pytest.fixture
def manager():
    busy(6)
    return with_role("manager", "Gus")


def test_words_in_drawings_are_large_enough_wherever_a_drawing_is_shown(new_page, manager):
    page = new_page(person=manager, width=1280)
    page.goto("/manage/")
    for width in (768, 960, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("svg.chart-drawing").first.is_visible()
        assert not page.locator(".chart-list").first.is_visible()
        assert page.evaluate(SMALL_WORDS, LEAST_PX) == [], width


def test_on_a_phone_a_list_stands_in_the_place_of_each_drawing(new_page, manager):
    page = new_page(person=manager, width=390)
    page.goto("/manage/")
    figures = page.locator("figure.chart").filter(has=page.locator("details"))
    assert figures.count() == 3
    for at in range(3):
        assert figures.nth(at).locator(".chart-list").is_visible()
        assert not figures.nth(at).locator(".chart-drawing, .chart-heat").first.is_visible()


def test_forced_colours_keep_patterns_apart_and_a_mirrored_page_its_words(new_page, manager):
    page = new_page(person=manager, width=1280)
    page.goto("/manage/")
    for forced in ("none", "active"):
        page.emulate_media(forced_colors=forced)
        assert all(on != off for on, off in page.evaluate(PATTERNS))
    page.emulate_media(forced_colors="none")
    page.evaluate("document.documentElement.dir = 'rtl'")
    turned = page.evaluate("[...document.querySelectorAll('svg.chart-drawing text')].every(one => one.getScreenCTM().a > 0)")
    assert turned, "words read from left to right also where the drawing is mirrored"


@pytest.mark.parametrize("address", ["/manage/", "/manage/reports/", "/manage/reports/hours/", "/manage/reports/people/"])
def test_reports_with_people_on_them_can_be_used_by_everybody(new_page, manager, address):
    page = new_page(person=manager, width=1280)
    page.goto(address)
    assert axe.look(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe.look(page) == []
    assert narrow.look(page) == []
