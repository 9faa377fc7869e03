"""Which form an answer takes. Apart from the views, because settings name it."""

from collections.abc import Sequence

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer


class Negotiation(DefaultContentNegotiation):
    """`?format=` chooses among the forms that there are, and is else a parameter.

    It is read before anybody is asked for a token, and an unknown one would say that
    there is nothing here.
    """

    def filter_renderers(
        self, renderers: Sequence[BaseRenderer], format: str
    ) -> list[BaseRenderer]:
        return [each for each in renderers if each.format == format] or list(renderers)
