"""Writes the ZIP vectors: good ones by Python's zipfile and by hand, bad ones by one change each.

Run in this folder; the files are committed, so that a change of any of them is seen.
"""
import io, os, struct, zipfile, zlib

DATE = (1980, 1, 1, 0, 0, 0)
MIME = b"application/vnd.etsi.asic-e+zip"
rows = []


def put(name, data, rule, note):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as file:
        file.write(data)
    rows.append((name, rule, note))


class Entry:
    def __init__(self, name, data=b"", **changes):
        raw = name if isinstance(name, bytes) else name.encode()
        utf8 = any(octet > 0x7F for octet in raw)
        self.lo = dict(need=10, flags=0x800 if utf8 else 0, method=0, time=0, date=33,
                       crc=zlib.crc32(data), csize=len(data), size=len(data), name=raw, extra=b"")
        self.ce = dict(self.lo, made=0x30A, disk=0, internal=0, external=0o100644 << 16, comment=b"", offset=None)
        self.data, self.after = data, b""
        for key, value in changes.items():
            where, field = key.split("_", 1) if key[:3] in ("lo_", "ce_") else ("", key)
            if where in ("", "lo") and field in self.lo:
                self.lo[field] = value
            if where in ("", "ce") and field in self.ce:
                self.ce[field] = value
            if field in ("data", "after"):
                setattr(self, field, value)


def local(f):
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, f["need"], f["flags"], f["method"], f["time"],
                       f["date"], f["crc"], f["csize"], f["size"], len(f["name"]),
                       len(f["extra"])) + f["name"] + f["extra"]


def central(f, offset):
    return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, f["made"], f["need"], f["flags"],
                       f["method"], f["time"], f["date"], f["crc"], f["csize"], f["size"],
                       len(f["name"]), len(f["extra"]), len(f["comment"]), f["disk"],
                       f["internal"], f["external"],
                       f["offset"] if f["offset"] is not None else offset) \
        + f["name"] + f["extra"] + f["comment"]


def pack(entries, before=b"", between=b"", tail=b"", trailing=b"", comment=b"", count=None,
         count2=None, disk=0, size=None, start=None, order=None, end=None):
    out, heads = before, []
    for index, entry in enumerate(entries):
        heads.append(central(entry.ce, len(out)))
        out += local(entry.lo) + entry.data + entry.after
        if index == 0:
            out += between
    out += tail
    directory = b"".join(heads[i] for i in order) if order else b"".join(heads)
    at = len(out)
    n = len(entries) if count is None else count
    out += directory
    out += end if end is not None else struct.pack(
        "<IHHHHIIH", 0x06054B50, disk, 0, n if count2 is None else count2, n,
        len(directory) if size is None else size, at if start is None else start, len(comment))
    return out + comment + trailing


def plain():
    return [Entry("mimetype", MIME), Entry("evidence.json", b"{}\n"),
            Entry("data/合同.txt", "甲方\n".encode())]


def python_zip(method, **kw):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as z:
        for name, data in (("mimetype", MIME), ("a/b.txt", b"hello " * 30)):
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            info.external_attr = 0o100644 << 16
            with z.open(info, "w", **kw) as f:
                f.write(data)
    return buffer.getvalue()


put("good/own.zip", pack(plain()), "", "by hand, as the layout writes it")
put("good/empty.zip", pack([]), "", "an end record alone")
put("good/python-stored.zip", python_zip(zipfile.ZIP_STORED), "", "Python zipfile")
put("good/python-deflated.zip", python_zip(zipfile.ZIP_DEFLATED), "", "Python zipfile")
put("good/python-zip64.zip", python_zip(zipfile.ZIP_STORED, force_zip64=True), "", "Python zipfile, zip64 field in each local header")
put("good/comment.zip", pack(plain(), comment=b"mimetype=" + MIME), "", "the comment that ASiC allows")
put("good/folder.zip", pack([Entry("META-INF/", ce_external=0o040755 << 16 | 0x10), Entry("META-INF/a", b"a")]), "", "a folder entry")
deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = deflated.compress(b"x" * 400) + deflated.flush()
crc = zlib.crc32(b"x" * 400)
streamed = dict(data=packed, method=8, flags=8, ce_crc=crc, ce_csize=len(packed), ce_size=400,
                lo_crc=0, lo_csize=0, lo_size=0)
