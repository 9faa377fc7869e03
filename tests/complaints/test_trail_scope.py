"""Nobody learns from the trail's pages what the case's pages keep from them."""

import html
import re

import pytest
from django.urls import reverse

from audit import trail
from casework import guard, trail_scope
from complaints.actions import note
from complaints.filters.naming import names_one
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, SubjectFactory, whole_case
from tests.factories.interventions import InterventionFactory
from tests.factories.organisation import MemberFactory
from tests.factories.papers import LegacyRecordFactory
from tests.factories.restrictions import RestrictionFactory
from tests.factories.risks import RiskFactory

pytestmark = pytest.mark.django_db


def declined():
    case = whole_case()
    return DO["decline"](case, user_with_role("cst-officer"), NOW, case.version)


def told_of(case, user):
    return trail_scope.visible_to(fresh(user)).filter(subject_key=case.reference)


def test_a_reader_of_the_trail_reads_of_cases():
    assert told_of(declined(), user_with_role("director")).exists()


def test_a_subject_reads_nothing_of_their_own_case():
    case = declined()
    director = user_with_role("director", member=MemberFactory())
    SubjectFactory(case=case, member=director.member, number=9)

    assert not told_of(case, director).exists()


def test_a_declared_conflict_bars():
    case = declined()
    director = user_with_role("director")
    ConflictFactory(case=case, user=director)

    assert not told_of(case, director).exists()


def spellings(reference):
    prefix, serial, year = reference.split("/")
    return (
        reference,
        reference.lower(),
        f"{prefix} {int(serial)} {year}",
        f"{prefix.lower()}{serial}/{year}",
        f"{prefix}{serial}",
        serial,
        "-".join((prefix, serial, year)),
        f"the one of {prefix}-{int(serial)}-{year}, again",
    )


def test_every_spelling_names_its_case():
    for spelt in spellings("PC/00813/26"):
        assert names_one(spelt, ["CM/00009/25", "PC/00813/26"]), spelt
    for other in ("PC/00813/25", "PC/00814/26", "813", "800813"):
        assert not names_one(other, ["PC/00813/26"]), other
    assert names_one("of pc 100813 26", ["PC/100813/26"])


@pytest.fixture
def barred_reader():
    """A case, somebody barred from it who reads the trail, and somebody who is not."""
    case, reader = whole_case(), user_with_role("command")
    ConflictFactory(case=case, user=reader)
    return case, reader, user_with_role("director")


def read_by(client, user, **params):
    client.force_login(user)
    url = reverse("casework:trail")
    page = client.get(url, params).content.decode()
    query = "&".join(f"{name}={value}" for name, value in params.items())
    file = client.post(f"{reverse('casework:trail-export')}?{query}")
    return page + file.getvalue().decode()


def test_what_others_asked_about_a_barred_case_is_kept_back(client, barred_reader):
    case, reader, other = barred_reader
    client.force_login(other)
    for spelt in spellings(case.reference):
        client.get(reverse("casework:trail"), {"key": spelt})
        client.get(reverse("desk:search"), {"q": spelt})
    trail.disclosed(
        trail.Subject("case_list", ""), other, recipient=f"Counsel in {case}", count=1
    )

    for params in ({}, {"person": other.email}, {"about": "trail"}):
        told = read_by(client, reader, **params)
        assert other.name in told
        assert not names_one(told, [case.reference]), params
        assert "(withheld)" in told


def test_whoever_is_not_barred_reads_what_was_asked(client, barred_reader):
    case, _, other = barred_reader
    client.force_login(other)
    client.get(reverse("casework:trail"), {"key": case.reference})
    client.get(reverse("desk:search"), {"q": case.reference})

    told = read_by(client, user_with_role("director"), person=other.email)

    assert told.count(case.reference) >= 3
    assert "(withheld)" not in told


def named_case():
    """A case that came with an earlier reference, of people with names of their own."""
    case = whole_case()
    person = case.complainants.first().person
    person.surname = "O’Flannery-Smythe"
    with guard.writing("test"):
        person.save(update_fields=["surname"])
    LegacyRecordFactory(case=case, source_reference="LEG/0042/07")
    SubjectFactory(
        case=case,
        number=8,
        member=MemberFactory(surname="Quaßnik", number="P 775201"),
    )
    return case


@pytest.mark.parametrize(
    "words",
    [
        "LEG/0042/07",
        "leg 0042 07",
        "leg004207",
        "mrs OFlannery-Smythe",
        "o'flannery smythe",
        "QUASSNIK hammer",
        "p775201",
    ],
)
def test_searches_by_other_names_of_a_barred_case_are_kept_back(client, words):
    case, reader = named_case(), user_with_role("command")
    other = user_with_role("director")
    ConflictFactory(case=case, user=reader)
    client.force_login(other)
    client.get(reverse("desk:search"), {"q": words})
    client.get(reverse("casework:trail"), {"key": words})

    told = read_by(client, reader, person=other.email)

    assert words not in html.unescape(told)
    assert "(withheld)" in told
    assert words in html.unescape(read_by(client, user_with_role("director")))


def test_searches_for_others_are_not(client):
    case, reader = named_case(), user_with_role("command")
    other = user_with_role("director")
    ConflictFactory(case=case, user=reader)
    client.force_login(other)
    asked = ("Smith", "flannel", "LEG/0043/07", "775202")
    for words in asked:
        client.get(reverse("desk:search"), {"q": words})

    told = read_by(client, reader, person=other.email)

    assert [words for words in asked if words not in told] == []
    assert "(withheld)" not in told


