"""Names of people, put together so that they are nobody's.

A surname is made of two parts, or of two names with a hyphen. There are thousands, so
that people of one case who are not related rarely share one; those that exist besides
are common as names of places rather than of people.
"""

from random import Random

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
_BEGUN = """Abbot Alder Amber Barrow Birken Bracken Briar Brindle Calder Candle Carrow
Cinder Clover Cobble Copple Cotter Darrow Dunnock Easter Elder Eller Ember Emmet Fallow
Fenni Fother Garland Gatter Gorsel Hallow Hammer Harken Hather Heron Hollin Huckle Ingle
Ivel Kelder Kestrel Kettle Kindle Lanner Larkin Lather Linnet Madder Meadow Mickle
Mistle Morrow Nettle Oakum Orchard Orpen Otter Pember Pepper Plover Poplar Quiller
Rafter Rennet Rowel Saddle Saffron Scarrow Sedger Shuttle Skelmer Sorrel Sparrow Spindle
Staddle Stavor Sunder Tansy Tatter Teasel Thimble Thistle Timber Tinder Trellis Umber
Vetch Wadder Warren Weaver Wether Whimble Whinner Wicker Willow Winnow Wither Yarrow
Yelver"""
_ENDED = """beck brand bridge brook cliffe combe croft dale fell fold ford garth gill
grove hithe holme hurst keld lees ling mere moor pool rigg scar shaw sike stead stow
tarn thwaite wath wick worth"""
_WORLD = """Adeyemo Ahmadi Bankole Basu Begum Bose Chakravarti Danquah Das Dhillon
Ekwueme Farouk Ghosh Haddad Iyer Jalloh Kaczmarek Kaur Khan Lisowski Mbekwe Mensah Nair
Nwankwo Okafor Osei Patel Pillai Qureshi Rahman Rao Sen Shah Siddiqui Tembo Uzoma
Veerasamy Wojcik Yilmaz Zawada"""
_AND = "Bray Carr Dene Firth Holt Lisle Moss Pell Roe Sedge Thorne Vale Wynne Yeo"

WOMEN = _WOMEN.split()
MEN = _MEN.split()
FORENAMES = WOMEN + MEN
SURNAMES = [
    *(first + last for first in _BEGUN.split() for last in _ENDED.split()),
    *(f"{first}-{last}" for first in _WORLD.split() for last in _AND.split()),
]


# Kept by Ofcom for drama, so that they are nobody's: London, mobiles, and no area.
TELEPHONES = [
    f"{begun}{number:03}"
    for begun in ("020 7946 0", "07700 900", "01632 960")
    for number in range(1_000)
]


class Names:
    """Names and telephone numbers dealt like cards: none twice before all were."""

    def __init__(self, chance: Random):
        self.chance = chance
        self._surnames: list[str] = []
        self._telephones: list[str] = []

    def next(self) -> tuple[str, str]:
        """A forename and a surname."""
        return self.chance.choice(FORENAMES), self._dealt(self._surnames, SURNAMES)

    def telephone(self) -> str:
        return self._dealt(self._telephones, TELEPHONES)

    def _dealt(self, left: list[str], cards: list[str]) -> str:
        if not left:
            left += self.chance.sample(cards, len(cards))
        return left.pop()
