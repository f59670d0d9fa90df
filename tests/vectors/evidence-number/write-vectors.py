"""Writes the vectors of evidence numbers from docs/spec/evidence-number.md; nothing of Cunzhen takes part.

fingerprints.tsv says which number a fingerprint has, typed.tsv how people type one, bad.tsv what is no number.
Run it in tests/vectors as python3 evidence-number/write-vectors.py. It needs nothing but Python 3.
"""
import hashlib

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number(fingerprint):
    bits = int.from_bytes(bytes.fromhex(fingerprint)[:10], "big")
    values = [bits >> shift & 31 for shift in range(75, -1, -5)]
    check = sum(weight * value for weight, value in zip(range(3, 34, 2), values)) % 32
    return "".join(ALPHABET[value] for value in [*values, check])


def write(name, head, rows):
    with open(f"evidence-number/{name}.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join("\t".join(row) for row in [head, *rows]) + "\n")


COUNTING = bytes(range(32)).hex()
GOOD = number(COUNTING)
assert GOOD == "000G40R40M30E209E"  # the example of the page
write("fingerprints", ("fingerprint", "number", "source"), [
    (fingerprint, number(fingerprint), source)
    for fingerprint, source in [
        (COUNTING, "the example of the page"),
        ("00" * 32, "all bits clear"),
        ("ff" * 32, "all bits set"),
        ("00" * 9 + "01" + "00" * 22, "the last of the 80 bits"),
        ("00" * 10 + "ff" * 22, "the bits after the 80 do not count"),
        ("80" + "00" * 31, "the first bit"),
        *((hashlib.sha256(text.encode()).hexdigest(), f"SHA-256 of {text}") for text in ("abc", "<ASiCManifest/>", "存真")),
    ]
])

TEXT = number(hashlib.sha256(b"abc").hexdigest())
write("typed", ("typed", "number", "source"), [
    (GOOD, GOOD, "as it is written"),
    (GOOD.lower(), GOOD, "lower case"),
    (GOOD.replace("0", "O"), GOOD, "the letter O"),
    (GOOD.replace("0", "o").lower(), GOOD, "the small letter o"),
    ("000G-40R4-0M30-E209-E", GOOD, "hyphens"),
    (" 000G 40R4 0M30 E209 E ", GOOD, "spaces"),
    (TEXT.lower(), TEXT, "lower case"),
    ("00G040R40M30E209E", "00G040R40M30E209E", "neighbours that differ by 16 exchanged: the one slip that the page says goes unnoticed"),
    (number("08" + "00" * 31).replace("1", "I"), number("08" + "00" * 31), "the letter I"),
    (number("08" + "00" * 31).replace("1", "l"), number("08" + "00" * 31), "the small letter l"),
])

write("bad", ("typed", "source"), [
    ("", "empty"),
    ("-", "a hyphen alone"),
    (GOOD[:-1], "no check character"),
    (GOOD + "0", "18 characters"),
    (GOOD[:-1] + "F", "the next check character"),
    ("1" + GOOD[1:], "the first character wrong"),
    (GOOD[:15] + "8" + GOOD[16:], "the last data character wrong"),
    (GOOD[:5] + "R0" + GOOD[7:], "two neighbours exchanged"),
    ("U" + GOOD[1:], "U is not of the alphabet"),
    (GOOD[:-1] + "*", "a check character of Crockford's own scheme"),
    (GOOD.replace("G", "\uff27"), "a full-width letter"),
    (GOOD.replace("4", "\u0664"), "Arabic-Indic digits"),
    (GOOD + ".asice", "a file name"),
    (GOOD[:4] + "_" + GOOD[4:], "an underscore"),
    (COUNTING, "a whole fingerprint"),
])
