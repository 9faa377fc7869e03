"""What synthetic cases are told with: places and sentences, all made up."""

STREETS = """Alder Road|Bakehouse Lane|Canal Walk|Cobbler's Yard|Drover Street
|Elm Parade|Fairlawn Avenue|Foundry Row|Garden Terrace|Hopfield Road|Ironmonger Way
|Juniper Close|Lantern Hill|Market Approach|Mill Green|New Quay Street|Orchard Rise
|Pump Court|Quarry Lane|Ropewalk|Saddler Street|Station Approach|Tannery Road
|Union Mews|Viaduct Street|Weaver Gardens""".replace("\n", "").split("|")
_BY_DAY = (
    "late in the morning",
    "at about lunchtime",
    "in the middle of the afternoon",
    "during the evening rush",
)
_BY_NIGHT = ("late in the evening", "shortly after midnight")
# By where it happened; elsewhere it may have been at any time.
TIMES_OF = {
    "protest": _BY_DAY,
    "counter": _BY_DAY,
    "phone": _BY_DAY,
    "outside a nightclub": _BY_NIGHT,
    "at a football ground": _BY_DAY[2:],
    "in a shopping centre": _BY_DAY,
}
TIMES = ("early in the morning", *_BY_DAY, *_BY_NIGHT)
WISHES = (
    "wants to know why it happened",
    "wants it acknowledged that this was wrong",
    "wants an explanation and an apology",
    "wants this not to happen to anybody else",
    "wants {officer} spoken to by somebody senior",
    "has asked for nothing but to be listened to",
)
# How a conduct matter came to light, by its source.
CAME_TO_LIGHT = {
    "report": "A supervisor reports that {officer}",
    "proactive": "Proactive work by the directorate suggests that {officer}",
    "claim": "A claim for damages says that {officer}",
}
# Whose account it is, by the source of a conduct matter; of a complaint there is none.
TELLERS = {
    "": "the complainant",
    "report": "the supervisor",
    "proactive": "those who made the enquiries",
    "claim": "the claimant",
}
# {officer} is "the officer" or "the officers", {teller} whoever says that it happened,
# {First}, {first} and {second} what is looked into.
REPORT = (
    "{teller} and {officer} were seen and their statements taken. {First} and {second} "
    "were obtained and compared with what is alleged.",
    "I saw {teller} first and {officer} last. In between I obtained {first} and "
    "{second}. What each says of each allegation is set against them.",
    "Statements were taken from {teller} and from {officer}. I have looked at {first} "
    "and {second} for myself; what they show stands with each finding.",
)
REPORT_OF_NOBODY = (
    "{teller} was seen and a statement taken. {First} and {second} were obtained; "
    "nothing in them says who it was.",
    "{teller} cannot say who it was, and no more can be learnt of it from {first} or "
    "from {second}.",
)
REPORT_OF_SOME = " Nothing in them says who else it was."
REPORT_AGAIN = " What was asked for when the report was returned is in it now."
NOTES = {
    "PC": (
        "Telephoned the complainant; left a message asking for a convenient time.",
        "The complainant prefers to be reached in the evening.",
        "Told the complainant how far the investigation has come.",
        "The complainant asked how long it will take.",
    ),
    "CM": (
        "Spoke to {teller} again; what was reported stands.",
        "The line manager of {officer} was told how far this has come.",
    ),
}
NOTES_OF_EVIDENCE = (
    "Asked for {first}.",
    "Received {second}.",
    "Statement received.",
    "Asked again for {second}.",
)
TASKS = {
    "PC": ("Update the complainant", "Obtain {first}", "Ask for {second}"),
    "CM": ("Obtain {first}", "Ask for {second}"),
}
