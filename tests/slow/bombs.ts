import { deflateSync } from "fflate";
import { toHex } from "../../shared/bytes/hex.ts";
import { element } from "../../shared/bytes/der/writer.ts";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { packageNames } from "../../shared/container/package-names.ts";
import { centralHeader, endRecords, localHeader } from "../../shared/container/zip-records.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { createBatch } from "../../shared/evidence-record/batch.ts";
import { recordLimits } from "../../shared/evidence-record/evidence-record.ts";
import {
  writeArchiveTimestamp,
  writeEvidenceRecord,
} from "../../shared/evidence-record/record-writer.ts";
import { asicE, filesOf, addStamped, packForeign } from "../parties/foreign-container.ts";
import { capturedAt, closedAgain, type Files, makePackage, reopened } from "../parties/package.ts";
import type { World } from "../parties/world.ts";
import { tokenBombs } from "./token-bombs.ts";
import { deflatedZeros, hugeKey, nested, tokenAround, tokenByKey } from "./bomb-parts.ts";

type Make = (world: World) => Promise<Uint8Array> | Uint8Array;

const data = digestOf("sha256", toUtf8("data"));
const billion = 1_000_000_000;

/** A package in which one file is what a forger puts there, closed by the true authority. */
async function packageWith(world: World, change: (files: Files) => void): Promise<Uint8Array> {
  const files = reopened((await makePackage(world)).files);
  change(files);
  return closedAgain(world, files);
}

async function containerOfZeros(world: World, size: number): Promise<Uint8Array> {
  const files = filesOf(asicE, { "a.bin": "" });
  await addStamped(files, world.authority, capturedAt);
  const zeros = await deflatedZeros();
  return packForeign(files, { "a.bin": { data: zeros, size, crc: 0, method: 8 } });
}

/** Empty entries as our own writer lays them out, zip64 records where the count needs them. */
function manyEntries(count: number): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (let n = 0; n < count; n += 1) {
    const entry = { name: `e${n}`, size: 0, crc32: 0, offset };
    const local = localHeader(entry);
    locals.push(local);
    centrals.push(centralHeader(entry));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  return Buffer.concat([...locals, directory, endRecords(count, offset, directory.length)]);
}

/** Members small enough to be judged alone, a gigabyte together. */
async function manyZeros(world: World): Promise<Uint8Array> {
  const files = filesOf(asicE, { "a.bin": "" });
  await addStamped(files, world.authority, capturedAt);
  const data = deflateSync(new Uint8Array(1_000_000), { level: 9 });
  const names = Array.from({ length: 990 }, (_, n) => `data/${String(n)}.bin`);
  for (const name of names) files.set(name, new Uint8Array());
  const zeros = { data, size: 1_000_000, crc: 0, method: 8 };
  return packForeign(files, Object.fromEntries(names.map((name) => [name, zeros])));
}

async function crowdedContainer(world: World, count: number): Promise<Uint8Array> {
  const files = filesOf(asicE, { "a.bin": "" });
  await addStamped(files, world.authority, capturedAt);
  for (let n = 0; n < count; n += 1) files.set(`data/${String(n)}`, new Uint8Array());
  return packForeign(files, {}, { zip64: {} });
}

async function manyNamesakes(world: World): Promise<Uint8Array> {
  return packageWith(world, (files) => {
    const { certificate } = world.intermediate;
    for (let n = 0; n < 800; n += 1) {
      const other = certificate.slice();
      other[other.length - 1] = n % 256;
      other[other.length - 2] = n >> 8;
      files.set(`META-INF/trust/${toHex(digestOf("sha256", other))}.crt`, other);
    }
  });
}

async function wideRecord(world: World): Promise<Uint8Array> {
  const objects = Array.from({ length: recordLimits.digests }, (_, n) =>
    digestOf("sha256", toUtf8(String(n))),
  );
  const batch = createBatch("sha256", [{ objects }]);
  return batch.record(0, await world.authority.stamp(batch.imprint, capturedAt));
}

