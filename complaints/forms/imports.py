"""What an import needs: the files, and the mapping that says how to read them."""

from django import forms

from complaints.forms.additions import ManyFiles
from pages.forms import PageForm

OWN = "own"
OWN_IS = (
    "A TOML file that says which column of your files holds what, and what their codes "
    "mean here. The operating guide describes it (docs/operating.md, “Mapping files”)."
)
MAPPING_LIMIT = 102_400


class ImportForm(PageForm):
    files = ManyFiles(
        label="Files",
        help_text="Plain CSV, TSV or XLSX; all the files that the mapping links.",
    )
    mapping = forms.ChoiceField(label="Mapping", widget=forms.RadioSelect)
    mapping_file = forms.FileField(
        required=False, label="Mapping file", help_text="A TOML file"
    )

    called = {
        "files": "one file or several",
        "mapping": "a mapping",
        "mapping_file": "the mapping file",
    }
    reveals = {"mapping": {OWN: ["mapping_file"]}}
    depending = frozenset({"mapping_file"})

    def __init__(self, *args, shipped, **kwargs):
        super().__init__(*args, **kwargs)
        self.shipped = shipped
        shown = [(name, mapping.title) for name, mapping in shipped.items()]
        self.fields["mapping"].choices = [(OWN, "A mapping file of my own"), *shown]
        told = {name: mapping.about for name, mapping in shipped.items()}
        self.choice_hints = {"mapping": {OWN: OWN_IS} | told}

    def clean(self):
        """Answer the text of the mapping that was chosen."""
        cleaned = super().clean()
        chosen = cleaned.get("mapping")
        if chosen == OWN:
            cleaned["text"] = self._own(cleaned.get("mapping_file"))
        elif chosen:
            cleaned["text"] = self.shipped[chosen].text
        return cleaned

    def _own(self, upload):
        if upload is None:
            if "mapping_file" not in self.errors:
                self.add_error("mapping_file", "Choose the mapping file.")
            return ""
        if upload.size > MAPPING_LIMIT:
            self.add_error(
                "mapping_file", "The mapping file must be 100 KB or smaller."
            )
            return ""
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("mapping_file", "The mapping file must be UTF-8 text.")
            return ""
