"""The form with which an editor writes a test: boxes over a definition that may still have problems (docs/quiz-format.md).

What was typed is kept as it was typed, also where it cannot be meant so ("eight" points): the draft holds it, and the pure engine says
what needs mending, and where. So no button ever loses a word.
"""
