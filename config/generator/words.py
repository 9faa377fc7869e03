"""What synthetic cases are told with: names, places and sentences, all made up."""

_WOMEN = """Abena Adaeze Aisha Amara Anjali Anneka Asha Astrid Beatrix Bronwen Carys
Catrin Chloe Dalia Deepa Dilys Ebele Eilidh Elspeth Esme Fatima Fiadh Freya Gita Gwen
Hana Harriet Hester Ifeoma Imogen Indira Ines Iona Jasmin Kasia Kezia Lakshmi Leila
Lowri Maeve Mariam Mbali Merryn Mirela Nadia Naomi Ngozi Niamh Olwen Orla Parveen
Petra Priya Rabia Rhian Rosalind Rukhsana Saoirse Selina Shanti Sioned Tamsin Temi
Thandi Uma Verity Wanda Winifred Xanthe Yasmin Zainab Zofia"""
_MEN = """Aidan Alastair Anil Arjun Ayo Bashir Bilal Callum Chidi Cormac Dafydd Darius
Edmund Emeka Fergus Florian Gareth Gethin Hamish Hassan Hugo Isaac Ismail Jolyon Kamal
Keir Kofi Lucian Magnus Malik Marek Milo Nikhil Oisin Omar Osman Perran Quentin Rafael
Rohan Sunil Tariq Tobias Tunde Wilf Yusuf"""
_SURNAMES = """Abbotsway Adeyemo-Hart Alderwick Ashgrove Ballantine-Roe Bankole-Frith
Barrowclough Beaumarsh Birchenough Blackmere Bramhope Brightwater Calderstone
Carrowmore Castlemaine-Iyer Chadderwick Chakravarthi-Moss Cholmeswick Clovelly
Coldharbour Copplestone Cranmoor Crossgate Dalebrook Danquah-Pell Darrowby Delafontaine
Dhillon-Marsh Drumgold Duckenfield Eastermain Ekwueme-Stone Ellerbeck Everthorpe
Fairbourne Farrowgate Fennimore Fothergale Gainsthorpe Garlandine Ghosh-Tarrant
Glenavon Goldsworth Gorsebank Greatorix Hallowmere Hammerwich Harkenrider Hathersby
Hawkswell Heatherwick Hollinside Holmfirth-Basu Huxtable-Nair Inglebrook Ivelchester
Jalloh-Wynne Jessamine Kaczmarek-Ford Kelderdale Kestrelton Kingsbridge-Rao
Lambourne-Osei Langthwaite Larkhillson Leatherbarrow Linnington Lockersby Lumbwick
MacAllanby Marchwood-Khan Mbekwe-Lisle Meadowcroft Merriweather-Das Mistlethorn
Moorhead-Ahmadi Mortonsby Netherfield Nightingrove Nwankwere O'Callowby O'Dunmore
O'Farranty Oakenshaw Okafor-Brine Oldroydson Orpenwick Osterley-Shah Overthwaite
Pargeterson Patel-Wyndham Pemberdine Penhallowick Polkerris Quarrington Quillfeather
Rahman-Sedge Ravenscliff Redfearnley Rosethorn Rothersedge Rowanbank Sandiforth
Scarsdaleby Sedgewickham Shuttlemoor Siddiqui-Vale Silverdaleson Skelmersby Snowdonia
Somerscale Spennithorne Stainforthby Stavordale Strathmoreby Sunderwick Swiftholme
Tattersford Tembo-Gray Thistledown Thornleigh-Bose Tregarthenow Trelawneyson
Tullamoreby Ullswaterby Underhillson Uzoma-Crane Vantongerson Veerasamy-Holt
Wainwrightson Warburleigh Wensleyford Westonbirt Whinfellow Wickersley Willoughmere
Winterbourneby Woolfardisworthy Wychwoodson Yarborough-Sen Yelvertoft Zangwillow
Zephyrson"""
WOMEN = _WOMEN.split()
MEN = _MEN.split()
FORENAMES = WOMEN + MEN
SURNAMES = _SURNAMES.split()
STREETS = """Alder Road|Bakehouse Lane|Canal Walk|Cobbler's Yard|Drover Street
|Elm Parade|Fairlawn Avenue|Foundry Row|Garden Terrace|Hopfield Road|Ironmonger Way
|Juniper Close|Lantern Hill|Market Approach|Mill Green|New Quay Street|Orchard Rise
|Pump Court|Quarry Lane|Ropewalk|Saddler Street|Station Approach|Tannery Road
|Union Mews|Viaduct Street|Weaver Gardens""".replace("\n", "").split("|")
TIMES = (
    "early in the morning",
    "at about lunchtime",
    "in the middle of the afternoon",
    "during the evening rush",
    "late in the evening",
    "shortly after midnight",
)
WISHES = (
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
    "were obtained and compared with what is alleged."
)
REPORT_OF_NOBODY = (
    "{teller} was seen and a statement taken. {First} and {second} were obtained; "
    "nothing in them says who it was."
)
REPORT_OF_SOME = REPORT + " Nothing in them says who else it was."
REPORT_AGAIN = " What was asked for when the report was returned is in it now."
# What is written with a verb that asks for words; of several any fits.
REASONS = {
    "decline": {
        "PC": ("It was complained of before and answered then; nothing is new.",),
        "CM": ("It is a matter of performance, which the supervisor has dealt with.",),
    },
    "start": {
        "PC": (
            "See the complainant this week, secure {first} and {second}; then "
            "{officer}.",
        ),
        "CM": ("Secure {first} and {second} first; then see {officer}.",),
    },
    "return": {
        "PC": (
            "Your report does not say what became of {second}.",
            "Say which account is preferred on each allegation, and why.",
        ),
    },
    "determine": {
        "PC": (
            "The report weighs what there is fairly, and its findings follow from it.",
            "I have read the report and all that it rests on, and I agree with it.",
        ),
    },
    "reopen": {"PC": ("Somebody who was there came forward after it was closed.",)},
    "withdraw": {
        "PC": ("The complainant is content with the explanation and signed to say so.",)
    },
}
ASSESSED = {
    "local": "Nothing grave is alleged, and nothing is known of {officer}: a local "
    "matter.",
    "grave": "What is alleged is grave: a matter for the directorate.",
    "known": "Allegations of this kind were made before: a matter for the directorate.",
}
DEPARTING = "I depart from the report where I say so; otherwise I agree with it."
# Why an authority departs from what was recommended: to upheld, to not upheld.
DEPARTURES = (
    "I prefer the account of {teller}, which was given at once and has not changed.",
    "What there is does not bear the finding recommended: the accounts stand evenly.",
)
NOTES = {
    "PC": (
        "Telephoned the complainant; left a message asking for a convenient time.",
        "The complainant prefers to be reached in the evening.",
    ),
    "CM": ("Spoke to {teller} again; what was reported stands.",),
}
NOTES_OF_EVIDENCE = ("Asked for {first}.", "Received {second}.", "Statement received.")
TASKS = {
    "PC": ("Update the complainant", "Obtain {first}", "Ask for {second}"),
    "CM": ("Obtain {first}", "Ask for {second}"),
}
