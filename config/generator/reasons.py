"""The reasons given in synthetic cases: for each verb several, each fitting the case.

{officer} is "the officer" or "the officers", {teller} whoever says that it happened,
{First}, {first} and {second} what is looked into.
"""

# What is written with a verb that asks for words; of several any fits.
REASONS = {
    "decline": {
        "PC": (
            "The complainant, asked for particulars, wrote that it had been a "
            "misunderstanding.",
            "The complainant asked, before it was recorded, that it go no further.",
            "As the complainant says now, it was not an officer of this force; the "
            "complaint was sent on.",
        ),
        "CM": (
            "It is a matter of performance, which the supervisor has dealt with.",
            "It was looked into and dealt with before it was reported here.",
        ),
    },
    "start": {
        "PC": (
            "See the complainant this week, secure {first} and {second}; then "
            "{officer}.",
            "Begin with {first}, then the complainant; see {officer} last, with "
            "{second} at hand.",
            "To find out what happened, who was there and who saw it. {First} and "
            "{second} are asked for today.",
            "See the complainant and whoever else was there before {officer}. {First} "
            "is secured.",
        ),
        "CM": (
            "Secure {first} and {second} first; then see {officer}.",
            "Nobody is spoken to before {first} and {second} are here.",
            "See {teller}, then compare {first} with {second}, then see {officer}.",
        ),
    },
    "return": {
        "PC": (
            "Your report does not say what became of {second}.",
            "Say which account is preferred on each allegation, and why.",
            "Your report mentions {first} without saying what it shows.",
            "Put {first} to {officer}, and report what is said to it.",
        ),
    },
    "reopen": {
        "PC": (
            "Somebody who was there came forward after it was closed.",
            "A copy of {second} that nobody knew of has come to light.",
            "A court has since heard evidence about the same events.",
        )
    },
    "withdraw": {
        "PC": (
            "The complainant is content with the explanation and signed to say so.",
            "The complainant does not wish to go on and signed to say so; nothing in "
            "it has to be pursued without them.",
            "The complainant has accepted an apology and signed a withdrawal.",
        )
    },
}
# The ground of not recording that a reason comes to; what is not here was dealt with.
NOT_RECORDED_AS = dict(
    zip(
        REASONS["decline"]["PC"],
        ("withdrawn", "withdrawn", "outside-the-act"),
        strict=True,
    )
)
FIRST_CONTACT = (
    "Only one side has been heard.",
    "On the first account alone.",
    "Nothing in it has been looked into yet.",
)
CHECKED = {
    "stands": (
        "The issues are all there, and the levels stand as first written.",
        "Read with {teller}'s own words: issues and levels are right.",
        "Nothing is left out; there is no reason for other levels.",
    ),
    "changed": (
        "The issues are all there; one level is corrected.",
        "Nothing is left out. One level was not right.",
    ),
}
# Where a case goes, by why it goes there.
ASSESSED = {
    "local": (
        "Nothing grave is alleged: a matter for the borough.",
        "The borough can look into it and put it right itself.",
        "A local matter: nothing in it asks for more than the borough can do.",
    ),
    "grave": (
        "What is alleged is grave: a matter for the directorate.",
        "If it is so, dismissal may follow: the directorate investigates.",
    ),
    "several": (
        "Several are named, and one team is to look at them together: the directorate.",
    ),
    "known": (
        "There were cases about {officer} before: a matter for the directorate.",
        "Not the first case about {officer}: the directorate looks into it.",
    ),
    "discrimination": (
        "Discrimination is alleged, and the borough asks for somebody from outside.",
        "Discrimination is alleged: a matter for the directorate.",
    ),
    "other": (
        "The borough asks that somebody from outside look into it.",
        "The borough has nobody free who does not know {officer}: the directorate.",
    ),
}
DETERMINED = {
    "departs": (
        "I depart from the report where I say so; otherwise I agree with it.",
        "I agree with the report but for what I give my own reasons for.",
    ),
    "nobody": (
        "Upheld without anybody to answer for it: who it was could not be found out.",
    ),
    "upheld": (
        "I agree with the report: what is upheld is made out, and what follows is in "
        "proportion to it.",
        "The findings follow from what there is. What is upheld has to be answered "
        "for, in the way that I set out.",
        "I have read the report and looked at {first}: what is upheld is borne out.",
    ),
    "partly": (
        "Upheld in part: I agree with the report on each allegation.",
        "The report tells apart what is borne out and what is not, and I follow it.",
    ),
    "not_upheld": (
        "The report weighs what there is fairly, and its findings follow from it.",
        "I have read the report and all that it rests on, and I agree with it.",
        "I have looked at {first} myself; it does not bear out what is alleged.",
        "All that could be asked for was asked for, and it does not show a breach.",
    ),
}
# Why an authority departs from what was recommended, by how it could be proved: to
# upheld, to not upheld.
_ACCOUNTS = (
    (
        "I prefer the account of {teller}, which was given at once and has not "
        "changed.",
        "{First} agrees with {teller} on what can be tested, so I accept the rest.",
    ),
    (
        "What there is does not bear the finding recommended: the accounts stand "
        "evenly.",
        "The finding rests on one account alone, and {first} does not support it.",
    ),
)
_RECORDS = (
    (
        "What should have been written down was not, and I draw the conclusion.",
        "I read the records otherwise: they show that it was so.",
    ),
    (
        "A gap in the records is not proof, and there is nothing else.",
        "I read the records otherwise: they account for what was done.",
    ),
)
DEPARTURES = {
    "seen": _ACCOUNTS,
    "said": _ACCOUNTS,
    "motive": _ACCOUNTS,
    "paper": _RECORDS,
    "statement": _RECORDS,
    "data": _RECORDS,
}
SAME = {
    "complainant": "The same person complains in both.",
    "subject": "The same member of the force is a subject of both.",
    "incident": "Both are about what happened there at that time.",
    "event": "Both are about the same demonstration.",
}
