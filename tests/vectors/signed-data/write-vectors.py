"""Writes the vectors of detached CAdES-B signatures (docs/spec/signature.md) over content.xml.

The foreign writer is OpenSSL, with fresh keys at each run; good/own.p7s is the example of the page, which a test writes
again with the writer of Cunzhen. Bad ones are OpenSSL's without an option that matters, or good ones changed by hand.
Run it in tests/vectors as python3 signed-data/write-vectors.py. It needs Python 3 and OpenSSL 3.
"""
import os
import re
import shutil
import subprocess
import tempfile

HOME = os.path.abspath("signed-data")
CONTENT = b"<ASiCManifest/>"
WORK = tempfile.mkdtemp()
VERSION = " ".join(subprocess.check_output(["openssl", "version"], text=True).split()[:2])


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=WORK, check=True, capture_output=True)


def put(name, octets):
    with open(f"{WORK}/{name}", "wb") as file:
        file.write(octets)


def get(path):
    with open(path, "rb") as file:
        return file.read()


def party(name, issuer, extensions, *key):
    openssl("genpkey", *key, "-out", f"{name}.key")
    openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/C=CN/CN=Vector {name}", "-out", f"{name}.csr")
    put(f"{name}.ext", extensions)
    by = ["-signkey", f"{name}.key"] if issuer is None else ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"]
    openssl("x509", "-req", "-in", f"{name}.csr", "-days", "3650", "-extfile", f"{name}.ext", *by, "-out", f"{name}.pem")


def sign(*options, signer="ec", cades=True, content="content.xml", form="DER"):
    openssl("cms", "-sign", "-binary", "-in", content, "-outform", form, "-out", "out", "-signer", f"{signer}.pem",
            "-inkey", f"{signer}.key", *(["-cades"] if cades else []), *options)
    return get(f"{WORK}/out")


