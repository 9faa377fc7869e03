"""What a password may not contain, beyond the common ones that Django knows."""

import re

from django.core.exceptions import ValidationError

from organisation.models import Unit

SHORTEST_WORD = 4
CONTEXT_WORDS = ("tribune", "candour", "metropolitan", "scotlandyard", "constabulary")
# Undoes the replacements that everybody knows: c4nd0ur is candour.
REPLACED = str.maketrans("01345!$@", "oieasisa")


def plain(text: str) -> str:
    """Letters only, in lower case, with the usual replacements undone."""
    return re.sub("[^a-z]", "", text.lower().translate(REPLACED))


class ContextWordValidator:
    """Refuses a password with a word in it that anybody would try here first."""

    def validate(self, password: str, user=None) -> None:
        letters = plain(password)
        for word in [*CONTEXT_WORDS, *_borough_words(), *_own_words(user)]:
            if word in letters:
                raise ValidationError(
                    f"The password must not contain “{word}”: names of this service, "
                    "of boroughs, of the force and of yourself are guessed first. Try "
                    "three words that have nothing to do with each other.",
                    code="password_context_word",
                )

    def get_help_text(self) -> str:
        return (
            "It must not contain the name of this service, of a borough, of the force "
            "or of yourself."
        )


def _borough_words() -> list[str]:
    """Names of boroughs, and their first words: "kingston" of Kingston upon Thames."""
    names = Unit.objects.filter(kind="borough").values_list("name", flat=True)
    return _long_enough(
        part for name in names for part in (name, re.split(r"\W+", name)[0])
    )


def _own_words(user) -> list[str]:
    if user is None:
        return []
    return _long_enough(re.split(r"\W+", f"{user.name} {user.email.partition('@')[0]}"))


def _long_enough(words) -> list[str]:
    return sorted({plain(word) for word in words if len(plain(word)) >= SHORTEST_WORD})
