import { fromUtf8, toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import {
  addManifest,
  addSigned,
  addStamped,
  asicE,
  type ForeignFiles,
  filesOf,
  listed,
  packForeign,
} from "./foreign-container.ts";
import {
  archive,
  data,
  good,
  manifest,
  minute,
  odd,
  type OddContainer,
  stamped,
  token,
  without,
} from "./odd-container.ts";
import { capturedAt } from "./package.ts";
import type { World } from "./world.ts";

/** One time-stamp over a manifest that was changed before it was stamped. */
async function stampedOver(at: World, change: (xml: string) => string): Promise<ForeignFiles> {
  const files = filesOf(asicE, data);
  const xml = fromUtf8(addManifest(files, manifest, token, listed(files))) ?? "";
  const bytes = toUtf8(change(xml));
  files.set(manifest, bytes);
  files.set(token, await at.authority.stamp(digestOf("sha256", bytes), capturedAt));
  return files;
}

/** A container with one token, and another of this time over all that is there. */
async function coveredAt(at: World, files: ForeignFiles, time: number, n = ""): Promise<void> {
  await addStamped(files, at.authority, time, {
    manifest: n === "" ? archive : `META-INF/ASiCArchiveManifest${n}.xml`,
    file: `META-INF/timestamp9${n}.tst`,
    names: listed(files, true),
  });
}

const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";

/** Manifests and proofs that contradict each other, or that other readers take for something else than ours does. */
export const oddProofContainers: readonly OddContainer[] = [
  odd("token missing, its manifest there", "failed", ["SIG_FILE_MISSING"], async (at) =>
    packForeign(without(await stamped(at), token)),
  ),
  odd("a manifest that lists a member twice", "failed", ["MANIFEST_REPEATS"], async (at) =>
    packForeign(
      await stampedOver(at, (xml) => xml.replace(/(<asic:DataObjectReference.*\n)/u, "$1$1")),
    ),
  ),
  odd(
    "a manifest that lists a member twice, with other digests",
    "failed",
    ["MANIFEST_REPEATS"],
    async (at) =>
      packForeign(
        await stampedOver(at, (xml) =>
          xml.replace(/(<asic:DataObjectReference.*a\.txt.*\n)(<asic.*b\.txt.*\n)/u, (_, a, b) => {
            const [, digest = ""] = /<ds:DigestValue>([^<]*)</u.exec(String(b)) ?? [];
            const other = String(a).replace(/(<ds:DigestValue>)[^<]*/u, `$1${digest}`);
            return `${String(a)}${other}${String(b)}`;
          }),
        ),
      ),
  ),
  odd(
    "a manifest that lists nothing",
    "failed",
    ["MANIFEST_MALFORMED", "SIG_FILE_UNCLAIMED"],
    async (at) =>
      packForeign(
        await stampedOver(at, (xml) => xml.replace(/<asic:DataObjectReference.*\n/gu, "")),
      ),
  ),
  odd("a token that the manifest calls a signature", "failed", ["MANIFEST_MALFORMED"], async (at) =>
    packForeign(
      await stampedOver(at, (xml) => xml.replace("vnd.etsi.timestamp-token", "pkcs7-signature")),
    ),
  ),
  odd("a token without media type", "passed", good, async (at) =>
    packForeign(await stampedOver(at, (xml) => xml.replace(/ MimeType="[^"]*"/u, ""))),
  ),
  odd(
    "a data file that a manifest calls its proof",
    "failed",
    ["MANIFEST_MALFORMED"],
    async (at) => {
      const files = await stamped(at);
      addManifest(files, "META-INF/ASiCManifest002.xml", "data/a.txt", ["data/b.txt"]);
      await coveredAt(at, files, capturedAt + minute);
      return packForeign(files);
    },
  ),
  odd("a manifest over SHA-1 alone", "indeterminate", ["FOREIGN_DIGEST_UNKNOWN"], async (at) =>
    packForeign(await stampedOver(at, (xml) => xml.replaceAll(sha256, sha1))),
  ),
  odd(
    "a manifest over SHA-1 beside a sound one that leaves out a file",
    "indeterminate",
    ["FOREIGN_COVERAGE_OPEN", "FOREIGN_DIGEST_UNKNOWN"],
    async (at) => {
      const files = await stampedOver(at, (xml) => xml.replace(sha256, sha1));
      await addStamped(files, at.authority, capturedAt, {
        manifest: "META-INF/ASiCManifest002.xml",
        file: "META-INF/timestamp002.tst",
        names: ["data/a.txt", manifest, token],
      });
      return packForeign(files);
    },
  ),
  odd(
    "an archive token older than the token that it covers",
    "failed",
    ["TIMES_REVERSED"],
    async (at) => {
      const files = await stamped(at);
      await coveredAt(at, files, capturedAt - 5 * minute);
      return packForeign(files);
    },
  ),
  odd("an archive token as much older as clocks may differ", "passed", good, async (at) => {
    const files = await stamped(at);
    await coveredAt(at, files, capturedAt - minute);
    return packForeign(files);
  }),
  odd(
    "an archive token older than an earlier archive token",
    "failed",
    ["TIMES_REVERSED"],
    async (at) => {
      const files = await stamped(at);
      await coveredAt(at, files, capturedAt + 9 * minute, "001");
      await coveredAt(at, files, capturedAt + 2 * minute);
      return packForeign(files);
    },
  ),
  odd(
    "a token older than one that only the manifest under it lists",
    "failed",
    ["TIMES_REVERSED"],
    async (at) => {
      const files = await stamped(at);
      const chain = [at.operator.certificate, at.intermediate.certificate];
      await addSigned(files, at.operator, chain, capturedAt, {
        manifest: "META-INF/ASiCManifest002.xml",
        file: "META-INF/signature002.p7s",
        names: listed(files, true),
      });
      await addStamped(files, at.authority, capturedAt - 5 * minute, {
        manifest: "META-INF/ASiCManifest003.xml",
        file: "META-INF/timestamp003.tst",
        names: ["META-INF/ASiCManifest002.xml", "META-INF/signature002.p7s"],
      });
      return packForeign(files);
    },
  ),
];
