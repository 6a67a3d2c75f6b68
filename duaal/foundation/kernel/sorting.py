"""Dutch alphabetical order on a normalised column, the same in Python and in PostgreSQL.

The database may lack ICU, so names are sorted on a stored key. The key holds lower-case letters without
accents, digits and single spaces; its columns have the collation `C`: by code point, as in Python.
"""

import re
import unicodedata

LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
APOSTROPHES = re.compile("['’‘`´]")
NOT_SORTED_ON = re.compile(r"[\W_]+")


def sort_key(text: str) -> str:
    """The key to sort and search a Dutch name on: `’s-Gravenwezel` gives `s gravenwezel`, `Ærøskøbing & Zn.`
    gives `aeroskobing zn`.

    Accents, capitals and apostrophes do not count; every other sign between letters counts as one space. The
    key of a key is that key. It may be longer than the text (a ligature becomes two letters). Not covered: ij
    as one letter (Belgian lists sort it as i and j), numbers by size.
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign)).translate(LIGATURES)
    return NOT_SORTED_ON.sub(" ", APOSTROPHES.sub("", bare)).strip()
