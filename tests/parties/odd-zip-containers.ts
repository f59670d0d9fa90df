import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { evil, type OddContainer, oddZip } from "./odd-container.ts";

/** The ways in which a ZIP can mean two things, or harm whoever unpacks it, each in an otherwise good container. */
export const oddZipContainers: readonly OddContainer[] = [
  oddZip("another name in the local header", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { local: { name: "data/c.txt" } },
  }),
  oddZip("another size in the local header", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { local: { size: 3 } },
  }),
  oddZip("another method in the local header", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { local: { method: 8 } },
  }),
  oddZip("other flags in the local header", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { local: { flags: 0x0800 } },
  }),
  oddZip("another CRC in the local header", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { local: { crc: 1 } },
  }),
  oddZip("a size in the descriptor that lies", ["ZIP_HEADERS_DIFFER"], {
    "data/a.txt": { deflate: true, descriptor: true, descriptorSize: 3 },
  }),
  oddZip("bytes before the first entry", ["ZIP_HIDDEN_BYTES"], {
    mimetype: { gap: toUtf8("hidden") },
  }),
  oddZip("bytes between entries", ["ZIP_HIDDEN_BYTES"], {
    "data/a.txt": { gap: toUtf8("hidden") },
  }),
  oddZip(
    "bytes before the directory",
    ["ZIP_HIDDEN_BYTES"],
    {},
    { beforeDirectory: toUtf8("hidden") },
  ),
  oddZip("bytes behind the end", ["ZIP_HIDDEN_BYTES"], {}, { behind: toUtf8("hidden") }),
  oddZip("overlapping entries", ["ZIP_OVERLAP"], { "data/b.txt": { offset: 69 } }),
  oddZip("fewer entries claimed than there are", ["ZIP_COUNT_WRONG"], {}, { count: 4 }),
  oddZip("more entries claimed than there are", ["ZIP_COUNT_WRONG"], {}, { count: 6 }),
  oddZip("a folder with a CRC", ["ZIP_NAME_FOLDER"], {}, {}, [
    { name: "folder/", mode: 0o040755, crc: 1 },
  ]),
  oddZip("a comment longer than the file", ["ZIP_COMMENT"], {}, { commentLength: 9 }),
  oddZip(
    "a comment that hides another end record",
    ["ZIP_END_RECORD"],
    {},
    {
      comment: Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)),
    },
  ),
  oddZip("an encrypted entry", ["ZIP_ENCRYPTED"], { "data/a.txt": { flags: 1 } }),
  oddZip("a symbolic link", ["ZIP_LINK"], { "data/a.txt": { mode: 0o120777 } }),
  oddZip("a device", ["ZIP_SPECIAL_FILE"], { "data/a.txt": { mode: 0o020644 } }),
  oddZip("zip64 with another count", ["ZIP_COUNT_WRONG"], {}, { zip64: { count: 4 } }),
  oddZip("zip64 with another place", ["ZIP_END_RECORD"], {}, { zip64: { start: 9 } }),
  oddZip("several disks", ["ZIP_SEVERAL_DISKS"], {}, { disks: 1 }),
  oddZip("an absolute name", ["ZIP_NAME_UNSAFE"], {}, {}, [{ ...evil, name: "/etc/passwd" }]),
  oddZip("a name that leads above", ["ZIP_NAME_UNSAFE"], {}, {}, [{ ...evil, name: "../evil" }]),
  oddZip("a name with a backslash", ["ZIP_NAME_UNSAFE"], {}, {}, [{ ...evil, name: "a\\b" }]),
  oddZip("a name that turns its own text round", ["ZIP_NAME_UNSAFE"], {}, {}, [
    { ...evil, name: "data/\u202egnp.exe" },
  ]),
  oddZip("a name that moves a terminal's cursor", ["ZIP_NAME_UNSAFE"], {}, {}, [
    { ...evil, name: "data/\u009b2Ka.txt" },
  ]),
  oddZip("a name of undeclared encoding", ["ZIP_NAME_ENCODING"], {}, {}, [
    { ...evil, name: Uint8Array.of(0x63, 0xe9), flags: 0 },
  ]),
  oddZip("another compression", ["ZIP_METHOD_UNKNOWN"], { "data/a.txt": { method: 14 } }),
  oddZip("a second name in an extra field", ["ZIP_FEATURE_UNKNOWN"], {
    "data/a.txt": { central: { extra: Uint8Array.of(0x75, 0x70, 1, 0, 1) } },
  }),
  oddZip(
    "inflates to more than it claims",
    ["ZIP_CONTENT_DAMAGED", "ENTRY_CHANGED", "FOREIGN_NOT_COVERED"],
    {
      "data/a.txt": { deflate: true, size: 2 },
    },
  ),
  oddZip(
    "bytes behind the deflate stream",
    ["ZIP_CONTENT_DAMAGED", "ENTRY_CHANGED", "FOREIGN_NOT_COVERED"],
    {
      "data/a.txt": {
        deflate: true,
        data: Uint8Array.of(0x01, 4, 0, 0xfb, 0xff, 0x6f, 0x6e, 0x65, 0x0a, 0x00),
      },
    },
  ),
  oddZip(
    "many small members that inflate above 100 times together",
    ["ZIP_BOMB"],
    {},
    {},
    Array.from({ length: 12 }, (_, n) => ({
      name: `data/zeros${String(n)}`,
      content: new Uint8Array(900_000),
      deflate: true,
    })),
  ),
  oddZip("a wrong CRC", ["ENTRY_CHANGED", "ENTRY_CRC", "FOREIGN_NOT_COVERED"], {
    "data/a.txt": { crc: 1 },
  }),
];
