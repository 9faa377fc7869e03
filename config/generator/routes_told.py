"""What is said on the routes of a synthetic case besides the investigation."""

# What is written with a move that asks for words.
REASONS = {
    "end-resolution": {
        "PC": (
            "The complainant wants it investigated after all.",
            "The complainant did not come to the second meeting and took the consent "
            "back.",
        )
    },
    "end-direction": {
        "PC": (
            "The complainant makes it clear that it is about what was done by "
            "{officer}.",
        )
    },
    "grant-dispensation": {"PC": ("The IPCC agrees that it is not practicable.", "")},
    "refuse-dispensation": {
        "PC": ("The IPCC thinks that more can be done to reach the complainant.",)
    },
    "grant-discontinuance": {
        "PC": ("The IPCC agrees that it cannot be taken further.", "")
    },
    "refuse-discontinuance": {
        "PC": ("The IPCC asks that what can be looked into without them is.",)
    },
    "suspend-sub-judice": {
        "PC": (
            "The same witnesses would be asked about the same events.",
            "What {officer} did is evidence at the trial.",
        )
    },
    "review-sub-judice": {
        "PC": (
            "The trial has not begun; nothing else has changed.",
            "The prosecutor asks that it wait until the trial is over.",
        )
    },
    "leave-withdrawn": {
        "PC": (
            "Nothing in it would justify proceedings without the complainant.",
            "What {officer} did would not be misconduct if it were proved.",
        )
    },
    "resume": {
        "PC": (
            "The trial is over.",
            "The charge was dropped.",
            "The Crown Court has sentenced; no appeal was lodged.",
        )
    },
}
# Service recovery: what was wanted, and what was offered.
WANTED = (
    "That somebody listens, and says sorry.",
    "To know what happens next.",
    "An explanation from somebody senior.",
)
OFFERED = (
    "The duty sergeant rang back and explained.",
    "A supervisor of {officer} spoke with them at length.",
    "A call back with a date, which was kept.",
)
NOT_AGREED = (
    "They want it written down and looked into.",
    "They had heard it before, and want it recorded.",
)
# Local resolution.
SUITABLE = (
    "Even if it is so, no more than advice would follow.",
    "It is about manner on one occasion; proved, it would justify no proceedings.",
)
PLAN = (
    ("The supervisor explains to the complainant what happened and why.", "PS"),
    ("The supervisor tells {officer} how it came across.", "PS"),
    ("A letter of apology on behalf of the borough.", "Inspector"),
    ("The complainant is shown what was written down at the time.", "PS"),
)
DONE = (
    "Done by telephone; the complainant asked two questions more.",
    "Done in person. The complainant was content with it.",
    "Done. It was taken to heart.",
)
STATEMENT = (
    "All that was agreed was done, and the complainant says that this is enough.",
    "The complainant accepts the explanation. Nobody is blamed.",
)
# Direction and control, by where it was: what it is about, and the answer.
ABOUT = {
    "protest": (
        "How people are moved on at demonstrations, and what they are told.",
        "The plan for the day and the reasons for it were explained in a letter.",
    ),
    "counter": (
        "How the front office takes reports when it is short of people.",
        "The hours and the numbers at the counter were reviewed.",
    ),
    "": (
        "Which reports by telephone are looked into, and who is called back.",
        "The policy on which crimes are followed up was explained, with its reasons.",
    ),
}
NOT_CONDUCT = (
    "Nobody did other than the policy says: it is the policy that is complained of.",
    "It is how the force is run; nothing is said against anybody in it.",
)
# Applications to the IPCC, by what is applied for: (ground, reasons).
APPLIED = {
    "dispensation": (
        ("not-practicable", "Three letters and four calls went unanswered; without an "
         "account there is nothing to look into."),
        ("not-practicable", "The complainant has left the country and no address is "
         "known."),
        ("vexatious", "It was made on the eve of the trial and repeats word for word "
         "what the court has heard."),
    ),
    "discontinuance": (
        ("no-cooperation", "The complainant will not be seen and does not answer: the "
         "investigation has nothing to go on with."),
        ("not-practicable", "What there was to look at no longer exists, and nobody "
         "else was there."),
    ),
}  # fmt: skip
PROCEEDINGS = {
    "PC": (
        "A trial at the Crown Court in which the complainant is accused.",
        "Proceedings before the magistrates about the same evening.",
        "A criminal investigation into what is alleged.",
    ),
    "CM": (
        "A criminal investigation into what is alleged.",
        "A trial at the Crown Court about the same events.",
    ),
}
