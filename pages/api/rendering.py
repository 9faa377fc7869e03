"""JSON by orjson. Apart from the views, because settings name it."""

from typing import Any

import orjson
from django.db.models import QuerySet
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


class OrjsonRenderer(BaseRenderer):
    """JSON by orjson: a tenth of the standard library's time."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        if data is None:
            return b""
        return orjson.dumps(
            data, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, (set, frozenset, QuerySet)):
        return list(value)
    return str(value)
