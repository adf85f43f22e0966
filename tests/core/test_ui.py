"""Forms and component tags, as a reader of the page gets them."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Paginator
from django.template import engines
from django.template.exceptions import TemplateSyntaxError
from django.test import RequestFactory

from lms.core.display import Display
from lms.core.forms import DayField
from lms.core.markdown import title_and_body, to_html


class Page(HTMLParser):
    """What a test asks of a page: tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.tags if "id" in attrs]

    def one(self, **wanted: str) -> dict[str, str]:
        (found,) = [attrs for _tag, attrs in self.tags if all(attrs.get(name) == value for name, value in wanted.items())]
        return found


class EveryField(forms.Form):
    """One field of every kind that the service draws."""

    text = forms.CharField(label="Your name", help_text="As on the certificate")
    words = forms.CharField(label="What happened", widget=forms.Textarea, help_text="About 300 words")
    words.audience = "Jo, an assessor, will read this."
    mail = forms.EmailField(label="E-mail")
    number = forms.IntegerField(label="How many")
    amount = forms.DecimalField(label="How much")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    pick = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("ie", "Ireland")])
    many = forms.MultipleChoiceField(label="Countries", choices=[("ie", "Ireland"), ("gb", "United Kingdom")])
    way = forms.ChoiceField(
        label="How to show it", choices=[("w", "Write"), ("r", "Record")], widget=forms.RadioSelect, help_text="Choose one"
    )
    way.option_hints = {"w": "About 300 words"}
    way.layout = "two"
    place = forms.ChoiceField(
        label="Where", choices=[("North", [("a", "A"), ("b", "B")]), ("South", [("c", "C")])], widget=forms.RadioSelect
    )
    shows = forms.MultipleChoiceField(
        label="What it shows", choices=[("c", "Culture"), ("e", "Endings")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I am sure", help_text="There is no way back")
    day = DayField(label="When was it")
    plain_day = forms.DateField(label="And then", widget=forms.DateInput(attrs={"type": "date"}))
    moment = forms.SplitDateTimeField(label="The moment", widget=forms.SplitDateTimeWidget)
    upload = forms.FileField(label="A file", help_text="PDF")
    quiet = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("The two do not go together.")


def draw(source: str, **context) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context, RequestFactory().get("/"))


@pytest.fixture
def sent():
    return draw("{% error_summary form %}{{ form }}", form=EveryField({"number": "two"}))


def test_every_field_is_drawn_with_a_label_that_leads_to_it():
    html = draw("{{ form }}", form=EveryField())
    page = Page(html)
    targets = [attrs["for"] for tag, attrs in page.tags if tag == "label" and "for" in attrs]
    assert set(targets) <= set(page.ids)
    for name in ("text", "words", "mail", "number", "secret", "pick", "many", "upload"):
        assert f"id_{name}" in targets
    legends = html.count("<legend>")
    assert legends == 5  # way, place, shows, day, moment


def test_no_id_stands_twice_and_every_description_exists(sent):
    page = Page(sent)
    assert sorted(page.ids) == sorted(set(page.ids))
    told = [part for _tag, attrs in page.tags for part in attrs.get("aria-describedby", "").split()]
    assert told
    assert set(told) <= set(page.ids)


def test_every_problem_in_the_summary_leads_to_a_box_that_exists_in_the_same_words(sent):
    page = Page(sent)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    visible = [name for name, field in EveryField.base_fields.items() if not field.widget.is_hidden]
    assert len(links) == len(visible)
    assert {link.removeprefix("#") for link in links} <= set(page.ids)
    summary, boxes = sent.split("</section>", 1)
    for words in (
        "Fill in “Your name”.",
        "Choose an answer for “How to show it”.",
        "Tick “I am sure” to go on.",
        "Choose a file for “A file”.",
    ):
        assert words in summary
        assert words in boxes


def test_a_group_is_reached_at_its_first_answer(sent):
    for target in ("id_way_0", "id_place_0_0", "id_shows_0", "id_day_0", "id_moment_0"):
        assert f'href="#{target}"' in sent
        assert f'id="{target}"' in sent


def test_the_summary_also_says_what_belongs_to_no_single_box_and_stands_before_all_else(sent):
    assert "The two do not go together." in sent
    assert sent.lstrip().startswith("<section")
    assert Page(sent).one(id="error-summary")["tabindex"] == "-1"


def test_a_form_that_nobody_sent_has_no_summary():
    assert draw("{% error_summary form nothing %}", form=EveryField()).strip() == ""


def test_a_box_in_error_says_so_and_reads_hint_error_and_audience_in_this_order(sent):
    box = Page(sent).one(name="words")
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] == "id_words_helptext id_words_error id_words_audience"
    assert (
        sent.index('id="id_words_helptext"')
        < sent.index('id="id_words_error"')
        < sent.index('name="words"')
        < sent.index('id="id_words_audience"')
    )


