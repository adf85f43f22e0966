"""Filling in every box that somebody meets on a walk through the house, each with a sentence of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count

# Forms that end something, find something or only change how things look.
LEFT_ALONE = re.compile(
    r"/(sign-out|display|erase|delete|withdraw|remove|leave|pause|merge|set-aside|demo|cms|accounts|sign-in|invite|join|check|v)(/|$)|take-back"
)
PDF = "%PDF-1.4\n% {words}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
BOXES = "textarea, input[type=text], input[type=email], input[type=search], input[type=tel], input[type=url], input:not([type])"


@dataclass
class Typist:
    """`typed`: sentence -> the address and the name of the box it was typed into."""

    page: object
    typed: dict[str, str] = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(1))

    def fill_all(self, addresses) -> None:
        """Open each address, and send each of its forms that has a box for words or a file."""
        for address in sorted(addresses):
            for place in range(self._forms(address)):
                self._send(address, place)

    def _forms(self, address: str) -> int:
        """How many forms the page at an address has; `addresses` are pages, so files that download are not among them."""
        if LEFT_ALONE.search(address):
            return 0
        answer = self.page.goto(address)
        return self.page.locator("form[method=post]").count() if answer and answer.status == 200 else 0

    def _send(self, address: str, place: int) -> None:
        self.page.goto(address)
        form = self.page.locator("form[method=post]").nth(place)
        if not form.count() or LEFT_ALONE.search(form.get_attribute("action") or ""):
            return
        filled = self._files(form, address) + self._boxes(form, address)
        if not filled:
            return
        self._choose(form)
        with self.page.expect_navigation():
            form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    def _boxes(self, form, address: str) -> int:
        filled = 0
        for box in form.locator(BOXES).all():
            name = box.get_attribute("name") or ""
            if not box.is_editable() or not name or name == "csrfmiddlewaretoken":
                continue
            words = self._words_for(box, name, address)
            box.evaluate("(box, words) => { box.value = words }", words)
            filled += words in self.typed
        return filled

    def _words_for(self, box, name: str, address: str) -> str:
        """A sentence, or what such a box can take: a day, an address, minutes."""
        from lms.core import clock

        today = clock.today()
        parts = {"day": today.day, "month": today.month, "year": today.year}
        last = name.rsplit("_", 1)[-1]
        if "minute" in name:
            return "" if "start" in name else "60"
        if box.get_attribute("inputmode") in {"numeric", "decimal"}:
            return str(parts.get(last, parts.get({"0": "day", "1": "month", "2": "year"}.get(last, ""), 60)))
        if box.get_attribute("type") == "email" or "email" in name:
            return self._note(f"sparrow{next(self.numbers)}@example.org", address, name)
        return self._note(f"sparrow number {next(self.numbers)} sang", address, name)

    def _note(self, words: str, address: str, name: str) -> str:
        self.typed[words] = f"{address} {name}"
        return words

    def _files(self, form, address: str) -> int:
        boxes = form.locator("input[type=file]").all()
        for box in boxes:
            words = self._note(f"sparrow file {next(self.numbers)} sang", address, box.get_attribute("name") or "")
            content = PDF.replace("{words}", words).encode()
            box.set_input_files({"name": f"{words.replace(' ', '-')}.pdf", "mimeType": "application/pdf", "buffer": content})
        return len(boxes)

    @staticmethod
    def _choose(form) -> None:
        """The first answer of every question, the last of every list, every tick."""
        form.evaluate(
            """form => {
                const groups = new Set();
                for (const box of form.querySelectorAll("input[type=radio]"))
                    if (!groups.has(box.name)) { groups.add(box.name); box.checked = true; }
                for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = true;
                for (const list of form.querySelectorAll("select")) list.selectedIndex = list.options.length - 1;
            }"""
        )
