import { join } from "node:path";
import { bundle } from "./material.ts";
import { runWell, type Turns, turnsOf } from "./measure.ts";
import type { Row } from "./row.ts";

const turns = 9;
/** The token's genTime in seconds, as tests/bench/token-speed.ts has it. */
const at = "1795226587";

const kinds = [
  { kind: "rsa", title: "RSA 3072" },
  { kind: "p256", title: "ECDSA P-256" },
];

/** One token with a chain of three certificates, offline: checked in process, and by a process of `openssl ts -verify`. */
export async function measure(work: string): Promise<readonly Row[]> {
  const program = await bundle("tests/bench/token-speed.ts", work);
  const rows: Row[] = [];
  for (const { kind, title } of kinds) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      ours.push(Number((await runWell(work, process.execPath, [program, work, kind])).stdout));
      theirs.push((await runWell(work, "openssl", peerWords(work))).ms);
    }
    rows.push(tokenRow(title, turnsOf(ours, theirs)));
  }
  return rows;
}

function peerWords(work: string): readonly string[] {
  const file = (name: string): string => join(work, name);
  const token = ["-data", file("token-data"), "-in", file("token.tst"), "-token_in"];
  return ["ts", "-verify", ...token, "-CAfile", file("token-roots.pem"), "-attime", at];
}

function tokenRow(title: string, taken: Turns): Row {
  const ratio = Math.round(taken.ratio * 10) / 10;
  return {
    name: `verify one token offline, chain of three, ${title}`,
    value: Math.round(1000 / taken.ours),
    unit: "/s",
    peer: Math.round(1000 / taken.peer),
    ratio,
    bound: { min: 10 },
    holds: ratio >= 10,
  };
}
