"""What synthetic cases are told with: names, places and sentences, all made up."""

_FORENAMES = """Abena Adaeze Aidan Aisha Alastair Amara Anil Anjali Anneka Arjun Asha
Astrid Ayo Bashir Beatrix Bilal Bronwen Callum Carys Catrin Chidi Chloe Cormac Dafydd
Dalia Darius Deepa Dilys Ebele Edmund Eilidh Elspeth Emeka Esme Fatima Fergus Fiadh
Florian Freya Gareth Gethin Gita Gwen Hamish Hana Harriet Hassan Hester Hugo Ifeoma
Imogen Indira Ines Iona Isaac Ismail Jasmin Jolyon Kamal Kasia Keir Kezia Kofi Lakshmi
Leila Lowri Lucian Maeve Magnus Malik Marek Mariam Mbali Merryn Milo Mirela Nadia Naomi
Ngozi Niamh Nikhil Oisin Olwen Omar Orla Osman Parveen Perran Petra Priya Quentin Rabia
Rafael Rhian Rohan Rosalind Rukhsana Saoirse Selina Shanti Sioned Sunil Tamsin Tariq
Temi Thandi Tobias Tunde Uma Verity Wanda Wilf Winifred Xanthe Yasmin Yusuf Zainab
Zofia"""
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
FORENAMES = _FORENAMES.split()
SURNAMES = _SURNAMES.split()
STREETS = """Alder Road|Bakehouse Lane|Canal Walk|Cobbler's Yard|Drover Street
|Elm Parade|Fairlawn Avenue|Foundry Row|Garden Terrace|Hopfield Road|Ironmonger Way
|Juniper Close|Lantern Hill|Market Approach|Mill Green|New Quay Street|Orchard Rise
|Pump Court|Quarry Lane|Ropewalk|Saddler Street|Station Approach|Tannery Road
|Union Mews|Viaduct Street|Weaver Gardens""".replace("\n", "").split("|")
PLACES = (
    "outside the railway station",
    "at the station counter",
    "in the custody suite",
    "at a football ground",
    "in a public park",
    "at the complainant's home",
    "during a traffic stop",
    "outside a nightclub",
    "at a road-traffic collision",
    "in a shopping centre",
    "at a demonstration",
    "in the back of a police van",
    "over the telephone",
    "at a hospital",
    "in a school playground",
)
TIMES = (
    "early in the morning",
    "at about lunchtime",
    "in the middle of the afternoon",
    "during the evening rush",
    "late in the evening",
    "shortly after midnight",
)
# For each category: sentences about one thing alleged.
ALLEGED = {
    "A": (
        "was struck several times with a baton and needed stitches",
        "was thrown to the ground and broke a wrist",
    ),
    "B": ("was touched indecently during a search",),
    "C": (
        "was pushed against a wall without reason",
        "had their arm twisted while handcuffs were put on too tightly",
        "was pulled out of the car by the collar",
    ),
    "D": (
        "was followed and stopped repeatedly over several weeks",
        "was threatened with arrest for asking a question",
        "felt intimidated by several officers standing over them",
    ),
    "E": (
        "was arrested although nothing suggested an offence",
        "was kept in a cell long after the reason for arrest had gone",
    ),
    "F": (
        "was spoken to in a way that mocked their background",
        "was stopped, they believe, only because of the colour of their skin",
        "was refused an interpreter and laughed at",
    ),
    "G": ("says that the officer's statement describes things that did not happen",),
    "H": ("says that an officer offered to lose the paperwork for money",),
    "J": (
        "did not get back a telephone and cash taken on arrest",
        "found that property seized had been disposed of",
    ),
    "K": ("was searched in the street and given no reason and no record",),
    "L": (
        "had their door forced at the wrong address",
        "was shown no warrant and found the house left in disorder",
    ),
    "M": ("was not given medicine in custody", "was refused a telephone call"),
    "N": ("was put on an identification parade without being told why",),
    "P": ("was interviewed with the tape not running",),
    "Q": (
        "says that only the other side's account was taken",
        "feels that the officer had made up their mind beforehand",
    ),
    "R": ("was not told of their rights at any time",),
    "S": (
        "reported a burglary and heard nothing for weeks",
        "says that witnesses were named and never spoken to",
        "was promised a call back that never came",
    ),
    "T": ("was given a penalty notice with the wrong offence on it",),
    "U": (
        "was sworn at and told to go away",
        "was laughed at when asking for help",
        "found the officer abrupt and dismissive",
    ),
    "V": ("saw a police car driven through a red light without its lights on",),
    "W": ("is unhappy about the noise of a police helicopter at night",),
    "X": ("found that a neighbour had been told about an old conviction",),
    "Y": ("received suggestive messages from an officer met on duty",),
}
WISHES = (
    "wants an explanation and an apology",
    "wants this not to happen to anybody else",
    "wants the officer spoken to by a senior officer",
    "wants to know what happened to the report",
    "has asked for nothing but to be listened to",
)
REPORTS = (
    "Statements were taken from the complainant and the officers. CCTV was obtained "
    "and viewed. The accounts agree on the place and time and differ on what was said.",
    "Two independent witnesses were seen. The radio log and the body of notes made at "
    "the time were compared with the complaint.",
    "House-to-house enquiries found nobody who saw the incident. The custody record "
    "and the medical notes were examined.",
)
# Why a finding is what it is, for results by code.
FINDINGS = {
    "upheld": (
        "On the balance of probabilities the account given is supported.",
        "The procedure was not followed and no reason was recorded.",
        "Two people who do not know each other heard the words that were used.",
    ),
    "not-upheld": (
        "There is no evidence beyond the two accounts, which cannot be reconciled.",
        "The officer's actions were within policy and recorded at the time.",
        "CCTV shows the encounter and not what is alleged.",
    ),
}
# What is written with a verb that asks for words.
REASONS = {
    "decline": (
        "The matter was complained of and answered in the spring; nothing is new.",
        "It does not concern the conduct of anybody serving with the police.",
    ),
    "assess": (
        "One incident, no injury, nothing known of the officer: a local matter.",
        "An injury is claimed and the officer has been complained of before.",
        "The complainant is anxious about reprisals; contact through a solicitor.",
    ),
    "start": (
        "See the complainant this week, secure CCTV before it is wiped, then the "
        "officer.",
        "Custody record, radio log and duty sheets first; witnesses after that.",
    ),
    "return": (
        "The second witness has not been seen, and the custody record is missing.",
        "Say which account is preferred on each allegation, and why.",
    ),
    "determine": (
        "The report weighs the accounts fairly and its findings follow from them.",
        "I have read the statements and watched the CCTV; I agree with the report "
        "save where I say otherwise.",
    ),
    "reopen": ("A witness came forward after the case was closed.",),
    "withdraw": (
        "The complainant is content with the explanation given and signed to say so.",
    ),
}
NOTES = (
    "Telephoned the complainant; left a message asking for a convenient time.",
    "CCTV requested from the council control room.",
    "Duty sheets received and compared with the custody record.",
    "Complainant prefers to be reached in the evening.",
    "Officer's statement received.",
)
TASKS = (
    "Obtain CCTV",
    "Take the witness's statement",
    "Update the complainant",
    "Request the custody record",
    "Ask for the radio log",
)