def test_a_group_describes_its_fieldset_and_not_each_button(sent):
    page = Page(sent)
    group = page.one(**{"aria-describedby": "id_way_helptext id_way_error"})
    assert "bad" in group["class"]
    assert "aria-invalid" not in page.one(id="id_way_0")


def test_small_print_layout_and_group_names_of_answers(sent):
    assert "<small>About 300 words</small>" in sent
    assert 'class="opts two"' in sent
    assert '<p class="group-label">North</p>' in sent


def test_the_browser_never_answers_before_we_do(sent):
    assert [attrs for _tag, attrs in Page(sent).tags if "required" in attrs] == []


def test_what_was_typed_stays_even_where_a_number_was_asked_for(sent):
    box = Page(sent).one(name="number")
    assert (box["value"], box["type"], box["inputmode"]) == ("two", "text", "numeric")
    assert Page(sent).one(name="amount")["inputmode"] == "decimal"


def test_a_password_is_never_sent_back():
    html = draw("{{ form }}", form=EveryField({"secret": "open sesame"}))
    assert "open sesame" not in html


def test_what_is_optional_says_so():
    class Two(forms.Form):
        note = forms.CharField(required=False)
        tick = forms.BooleanField(required=False)

    html = draw("{{ form }}", form=Two())
    assert html.count("(optional)") == 1

    class Filter(Two):
        marks_optional = False

    assert "(optional)" not in draw("{{ form }}", form=Filter())


def test_a_box_for_words_without_a_reader_is_refused():
    class Silent(forms.Form):
        diary = forms.CharField(widget=forms.Textarea)

    with pytest.raises(ImproperlyConfigured, match=r"Silent\.diary"):
        draw("{{ form }}", form=Silent())
    assert "Only you" in draw('{% field form.diary audience="Only you can read this." %}', form=Silent())


def test_the_field_tag_changes_words_for_this_page_alone():
    html = draw('{% field form.text label="Who are you?" hint="Any name" css="w-m" %}', form=EveryField())
    assert ("Who are you?" in html, "Any name" in html, Page(html).one(name="text")["class"]) == (True, True, "w-m")
    assert "Who are you?" not in draw("{{ form }}", form=EveryField())


class Counted(forms.Form):
    words = forms.CharField(label="What happened", widget=forms.Textarea, max_length=20)
    words.audience = "Jo, an assessor, will read this."


def test_a_box_that_somebody_may_fill_says_how_much_it_takes_and_takes_what_is_pasted():
    page = Page(draw("{{ form }}", form=Counted()))
    box = page.one(name="words")
    assert (box["data-count"], "maxlength" in box) == ("20", False)
    assert box["aria-describedby"] == "id_words_count id_words_audience"
    assert set(page.one(id="id_words_count")) >= {"data-left", "data-over"}


def test_words_that_are_too_long_stay_and_are_told_what_to_do():
    html = draw("{% error_summary form %}{{ form }}", form=Counted({"words": "a" * 23}))
    assert html.count("Shorten “What happened” to 20 characters. There are 23 now.") == 2
    assert "a" * 23 in html


def test_a_password_can_be_looked_at_only_where_a_script_can_hide_it_again():
    button = Page(draw("{{ form }}", form=EveryField())).one(**{"data-shows": "id_secret"})
    assert (button["type"], button["aria-pressed"], "hidden" in button) == ("button", "false", True)


def test_a_formset_tells_the_problems_of_each_part():
    class Line(forms.Form):
        name = forms.CharField(label="Name")

    lines = forms.formset_factory(Line, extra=0, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "", "form-1-name": "Ada"}
    )
    html = draw("{% error_summary lines %}{{ lines }}", lines=lines)
    assert 'href="#id_form-0-name"' in html
    assert "id_form-0-name" in Page(html).ids


