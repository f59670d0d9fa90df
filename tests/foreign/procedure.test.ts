import { copyFileSync, mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromUtf8 } from "../../shared/bytes/utf8.ts";
import {
  packageNames,
  timestampManifestName,
  timestampName,
} from "../../shared/container/package-names.ts";
import { authorityAt, closed, closingToken, openForger, renewed, withSums } from "./forger.ts";
import {
  type Entries,
  entryOf,
  flipped,
  pack,
  unpack,
  withEntry,
  without,
} from "./package-folder.ts";
import { lastLine, problemsOf, runCarried, runPublished } from "./run-procedure.ts";
import {
  type Bench,
  type Ended,
  openBench,
  practiceTsa,
  rootsOf,
  run,
  textIn,
  writeFiles,
} from "./workbench.ts";

let bench: Bench;
let filePackage: string;
let folderPackage: string;
let entries: Entries;
let data: string;

beforeAll(async () => {
  bench = openBench();
  writeFiles(bench.folder, {
    "in/合同 contract (v2).txt": "甲方与乙方\n".repeat(50),
    "in/photos/一.txt": "1",
    "in/photos/below/it's 100%.txt": "2",
    "in/photos/empty.txt": "",
  });
  const paths = ["合同 contract (v2).txt", "photos"].map((name) => join(bench.folder, "in", name));
  const made = await bench.answer("notarize", ...paths, "--sm3");
  expect(made.code).toBe(0);
  filePackage = textIn(made.value, "items", 0, "package");
  folderPackage = textIn(made.value, "items", 1, "package");
  entries = await unpack(filePackage, join(bench.folder, "unpacked"));
  data = [...entries.keys()].find((name) => name.startsWith("data/")) ?? "";
});

afterAll(async () => {
  await bench.close();
});

/** With the roots that the reader trusts. */
function published(path: string): Promise<Ended> {
  return runPublished(path, ...rootsOf(bench.home));
}

async function publishedOver(forged: Entries): Promise<Ended> {
  const path = join(mkdtempSync(join(bench.folder, "forged-")), "forged.asice");
  pack(forged, path);
  return published(path);
}

/** As a reader would: in a folder with the package and the root. */
function carried(path: string, text: string): Promise<Ended> {
  const folder = mkdtempSync(join(bench.folder, "reader-"));
  copyFileSync(path, join(folder, basename(path)));
  const [rootFile = ""] = rootsOf(bench.home);
  copyFileSync(rootFile, join(folder, "roots.pem"));
  return runCarried(text, folder);
}

describe("the published procedure over packages as they were made", () => {
  test("finds no problem in a package of a file", async () => {
    const ended = await published(filePackage);
    expect(ended.stdout).toContain("entries: the same");
    expect(ended.stdout.match(/Verification: OK/gu)).toHaveLength(2);
    expect(ended.stdout.match(/CMS Verification successful/gu)).toHaveLength(2);
    expect(lastLine(ended), ended.stdout).toBe("problems: 0");
    expect(ended.code).toBe(0);
  });

  test("finds no problem in a package of a folder with odd names", async () => {
    const ended = await published(folderPackage);
    expect(lastLine(ended), ended.stdout).toBe("problems: 0");
    expect(ended.code).toBe(0);
  });

  test("is what VERIFY.md in the package says, filled in: its own blocks run and pass", async () => {
    const text = fromUtf8(entryOf(entries, packageNames.verify)) ?? "";
    expect(text).toContain("docs/verify-procedure.md");
    const ended = await carried(filePackage, text);
    expect(lastLine(ended), ended.stdout + ended.stderr).toBe("problems: 0");
  });

  test("sha256sum alone agrees with SHA256SUMS in every line", async () => {
    const ended = await run("sha256sum", ["--strict", "-c", packageNames.sha256sums], {
      cwd: join(bench.folder, "unpacked"),
    });
    expect(ended.code, ended.stderr).toBe(0);
    expect(
      ended.stdout
        .trim()
        .split("\n")
        .every((line) => line.endsWith(": OK")),
    ).toBe(true);
  });
});

describe("the published procedure after one flipped byte", () => {
  test("names the entry, or refuses the token or signature over it, in every entry", async () => {
    const unnamed: string[] = [];
    const names = [...entries.keys()];
    const judge = async (): Promise<void> => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) {
        // In the middle of a token lie certificates; a bit there is for rule (c) of `cunzhen verify`.
        const share = name === closingToken(entries) ? 1 : 0.5;
        const ended = await publishedOver(flipped(entries, name, share));
        const problems = problemsOf(ended);
        const named = problems.some(
          (line) => line.includes(name) || line.includes("entries differ"),
        );
        const covered = name.endsWith(".xml") && problems.length > 0;
        if (ended.code === 0 || !(named || covered)) {
          unnamed.push(`${name}: ${problems.join("; ")}`);
        }
      }
    };
    await Promise.all([judge(), judge(), judge()]);
    // What `mimetype` holds is no part of the evidence; `cunzhen verify` compares it.
    expect(unnamed.filter((line) => !line.startsWith("mimetype:"))).toEqual([]);
  }, 300_000);
});

describe("the published procedure over forgeries in two places", () => {
  test("a member and SHA256SUMS: the manifest's digest differs, though sha256sum is content", async () => {
    const forged = withSums(flipped(entries, data));
    const ended = await publishedOver(forged);
    expect(ended.code).toBe(1);
    expect(problemsOf(ended)).toContain(
      `PROBLEM: ${data} differs from ${packageNames.payloadManifest}`,
    );
    expect(problemsOf(ended)).not.toContain("PROBLEM: SHA256SUMS");
  });

  test("a member, its manifest and fresh tokens: openssl cms refuses the signature", async () => {
    const fresh = authorityAt(await practiceTsa(bench), join(bench.folder, "asked"));
    const forged = renewed(flipped(entries, data), packageNames.payloadManifest);
    const ended = await publishedOver(await closed(withSums(forged), fresh));
    expect(ended.code).toBe(1);
    expect(problemsOf(ended).join("\n")).toContain(packageNames.signature);
  });

  test("everything anew by a forger with an authority of his own: openssl ts refuses the tokens", async () => {
    const forger = await openForger(join(bench.folder, "forger"));
    const altered = renewed(flipped(entries, data), packageNames.payloadManifest);
    const signed = withEntry(
      altered,
      packageNames.signature,
      await forger.sign(entryOf(altered, packageNames.payloadManifest)),
    );
    const listed = renewed(signed, timestampManifestName(1));
    const stamped = withEntry(
      listed,
      timestampName(1),
      await forger.stamp(entryOf(listed, timestampManifestName(1))),
    );
    const forged = await closed(withSums(stamped), forger.stamp);
    const ended = await publishedOver(forged);
    expect(ended.code).toBe(1);
    expect(problemsOf(ended).join("\n")).toContain(timestampName(1));
    expect(problemsOf(ended).join("\n")).toContain(closingToken(forged));
    expect(ended.stdout).toContain("identity: not confirmed by these roots");
  });

  test("a stripped signature, closed again with a fresh token: the entry is missed", async () => {
    const fresh = authorityAt(await practiceTsa(bench), join(bench.folder, "asked"));
    const ended = await publishedOver(
      await closed(withSums(without(entries, [packageNames.signature])), fresh),
    );
    expect(ended.code).toBe(1);
    expect(problemsOf(ended).join("\n")).toContain(packageNames.signature);
  });
});
