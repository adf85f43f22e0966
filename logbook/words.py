"""The short lists that stand where other logs have free text: nobody can write a name into a list."""

from django.utils.translation import gettext_lazy as _

KINDS = [("practice", _("Practice hours")), ("supervision", _("Supervision"))]

# What the time was spent on. Which of these count is for each scheme to say, never for the log.
PRACTICE_ACTIVITIES = [
    ("direct_support", _("Peer support")),
    ("outreach", _("Outreach")),
    ("advocacy", _("Going along to a meeting or appointment")),
    ("shadowing", _("Shadowing a colleague")),
    ("team_meeting", _("Team meeting")),
    ("documentation", _("Notes and paperwork")),
    ("travel", _("Travel")),
]

SUPERVISION_ACTIVITIES = [
    ("supervision", _("Supervision session")),
    ("co_reflection", _("Co-reflection between peers")),
    ("co_supervision", _("Co-supervision")),
    ("observation", _("Practice seen live, then talked over")),
    ("case_review", _("Going through one piece of work")),
    ("debrief", _("Debrief after a hard day")),
    ("line_management", _("Line management meeting")),
    ("consultation", _("Specialist consultation")),
]

MODES = [("individual", _("One to one")), ("group", _("In a group"))]

SETTINGS = [
    ("drop_in", _("Drop-in or centre")),
    ("community", _("Out in the community")),
    ("ward", _("Ward or clinic")),
    ("home", _("At somebody's home")),
    ("phone_line", _("Phone line")),
    ("online", _("Online")),
    ("office", _("Office")),
]

CHANNELS = [("in_person", _("In person")), ("video", _("By video")), ("phone", _("By phone"))]

# What supervision talks about, as ticks. "Wellbeing" says that it was talked about, never what was said.
TOPICS = [
    ("role", _("My role and its limits")),
    ("boundaries", _("Relationships and boundaries")),
    ("confidentiality", _("Confidentiality")),
    ("hard_moments", _("A crisis or a hard moment")),
    ("culture", _("Culture, power and fairness")),
    ("team", _("Working in the team")),
    ("learning", _("Learning and competencies")),
    ("practicals", _("Hours and practical things")),
    ("wellbeing", _("Wellbeing was talked about")),
]

STATES = [
    ("draft", _("Not sent yet")),
    ("submitted", _("Waiting to be confirmed")),
    ("returned", _("There is a question")),
    ("countersigned", _("Confirmed")),
]

REMARKS = [
    ("question", _("Question")),
    ("answer", _("Answer")),
    ("different", _("Seen differently")),
]

ACTIVITIES = PRACTICE_ACTIVITIES + SUPERVISION_ACTIVITIES
ACTIVITIES_OF = {"practice": PRACTICE_ACTIVITIES, "supervision": SUPERVISION_ACTIVITIES}

# Why minutes did not count: the rule's name as the engine gives it, in words.
NOT_COUNTED = {
    "after_the_day": _("after the day asked about"),
    "counted": _("not one of the activities that count"),
    "excluded": _("an activity that does not count"),
    "from": _("before the first day that counts"),
    "until": _("after the last day that counts"),
    "within_months": _("longer ago than counts"),
    "only_countersigned": _("not confirmed yet"),
    "day_max_minutes": _("more than counts on one day"),
    "group_max_minutes": _("more group time than counts"),
    "group_max_share": _("more group time than counts beside one-to-one time"),
    "large_group": _("a large group counts in part"),
    "one_minute_once": _("time shared with another entry counts once"),
}