@pytest.mark.parametrize(
    ("parts", "day"),
    [(("27", "3", "2027"), dt.date(2027, 3, 27)), ((" 7 ", "03", "27"), dt.date(2027, 3, 7)), (("29", "2", "2028"), dt.date(2028, 2, 29))],
)
def test_a_day_in_three_boxes(parts, day):
    assert _day(parts).cleaned_data == {"on": day}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("31", "2", "2027"), "in the calendar"),
        (("first", "3", "2027"), "in the calendar"),
        (("", "", ""), "the day, the month and the year"),
        (("3", "", "2027"), "the day, the month and the year"),
    ],
)
def test_a_day_that_is_none_says_what_to_write(parts, says):
    assert says in str(_day(parts).errors["on"])


def _day(parts):
    class One(forms.Form):
        on = DayField()

    form = One(dict(zip(("on_day", "on_month", "on_year"), (part[:5] for part in parts), strict=True)))
    form.is_valid()
    return form


def test_a_day_is_shown_again_in_its_boxes():
    class One(forms.Form):
        on = DayField(initial=dt.date(2027, 3, 27))

    values = [attrs["value"] for tag, attrs in Page(draw("{{ form }}", form=One())).tags if tag == "input"]
    assert values == ["27", "3", "2027"]


# --- component tags -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["met", "yet", "off", "care", "stop", "wait"])
def test_a_tag_has_a_word_besides_its_colour(kind):
    html = draw('{% tag kind "In words" %}', kind=kind)
    assert f'class="tag {kind}"' in html
    assert "In words" in html


def test_states_speak_our_words():
    assert "Not yet" in draw('{% state "not_yet" %}')
    assert "With Dee" in draw('{% state "submitted" "With Dee" %}')
    assert "something_new" in draw('{% state "something_new" %}')


def test_an_icon_is_hidden_from_readers_and_a_missing_one_is_an_error():
    assert 'aria-hidden="true"' in draw('{% icon "eye" %}')
    with pytest.raises(TemplateSyntaxError):
        draw('{% icon "no-such-drawing" %}')


def test_a_meter_is_a_native_bar_that_says_its_words_and_never_overflows():
    bar = Page(draw('{% meter 75 60 "75 of 60 hours" %}')).one(**{"class": "meter"})
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("60", "60", "75 of 60 hours")
    assert Page(draw('{% meter 0 0 "Opens later" %}')).one(**{"class": "meter"})["max"] == "1"


@pytest.mark.parametrize("kind", ["current", "ended", "hold", "revoked", "newer", "cannot", "yet"])
def test_each_answer_has_its_own_face(kind):
    html = draw('{% status kind "The answer" level=2 id="a" %}<p>More</p>{% endstatus %}', kind=kind)
    assert '<h2 id="a">The answer</h2>' in html
    assert "<p>More</p>" in html
    assert "<svg" in html


def test_the_faces_of_the_six_answers_differ_by_shape():
    faces = [
        draw('{% status kind "x" %}{% endstatus %}', kind=kind).split("<div>")[0]
        for kind in ("current", "ended", "hold", "revoked", "newer", "cannot")
    ]
    drawings = {face[face.index("<svg") :] for face in faces}
    assert len(drawings) == 6


def test_words_from_people_are_escaped_everywhere():
    html = draw(
        "{% tag 'met' w %}{% audience w %}{% kv pairs %}{% back w w %}{% status 'hold' w %}{{ w }}{% endstatus %}",
        w="<b>x</b>",
        pairs=[("<b>x</b>", "<b>x</b>")],
    )
    assert "<b>x" not in html


def test_minutes_telephone_numbers_and_text_numbers():
    assert draw("{{ 90|minutes }}") == "1 hour 30 minutes"
    assert draw("{{ n|telephone }}", n="+44 (0)116 123") == "+440116123"
    assert draw("{{ n|text_number }}{{ e|text_number }}", n="SHOUT to 85258", e="") == "85258"


def test_markdown_cannot_do_harm():
    html = to_html(
        "## Hello\n\n<script>alert(1)</script> **strong** [bad](javascript:alert(1)) [good](https://example.org) <img src=x onerror=y>"
    )
    assert "<h2>Hello</h2>" in html
    assert "<strong>strong</strong>" in html
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org"' in html


def test_the_title_of_a_text_is_its_first_heading():
    assert title_and_body("# Privacy\n\nWords") == ("Privacy", "\nWords")
    assert title_and_body("Words") == ("", "Words")