note = struct.pack("<IIII", 0x08074B50, crc, len(packed), 400)
put("good/descriptor.zip", pack([Entry("a", **streamed, after=note)]), "", "deflated with descriptor")
end64 = lambda at, size, n: struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, n, n, size, at) \
    + struct.pack("<IIQI", 0x07064B50, 0, at + size, 1) \
    + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
body = pack(plain(), end=b"")
start = sum(len(local(e.lo)) + len(e.data) for e in plain())
put("good/zip64-end.zip", body + end64(start, len(body) - start, 3), "", "zip64 end records, all numbers saturated")


def bad(name, rule, note, entries=None, **kw):
    put(f"bad/{name}.zip", pack(plain() if entries is None else entries, **kw), rule, note)


def one(file, rule, note, **changes):
    bad(file, rule, note, [Entry(**{"name": "a", "data": b"aaaa", **changes})])


put("bad/nothing.zip", b"", "end-record", "an empty file")
put("bad/text.zip", b"This is not a ZIP file at all.\n" * 3, "end-record", "text")
put("bad/truncated.zip", pack(plain())[:-7], "end-record", "the last seven bytes are missing")
bad("twice", "name-twice", "one name, two contents", [Entry("a", b"1"), Entry("a", b"2")])
bad("twice-case", "name-twice-case", "README and readme", [Entry("README", b"1"), Entry("readme", b"2")])
bad("twice-sharp-s", "name-twice-case", "STRASSE and straße", [Entry("STRASSE", b"1"), Entry("straße", b"2")])
bad("twice-nfc", "name-twice-form", "é composed and decomposed", [Entry("caf\u00e9", b"1"), Entry("cafe\u0301", b"2")])
bad("file-and-folder", "name-below-file", "a and A/b", [Entry("a", b"1"), Entry("A/b", b"2")])
bad("climbing", "name-dots", "leads above the folder", [Entry("../evil", b"1")])
bad("dot", "name-dots", "a/./b", [Entry("a/./b", b"1")])
bad("absolute", "name-absolute", "", [Entry("/etc/passwd", b"1")])
bad("drive", "name-absolute", "", [Entry("C:evil", b"1")])
bad("backslash", "name-backslash", "", [Entry("a\\b", b"1")])
bad("newline", "name-control", "", [Entry("a\nb", b"1")])
bad("no-name", "name-empty", "", [Entry("", b"1")])
bad("double-slash", "name-empty", "", [Entry("a//b", b"1")])
one("unflagged-utf8", "name-encoding", "UTF-8 without its flag", name="合".encode(), flags=0)
one("broken-utf8", "name-encoding", "flagged UTF-8 that is none", name=b"\xff\xfe", flags=0x800)
one("local-name", "local-name", "another name in the local header", lo_name=b"b")
one("local-crc", "local-crc", "another CRC in the local header", lo_crc=1)
one("local-size", "local-size", "another size in the local header", lo_csize=3, lo_size=3)
one("local-time", "local-time", "another time in the local header", lo_time=1)
one("local-method", "local-method", "stored here, deflated there", ce_method=8)
one("encrypted", "encrypted", "", flags=1)
one("masked", "encrypted", "masked headers", flags=0x2000)
one("patch", "flag-unknown", "a patched entry", flags=0x20)
one("method", "method-unknown", "LZMA", method=14)
one("stored-descriptor", "descriptor-on-stored", "sizes behind stored data", flags=8)
one("stored-sizes", "stored-size", "stored, yet of two lengths", size=9)
one("version", "version-unknown", "", need=99)
one("symlink", "symbolic-link", "", ce_made=0x031E, ce_external=0o120777 << 16)
one("device", "special-file", "a character device", ce_made=0x031E, ce_external=0o020666 << 16)
one("folder-flag", "special-file", "a file that says it is a folder", ce_external=0x10)
one("folder-content", "folder-content", "a folder with content", name=b"a/", ce_external=0o040755 << 16)
one("entry-comment", "comment", "", ce_comment=b"hi")
one("entry-disk", "several-disks", "", ce_disk=1)
one("internal", "internal-attributes", "", ce_internal=4)
one("unicode-path", "extra-unknown", "a second name in an extra field", extra=struct.pack("<HHBI", 0x7075, 6, 1, 0) + b"b")
one("extra-length", "extra-length", "an extra field longer than its room", extra=struct.pack("<HH", 0x5455, 9))
one("extra-tail", "truncated", "a byte behind the extra fields", extra=b"\x00")
one("zip64-needless", "zip64-needless", "no number is saturated", extra=struct.pack("<HHQ", 1, 8, 4))
one("zip64-missing", "zip64-missing", "a saturated size, no zip64 field", ce_size=0xFFFFFFFF, ce_csize=0xFFFFFFFF)
one("zip64-lie", "local-size", "zip64 size in the local header only", lo_csize=0xFFFFFFFF,
    lo_size=0xFFFFFFFF, lo_extra=struct.pack("<HHQQ", 1, 16, 5, 5))
