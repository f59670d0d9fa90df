import { join } from "node:path";
import { bundle } from "./material.ts";
import { median, runWell } from "./measure.ts";
import type { Row } from "./row.ts";

const turns = 9;
/** The token's genTime in seconds, as tests/bench/token-speed.ts has it. */
const at = "1795226587";

/** One token with a chain of three certificates, offline: checked in process, and by a process of `openssl ts -verify`. */
export async function measure(work: string): Promise<readonly Row[]> {
  const program = await bundle("tests/bench/token-speed.ts", work);
  const file = (name: string): string => join(work, name);
  const words = [
    "ts",
    "-verify",
    "-data",
    file("token-data"),
    "-in",
    file("token.tst"),
    "-token_in",
  ];
  const trust = ["-CAfile", file("token-roots.pem"), "-attime", at];
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(Number((await runWell(work, process.execPath, [program, work])).stdout));
    theirs.push((await runWell(work, "openssl", [...words, ...trust])).ms);
  }
  const ratio = Math.round((median(theirs) / median(ours)) * 10) / 10;
  return [
    {
      name: "verify one token offline, chain of three",
      value: Math.round(1000 / median(ours)),
      unit: "/s",
      peer: Math.round(1000 / median(theirs)),
      ratio,
      bound: { min: 10 },
      holds: ratio >= 10,
    },
  ];
}