# --- display settings ---------------------------------------------------------------------------------


def test_display_choices_survive_the_cookie_and_nonsense_does_not():
    chosen = Display(theme="soft", size="150", notes="strong")
    assert Display.read(chosen.write()) == chosen
    assert Display.read("theme:<script>|size:125|nonsense|:|a:b") == Display(size="125")
    assert Display().write() == ""


def test_only_what_changes_the_look_is_written_on_the_page():
    assert Display(theme="dark", notes="none").attributes == [("theme", "dark")]


# --- larger parts ---------------------------------------------------------------------------------------


def parts(source: str, query: str = "", **context) -> str:
    return engines["django"].from_string("{% load ui parts %}" + source).render(context, RequestFactory().get("/" + query))


def test_an_option_that_a_part_does_not_have_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="has no option opne"):
        parts('{% details "More" opne=True %}{% enddetails %}')


def test_words_from_people_are_escaped_in_every_part():
    boxes = "details notice care callout ask danger confirmed empty filters pair"
    source = "".join(f"{{% {name} w %}}{{{{ w }}}}{{% end{name} %}}" for name in boxes.split())
    source += "{% do i %}{% avoid i %}{% contents p %}{% said p %}{% tasks t %}{% groups g %}{% seal w w w %}{% timer w %}{% crumbs w w %}"
    w = "<b>x</b>"
    html = parts(source, w=w, i=[w], p=[(w, w)], t=[(w, w, "met", w, w)], g=[(w, w, w, w)])
    assert "<b>x" not in html


def test_a_link_to_change_something_says_what_it_changes():
    html = parts("{% kv rows %}", rows=[("Name", "Ada", "/me/names/"), ("Number", "7")])
    assert html.count("<dt>") == 2
    assert 'href="/me/names/">Change<span class="vh"> Name</span></a>' in html


def test_breadcrumbs_begin_at_home_and_are_a_named_list():
    html = parts('{% crumbs "/manage/cohorts/" "Cohorts" "/manage/cohorts/x/" name %}', name="Spring <3")
    page = Page(html)
    assert page.one(**{"class": "crumbs"})["aria-label"] == "You are here"
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == ["/", "/manage/cohorts/", "/manage/cohorts/x/"]
    assert "Spring &lt;3" in html
    with pytest.raises(ValueError, match="zip"):
        parts('{% crumbs "/learn/" %}')


def test_the_pages_of_a_list_keep_what_was_asked_for():
    html = parts("{% pages page %}", "?month=2027-03&page=2", page=Paginator(range(30), 10).page(2))
    links = [attrs["href"] for tag, attrs in Page(html).tags if tag == "a"]
    assert links == ["?month=2027-03&page=1", "?month=2027-03&page=3"]
    assert "Page 2 of 3" in html
    assert parts("{% pages page %}", page=Paginator([], 10).page(1)).strip() == ""


def test_steps_are_words_first():
    html = parts("{% steps 3 7 %}")
    assert "Step 3 of 7" in html
    assert html.count("<li") == 7
    assert 'aria-hidden="true"' in html
    assert parts("{% steps 2 4 done=done %}", done=[4]).count('class="done"') == 1
    assert parts("{% steps 2 4 done=done %}", done=[]).count('class="done"') == 0


@pytest.mark.parametrize(
    ("query", "order", "to"), [("", "", "?sort=on"), ("?sort=on&page=3", "ascending", "?sort=-on"), ("?sort=-on", "descending", "?sort=on")]
)
def test_a_head_that_sorts_says_the_order_and_leads_to_the_other(query, order, to):
    page = Page(parts('{% sort_head "on" "Day" %}', query))
    assert page.one(scope="col").get("aria-sort", "") == order
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == [to]


def test_a_table_says_the_column_beside_each_cell_for_phones():
    html = parts("{% table columns rows caption='Hours' %}", columns=["Day", "Hours"], rows=[("4 May", "2")])
    assert '<th scope="row" role="rowheader">4 May</th><td role="cell" data-th="Hours">2</td>' in html


def test_the_time_left_is_shut_for_those_who_chose_so():
    assert "open" in Page(parts('{% timer "20 minutes" %}', display=Display())).tags[0][1]
    assert "open" not in Page(parts('{% timer "20 minutes" %}', display=Display(timers="hide"))).tags[0][1]
