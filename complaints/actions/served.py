"""What was written to somebody: its words, when it was served and how."""

from complaints import rules
from complaints.actions.moves import refuse_any
from complaints.models import Letter
from complaints.models.choices import LetterKind, Served
from pages.refusals import BadInput


def check_served(dated_on, served_on, served_how, *, today):
    """Nothing is served before its date, nor without saying how."""
    if served_how and served_how not in Served.values:
        raise BadInput("Select how it was served.", field="served_how")
    if served_on is None:
        return
    refuse_any(
        rules.check_step(
            name="served_on",
            day=served_on,
            not_before=dated_on,
            earlier="of the letter",
            today=today,
        )
    )
    if not served_how:
        raise BadInput("Say how it was served.", field="served_how")


def check_sent(letter, *, field, today):
    """A letter that tells a decision says something, and how it was served is known.

    It was served on its date, where no other is given.
    """
    if not letter.text:
        raise BadInput("Enter what the letter says.", field=field)
    refuse_any(rules.check_written(field, letter.text))
    if not letter.served_how:
        raise BadInput("Say how it was served.", field="served_how")
    check_served(letter.dated_on, letter.served_on, letter.served_how, today=today)


def keep_letter(step, kind, on, *, text, served_how, document=None, **known):
    """Keep what a step served on the officer that it is about, on a day.

    Answers with its words, with what is `known` written in.
    """
    if not text:
        raise BadInput("Enter what it says.", field="text")
    text = rules.written_in(text, **known)
    refuse_any(rules.check_written("text", text, what=LetterKind(kind).what))
    check_served(on, on, served_how, today=step.today)
    Letter.objects.create(
        case=step.case,
        kind=kind,
        dated_on=on,
        subject=step.part.subject,
        text=text,
        served_on=on,
        served_how=served_how,
        document=document,
        by=step.by,
        at=step.at,
    )
    step.changes |= {
        "letter": (None, LetterKind(kind).label),
        "letter text": (None, text),
    }
    return text
