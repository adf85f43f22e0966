"""Each gate sees what it is there for: a page with one fault, and the same page without it."""

import pytest

from .gates import axe, borders, errors, focus, narrow, reading, standing, targets, walk

FRAME = """<!doctype html><html lang="en-gb" dir="ltr"><head><title>{title}</title><style>
    body {{ margin: 16px; background: #fff; color: #000; font: 19px/1.5 sans-serif }}
    button, input {{ min-height: 48px; min-width: 48px; border: 2px solid #444; background: #fff }}
    :focus-visible {{ outline: 3px solid #000 }} .vh {{ position: absolute; width: 1px; height: 1px; overflow: hidden }}
    {css}</style></head><body><header><a class="btn" href="/support/">Need support now?</a></header>
    <main><h1>A page</h1>{body}</main></body></html>"""
FOOT = (
    '<footer class="foot"><ul><li><a href="/support/">a</a></li><li><a href="/help/">b</a></li><li><a href="/privacy/">c</a></li>'
    '<li><a href="/accessibility/">d</a></li><li><a href="/display/">e</a></li></ul></footer>'
)
TRAP = "<script>document.querySelector('#trap').addEventListener('keydown', event => event.preventDefault())</script>"
CAME_BACK = (
    '<section class="errsum" tabindex="-1" autofocus><ul><li><a href="#id_day">Enter a day.</a></li></ul></section>'
    '<div class="field"><label for="id_day">Day</label><p id="e" class="error">{said}</p><input id="id_day" aria-describedby="e"></div>'
)
LONG = (
    "Organisational responsibilities notwithstanding, participants administering assessments acknowledge comprehensive documentation. " * 8
)

PLAYER = '<figure><video controls preload="none" aria-label="Staying">{track}</video><details><summary>Words</summary>Hi</details></figure>'
TRACK = '<track kind="captions" srclang="en" label="Captions">'

# gate -> (a fault, the same without it, what is said about the fault)
FAULTS = {
    "a name that is missing": (axe, "<input>", '<label>Day <input style=""></label>', "label"),
    "a small target": (targets, '<button style="min-height:0;height:30px">Go</button>', "<button>Go</button>", "x30"),
    "a pale edge": (borders, '<input style="border-color:#ddd">', "<input>", "light: "),
    "a wide page": (narrow, '<p style="width:500px">Wide</p>', "<p>Wide</p>", "px wide"),
    "words cut off": (narrow, '<p style="height:8px;overflow:hidden">Cut</p>', "<p>Cut</p>", "cut off below"),
    "a heading left out": (standing, f"<h3>Three</h3>{FOOT}", f"<h2>Two</h2>{FOOT}", "h1 is followed by h3"),
    "a film without a word": (standing, f"<video></video>{FOOT}", FOOT, "plays"),
    "a film without captions": (standing, PLAYER.format(track="") + FOOT, PLAYER.format(track=TRACK) + FOOT, "plays"),
    "other words beside the box": (errors, CAME_BACK.format(said="Wrong."), CAME_BACK.format(said="Enter a day."), "beside the box"),
    "a trap": (
        walk,
        f'<button id="trap">Stay</button><button>Go</button>{TRAP}',
        "<button>Stay</button><button>Go</button>",
        "never reached",
    ),
    "an order of its own": (
        walk,
        '<button tabindex="2">One</button><button tabindex="1">Two</button>',
        "<button>One</button>",
        "never reached",
    ),
    "under a bar": (
        walk,
        '<div class="dock" style="position:fixed;inset:60px 0 0 0;background:#eee"></div><button>Go</button>',
        "<button>Go</button>",
        "out of sight",
    ),
    "no focus": (focus, '<button class="none" style="outline:0">Go</button>', '<button class="ring">Go</button>', "the focus changes 0 px"),
    "ticks that look alike": (
        focus,
        '<input type="checkbox" class="alike" style="appearance:none">',
        '<input type="checkbox" class="apart">',
        "differ in 0 px",
    ),
    "hard words": (reading, f"<p>{LONG}</p>", "<p>We are here. You can stay.</p>" * 9, "LIX"),
    "unkind words": (reading, "<p>You have failed.</p>", "<p>Not yet.</p>", '"failed"'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gate_sees_a_fault_and_nothing_where_there_is_none(browser, fault):
    gate, wrong, right, says = FAULTS[fault]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    title = "Error: A page" if gate is errors else "A page"
    try:
        page.set_content(FRAME.format(title=title, css="", body=wrong))
        assert any(says in words for words in gate.look(page))
        page.set_content(FRAME.format(title=title, css="", body=right))
        assert not [words for words in gate.look(page) if says in words]
    finally:
        page.close()
