"""A whole case with its handler, on the route that its state says."""

from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.routes import on_its_route


def on_a_route(**fields):
    case = whole_case(handler=user_with_role("investigator"), **fields)
    return on_its_route(case, planned=False)
