import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { purposes } from "./certificate-authority.ts";
import {
  addManifest,
  addSigned,
  addStamped,
  asicE,
  filesOf,
  listed,
  packForeign,
} from "./foreign-container.ts";
import { oddAuthorityContainers } from "./odd-authority-containers.ts";
import {
  archive,
  archived,
  data,
  evil,
  good,
  manifest,
  minute,
  odd,
  type OddContainer,
  oddZip,
  renamed,
  reordered,
  simple,
  stamped,
  token,
  without,
} from "./odd-container.ts";
import { oddProofContainers } from "./odd-proof-containers.ts";
import { oddZipContainers } from "./odd-zip-containers.ts";
import { capturedAt } from "./package.ts";
import { timeStamping } from "./time-stamping.ts";
import { createWorld } from "./world.ts";

/** The rows of the reference table on foreign behaviour, and the ambiguities of a ZIP. */
export const oddContainers: readonly OddContainer[] = [
  odd("time-stamp over two files", "passed", good, async (at) => packForeign(await stamped(at))),
  odd("two authorities", "passed", good, async (at) => {
    const files = await stamped(at);
    const wishes = { manifest: "META-INF/ASiCManifest002.xml", file: "META-INF/timestamp002.tst" };
    await addStamped(files, at.authority, capturedAt + minute, wishes);
    return packForeign(files);
  }),
  odd("CAdES-B signature with a time-stamp over it", "passed", good, async (at) => {
    const files = filesOf(asicE, data);
    const chain = [at.operator.certificate, at.intermediate.certificate];
    await addSigned(files, at.operator, chain, capturedAt);
    await addStamped(files, at.authority, capturedAt + minute, {
      manifest: "META-INF/ASiCManifest002.xml",
      names: listed(files, true),
    });
    return packForeign(files);
  }),
  odd("archive manifest over an older token", "passed", good, async (at) =>
    packForeign(await archived(at)),
  ),
  odd("ASiC-S with a time-stamp", "passed", good, async (at) => packForeign(await simple(at))),
  odd("ASiC-S renewed by an archive manifest", "passed", good, async (at) => {
    const files = await simple(at);
    const wishes = {
      manifest: archive,
      file: "META-INF/timestamp002.tst",
      names: listed(files, true),
    };
    await addStamped(files, at.authority, capturedAt + minute, wishes);
    return packForeign(files);
  }),
  odd(
    "ASiC-S with two data files",
    "failed",
    ["FOREIGN_SINGLE_FILE", "SIG_FILE_UNCLAIMED"],
    async (at) => packForeign((await simple(at)).set("b.txt", toUtf8("b"))),
  ),

  odd("no data file at all", "nothing_to_verify", ["FOREIGN_NO_DATA"], async (at) => {
    const files = filesOf(asicE, {});
    await addStamped(files, at.authority, capturedAt, { names: ["mimetype"] });
    return packForeign(files);
  }),
  odd("a file under META-INF alone", "nothing_to_verify", ["FOREIGN_NO_DATA"], async (at) => {
    const files = filesOf(asicE, {}).set("META-INF/contract.pdf", toUtf8("?"));
    await addStamped(files, at.authority, capturedAt, { names: ["META-INF/contract.pdf"] });
    return packForeign(files);
  }),

  odd("member in no manifest", "failed", ["FOREIGN_NOT_COVERED"], async (at) =>
    packForeign((await stamped(at)).set("data/evil.txt", toUtf8("evil"))),
  ),
  odd("file of unknown kind under META-INF", "failed", ["FOREIGN_NOT_COVERED"], async (at) =>
    packForeign((await stamped(at)).set("META-INF/readme.xyz", toUtf8("?"))),
  ),
  oddZip("duplicate name, evil first", ["ZIP_NAME_TWICE"], {}, { order: [5, 0, 1, 2, 3, 4] }, [
    { ...evil, name: "data/a.txt" },
  ]),
  oddZip("duplicate name, evil last", ["ZIP_NAME_TWICE"], {}, {}, [
    { ...evil, name: "data/a.txt" },
  ]),
  oddZip("names that differ by case", ["ZIP_NAME_CASE"], {}, {}, [{ ...evil, name: "DATA/A.txt" }]),
  oddZip("names that differ by Unicode form", ["ZIP_NAME_FORM"], {}, {}, [
    { ...evil, name: "caf\u00e9" },
    { ...evil, name: "cafe\u0301" },
  ]),
  oddZip("a name with and without a slash", ["ZIP_NAME_FOLDER"], {}, {}, [
    { name: "data/a.txt/", mode: 0o040755 },
  ]),
  odd("mimetype last", "failed", ["MIMETYPE_NOT_FIRST"], async (at) =>
    packForeign(reordered(await stamped(at))),
  ),
  oddZip("mimetype deflated", ["MIMETYPE_NOT_PLAIN"], { mimetype: { deflate: true } }),
  odd("mimetype missing", "failed", ["MIMETYPE_MISSING"], async (at) =>
    packForeign(without(await stamped(at), "mimetype")),
  ),
  odd("mimetype with a line end", "failed", ["MIMETYPE_CONTENT"], async (at) =>
    packForeign((await stamped(at)).set("mimetype", toUtf8(`${asicE}\n`))),
  ),
  odd("token under an unknown name", "nothing_to_verify", ["FOREIGN_NO_PROOF"], async (at) => {
    const files = filesOf(asicE, data);
    await addStamped(files, at.authority, capturedAt, { file: "META-INF/stamp.bin" });
    return packForeign(files);
  }),
  odd("manifest under an unknown name", "failed", ["SIG_FILE_UNCLAIMED"], async (at) =>
    packForeign(renamed(await stamped(at), manifest, "META-INF/Manifest.xml")),
  ),
  odd("listed member missing", "failed", ["ENTRY_MISSING"], async (at) =>
    packForeign(without(await stamped(at), "data/b.txt")),
  ),
  odd("listed member changed", "failed", ["ENTRY_CHANGED", "FOREIGN_NOT_COVERED"], async (at) =>
    packForeign((await stamped(at)).set("data/b.txt", toUtf8("other"))),
  ),
  odd("token missing", "nothing_to_verify", ["FOREIGN_NO_PROOF"], async () => {
    const files = filesOf(asicE, data);
    return Promise.resolve(packForeign(files));
  }),
  odd("more than 1,000 entries", "failed", ["ZIP_TOO_LARGE"], async (at) => {
    const files = await stamped(at);
    for (let n = 0; files.size <= 1_000; n += 1) files.set(`data/n${String(n)}`, new Uint8Array(1));
    return packForeign(files);
  }),
  oddZip("ratio above 100 and more than 1 MB", ["ZIP_BOMB"], {}, {}, [
    { name: "data/zeros", content: new Uint8Array(2_000_000), deflate: true },
  ]),
  oddZip("stored with a data descriptor", ["ZIP_STORED_DESCRIPTOR"], {
    "data/a.txt": { descriptor: true },
  }),
  oddZip("deflated with a data descriptor", good, {
    "data/a.txt": { deflate: true, descriptor: true },
  }),
  oddZip(
    "deflated, with times, an order and a comment of its own",
    good,
    {
      "data/a.txt": { deflate: true },
      "data/b.txt": { deflate: true, comment: "b" },
    },
    { order: [0, 3, 2, 1, 4], comment: toUtf8("made elsewhere") },
  ),
  oddZip("zip64 end records", good, {}, { zip64: {} }),
  odd("archive manifest only as ...001", "failed", ["ARCHIVE_MANIFEST_NAME"], async (at) =>
    packForeign(await archived(at, { manifest: "META-INF/ASiCArchiveManifest001.xml" })),
  ),
  odd(
    "archive manifest that omits the older token",
    "failed",
    ["ARCHIVE_MANIFEST_OMITS"],
    async (at) => {
      const names = ["data/a.txt", "data/b.txt", manifest];
      return packForeign(await archived(at, { names }));
    },
  ),
  odd("signed again after archiving, with a file of its own", "passed", good, async (at) => {
    const files = (await archived(at)).set("data/later.txt", toUtf8("later"));
    const chain = [at.operator.certificate, at.intermediate.certificate];
    await addSigned(files, at.operator, chain, capturedAt + 3 * minute, {
      manifest: "META-INF/ASiCManifest009.xml",
      file: "META-INF/signature009.p7s",
    });
    return packForeign(files);
  }),
  odd("stamped again after archiving, outside the archive manifest", "passed", good, async (at) => {
    const files = await archived(at);
    await addStamped(files, at.authority, capturedAt + 60 * minute, {
      manifest: "META-INF/ASiCManifest009.xml",
      file: "META-INF/timestamp009.tst",
    });
    return packForeign(files);
  }),
  odd(
    "a file added after archiving that nothing covers",
    "failed",
    ["ARCHIVE_MANIFEST_OMITS", "FOREIGN_NOT_COVERED"],
    async (at) => packForeign((await archived(at)).set("data/later.txt", toUtf8("later"))),
  ),
  odd("archive manifest, all files in sub-folders", "passed", good, async (at) =>
    packForeign(await archived(at)),
  ),
  ...(["not critical", "with another purpose"] as const).map((kind) =>
    odd(
      `time-stamping purpose ${kind}`,
      "failed",
      ["FOREIGN_NOT_COVERED", "TOKEN_SIGNER_WRONG_PURPOSE"],
      async (at) => {
        const more = kind === "not critical" ? [] : [purposes.emailProtection];
        const extendedKeyUsage = {
          purposes: [purposes.timeStamping, ...more],
          critical: kind !== "not critical",
        };
        const party = await at.intermediate.issue(`Odd ${kind}`, { extendedKeyUsage });
        const authority = timeStamping(party, [party.certificate, at.intermediate.certificate]);
        const files = filesOf(asicE, data);
        await addStamped(files, authority, capturedAt);
        return packForeign(files);
      },
    ),
  ),
  odd(
    "no time-stamping purpose",
    "failed",
    ["FOREIGN_NOT_COVERED", "TOKEN_SIGNER_WRONG_PURPOSE"],
    async (at) => {
      const authority = timeStamping(at.operator, [
        at.operator.certificate,
        at.intermediate.certificate,
      ]);
      const files = filesOf(asicE, data);
      await addStamped(files, authority, capturedAt);
      return packForeign(files);
    },
  ),
  odd(
    "an authority that nobody here knows",
    "indeterminate",
    ["CHAIN_ISSUER_UNKNOWN"],
    async () => {
      const stranger = await createWorld(false, "Stranger");
      return packForeign(await stamped(stranger));
    },
  ),
  odd("XAdES signature alone", "indeterminate", ["XADES_NOT_JUDGED"], async () =>
    Promise.resolve(packForeign(filesOf(asicE, { ...data, "META-INF/signatures0.xml": "<x/>" }))),
  ),
  odd(
    "XAdES signature beside a good token",
    "indeterminate",
    ["FOREIGN_COVERAGE_OPEN", "XADES_NOT_JUDGED"],
    async (at) => packForeign((await stamped(at)).set("META-INF/signatures0.xml", toUtf8("<x/>"))),
  ),
  odd("two manifests for one token", "failed", ["SIG_FILE_SHARED"], async (at) => {
    const files = await stamped(at);
    addManifest(files, "META-INF/ASiCManifest002.xml", token, listed(files));
    return packForeign(files);
  }),

  ...oddAuthorityContainers,
  ...oddProofContainers,
  ...oddZipContainers,
];