one("zip64-huge", "number-too-large", "2^63 bytes", ce_size=0xFFFFFFFF,
    ce_extra=struct.pack("<HHQ", 1, 8, 1 << 63))
one("beyond", "overlap", "data that would reach into the directory", csize=99, size=99)
one("offset", "hidden-bytes", "an offset behind the first byte", ce_offset=1)
bad("prefix", "hidden-bytes", "bytes before the first entry", before=b"#!/bin/sh\n")
bad("between", "hidden-bytes", "bytes between two entries", between=b"hidden")
bad("before-directory", "hidden-bytes", "bytes before the directory", tail=b"hidden")
bad("trailing", "end-record", "bytes behind the end record", trailing=b"hidden")
bad("comment", "end-record", "a comment of no meaning", comment=b"hello")
bad("count-less", "entry-count", "the end record knows two of three", count=2)
bad("count-more", "entry-count", "the end record claims four of three", count=4)
bad("count-two-ways", "entry-count", "", count2=2)
bad("disks", "several-disks", "", disk=1)
bad("directory-size", "directory-place", "", size=10)
bad("directory-start", "directory-place", "", start=0)
bad("overlap", "overlap", "two headers name the same place", [Entry("a", b"1"), Entry("b", b"2", ce_offset=0)])
put("bad/zip64-locator.zip", body + end64(start, len(body) - start, 3)[:56] +
    end64(start, len(body) - start, 3)[76:], "zip64-locator", "zip64 end without locator")
put("bad/zip64-contradiction.zip", body + end64(start, len(body) - start, 3)[:-22] +
    struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 2, 2, 0xFFFFFFFF, 0xFFFFFFFF, 0),
    "zip64-contradiction", "two counts")
put("bad/descriptor-lies.zip", pack([Entry("a", **streamed, after=struct.pack(
    "<IIII", 0x08074B50, crc, len(packed), 401))]), "descriptor", "another size in the descriptor")
put("bad/bomb.zip", pack([Entry(f"f{i}") for i in range(1001)]), "too-many-entries", "1,001 entries")
put("bad/overlapping-bomb.zip", pack([Entry("a", b"z" * 64)] + [
    Entry(f"b{i}", b"", ce_offset=0, ce_size=64, ce_csize=64, ce_crc=zlib.crc32(b"z" * 64))
    for i in range(3)]), "overlap", "many names over one content")

with open("INDEX.tsv", "w") as file:
    file.write("file\trule\tsource\n" + "".join("\t".join(row) + "\n" for row in rows))
