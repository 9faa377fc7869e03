"""The row of a synthetic case, and what was said of it.

Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from config.generator import stories, words
from config.generator.ipcc import mode_of
from pages.words import day_words


def add_case(t, serial: int, year: int, **offices) -> None:
    """Last of all its rows: by now it is known which offices it is with."""
    life, now = t.life, t.played.case
    t.tables.add(
        "complaints_case",
        reference=t.reference,
        reference_year=year,
        reference_serial=serial,
        origin="candour",
        responsible_unit_id=t.now_with.pk,
        handler_id=t.investigator.id if life.on("allocate") else None,
        version=len(life.steps),
        next_due_on=now.next_due_on,
        next_due=now.next_due,
        created_at=t.moment(life.received_on),
        updated_at=t.moment(life.steps[-1].on),
        kind=life.kind,
        status=life.status,
        channel=life.channel,
        conduct_source=life.source,
        mode=mode_of(life),
        route=now.route,
        confidentiality="restricted"
        if t.chance.random() < 0.004 and life.status != "reported"
        else "sensitive",
        said=_said(t),
        place=stories.WHERE[life.scene][1].format(**t.names),
        incident_on=life.incident_on,
        received_on=life.received_on,
        **t.dates,
        appeal_ends_on=now.appeal_ends_on,
        # Whoever decides otherwise than on a report is no authority.
        authority_id=t.workers["authority"].id
        if t.dates["determined_on"] and not life.settled
        else None,
        logged_by_id=t.worker_for("log").id,
        sort_received_on=life.received_on,
        categories=sorted(set(life.categories)) if life.on("record") else [],
        allegation_count=len(life.categories) if life.on("record") else 0,
        subject_count=life.subjects,
        **offices,
    )


def _said(t) -> str:
    chance, life = t.chance, t.life
    where = stories.WHERE[life.scene][0].format(
        time=t.incident.time or chance.choice(words.TIMES_OF["protest"]),
        day=day_words(life.incident_on),
        **t.names,
    )
    if not life.complainants:
        begun = t.say(words.CAME_TO_LIGHT[life.source])
        told = "; and ".join(each.text for each in life.alleged)
        return f"{begun} {told}. It happened {where}."
    told = ". Further, the complainant ".join(each.text for each in life.alleged)
    wish = t.say(chance.choice(words.WISHES))
    return f"The complainant {told}. It happened {where}. The complainant {wish}."
