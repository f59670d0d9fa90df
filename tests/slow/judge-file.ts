// Judges one file by the trust of the world in memory and prints what it cost this process.
import { readFileSync } from "node:fs";
import { openFileSource } from "../../platform/hashing/file-source.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import { looseFile } from "../parties/loose-file.ts";
import { judgedAt } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

const { trust } = await createWorld(false);
const source = await openFileSource(process.argv[2] ?? "");
const before = process.cpuUsage();
const { outcome, checks } = await verifyInput(source, {
  trust,
  now: judgedAt,
  policy: defaultPolicy,
  verify: verifySignature,
  data: looseFile("data", toUtf8("data")),
});
const { user, system } = process.cpuUsage(before);
await source.close();
const codes = checks.filter((check) => check.outcome !== "passed").map(({ code }) => code);
const kilobytes = /VmHWM:\s+(\d+)/u.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(
  JSON.stringify({
    outcome,
    codes: [...new Set(codes)],
    cpuMs: Math.round((user + system) / 1000),
    residentMb: Math.round(Number(kilobytes) / 1024),
  }),
);
