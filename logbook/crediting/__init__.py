"""Raw minutes in, credited minutes out, by a rule that is data.

Nothing here imports a model, reads a clock or knows a request, so the same question
gets the same answer for any day in the past (architecture.md, "Pure engines").

    rule = read_rule({"excluded": ["travel"], "group_max_share": "1/2"})
    credit(hours, rule, on=date(2027, 3, 3)).minutes
"""

from logbook.crediting.engine import credit
from logbook.crediting.report import Credit, LeftOut, Line, Shortfall
from logbook.crediting.rule import LargeGroup, Rule
from logbook.crediting.rule_data import Problem, RuleReadError, read_rule, rule_problems
from logbook.crediting.session import LoggedHours

__all__ = [
    "Credit",
    "LargeGroup",
    "LeftOut",
    "Line",
    "LoggedHours",
    "Problem",
    "Rule",
    "RuleReadError",
    "Shortfall",
    "credit",
    "read_rule",
    "rule_problems",
]
