"""Writes the vectors of submission, leaf and descriptor: bad ones are good ones with one thing wrong, and signed again
unless the signature is what is wrong.

Nothing of Cunzhen takes part: JSON by Python, Ed25519 by the package cryptography, vkeys and signed octets by hand from
docs/spec. The keys follow from texts, so that the same files come out every time.
Run it in tests/vectors as python3 submission/write-vectors.py.
"""
import base64
import copy
import hashlib
import json
import os
import shutil

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORDER = 2**252 + 27742317777372353535851937790883648493


def b64(octets):
    return base64.b64encode(octets).decode()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def private(text):
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"vector " + text.encode()).digest())


def public(text):
    return private(text).public_key().public_bytes_raw()


def vkey(name, kind):
    typed = bytes([kind]) + public(name)
    key_id = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
    return f"{name}+{key_id.hex()}+{b64(typed)}"


def write(folder, vectors):
    for kind in ("good", "bad"):
        shutil.rmtree(f"{folder}/{kind}", ignore_errors=True)
        os.makedirs(f"{folder}/{kind}")
    rows = ["file\trule\tsource"]
    for name, rule, source, octets in vectors:
        path = f"{'bad' if rule else 'good'}/{name}"
        with open(f"{folder}/{path}", "wb") as file:
            file.write(octets)
        rows.append(f"{path}\t{rule}\t{source}")
    with open(f"{folder}/INDEX.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(rows) + "\n")


def without(value, name):
    return {key: item for key, item in value.items() if key != name}


def unsorted(octets):
    """The same members, the last one first."""
    value = json.loads(octets)
    last = list(value)[-1]
    return json.dumps({last: value[last], **value}, ensure_ascii=False, separators=(",", ":")).encode()


def frame(octets, limit):
    """What is refused of every canonical JSON document."""
    text = octets.decode()
    first = text[1 : text.index(":") + 1]
    padded = canonical({**json.loads(text), "zzz": ""})
    return [
        ("empty", "json-syntax", "", b""),
        ("byte-order-mark", "json-syntax", "", b"\xef\xbb\xbf" + octets),
        ("cut", "json-syntax", "the last octet is missing", octets[:-1]),
        ("not-utf8", "json-not-utf8", "", octets.replace(b'{"', b'{"\xff', 1)),
        ("trailing-newline", "json-not-canonical", "", octets + b"\n"),
        ("white-space", "json-not-canonical", "", octets.replace(b":", b": ", 1)),
        ("wrong-order", "json-not-canonical", "", unsorted(octets)),
        ("duplicate-name", "json-not-canonical", "", ("{" + first + "0," + text[1:]).encode()),
        ("list", "document-not-object", "", b"[" + octets + b"]"),
        ("null", "document-not-object", "", b"null"),
        ("oversize", "json-too-large", f"{limit + 1} octets", padded.replace(b'"zzz":""', b'"zzz":"' + b"z" * (limit + 1 - len(padded)) + b'"')),
    ]


# submission

DRAFT = {
    "v": 1,
    "fingerprint": "00112233445566778899aabbccddeeff" * 2,
    "tokens": ["0f" * 32],
    "submitter": b64(public("submitter")),
    "nonce": "a5" * 32,
    "notAfter": "2026-11-21T02:12:07.000Z",
}


def signed(draft, key="submitter", prefix=b"cunzhen-submission/1\n"):
    signature = private(key).sign(prefix + canonical(without(draft, "signature")))
    return canonical({**draft, "signature": b64(signature)})


def with_signature(change):
    submission = json.loads(signed(DRAFT))
    return canonical({**submission, "signature": b64(change(base64.b64decode(submission["signature"])))})


def with_order(signature):
    """S + L: the same equation holds, RFC 8032 section 5.1.7 refuses it."""
    return signature[:32] + (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")


WRONG = "signature-does-not-verify"
SIGNATURE = json.loads(signed(DRAFT))["signature"]
SUBMISSION = signed(DRAFT)
write("submission", [
    ("one-token.json.txt", "", "Python cryptography", SUBMISSION),
    ("no-token.json.txt", "", "", signed({**DRAFT, "tokens": [], "notAfter": "1970-01-01T00:00:00.000Z"})),
    ("most-tokens.json.txt", "", "64 tokens, not in the order of their digits", signed({**DRAFT, "tokens": [f"{(37 * n) % 64:02x}" * 32 for n in range(64)]})),
    ("last-time.json.txt", "", "", signed({**DRAFT, "notAfter": "9999-12-31T23:59:59.999Z"})),
    *((f"{name}.json.txt", rule, source, octets) for name, rule, source, octets in frame(SUBMISSION, 32 * 1024)),
    ("unknown-field.json.txt", "unknown-field", "", signed({**DRAFT, "title": "x"})),
    ("prototype.json.txt", "unknown-field", "a name that objects have", signed({**DRAFT, "__proto__": {}})),
    ("no-version.json.txt", "v-missing", "", signed(without(DRAFT, "v"))),
    ("version-two.json.txt", "v-range", "", signed({**DRAFT, "v": 2})),
    ("version-text.json.txt", "v-not-integer", "", signed({**DRAFT, "v": "1"})),
    ("no-fingerprint.json.txt", "fingerprint-missing", "", signed(without(DRAFT, "fingerprint"))),
    ("fingerprint-upper-case.json.txt", "fingerprint-form", "", signed({**DRAFT, "fingerprint": DRAFT["fingerprint"].upper()})),
    ("fingerprint-short.json.txt", "fingerprint-form", "62 digits", signed({**DRAFT, "fingerprint": DRAFT["fingerprint"][2:]})),
    ("fingerprint-newline.json.txt", "fingerprint-form", "a newline after 64 digits", signed({**DRAFT, "fingerprint": DRAFT["fingerprint"] + "\n"})),
    ("no-tokens.json.txt", "tokens-missing", "", signed(without(DRAFT, "tokens"))),
    ("tokens-text.json.txt", "tokens-not-list", "", signed({**DRAFT, "tokens": "0f" * 32})),
    ("tokens-too-many.json.txt", "tokens-too-many", "65 tokens", signed({**DRAFT, "tokens": [f"{n:02x}" * 32 for n in range(65)]})),
    ("token-upper-case.json.txt", "tokens-form", "", signed({**DRAFT, "tokens": ["0F" * 32]})),
    ("token-long.json.txt", "tokens-form", "66 digits", signed({**DRAFT, "tokens": ["0f" * 33]})),
    ("token-number.json.txt", "tokens-form", "", signed({**DRAFT, "tokens": [15]})),
    ("token-twice.json.txt", "tokens-twice", "", signed({**DRAFT, "tokens": ["0f" * 32, "1e" * 32, "0f" * 32]})),
    ("submitter-short.json.txt", "submitter-form", "31 octets", signed({**DRAFT, "submitter": b64(public("submitter")[:31])})),
    ("submitter-no-padding.json.txt", "submitter-form", "", signed({**DRAFT, "submitter": DRAFT["submitter"].rstrip("=")})),
    ("submitter-hex.json.txt", "submitter-form", "", signed({**DRAFT, "submitter": public("submitter").hex()})),
    ("nonce-short.json.txt", "nonce-form", "128 bits", signed({**DRAFT, "nonce": "a5" * 16})),
    ("nonce-upper-case.json.txt", "nonce-form", "", signed({**DRAFT, "nonce": "A5" * 32})),
    ("time-seconds.json.txt", "notAfter-form", "no milliseconds", signed({**DRAFT, "notAfter": "2026-11-21T02:12:07Z"})),
    ("time-offset.json.txt", "notAfter-form", "not Z", signed({**DRAFT, "notAfter": "2026-11-21T10:12:07.000+08:00"})),
    ("time-no-day.json.txt", "notAfter-form", "30 February", signed({**DRAFT, "notAfter": "2026-02-30T02:12:07.000Z"})),
    ("time-leap-second.json.txt", "notAfter-form", "", signed({**DRAFT, "notAfter": "2026-12-31T23:59:60.000Z"})),
    ("time-number.json.txt", "notAfter-form", "", signed({**DRAFT, "notAfter": 1795227127000})),
    ("no-signature.json.txt", "signature-missing", "", canonical(DRAFT)),
    ("signature-short.json.txt", "signature-form", "63 octets", with_signature(lambda octets: octets[:63])),
    ("signature-spare-bits.json.txt", "signature-form", "base64 with an unused bit set", SUBMISSION.replace(SIGNATURE.encode(), (SIGNATURE[:-3] + chr(ord(SIGNATURE[-3]) + 1) + "==").encode())),
    ("signature-flipped.json.txt", WRONG, "one bit", with_signature(lambda octets: bytes([octets[0] ^ 1]) + octets[1:])),
    ("signature-zero.json.txt", WRONG, "", with_signature(lambda octets: bytes(64))),
    ("signature-order-added.json.txt", WRONG, "S + L", with_signature(with_order)),
    ("signature-other-key.json.txt", WRONG, "", signed(DRAFT, "another")),
    ("signature-no-prefix.json.txt", WRONG, "without the first line", signed(DRAFT, prefix=b"")),
    ("other-fingerprint.json.txt", WRONG, "changed after signing", SUBMISSION.replace(b'"00', b'"01')),
])

# leaf

LEAF = {
    "v": 1,
    "type": "registration",
    "fingerprint": DRAFT["fingerprint"],
    "submission": hashlib.sha256(SUBMISSION).hexdigest(),
    "acceptedBy": "log.cunzhen.example/2026/court-1",
    "acceptedAt": "2026-11-21T02:03:07.125Z",
    "blockTime": "2026-11-21T02:03:07.250Z",
}
LATEST = 253402300799999


def compact(name="log.cunzhen.example/2026/court-1", accepted=1795226587125, block=1795226587250, length=None):
    octets = name if isinstance(name, bytes) else name.encode()
    head = b"\x01\x01" + bytes.fromhex(LEAF["fingerprint"]) + bytes.fromhex(LEAF["submission"])
    count = len(octets) if length is None else length
    return head + accepted.to_bytes(6, "big") + block.to_bytes(6, "big") + bytes([count]) + octets


def leaf(**changes):
    return canonical({**LEAF, **changes})


WIDE = "法" * 66 + "ab"
FIRST, LAST = "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"
write("leaf", [
    ("court.json.txt", "", "by hand from docs/spec/leaf.md", leaf()),
    ("court.bin", "", "the same, compact", compact()),
    ("bounds.json.txt", "", "first and last time, a name of one octet", leaf(acceptedBy="a", acceptedAt=FIRST, blockTime=LAST)),
    ("bounds.bin", "", "the same, compact", compact("a", 0, LATEST)),
    ("longest-name.json.txt", "", "200 octets of UTF-8", leaf(acceptedBy=WIDE)),
    ("longest-name.bin", "", "the same, compact", compact(WIDE)),
    *((f"{name}.json.txt", rule, source, octets) for name, rule, source, octets in frame(leaf(), 1024)),
    ("unknown-field.json.txt", "unknown-field", "", leaf(note="x")),
    ("no-block-time.json.txt", "blockTime-missing", "", canonical(without(LEAF, "blockTime"))),
    ("version-two.json.txt", "v-range", "", leaf(v=2)),
    ("version-fraction.json.txt", "v-not-integer", "", leaf(v=1.5)),
    ("type.json.txt", "type-unknown", "", leaf(type="absence")),
    ("type-upper-case.json.txt", "type-unknown", "", leaf(type="Registration")),
    ("fingerprint-upper-case.json.txt", "fingerprint-form", "", leaf(fingerprint=LEAF["fingerprint"].upper())),
    ("fingerprint-long.json.txt", "fingerprint-form", "66 digits", leaf(fingerprint=LEAF["fingerprint"] + "00")),
    ("submission-base64.json.txt", "submission-form", "", leaf(submission=b64(bytes(32)))),
    ("submission-null.json.txt", "submission-form", "", leaf(submission=None)),
    ("name-empty.json.txt", "acceptedBy-length", "", leaf(acceptedBy="")),
    ("name-long.json.txt", "acceptedBy-length", "201 units", leaf(acceptedBy="a" * 201)),
    ("name-space.json.txt", "acceptedBy-form", "no key can be called so", leaf(acceptedBy="practice court")),
    ("name-number.json.txt", "acceptedBy-not-text", "", leaf(acceptedBy=1)),
    ("accepted-seconds.json.txt", "acceptedAt-form", "no milliseconds", leaf(acceptedAt="2026-11-21T02:03:07Z")),
    ("accepted-year.json.txt", "acceptedAt-form", "a year of five digits", leaf(acceptedAt="12026-11-21T02:03:07.125Z")),
    ("block-lower-case.json.txt", "blockTime-form", "t and z", leaf(blockTime="2026-11-21t02:03:07.250z")),
    ("block-hour-24.json.txt", "blockTime-form", "", leaf(blockTime="2026-11-21T24:00:00.000Z")),
    ("empty.bin", "leaf-too-short", "", b""),
    ("no-name.bin", "leaf-too-short", "79 octets", compact("")),
    ("cut-head.bin", "leaf-too-short", "", compact()[:40]),
    ("version-two.bin", "leaf-version", "", b"\x02" + compact()[1:]),
    ("version-zero.bin", "leaf-version", "", b"\x00" + compact()[1:]),
    ("type.bin", "leaf-type", "", b"\x01\x02" + compact()[2:]),
    ("trailing-newline.bin", "leaf-length", "", compact() + b"\n"),
    ("cut-name.bin", "leaf-length", "the last octet is missing", compact()[:-1]),
    ("length-zero.bin", "leaf-length", "", compact(length=0)),
    ("name-long.bin", "leaf-length", "201 octets", compact("a" * 201)),
    ("name-control.bin", "leaf-name", "its JSON would pass the leaf's limit", compact("\x01" * 200)),
    ("name-plus.bin", "leaf-name", "a vkey's separator", compact("a+b")),
    ("name-latin1.bin", "leaf-name", "", compact("café".encode("latin-1"))),
    ("name-cut-character.bin", "leaf-name", "", compact("法".encode()[:2])),
    ("name-surrogate.bin", "leaf-name", "a lone surrogate", compact(b"\xed\xa0\x80")),
    ("accepted-late.bin", "leaf-time", "one millisecond after 9999", compact(accepted=LATEST + 1)),
    ("block-late.bin", "leaf-time", "all bits", compact(block=2**48 - 1)),
    ("json.bin", "leaf-version", "the other form", leaf()),
])

# descriptor

ORIGIN = "log.cunzhen.example/vectors"


def institutions(origin, roles):
    return [
        {
            "name": f"{role.capitalize()} 机构 {number}",
            "role": role,
            "vkey": vkey(f"{origin}/{role}-{number}", 4),
            "url": f"https://{role}-{number}.example/",
        }
        for number, role in enumerate(roles, 1)
    ]


def policy(origin, members, threshold):
    names = [member["vkey"].split("+")[0].split("/")[-1] for member in members]
    lines = [f"log {vkey(origin, 1)}"]
    lines += [f"witness {name} {member['vkey']} {member['url']}" for name, member in zip(names, members)]
    lines += [f"group members {threshold} {' '.join(names)}", "quorum members"]
    return "\n".join(lines) + "\n"


def epoch(n, size, roles, threshold, origin=ORIGIN):
    members = institutions(origin, roles)
    return {"n": n, "fromSize": size, "policy": policy(origin, members, threshold), "institutions": members}


def network(*epochs, origin=ORIGIN, practice=False):
    return {
        "format": "cunzhen-network/1",
        "name": {"zh": "向量联盟", "en": "Vector network"},
        "practice": practice,
        "origin": origin,
        "epochs": list(epochs),
    }


def endorsed(draft, names, prefix=b"cunzhen-network/1\n"):
    message = prefix + canonical(draft)
    return {**draft, "signatures": [{"name": name, "signature": b64(private(name).sign(message))} for name in names]}


def changed(change, value=None):
    """The first network after `change(draft)`, signed by its members."""
    draft = copy.deepcopy(ONE if value is None else value)
    change(draft)
    return canonical(endorsed(draft, MEMBERS))


def first(change):
    return changed(lambda draft: change(draft["epochs"][0]))


def member(**changes):
    """The first institution, alike in the list and in the policy."""
    def change(one):
        was = dict(one["institutions"][0])
        one["institutions"][0].update(changes)
        for name in changes.keys() & {"vkey", "url"}:
            one["policy"] = one["policy"].replace(was[name], changes[name])
    return first(change)


ROLES = ["court", "notary", "arbitration"]
MORE = [*ROLES, "forensic", "supervisor"]
MEMBERS = [f"{ORIGIN}/{role}-{number}" for number, role in enumerate(MORE, 1)][:3]
NEWER = [f"{ORIGIN}/forensic-4", f"{ORIGIN}/supervisor-5"]
PRACTICE = "practice.cunzhen.invalid/vectors"
ONE = network(epoch(0, 0, ROLES, "all"))
TWO = network(epoch(0, 0, ROLES, "2"), epoch(1, 13, MORE, "3"))
SIGNED = endorsed(ONE, MEMBERS)
KEY = institutions(ORIGIN, ROLES)[0]["vkey"]
UNSIGNED = "descriptor-not-signed"


def resigned(change):
    value = copy.deepcopy(SIGNED)
    change(value["signatures"])
    return canonical(value)


def flip(signatures):
    octets = base64.b64decode(signatures[1]["signature"])
    signatures[1]["signature"] = b64(bytes([octets[0] ^ 1]) + octets[1:])


write("descriptor", [
    ("three.json.txt", "", "Python cryptography; one epoch, signed by all", canonical(SIGNED)),
    ("practice.json.txt", "", "a practice network of one", canonical(endorsed(network(epoch(0, 0, ["court"], "any", PRACTICE), origin=PRACTICE, practice=True), [f"{PRACTICE}/court-1"]))),
    ("two-epochs.json.txt", "", "signed by two of the three before", canonical(endorsed(TWO, MEMBERS[:2]))),
    ("stranger.json.txt", "", "an unknown signature beside the members'", canonical(endorsed(ONE, [*MEMBERS, "stranger.example/one"]))),
    *((f"{name}.json.txt", rule, source, octets) for name, rule, source, octets in frame(canonical(SIGNED), 256 * 1024)),
    ("unknown-field.json.txt", "unknown-field", "", changed(lambda draft: draft.update(roots=[]))),
    ("name-unknown-field.json.txt", "name.unknown-field", "", changed(lambda draft: draft["name"].update(fr="x"))),
    ("epoch-unknown-field.json.txt", "epochs.unknown-field", "", first(lambda one: one.update(root="x"))),
    ("institution-unknown-field.json.txt", "epochs.institutions.unknown-field", "", member(root="x")),
    ("signature-unknown-field.json.txt", "signatures.unknown-field", "", resigned(lambda all_: all_[0].update(time=1))),
    ("format-two.json.txt", "format-unknown", "", changed(lambda draft: draft.update(format="cunzhen-network/2"))),
    ("no-chinese-name.json.txt", "name.zh-missing", "", changed(lambda draft: draft["name"].pop("zh"))),
    ("name-long.json.txt", "name.en-length", "301 units", changed(lambda draft: draft["name"].update(en="a" * 301))),
    ("practice-number.json.txt", "practice-not-boolean", "", changed(lambda draft: draft.update(practice=0))),
    ("practice-hidden.json.txt", "practice-mismatch", "a practice origin that denies it", canonical(endorsed(network(epoch(0, 0, ["court"], "any", PRACTICE), origin=PRACTICE), [f"{PRACTICE}/court-1"]))),
    ("practice-claimed.json.txt", "practice-mismatch", "", changed(lambda draft: draft.update(practice=True))),
    ("origin-upper-case.json.txt", "origin-form", "", changed(lambda draft: draft.update(origin=ORIGIN.upper()))),
    ("no-epochs.json.txt", "epochs-missing", "", changed(lambda draft: draft.update(epochs=[]))),
    ("epochs-too-many.json.txt", "epochs-too-many", "257", changed(lambda draft: draft.update(epochs=[0] * 257))),
    ("epoch-from-one.json.txt", "epochs-not-numbered", "", first(lambda one: one.update(n=1))),
    ("epoch-late.json.txt", "epochs-not-in-order", "the first begins at 1", first(lambda one: one.update(fromSize=1))),
    ("epochs-same-size.json.txt", "epochs-not-in-order", "", changed(lambda draft: draft["epochs"][1].update(fromSize=0), TWO)),
    ("size-negative.json.txt", "epochs.fromSize-range", "", first(lambda one: one.update(fromSize=-1))),
    ("size-fraction.json.txt", "epochs.fromSize-not-integer", "", first(lambda one: one.update(fromSize=0.5))),
    ("policy-empty.json.txt", "epochs.policy-length", "", first(lambda one: one.update(policy=""))),
    ("policy-no-quorum.json.txt", "policy-without-quorum", "", first(lambda one: one.update(policy=one["policy"].replace("quorum members\n", "")))),
    ("policy-no-newline.json.txt", "no-final-newline", "", first(lambda one: one.update(policy=one["policy"][:-1]))),
    ("policy-other-log.json.txt", "policy-of-another-log", "", changed(lambda draft: draft.update(origin=ORIGIN + "/2"))),
    ("member-missing.json.txt", "institutions-are-not-the-witnesses", "a witness that is no institution", first(lambda one: one["institutions"].pop())),
    ("member-added.json.txt", "institutions-are-not-the-witnesses", "an institution that is no witness", first(lambda one: one.update(institutions=institutions(ORIGIN, MORE)))),
    ("member-other-url.json.txt", "institutions-are-not-the-witnesses", "", first(lambda one: one["institutions"][0].update(url="https://elsewhere.example/"))),
    ("role.json.txt", "epochs.institutions.role-unknown", "", member(role="bank")),
    ("url-http.json.txt", "epochs.institutions.url-form", "", member(url="http://court-1.example/")),
    ("vkey-upper-case.json.txt", "vkey-syntax", "the key id in upper case", member(vkey=KEY.replace(KEY.split("+")[1], "ABCDEF01"))),
    ("vkey-key-id.json.txt", "vkey-key-id", "a key id that does not follow", member(vkey=KEY.replace(KEY.split("+")[1], "00000000"))),
    ("vkey-log.json.txt", "policy-key-type", "a log's key as a witness", member(vkey=vkey(f"{ORIGIN}/court-1", 1))),
    ("signature-short.json.txt", "signatures.signature-form", "63 octets", resigned(lambda all_: all_[0].update(signature=b64(bytes(63))))),
    ("signature-hex.json.txt", "signatures.signature-form", "", resigned(lambda all_: all_[0].update(signature=bytes(64).hex()))),
    ("signatures-too-many.json.txt", "signatures-too-many", "129", resigned(lambda all_: all_.extend([0] * 126))),
    ("no-signatures.json.txt", "signatures-missing", "", canonical(ONE)),
    ("signatures-empty.json.txt", UNSIGNED, "", canonical(endorsed(ONE, []))),
    ("signature-flipped.json.txt", UNSIGNED, "one bit", resigned(flip)),
    ("signature-one-short.json.txt", UNSIGNED, "all but one", canonical(endorsed(ONE, MEMBERS[:2]))),
    ("signature-exchanged.json.txt", UNSIGNED, "two names exchanged", resigned(lambda all_: (all_[0].update(name=MEMBERS[1]), all_[1].update(name=MEMBERS[0])))),
    ("signature-no-prefix.json.txt", UNSIGNED, "without the first line", canonical(endorsed(ONE, MEMBERS, b""))),
    ("signature-newcomers.json.txt", UNSIGNED, "by one of the epoch before and the newcomers", canonical(endorsed(TWO, [MEMBERS[0], *NEWER]))),
    ("renamed.json.txt", UNSIGNED, "changed after signing", canonical({**SIGNED, "name": {"zh": "别的联盟", "en": "Vector network"}})),
])
