"""Pages that ask for the decision of the police authority where it alone decides."""

from typing import Any

from complaints.forms.seniors import ask_authority, of_authority


class AsksAuthority:
    """Before a FormPage: its form asks for the decision besides, where it is theirs."""

    asks_authority: Any  # why it is asked for; blank where it is not

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        form = super().make_form(data, files)  # type: ignore[misc]
        if self.asks_authority:
            ask_authority(form)
        return form

    def given_besides(self, form: Any) -> dict[str, Any]:
        return {"authority": of_authority(form)} if self.asks_authority else {}
