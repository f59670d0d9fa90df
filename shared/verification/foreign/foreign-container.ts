import type { Rule } from "../../rules/rule.ts";
import { toHex } from "../../bytes/hex.ts";
import { concatBytes, equalBytes, toBigEndian } from "../../bytes/octets.ts";
import { fromUtf8 } from "../../bytes/utf8.ts";
import { packageNames } from "../../container/package-names.ts";
import { inflateEntry } from "../../container/zip-content.ts";
import { foreignZipLimits, type ZipEntry } from "../../container/zip-directory.ts";
import { readZip } from "../../container/zip-reader.ts";
import type { ByteSource, RangeDigests } from "../../digest/byte-source.ts";
import { type DigestName, digestLength, digestNames } from "../../digest/digest-name.ts";
import { startDigest } from "../../digest/digest.ts";
import { zipFinding } from "../container/zip-finding.ts";
import { type Finding, finding } from "../verdict.ts";

export type ContainerForm = "asic-e" | "asic-s";

/** A container of other software whose structure could be read, with the bytes of its entries. */
export interface ForeignContainer {
  /** What `mimetype` says; null when it says neither. */
  readonly form: ContainerForm | null;
  /** Files alone, by name; a folder holds nothing that could be judged. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The whole file; undefined when there is none, it is longer than `limit` (at most 16 MiB), or it is damaged. */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Digests of one file, computed in one pass; undefined when there is none or it is damaged. */
  digest(name: string, names: readonly DigestName[]): Promise<RangeDigests | undefined>;
}

export interface ForeignReading {
  readonly findings: readonly Finding[];
  /** Absent when the file has no readable structure. */
  readonly container?: ForeignContainer;
}

const maxRead = 16 * 1024 * 1024;
const maxMimetype = 256;
const forms: ReadonlyMap<string, ContainerForm> = new Map([
  ["application/vnd.etsi.asic-e+zip", "asic-e"],
  ["application/vnd.etsi.asic-s+zip", "asic-s"],
]);

/** The whole content of an entry, or undefined when it does not inflate to what the headers say. */
async function contentOf(source: ByteSource, entry: ZipEntry): Promise<Uint8Array | undefined> {
  if (entry.method === "stored") return source.read(entry.start, entry.end);
  const parts: Uint8Array[] = [];
  const inflated = await inflateEntry(source, entry, (part) => {
    parts.push(part);
  });
  return inflated.ok ? concatBytes(...parts) : undefined;
}

/** The digests of an entry's content, or the rule that it breaks. */
async function digestsOf(
  source: ByteSource,
  entry: ZipEntry,
  names: readonly DigestName[],
): Promise<RangeDigests | Rule> {
  if (entry.method === "stored") {
    const found = await source.digest(entry.start, entry.end, [...names, "crc32"]);
    const crc = toBigEndian(BigInt(entry.crc32), 4);
    return found.crc32 !== undefined && equalBytes(found.crc32, crc) ? found : "crc";
  }
  const running = names.map((name) => [name, startDigest(name)] as const);
  const inflated = await inflateEntry(source, entry, (part) => {
    for (const [, digest] of running) digest.update(part);
  });
  if (!inflated.ok) return inflated.fault.rule;
  return Object.fromEntries(running.map(([name, digest]) => [name, digest.finish()]));
}

/** Reads and remembers digests, so that no file is read twice for the same one. */
class Contents implements Pick<ForeignContainer, "read" | "digest"> {
  readonly #source: ByteSource;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #known = new Map<string, Map<string, Uint8Array>>();
  readonly damaged = new Map<string, Rule>();

  constructor(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>) {
    this.#source = source;
    this.#entries = entries;
  }

  async read(name: string, limit: number): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(name);
    if (entry === undefined || this.damaged.has(name)) return undefined;
    if (entry.size > Math.min(limit, maxRead)) return undefined;
    return contentOf(this.#source, entry);
  }

  async digest(name: string, names: readonly DigestName[]): Promise<RangeDigests | undefined> {
    const entry = this.#entries.get(name);
    if (entry === undefined || this.damaged.has(name)) return undefined;
    const known = this.#known.get(name) ?? new Map<string, Uint8Array>();
    this.#known.set(name, known);
    const missing = names.filter((each) => !known.has(each));
    if (missing.length > 0) {
      const found = await digestsOf(this.#source, entry, missing);
      if (typeof found === "string") {
        this.damaged.set(name, found);
        return undefined;
      }
      for (const each of missing) {
        const value = found[each];
        if (value?.length === digestLength[each]) known.set(each, value);
      }
    }
    return Object.fromEntries(known);
  }
}

/** Where and how `mimetype` stands, and what it says (ETSI EN 319 162-1, annex A.1). */
async function checkMimetype(
  contents: Contents,
  entries: ReadonlyMap<string, ZipEntry>,
  findings: Finding[],
): Promise<ContainerForm | null> {
  const name = packageNames.mimetype;
  const entry = entries.get(name);
  if (entry === undefined) {
    findings.push(finding("MIMETYPE_MISSING", name, {}));
    return null;
  }
  if (entry.offset !== 0) findings.push(finding("MIMETYPE_NOT_FIRST", name, {}));
  if (entry.method !== "stored" || entry.start - entry.offset !== 30 + name.length) {
    findings.push(finding("MIMETYPE_NOT_PLAIN", name, {}));
  }
  const bytes = await contents.read(name, maxMimetype);
  const text = bytes === undefined ? "" : (fromUtf8(bytes) ?? "");
  const form = forms.get(text);
  if (form === undefined) findings.push(finding("MIMETYPE_CONTENT", name, {}));
  return form ?? forms.get(text.trim()) ?? null;
}

/**
 * Reads a container of other software: the ZIP as any reader must take it, `mimetype`, and every file once, inflated
 * where it is deflated, against its CRC-32. Nothing is inflated before the whole structure has been found in order.
 *
 * @param wanted digests that will be asked for, by file name; SHA-256 is always computed
 */
export async function readForeignContainer(
  source: ByteSource,
  wanted: (container: ForeignContainer) => Promise<ReadonlyMap<string, ReadonlySet<DigestName>>>,
): Promise<ForeignReading> {
  const zip = await readZip(source, foreignZipLimits);
  if (!zip.ok) return { findings: [zipFinding(zip.fault)] };
  const files = zip.value.entries.filter(({ name }) => !name.endsWith("/"));
  const entries = new Map(files.map((entry) => [entry.name, entry]));
  const contents = new Contents(source, entries);
  const findings: Finding[] = [];
  const form = await checkMimetype(contents, entries, findings);
  const container: ForeignContainer = {
    form,
    entries,
    read: (name, limit) => contents.read(name, limit),
    digest: (name, names) => contents.digest(name, names),
  };
  const asked = await wanted(container);
  for (const name of entries.keys()) {
    const more = asked.get(name);
    const names = digestNames.filter((each) => each === "sha256" || more?.has(each) === true);
    await contents.digest(name, names);
  }
  for (const [name, rule] of contents.damaged) {
    findings.push(
      rule === "crc"
        ? finding("ENTRY_CRC", name, { entry: name })
        : finding("ZIP_CONTENT_DAMAGED", name, { entry: name, rule }),
    );
  }
  return { findings, container };
}

/** SHA-256 of a file as hex; "" for a damaged one. */
export async function sha256Of(container: ForeignContainer, name: string): Promise<string> {
  const value = (await container.digest(name, ["sha256"]))?.sha256;
  return value === undefined ? "" : toHex(value);
}
