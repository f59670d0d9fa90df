import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { z } from "zod";
import { run } from "../workbench.ts";

/** What a reader found: name and SHA-256 of every file, sorted, a line each; null when it refused the ZIP. */
export type Reading = string | null;
type Files = readonly (readonly [name: string, sha256: string])[];

const here = dirname(fileURLToPath(import.meta.url));
const line = z.object({
  zip: z.string(),
  files: z.array(z.tuple([z.string(), z.string()])).nullable(),
});

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function readingOf(files: Files): string {
  return files
    .map(([name, digest]) => `${JSON.stringify(name)} ${digest}`)
    .sort()
    .join("\n");
}

/** Runs a program that prints a JSON line for every ZIP of the folder. */
async function byProgram(command: string, args: readonly string[]) {
  const { code, stdout, stderr } = await run(command, args);
  if (code !== 0) throw new Error(stderr);
  const readings = new Map<string, Reading>();
  for (const text of stdout.trim().split("\n")) {
    const { zip, files } = line.parse(JSON.parse(text));
    readings.set(zip, files && readingOf(files));
  }
  return readings;
}

/** Reads every ZIP of the folder in this process. */
async function inProcess(folder: string, read: (bytes: Buffer) => Promise<Files>) {
  const readings = new Map<string, Reading>();
  for (const zip of readdirSync(folder)) {
    const files = await read(readFileSync(join(folder, zip))).catch(() => null);
    readings.set(zip, files && readingOf(files));
  }
  return readings;
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (thrown, stream) => {
      if (thrown !== null) {
        reject(thrown);
        return;
      }
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("error", reject);
      stream.on("end", () => {
        resolve(Buffer.concat(parts));
      });
    });
  });
}

function byYauzl(bytes: Buffer): Promise<Files> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { strictFileNames: true, lazyEntries: true }, (thrown, zip) => {
      if (thrown !== null) {
        reject(thrown);
        return;
      }
      const files: (readonly [string, string])[] = [];
      zip.on("entry", (entry: Entry) => {
        if (entry.fileName.endsWith("/")) {
          zip.readEntry();
          return;
        }
        contentOf(zip, entry).then((content) => {
          files.push([entry.fileName, sha256(content)]);
          zip.readEntry();
        }, reject);
      });
      zip.on("end", () => {
        resolve(files);
      });
      zip.on("error", reject);
      zip.readEntry();
    });
  });
}

function byFflate(bytes: Buffer): Promise<Files> {
  return Promise.resolve().then(() =>
    Object.entries(unzipSync(bytes))
      .filter(([name]) => !name.endsWith("/"))
      .map(([name, content]) => [name, sha256(content)] as const),
  );
}

/** What lies in a folder and below: files alone, else undefined; a name that is no UTF-8 counts as nothing read. */
function unpacked(target: string): Files | undefined {
  const found = readdirSync(target, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const plain = found.every((one) => one.isFile() || one.isDirectory());
  if (!plain || !paths.every((path) => existsSync(path))) return undefined;
  return paths.map((path) => [relative(target, path), sha256(readFileSync(path))] as const);
}

/** Unpacks by Info-ZIP and looks at what lies there then. */
async function byUnzip(folder: string, work: string): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  const target = join(work, "unzipped");
  for (const zip of readdirSync(folder)) {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    const words = ["LC_ALL=C.UTF-8", "unzip", "-qq", "-n", join(folder, zip), "-d", target];
    const told = await run("env", words);
    const files = told.code === 0 ? unpacked(target) : undefined;
    readings.set(zip, files === undefined ? null : readingOf(files));
  }
  return readings;
}

/**
 * Has seven readers read every ZIP of a folder: Python's zipfile, Info-ZIP's unzip, yauzl, fflate, Go's archive/zip,
 * and java.util.zip by the directory and as a stream. Rejects when one cannot be run.
 *
 * @param work an empty folder
 */
export async function readByAll(
  folder: string,
  work: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Reading>>> {
  const java = join(here, "ZipReaders.java");
  return new Map([
    ["python", await byProgram("python3", [join(here, "zipfile_reader.py"), folder])],
    ["go", await byProgram("go", ["run", join(here, "reader.go"), folder])],
    ["java", await byProgram("java", [java, "file", folder])],
    ["java stream", await byProgram("java", [java, "stream", folder])],
    ["yauzl", await inProcess(folder, byYauzl)],
    ["fflate", await inProcess(folder, byFflate)],
    ["unzip", await byUnzip(folder, work)],
  ]);
}