def test_a_name_in_another_case_is_read_there(client):
    """The same surname stands in many cases: that one is barred says nothing."""
    reader = user_with_role("command")
    ConflictFactory(case=named_case(), user=reader)
    other = whole_case(investigating=True)
    note(case=other, by=user_with_role("cst-officer"), at=NOW, text="Rang Quaßnik.")

    assert "Rang Quaßnik." in read_by(client, reader, key=other.reference)


def own_searches(client, reader, asked):
    """{words: the row of the trail's page that tells of one's own search for cases}."""
    client.force_login(reader)
    for words in asked:
        client.get(reverse("desk:search"), {"q": words})
    page = client.get(reverse("casework:trail"), {"event": "case.search"})
    rows = [
        html.unescape(re.sub(r"<[^>]+>|\s+", " ", row))
        for row in re.findall(r"<tr.*?</tr>", page.content.decode(), re.S)
    ]
    # That somebody of this name is in the force is no case's secret.
    rows = [row for row in rows if "Words:" in row]
    found = {words: [row for row in rows if words in row] for words in asked}
    return {words: row[0] if row else "" for words, row in found.items()}


def test_ones_own_searches_read_alike_whomever_they_name(client):
    """Or a list of guessed names would say whose case one is barred from."""
    case, reader = named_case(), user_with_role("command")
    ConflictFactory(case=case, user=reader)
    asked = ("Quaßnik", "Zzyzzik", "LEG/0042/07", "LEG/0043/07", case.reference)

    rows = own_searches(client, reader, asked)
    told = read_by(client, reader, person=reader.email)

    assert "" not in rows.values()
    alike = {
        re.sub(r"[0-9]{2}:[0-9]{2}", "", row.replace(words, ""))
        for words, row in rows.items()
    }
    assert len(alike) == 1
    assert "0 rows" in alike.pop()
    assert "(withheld)" not in told


def test_nor_does_it_say_so_what_one_asked_of_the_trail(client):
    case, reader = named_case(), user_with_role("command")
    ConflictFactory(case=case, user=reader)
    client.force_login(reader)
    asked = ("Quaßnik", "Zzyzzik", case.reference, "PC/99999/99")
    for words in asked:
        client.get(reverse("casework:trail"), {"key": words})

    told = html.unescape(read_by(client, reader, about="trail"))

    assert [words for words in asked if words not in told] == []
    assert "(withheld)" not in told


def test_how_many_others_found_is_told_to_nobody_else(client):
    """Whoever asks for the same and finds fewer would know that they are barred."""
    other = user_with_role("director")
    register = trail.Subject("register", "people")
    for words, count in (("Quaßnik", 4_117), ("Smith", 3_118)):
        asked = {"asked": (None, words)}
        trail.consulted(
            register, other, event="case.search", count=count, changes=asked
        )

    told = read_by(client, user_with_role("command"), person=other.email)
    assert "Smith" in told
    for count in ("3,118", "3118", "4,117", "4117"):
        assert count not in told
    assert "4,117 rows" in read_by(client, other, person=other.email)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "up to 10 rows"), (4_117, "up to 10,000 rows"), (10_001, "over 10,000 rows")],
)
def test_how_many_others_took_away_is_told_roughly(client, count, words):
    other = user_with_role("director")
    trail.disclosed(
        trail.Subject("case_list", ""), other, recipient="Counsel", count=count
    )
    told = read_by(client, user_with_role("command"), person=other.email)
    assert words in told
    assert f"{count:,} row" not in told
    assert f"{count:,} row" in read_by(client, other, about="case_list")


def about_oneself(reader):
    subject = SubjectFactory(case=whole_case(), member=reader.member, number=9)
    yield RestrictionFactory(case=subject.case, subject=subject)
    yield InterventionFactory(member=reader.member)


def of_a_barred_case(reader):
    conflict = ConflictFactory(case=whole_case(investigating=True), user=reader)
    yield RestrictionFactory(case=conflict.case)
    yield RiskFactory(case=conflict.case)


@pytest.mark.parametrize("records", [about_oneself, of_a_barred_case])
def test_nobody_reads_of_a_record_about_themselves_or_of_a_barred_case(records):
    reader = user_with_role("director", member=MemberFactory())
    others = user_with_role("command")
    for row in records(reader):
        trail.consulted(row, others)
        about = {"subject_kind": row.table.name, "subject_key": row.reference}
        assert trail_scope.visible_to(others).filter(**about)
        assert not trail_scope.visible_to(fresh(reader)).filter(**about)


def test_ones_number_bars_one_only_where_it_stands_for_oneself(client):
    """It bars one from one's own earlier sanctions, not from every sum of money."""
    member = MemberFactory(number="14021")
    reader, other = user_with_role("director", member=member), user_with_role("command")
    case = whole_case()
    kept = ("PC/14021/26", "020 7946140213", "PC-14021-26", "£214021")
    for words in kept:
        note(case=case, by=user_with_role("cst-officer"), at=NOW, text=f"Of {words}.")
    client.force_login(other)
    client.get(reverse("desk:search"), {"q": "14021"})
    trail.consulted(trail.Subject("sanction", "14021"), other)

    told = html.unescape(read_by(client, reader))
    assert [words for words in kept if words not in told] == []
    assert "(withheld)" in read_by(client, reader, person=other.email)
    assert "(withheld)" not in read_by(client, reader, key=case.reference)
