import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toBase64 } from "../../shared/bytes/base64.ts";
import { courtReport } from "../../shared/report/court-report/court-report.ts";
import { verifyJson } from "../../shared/report/verify-json.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import { judge } from "../parties/judge.ts";
import { judgedAt } from "../parties/package.ts";
import type { World } from "../parties/world.ts";
import { type Ended, run } from "./workbench.ts";

/** What a reader has beside the report. */
export interface Desk {
  readonly folder: string;
  readonly world: World;
  /** Judged together with the input. */
  readonly wishes?: Partial<VerifyOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

/** The root of this world as a PEM file in a folder. @returns its path */
export function writeRoots(folder: string, world: World): string {
  const base64 = toBase64(world.root.certificate).replace(/.{64}/gu, "$&\n");
  const path = join(folder, "roots.pem");
  writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
  return path;
}

/** The bash blocks of the report on one input, in their order. */
export async function shownCommands(
  name: string,
  bytes: Uint8Array,
  { world, wishes = {} }: Desk,
): Promise<readonly string[]> {
  const verdict = await judge(bytes, world.trust, wishes);
  const result = verifyJson(
    {
      inputs: [{ path: name, verdict }],
      comparison: null,
      trust: world.trust,
      policy: defaultPolicy,
      software: { version: "0.1.0", digest: null },
      at: judgedAt,
    },
    "en",
  );
  const sections = courtReport(result, "en").parts[0]?.sections ?? [];
  return sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === "commands" && block.shell === "bash" ? [block.text] : []));
}

/** Runs commands one after another in one shell, as a reader would, in a fresh folder with the input in it. */
export function runShown(
  blocks: readonly string[],
  name: string,
  bytes: Uint8Array,
  { folder, world, env = {} }: Desk,
): Promise<Ended> {
  const reader = mkdtempSync(join(folder, "reader-"));
  writeFileSync(join(reader, name), bytes);
  return run("bash", ["-c", blocks.join("\n")], {
    cwd: reader,
    env: { ROOTS: writeRoots(folder, world), ...env },
  });
}
