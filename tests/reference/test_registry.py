"""The description of each table holds together."""

import pytest

from accounts.reference.registry import get, tables
from organisation.models import Member, Unit
from tests.factories.organisation import ContactFactory, MemberFactory


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.slug)
def test_every_name_is_a_field(table):
    named = {
        *table.key, *table.fields, *table.columns, *table.filters, *table.changeable,
        *table.inherited, *table.hidden, *filter(None, [table.begins, table.ends]),
    }  # fmt: skip
    for name in named:
        assert table.field(name)
    assert set(table.key) <= set(table.fields)
    assert table.slug == table.slug.lower()
    assert table.in_place(), "every row can be corrected in something"
    for related in table.related:
        assert get(related.slug).field(related.field).related_model is table.model


def test_a_table_is_known_by_slug_and_by_model():
    assert get("units") is get(Unit)
    with pytest.raises(KeyError):
        get("nothing")
    with pytest.raises(KeyError):
        get(dict)


@pytest.mark.django_db
@pytest.mark.parametrize("post", ["T1", "PC 12/34", "a.b", "~2f~", "Ω", "100%", "+"])
def test_any_name_makes_an_address_that_finds_it(post):
    contact = ContactFactory(post=post)
    table = get("contacts")
    address = table.address_of(contact)
    assert "/" not in address
    assert address.count(".") == 2
    assert table.at(address) == contact


@pytest.mark.django_db
def test_the_address_of_somebody_does_not_tell_who_they_are():
    member = MemberFactory(number="T000123")
    table = get(Member)
    assert "000123" not in table.url_of(member)
    assert table.at(table.address_of(member)) == member
    for address in ("T000123", "", "0", str(member.pk), "9" * 32):
        assert table.at(address) is None


@pytest.mark.django_db
def test_posts_that_look_alike_have_different_addresses():
    one = ContactFactory(post="Front desk")
    other = ContactFactory(unit=one.unit, post="Front-desk")
    table = get("contacts")
    assert table.at(table.address_of(one)) == one
    assert table.at(table.address_of(other)) == other


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", ".", "~", "~ffffffffff~", "~0~", "..."])
def test_nonsense_finds_nothing(key):
    for table in tables():
        assert table.at(key) is None