EC = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
LEAF = b"basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n"
put("content.xml", CONTENT)
put("other.xml", CONTENT + b"\n")
party("root", None, b"basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n", *EC)
party("ec", "root", LEAF, *EC)
party("second", "root", LEAF, *EC)
party("p384", "root", LEAF, "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")
party("rsa", "root", LEAF, "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
SHA256 = ("-md", "sha256", "-nosmimecap")
CHAIN = (*SHA256, "-certfile", "root.pem")
EXAMPLE = re.search(r"\n## Example\n\n```hex\n([^`]*)```", get("../../docs/spec/signature.md").decode())
OWN = bytes.fromhex(re.sub(r"\s", "", EXAMPLE.group(1)))
openssl("crl2pkcs7", "-nocrl", "-certfile", "ec.pem", "-outform", "DER", "-out", "bag")
openssl("cms", "-data_create", "-in", "content.xml", "-outform", "DER", "-out", "data")

DATA = bytes.fromhex("06092a864886f70d010701")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_TIME = bytes.fromhex("06092a864886f70d010905")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
ESS = bytes.fromhex("060b2a864886f70d010910022f")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
SHA256_OID = bytes.fromhex("0609608648016503040201")


def changed(octets, at, *values):
    return octets[:at] + bytes(values) + octets[at + len(values) :]


def after(octets, name, offset):
    return octets.rindex(name) + len(name) + offset


# The last object identifier of SHA-256 before the signed attributes is the signer's digest algorithm.
DIGEST = OWN.rindex(SHA256_OID, 0, OWN.rindex(CONTENT_TYPE))
# SignerInfo: its version stands right before the issuer that the certificates name too.
SIGNER = OWN.rindex(b"\x02\x01\x01\x30", 0, DIGEST)
HASH = after(OWN, ESS, 0) + OWN[after(OWN, ESS, 0) :].index(b"\x04\x20") + 2
MISSING = "SIGNER_CERTIFICATE_MISSING"
TIME = OWN.rindex(SIGNING_TIME) + len(SIGNING_TIME) + 4

vectors = [
    ("own.p7s", "", "the example of docs/spec/signature.md", OWN),
    ("openssl-p256.p7s", "", f"{VERSION} cms -cades", sign(*CHAIN)),
    ("openssl-p384.p7s", "", f"{VERSION} cms -cades, SHA-384", sign("-md", "sha384", "-nosmimecap", signer="p384")),
    ("openssl-rsa.p7s", "", f"{VERSION} cms -cades, PKCS #1 v1.5", sign(*CHAIN, signer="rsa")),
    ("openssl-pss.p7s", "", f"{VERSION} cms -cades, RSASSA-PSS", sign(*CHAIN, "-keyopt", "rsa_padding_mode:pss", signer="rsa")),
    ("openssl-key-id.p7s", "", f"{VERSION} cms -cades -keyid", sign(*CHAIN, "-keyid")),
    ("openssl-capabilities.p7s", "", f"{VERSION} cms -cades with S/MIME capabilities", sign("-md", "sha256")),
    ("empty.p7s", "der-truncated", "", b""),
    ("cut.p7s", "der-truncated", "the last octet is missing", OWN[:-1]),
    ("trailing-newline.p7s", "der-trailing-bytes", "", OWN + b"\n"),
    ("pem.p7s", "der-truncated", "OpenSSL -outform PEM: two hyphens are a tag and a length of 45", sign(*CHAIN, form="PEM")),
    ("streamed.p7s", "der-indefinite-length", "OpenSSL -stream -nodetach: BER", sign(*CHAIN, "-stream", "-nodetach")),
    ("no-signed-data.p7s", "cms-not-signed-data", "OpenSSL cms -data_create", get(f"{WORK}/data")),
    ("enveloped-type.p7s", "cms-not-signed-data", "the type of EnvelopedData", changed(OWN, after(OWN[:40], SIGNED_DATA, -1), 3)),
    ("attached.p7s", "cms-not-detached", "OpenSSL -nodetach", sign(*CHAIN, "-nodetach")),
    ("other-type.p7s", "cms-content-type", "OpenSSL -econtent_type", sign(*CHAIN, "-econtent_type", "1.2.3.4")),
    ("no-signer.p7s", "cms-not-one-signer", "OpenSSL crl2pkcs7", get(f"{WORK}/bag")),
    ("two-signers.p7s", "cms-not-one-signer", "OpenSSL, two -signer", sign(*CHAIN, "-signer", "second.pem", "-inkey", "second.key")),
    ("signer-version.p7s", "cms-signer-version", "2", changed(OWN, SIGNER + 2, 2)),
    ("no-attributes.p7s", "signed-attributes-missing", "OpenSSL -noattr", sign(*CHAIN, "-noattr", cades=False)),
    ("content-type-differs.p7s", "content-type-differs", "the attribute names another type", changed(OWN, after(OWN, DATA, -1), 2)),
    ("content-type-missing.p7s", "content-type-missing", "the attribute under another name", changed(OWN, after(OWN, CONTENT_TYPE, -1), 0x63)),
    ("message-digest-missing.p7s", "message-digest-missing", "the attribute under another name", changed(OWN, after(OWN, MESSAGE_DIGEST, -1), 0x63)),
    ("attribute-twice.p7s", "signed-attribute-twice", "message-digest under the name of signing-time", changed(OWN, after(OWN, MESSAGE_DIGEST, -1), 5)),
    ("digest-unknown.p7s", "digest-algorithm-unknown", "2.16.840.1.101.3.4.2.99", changed(OWN, DIGEST + len(SHA256_OID) - 1, 99)),
    ("other-content.p7s", "SIGNATURE_OTHER_CONTENT", "OpenSSL over the content and a newline", sign(*CHAIN, content="other.xml")),
    ("other-digest.p7s", "SIGNATURE_OTHER_CONTENT", "one bit of message-digest", changed(OWN, after(OWN, MESSAGE_DIGEST, 4), OWN[after(OWN, MESSAGE_DIGEST, 4)] ^ 1)),
    ("no-certificate.p7s", MISSING, "OpenSSL -nocerts", sign(*SHA256, "-nocerts")),
    ("no-cades.p7s", MISSING, "OpenSSL without -cades: no signing-certificate-v2", sign(*CHAIN, cades=False)),
    ("certificate-hash.p7s", MISSING, "one bit of the hash in signing-certificate-v2", changed(OWN, HASH, OWN[HASH] ^ 1)),
    ("signature-flipped.p7s", "SIGNATURE_WRONG", "the last bit", changed(OWN, len(OWN) - 1, OWN[-1] ^ 1)),
    ("signing-time.p7s", "SIGNATURE_WRONG", "changed to 2036 after signing", changed(OWN, TIME, 0x33, 0x36)),
]

for kind in ("good", "bad"):
    shutil.rmtree(f"{HOME}/{kind}", ignore_errors=True)
    os.makedirs(f"{HOME}/{kind}")
rows = ["file\trule\tsource"]
for name, rule, source, octets in vectors:
    path = f"{'bad' if rule else 'good'}/{name}"
    with open(f"{HOME}/{path}", "wb") as file:
        file.write(octets)
    rows.append(f"{path}\t{rule}\t{source}")
with open(f"{HOME}/INDEX.tsv", "w", encoding="utf-8", newline="\n") as file:
    file.write("\n".join(rows) + "\n")
with open(f"{HOME}/content.xml", "wb") as file:
    file.write(CONTENT)
shutil.rmtree(WORK)
