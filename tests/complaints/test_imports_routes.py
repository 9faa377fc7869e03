"""A file may say by which route each case was handled, where its state does not."""

import pytest

from casework import guard
from complaints.imports.mapping import BadMapping
from complaints.models import Case
from complaints.rules.routes import route_after
from complaints.workflow import Route, Status
from tests.complaints.importing import MAPPING, imported, lines, written

pytestmark = pytest.mark.django_db
HEADER = ("ref", "received", "closed", "what", "code", "officer", "found", "stands")
HEADER = (*HEADER, "route")
ROUTES = [each for each in Route.values if each]


def mapping(route='route = "route"'):
    said = 'said = "what"'
    return MAPPING.replace(said, f'{said}\nstatus = "stands"\n{route}')


def rows(*pairs):
    """A case for each pair of a state and a route."""
    begun = ("01/02/2009", "", "Swore at her", "RUDE", "101", "")
    return [(f"A{n}", *begun, *pair) for n, pair in enumerate(pairs)]


def told(tmp_path, *pairs, **more):
    path = written(tmp_path, lines(rows(*pairs), HEADER))
    return imported(path, mapping=mapping(), **more)


def routes():
    return list(Case.objects.order_by("pk").values_list("route", flat=True))


@pytest.mark.parametrize("state", ["determined", "notified", "finalised"])
def test_every_route_is_taken_of_a_decided_case(tmp_path, state):
    report = told(tmp_path, *((state, route) for route in ROUTES))
    assert report["result"] == "imported"
    assert routes() == ROUTES


def test_without_one_it_is_the_usual(tmp_path):
    told(tmp_path, ("finalised", ""), ("withdrawn", ""), ("sub_judice", ""))
    assert routes() == ["investigation", "", "investigation"]


@pytest.mark.parametrize("state", Status.values)
def test_the_state_speaks_where_it_says_the_route(tmp_path, state):
    told(tmp_path, (state, "local_resolution"))
    assert routes() == [route_after(state, "local_resolution")]


def test_another_word_is_refused_in_one_sentence(tmp_path):
    report = told(tmp_path, ("finalised", "local_resolution"), ("finalised", "settled"))
    assert report["refused"]["count"] == 1
    ((_, _, column, _, reason),) = report["refused"]["rows"]
    assert (column, reason) == ("route", "is not one of the codes of route")
    assert routes() == []  # nothing is imported until the file is mended


def test_so_is_a_mapping_that_names_none(tmp_path):
    short = [row[:-1] for row in rows(("finalised", ""))]
    path = written(tmp_path, lines(short, HEADER[:-1]))
    with pytest.raises(BadMapping, match="is not one of the codes of route"):
        imported(path, mapping=mapping('route = { constant = "settled" }'))


def test_a_later_file_may_say_what_the_first_did_not(tmp_path):
    told(tmp_path, ("finalised", ""))
    told(tmp_path, ("finalised", "local_resolution"))
    assert routes() == ["local_resolution"]
    told(tmp_path, ("finalised", "dispensation"))
    assert routes() == ["dispensation"]
    told(tmp_path, ("finalised", ""))
    assert routes() == ["investigation"]


def test_what_was_changed_here_is_kept(tmp_path):
    told(tmp_path, ("finalised", "local_resolution"))
    with guard.writing("test"):
        Case.objects.update(route="discontinuance")
    report = told(tmp_path, ("finalised", "dispensation"))
    assert routes() == ["discontinuance"]
    assert "route" in str(report)
