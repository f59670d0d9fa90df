import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toHex } from "../../shared/bytes/hex.ts";
import { concatBytes } from "../../shared/bytes/octets.ts";
import { layoutZip } from "../../shared/container/zip-layout.ts";
import { crc32 } from "../../shared/digest/crc32.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { run } from "./workbench.ts";

/** A package's entries in their order. A forger's tool: it writes whatever it is given. */
export type Entries = ReadonlyMap<string, Uint8Array>;

/** Unpacks with Debian's unzip. */
export async function unpack(path: string, into: string): Promise<Entries> {
  mkdirSync(into, { recursive: true });
  const unzipped = await run("unzip", ["-q", "-o", path, "-d", into]);
  if (unzipped.code !== 0) throw new Error(`unzip: ${unzipped.stderr}`);
  const listed = await run("unzip", ["-Z1", path]);
  const names = listed.stdout.split("\n").filter((name) => name !== "");
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(into, name)))]));
}

/** Writes entries as a ZIP with the skeleton that a package has. */
export function pack(entries: Entries, path: string): void {
  const parts = layoutZip(
    [...entries].map(([name, bytes]) => ({
      name,
      bytes,
      sha256: toHex(digestOf("sha256", bytes)),
      size: bytes.length,
      crc32: crc32(bytes),
    })),
  );
  const bytes = parts.map((part) => {
    if (part instanceof Uint8Array) return part;
    throw new Error("all bytes are at hand");
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, concatBytes(...bytes));
}

/** The same entries as files in a folder. */
export function spread(entries: Entries, folder: string): void {
  for (const [name, bytes] of entries) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** A copy in which one entry is other bytes. */
export function withEntry(entries: Entries, name: string, bytes: Uint8Array): Entries {
  if (!entries.has(name)) throw new Error(`no entry ${name}`);
  return new Map([...entries].map(([key, value]) => [key, key === name ? bytes : value]));
}

export function without(entries: Entries, names: readonly string[]): Entries {
  return new Map([...entries].filter(([name]) => !names.includes(name)));
}

/** A copy with one bit of one entry flipped, at a share of its length. */
export function flipped(entries: Entries, name: string, share = 0.5): Entries {
  const bytes = entryOf(entries, name).slice();
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return withEntry(entries, name, bytes);
}

export function entryOf(entries: Entries, name: string): Uint8Array {
  const bytes = entries.get(name);
  if (bytes === undefined) throw new Error(`no entry ${name}`);
  return bytes;
}
