"""Writes the vectors of the C2SP formats: bad ones are good ones with one thing wrong.

Good ones that nobody here made: c2sp-*.note are the examples of the C2SP pages, go-*.note are from the tests of
golang.org/x/mod and github.com/transparency-dev/formats, go-formats.* were written by those two libraries
(x/mod v0.37.0, formats v0.1.1) over a tree of 13 entries "entry 0" ... "entry 12".
Run it in tests/vectors as python3 note/write-vectors.py. It needs nothing but Python 3.
"""
import os

DASH = "\u2014"
SOFA = ("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        f"{DASH} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n")
WITNESSED = SOFA + f"{DASH} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
QUASIMODO = ("Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \u00e8 subito sera.\n\n"
             f"{DASH} quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n")
PETER = ("If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
         f"{DASH} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")
SUMDB = ("go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
         f"{DASH} sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n")
LINE = PETER.split("\n\n")[1]

notes = [
    ("good", "c2sp-quasimodo.note", "", "c2sp.org/signed-note, an empty line inside the text", QUASIMODO),
    ("good", "c2sp-sofa.note", "", "c2sp.org/tlog-checkpoint", SOFA),
    ("good", "c2sp-witnessed.note", "", "c2sp.org/tlog-cosignature", WITNESSED),
    ("good", "go-peter.note", "", "golang.org/x/mod/sumdb/note example_test.go", PETER),
    ("good", "go-sumdb.note", "", "transparency-dev/formats log/note_test.go", SUMDB),
    ("bad", "no-final-newline.note", "no-final-newline", "", PETER[:-1]),
    ("bad", "no-signature.note", "note-without-signature", "", PETER.split("\n\n")[0] + "\n\n"),
    ("bad", "no-empty-line.note", "note-without-text", "", PETER.replace("\n\n", "\n")),
    ("bad", "no-text.note", "note-without-text", "", "\n" + LINE),
    ("bad", "hyphen.note", "note-signature-line", "", PETER.replace(DASH, "-")),
    ("bad", "two-spaces.note", "note-signature-line", "", PETER.replace("PeterNeumann ", "PeterNeumann  ")),
    ("bad", "trailing-space.note", "note-signature-line", "", PETER.replace("nAM=\n", "nAM= \n")),
    ("bad", "plus-in-name.note", "note-signature-line", "", PETER.replace("PeterNeumann", "Peter+Neumann")),
    ("bad", "nbsp-in-name.note", "note-signature-line", "a Unicode space", PETER.replace("PeterNeumann", "Peter\u00a0Neumann")),
    ("bad", "nel-in-name.note", "note-signature-line", "U+0085", PETER.replace("PeterNeumann", "Peter\u0085Neumann")),
    ("bad", "empty-name.note", "note-signature-line", "", PETER.replace("PeterNeumann", "")),
    ("bad", "spare-bits.note", "note-signature-line", "base64 with an unused bit set", PETER.replace("nAM=", "nAN=")),
    ("bad", "no-padding.note", "note-signature-line", "", PETER.replace("nAM=", "nAM")),
    ("bad", "url-base64.note", "note-signature-line", "", PETER.replace("/ZJku", "_ZJku")),
    ("bad", "key-id-only.note", "note-signature-line", "no signature after the key id", PETER.split("\n\n")[0] + f"\n\n{DASH} PeterNeumann x08gow==\n"),
    ("bad", "crlf.note", "control-character", "", PETER.replace("\n", "\r\n")),
    ("bad", "tab.note", "control-character", "", PETER.replace("the answer", "the\tanswer")),
    ("bad", "nul.note", "control-character", "", PETER.replace("the answer", "the\0answer")),
    ("bad", "latin1.note", "text-not-utf8", "", QUASIMODO.encode().replace(b"\xc3\xa8", b"\xe8")),
    ("bad", "too-many.note", "note-too-many-signatures", "65 lines", PETER.split("\n\n")[0] + "\n\n" + LINE * 65),
    ("bad", "empty.note", "no-final-newline", "", ""),
]

HEAD = SOFA.split("\n\n")[0] + "\n"
TAIL = "\n" + SOFA.split("\n\n")[1]
checkpoints = [
    ("good", "c2sp-sofa.ckpt", "", "c2sp.org/tlog-checkpoint", SOFA),
    ("good", "c2sp-witnessed.ckpt", "", "c2sp.org/tlog-cosignature", WITNESSED),
    ("good", "go-sumdb.ckpt", "", "transparency-dev/formats log/note_test.go", SUMDB),
    ("good", "size-zero.ckpt", "", "the empty tree", SOFA.replace("20852163", "0")),
    ("bad", "extension.ckpt", "checkpoint-lines", "an extension line", HEAD + "more\n" + TAIL),
    ("bad", "two-lines.ckpt", "checkpoint-lines", "", "\n".join(HEAD.split("\n")[:2]) + "\n" + TAIL),
    ("bad", "empty-origin.ckpt", "checkpoint-origin", "", "\n" + "\n".join(HEAD.split("\n")[1:]) + TAIL),
    ("bad", "leading-zero.ckpt", "checkpoint-size", "", SOFA.replace("20852163", "020852163")),
    ("bad", "plus-sign.ckpt", "checkpoint-size", "", SOFA.replace("20852163", "+20852163")),
    ("bad", "huge-size.ckpt", "checkpoint-size", "over 2^53 - 1", SOFA.replace("20852163", "9007199254740992")),
    ("bad", "short-root.ckpt", "checkpoint-root", "31 bytes", SOFA.replace("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==")),
    ("bad", "spare-bits.ckpt", "checkpoint-root", "", SOFA.replace("q2I=", "q2J=")),
]

POLICY = open("tlog-policy/good/go-formats.txt").read()
policies = [
    ("good", "go-formats.txt", "", "keys by formats v0.1.1; 2 of 3", POLICY),
    ("good", "comments.txt", "", "comment and empty lines", "# who\n\n" + POLICY.replace("group", "# how many\ngroup")),
    ("good", "one-witness.txt", "", "a quorum that is a witness", "".join(l + "\n" for l in POLICY.split("\n")[:2]) + "quorum a\n"),
    ("good", "nested.txt", "", "a group inside a group", POLICY.replace("group members 2 a b c", "group two any b c\ngroup members all a two")),
    ("bad", "no-log.txt", "policy-without-log", "", "\n".join(POLICY.split("\n")[1:])),
    ("bad", "two-logs.txt", "policy-second-log", "torchwood asks for both, the page for any", POLICY.split("\n")[0] + "\n" + POLICY),
    ("bad", "no-url.txt", "policy-witness", "formats refuses it", POLICY.replace(" https://a.witness.example/", "")),
    ("bad", "http.txt", "policy-witness", "", POLICY.replace("https://a", "http://a")),
    ("bad", "comment-in-line.txt", "policy-comment-in-line", "formats cuts it, others do not", POLICY.replace("quorum members", "quorum members # all")),
    ("bad", "two-spaces.txt", "policy-fields", "", POLICY.replace("quorum members", "quorum  members")),
    ("bad", "indented.txt", "policy-keyword", "", POLICY.replace("quorum members", " quorum members")),
    ("bad", "tab.txt", "control-character", "", POLICY.replace("quorum members", "quorum\tmembers")),
    ("bad", "duplicate-key.txt", "policy-duplicate-key", "one key under two names", POLICY.replace(POLICY.split("\n")[2].split(" ")[2], POLICY.split("\n")[1].split(" ")[2])),
    ("bad", "duplicate-name.txt", "policy-duplicate-name", "", POLICY.replace("witness b ", "witness a ")),
    ("bad", "keyword-name.txt", "policy-name", "", POLICY.replace("witness a ", "witness any ").replace(" a b c", " any b c")),
    ("bad", "used-twice.txt", "policy-used-twice", "torchwood refuses it, formats counts it twice", POLICY.replace("2 a b c", "2 a a b c")),
    ("bad", "in-two-groups.txt", "policy-used-twice", "", POLICY.replace("group members 2 a b c", "group one all a\ngroup members 2 a b c one")),
    ("bad", "unknown-name.txt", "policy-unknown-name", "", POLICY.replace("2 a b c", "2 a b c d")),
    ("bad", "defined-later.txt", "policy-unknown-name", "", POLICY.replace("quorum members\n", "").replace("group members 2 a b c", "quorum members\ngroup members 2 a b c")),
    ("bad", "outside-quorum.txt", "policy-outside-quorum", "", POLICY.replace("2 a b c", "2 a b")),
    ("bad", "threshold-zero.txt", "policy-threshold", "", POLICY.replace("2 a b c", "0 a b c")),
    ("bad", "threshold-over.txt", "policy-threshold", "", POLICY.replace("2 a b c", "4 a b c")),
    ("bad", "threshold-zeroes.txt", "policy-threshold", "a leading zero", POLICY.replace("2 a b c", "02 a b c")),
    ("bad", "empty-group.txt", "policy-threshold", "", POLICY.replace("members 2 a b c", "members all")),
    ("bad", "quorum-none.txt", "policy-quorum", "", POLICY.replace("quorum members", "quorum none")),
    ("bad", "no-quorum.txt", "policy-without-quorum", "", POLICY.replace("quorum members\n", "")),
    ("bad", "two-quorums.txt", "policy-after-quorum", "", POLICY + "quorum members\n"),
    ("bad", "unknown-keyword.txt", "policy-keyword", "", POLICY.replace("group", "team")),
    ("bad", "log-key-as-witness.txt", "policy-key-type", "type 0x01", POLICY.replace("witness-placeholder", "")),
    ("bad", "wrong-key-id.txt", "vkey-key-id", "formats does not look", POLICY.replace("+3b3d9634+", "+3b3d9635+")),
    ("bad", "upper-key-id.txt", "vkey-syntax", "", POLICY.replace("+3b3d9634+", "+3B3D9634+")),
    ("bad", "crlf.txt", "control-character", "", POLICY.replace("\n", "\r\n")),
    ("bad", "no-final-newline.txt", "no-final-newline", "", POLICY[:-1]),
]
log_vkey = POLICY.split("\n")[0].split(" ")[1]
witness_vkey = POLICY.split("\n")[1].split(" ")[2]
policies = [p if p[1] != "log-key-as-witness.txt" else (*p[:4], POLICY.replace(log_vkey, "@").replace(witness_vkey, log_vkey).replace("@", witness_vkey)) for p in policies]

PROOF = open("tlog-proof/good/go-formats.tlog-proof").read()
lines = PROOF.split("\n")
proofs = [
    ("good", "go-formats.tlog-proof", "", "x/mod v0.37.0 and formats v0.1.1", PROOF),
    ("good", "no-extra.tlog-proof", "", "", PROOF.replace("extra ZW50cnkgNg==\n", "")),
    ("good", "no-hashes.tlog-proof", "", "a tree of one", "\n".join(lines[:3] + lines[7:]).replace("index 6", "index 0")),
    ("bad", "header.tlog-proof", "proof-header", "", PROOF.replace("@v1", "@v2")),
    ("bad", "no-index.tlog-proof", "proof-index", "", PROOF.replace("index 6\n", "")),
    ("bad", "index-zero.tlog-proof", "proof-index", "a leading zero", PROOF.replace("index 6", "index 06")),
    ("bad", "index-minus.tlog-proof", "proof-index", "", PROOF.replace("index 6", "index -6")),
    ("bad", "extra-last.tlog-proof", "proof-index", "extra after index", PROOF.replace("extra ZW50cnkgNg==\nindex 6\n", "index 6\nextra ZW50cnkgNg==\n").replace("index 6\nextra", "Index 6\nextra")),
    ("bad", "extra-empty.tlog-proof", "proof-extra", "", PROOF.replace("ZW50cnkgNg==", "")),
    ("bad", "extra-spare-bits.tlog-proof", "proof-extra", "", PROOF.replace("Ng==", "Nh==")),
    ("bad", "hash-spare-bits.tlog-proof", "proof-hash", "Go reads it", PROOF.replace(lines[3], lines[3][:-2] + chr(ord(lines[3][-2]) + 1) + "=")),
    ("bad", "hash-short.tlog-proof", "proof-hash", "", PROOF.replace(lines[3] + "\n", lines[3][4:] + "\n")),
    ("bad", "no-checkpoint.tlog-proof", "proof-without-checkpoint", "", "\n".join(lines[:7]) + "\n"),
    ("bad", "only-empty-line.tlog-proof", "proof-without-checkpoint", "", "\n".join(lines[:7]) + "\n\n".replace("\n\n", "\n")),
    ("bad", "too-many-hashes.tlog-proof", "proof-too-many-hashes", "", PROOF.replace(lines[3] + "\n", (lines[3] + "\n") * 60)),
    ("bad", "long-line.tlog-proof", "proof-line-too-long", "Go's scanner stops at 64 KiB", PROOF.replace("ZW50cnkgNg==", "QUJD" * 16400)),
    ("bad", "crlf.tlog-proof", "control-character", "", PROOF.replace("\n", "\r\n")),
    ("bad", "no-final-newline.tlog-proof", "no-final-newline", "", PROOF[:-1]),
]
proofs = [p for p in proofs if p[1] != "only-empty-line.tlog-proof"]


def write(folder, vectors):
    rows = ["file\trule\tsource"]
    for kind, name, rule, source, content in vectors:
        os.makedirs(f"{folder}/{kind}", exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        with open(f"{folder}/{kind}/{name}", "wb") as out:
            out.write(data)
        rows.append(f"{kind}/{name}\t{rule}\t{source}")
    with open(f"{folder}/INDEX.tsv", "w") as out:
        out.write("\n".join(rows) + "\n")


write("note", notes)
write("checkpoint", checkpoints)
write("tlog-policy", policies)
write("tlog-proof", proofs)
