"""National numbers inside running text: found, so that a remark, a log line or an address never holds one."""

import re

from duaal.foundation.kernel.identifiers import WrongIdentifier, national_number

MASK = "[rijksregisternummer]"

# Also as they stand in an address: a space as + or %20, a dash, point or slash as %2D, %2E or %2F.
_SEPARATOR = r"(?:[\s./+\-\u2010-\u2015]|%2[0DEF]){0,3}"
_START, _END = r"(?:(?<![0-9])|(?<=%20))", r"(?![0-9])"
_GROUPS = _SEPARATOR.join(f"([0-9]{{{length}}})" for length in (2, 2, 2, 3, 2))
_IN_GROUPS = re.compile(f"{_START}{_GROUPS}{_END}", re.IGNORECASE)
_FINGERPRINT = r"(?P<fingerprint>\b[0-9a-f]{32,}\b)"
_ELEVEN_DIGITS = re.compile(f"{_FINGERPRINT}|{_START}(?:[0-9]{_SEPARATOR}){{10}}[0-9]{_END}", re.IGNORECASE)


def holds_national_number(text: str) -> bool:
    """Whether the text holds a national register or bis number with right check digits.

    Found are eleven digits in a row, and the usual groups (`85.07.30-033.28`) with any sign between. Other
    groups are left alone: `200.00 2024-05` is a joint committee and a month.
    """
    start = 0
    while (found := _IN_GROUPS.search(text, start)) is not None:
        if _is_national_number("".join(found.groups())):
            return True
        start = found.start() + 1
    return False


def without_national_numbers(text: str) -> str:
    """The text with every eleven digits masked, however grouped: one with a typing error is personal too.

    A fingerprint (32 hexadecimal characters or more) stays whole: it may hold eleven digits by chance.
    """
    return _ELEVEN_DIGITS.sub(lambda found: found["fingerprint"] or MASK, text)


def _is_national_number(digits: str) -> bool:
    try:
        national_number(digits)
    except WrongIdentifier:
        return False
    return True
