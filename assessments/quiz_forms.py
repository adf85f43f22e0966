"""What a page of a test sends, apart from the answer itself, which the question's kind reads."""

from django import forms


class AnswerForm(forms.Form):
    """`revision` is the state of the answer that the page was showing; `go` is the button that was pressed."""

    revision = forms.IntegerField(min_value=0)
    flagged = forms.BooleanField(required=False)
    go = forms.CharField(required=False)
    move = forms.CharField(required=False)

    @property
    def raw(self) -> dict[str, list[str]]:
        """The fields as the question kinds want them."""
        return {name: [str(value) for value in values] for name, values in self.data.lists()}  # type: ignore[attr-defined]
