"""Sentences for what is wrong in a course folder; those for any file that people write stand in lms/core/written_words.py."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from lms.core import written_words
from lms.core.written.reading import Problem

SAYS: Mapping[str, Any] = {
    **written_words.SAYS,
    # the folder
    "no_folder": lazy("This is not a folder. A course is a folder with a programme.yaml in it."),
    "unreadable": lazy("This cannot be opened. %(why)s"),
    "too_many_files": lazy("There are more than %(maximum)s files. Nothing of it was read: is this the right folder?"),
    "link": lazy("This is a link to somewhere else. Links are not followed: put the file itself here."),
    "special": lazy("This is neither a file nor a folder."),
    "missing_file": lazy("This file is missing."),
    "is_folder": lazy("This should be a file and is a folder."),
    "text_too_large": lazy("This is larger than %(maximum)s KB, too large for a text."),
    "texts_too_large": lazy("Together the texts are larger than %(maximum)s MB."),
    "not_utf8": lazy("This is not UTF-8. Save the file as UTF-8, so that accents and other alphabets stay whole."),
    "unknown_file": lazy("Nothing reads this file."),
    "not_a_step": lazy("Nothing reads this file. A step is called <number>-<key>.yaml."),
    "module_not_named": lazy("programme.yaml does not name “%(value)s” among its modules."),
    "other_key": lazy("The file is not called after its key “%(value)s”."),
    "repeated_step": lazy("Another step of this module has the key “%(value)s”."),
    "repeated_in_modules": lazy("Another module has the same %(key)s, “%(value)s”."),
    "repeated_id": lazy("Another block of this step has the id “%(value)s”. Learners' answers hang on it: give each its own."),
    "id_elsewhere": lazy("%(other)s has a block with the id “%(value)s” too. Give each its own."),
    # texts
    "controls": lazy("“%(key)s” holds characters that no keyboard types. Take them out."),
    "not_an_id": lazy("“%(value)s” in “%(key)s” is not an id: use small letters, digits and hyphens, at most 36."),
    "not_a_uuid": lazy("“%(key)s” must be a UUID, like 9343a18b-6a52-4d2c-a52e-6cfb30bed0d9."),
    "html": lazy("HTML cannot stand in “%(key)s”: %(detail)s. Write it in Markdown."),
    "link_to": lazy("“%(detail)s” in “%(key)s” is no address to link to. Use https:, mailto:, tel: or a page here, like /support/."),
    "markdown_beyond": lazy("“%(key)s” holds %(detail)s. Only paragraphs, bold, italics, lists and links can stand there."),
    # questions
    "question": lazy("%(says)s"),
    "needs_a_person": lazy("A question of the kind “%(value)s” needs somebody to mark it, so it cannot stand in a step. Put it in a test."),
    "too_rich": lazy("This question says more than a question in a step can, such as points for half an answer. Put it in a test."),
    # other blocks
    "scenario": lazy("%(says)s"),
    "no_alt": lazy("Say in “alt” what the picture shows, or that it is “decorative”."),
    "rule_of_another": lazy("A rule stands in a callout of the kind “local” only, not “%(value)s”."),
    "asks_nothing": lazy("This module would be complete as soon as it is begun. Ask for reading, questions, tests or stories."),
    "module_circle": lazy("These modules wait for each other, so nobody could begin: %(names)s."),
    "no_step": lazy("This module has no step “%(value)s”."),
    # what is elsewhere
    "no_consent": lazy("Nobody here has agreed to a story called “%(value)s”. An editor adds the consent first."),
    "gone_words": lazy("The story “%(value)s” was taken back. Take its words and files out of this block, or the block out of the step."),
    "gone_file": lazy("“%(value)s” was taken back by the person whose words it holds. Take it out of the folder and of this block."),
    "no_rule": lazy("There is no local rule “%(value)s” here. An editor writes it first: what holds in one place does not come in a file."),
    "no_module": lazy("Neither the folder nor the workshop has a module with the key “%(value)s”."),
    "module_elsewhere": lazy("The module “%(value)s” belongs to the programme “%(programme)s” already."),
    # media
    "no_media": lazy("There is no file “%(value)s” in the folder media/."),
    "odd_name": lazy("“%(value)s” should have a name of letters, digits, spaces and hyphens, at most 80, and lie in media/ itself."),
    "wrong_ending": lazy("“%(value)s” should end in one of: %(endings)s."),
    "wrong_kind": lazy("“%(value)s” is not what its name says: it does not open as a %(kind)s."),
    "file_too_large": lazy("“%(value)s” has %(size)s MB. The most we can take is %(maximum)s MB."),
    "too_much": lazy("All files of the kind %(kind)s together have %(size)s MB. The most we can take is %(maximum)s MB."),
}


def say(problem: Problem) -> str:
    """`listening/01-being-heard.yaml:42: blocks[3].markdown: HTML cannot stand in …`, a line that editors can jump to."""
    return written_words.say(problem, problem.file or "course", SAYS)