async function longRecord(world: World): Promise<Uint8Array> {
  const token = await world.authority.stamp(data, capturedAt);
  const stamp = writeArchiveTimestamp({ digest: "sha256", token });
  return writeEvidenceRecord(["sha256"], [Array.from({ length: 2_000 }, () => stamp)]);
}

/** Files that are meant to cost the verifier dear, by name. */
export const bombs: Readonly<Record<string, Make>> = {
  ...tokenBombs,
  "1 GB of zeros in a deflated member": (world) => containerOfZeros(world, billion),
  "1 GB of zeros that claims to be small": (world) => containerOfZeros(world, 900_000),
  "1 GB of zeros in 990 deflated members": manyZeros,
  "a container of 70,000 entries": (world) => crowdedContainer(world, 70_000),
  "70,000 entries": () => manyEntries(70_000),
  "40,000 entries": () => manyEntries(40_000),
  "DER 10,000 deep": () => tokenAround(nested(10_000)),
  "a DER string of a million empty elements": () =>
    tokenAround(
      element(
        0x30,
        new Uint8Array(2_000_000).map((_, n) => (n % 2 === 0 ? 5 : 0)),
      ),
    ),
  "a note of 100,000 lines": () =>
    toUtf8(`c2sp.org/tlog-proof@v1\nindex 0\n\n${"— a AAAA\n".repeat(100_000)}`),
  "a proof of 100,000 hashes": () =>
    toUtf8(`c2sp.org/tlog-proof@v1\nindex 0\n${`${"A".repeat(43)}=\n`.repeat(100_000)}\n`),
  "a custody log of 100,000 lines": (world) =>
    packageWith(world, (files) => {
      const line = concatBytes(files.get(packageNames.custody) ?? new Uint8Array());
      const [first = ""] = new TextDecoder().decode(line).split("\n");
      files.set(packageNames.custody, toUtf8(`${first}\n`.repeat(100_000)));
    }),
  "a manifest of 100,000 attributes": (world) =>
    packageWith(world, (files) => {
      const attributes = Array.from({ length: 100_000 }, (_, n) => ` a${n}=""`).join("");
      files.set("META-INF/ASiCManifest002.xml", toUtf8(`<a${attributes}/>`));
    }),
  "a manifest of 100,000 references": (world) =>
    packageWith(world, (files) => {
      const name = "META-INF/ASiCManifest002.xml";
      const text = new TextDecoder().decode(files.get(name));
      const [line = ""] = /^.*DataObjectReference.*$/mu.exec(text) ?? [];
      files.set(name, toUtf8(text.replace(line, `${line}\n`.repeat(20_000))));
    }),
  "evidence nested 100,000 deep": (world) =>
    packageWith(
      world,
      (files) =>
        void files.set(packageNames.evidence, toUtf8("[".repeat(100_000) + "]".repeat(100_000))),
    ),
  "a policy of 10,000 groups": (world) =>
    packageWith(world, (files) => {
      const groups = Array.from({ length: 10_000 }, (_, n) => `group g${n} all g${n + 1}\n`);
      files.set(packageNames.policy, toUtf8(groups.join("")));
    }),
  "an RSA modulus of a million bits": (world) =>
    tokenByKey(world, hugeKey(2_048, 17), 256, hugeKey(1_000_000, 17)),
  "an RSA modulus of as many bits as are read": (world) =>
    tokenByKey(world, hugeKey(32_000, 17), 4_000),
  "an RSA exponent of 8,192 bits": (world) => tokenByKey(world, hugeKey(8_192, 8_184), 1_024),
  "an identifier with an arc of 100,000 bits": (world) => hugePolicy(world),
  "800 certificates of one name": manyNamesakes,
  "a record over as many digests as one may hold": wideRecord,
  "a record of 2,000 renewals": longRecord,
};

async function hugePolicy(world: World): Promise<Uint8Array> {
  const token = await world.authority.stamp(data, capturedAt);
  const arc = new Uint8Array(14_000).fill(0xff);
  arc[13_999] = 0x7f;
  return tokenAround(concatBytes(element(6, concatBytes(Uint8Array.of(0x88, 0x37), arc)), token));
}
