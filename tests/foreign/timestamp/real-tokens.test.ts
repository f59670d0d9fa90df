import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { parseToken } from "../../../shared/timestamp/token.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { checkToken } from "../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { judgedByBouncyCastle } from "../bouncycastle.ts";
import { agreed, type Judged, rowFor, rowsOf, told } from "../differences.ts";
import { judgedByOpenssl } from "../openssl-batch.ts";

const source = fileURLToPath(
  new URL("../../../../shared/test-data/rfc3161-tokens/", import.meta.url),
);
const files = existsSync(source) ? readdirSync(source).filter((name) => name.endsWith(".tst")) : [];

/** Says nothing of the token itself: nobody here trusts a root, and age has tests of its own. */
const unasked = /^(?:CHAIN_|CERTIFICATE_|TOKEN_ALGORITHM_(?:AGED|PAST_USE|REFUSED)$)/u;

let folder: string;
let judged: readonly Judged[] = [];

/** Our codes that are not passed, and the chain as far as it goes, the signer first. */
function ours(token: Uint8Array): {
  readonly words: string;
  readonly chain: readonly Uint8Array[];
} {
  const { findings, facts } = checkToken({
    subject: "token",
    token,
    roots: [],
    certificates: [],
    crls: [],
    ocsps: [],
    now: Date.now(),
    verify: verifySignature,
  });
  const codes = findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed" && !unasked.test(code));
  const words = [...new Set(codes)].sort().join(", ") || "accepted";
  return { words, chain: facts?.chain ?? [] };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "real-tokens-"));
  const lines: string[] = [];
  const words = new Map<string, string>();
  for (const name of files) {
    const der = new Uint8Array(readFileSync(join(source, name)));
    const parsed = parseToken(der);
    const judgement = ours(der);
    writeFileSync(join(folder, name), der);
    const pem = judgement.chain.map((bytes) => writePem({ label: "CERTIFICATE", bytes }));
    writeFileSync(join(folder, `${name}.pem`), pem.join(""));
    words.set(name, judgement.words);
    const info = parsed.ok ? parsed.value.info : undefined;
    const seconds = Math.floor((info?.genTime.ms ?? 0) / 1000);
    lines.push(`${[name, toHex(info?.imprint.value ?? new Uint8Array()), seconds].join("\t")}\n`);
  }
  writeFileSync(join(folder, "index.tsv"), lines.join(""));
  // The signer's own certificate is the anchor: everything but the chain is asked.
  const command =
    'openssl ts -verify -digest "$2" -in "$1" -token_in -attime "$3" -partial_chain -CAfile "$1.pem"';
  const [openssl, bouncyCastle] = await Promise.all([
    judgedByOpenssl(folder, command, "Verification: OK"),
    judgedByBouncyCastle("TokenJudge", folder),
  ]);
  judged = files.flatMap((name) => {
    const [one, other] = [openssl.get(name), bouncyCastle.get(name)];
    const kind = name.replace(".tst", "");
    return one === undefined || other === undefined
      ? []
      : [{ kind, ours: words.get(name) ?? "", openssl: one, bouncyCastle: other }];
  });
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(files.length === 0)(
  "real tokens from ../shared/test-data/rfc3161-tokens beside openssl ts and BouncyCastle",
  () => {
    test("all 121 are judged by all three", () => {
      expect(judged).toHaveLength(121);
    });

    test("where they do not agree, a row of the page on differences names the token", () => {
      const rows = rowsOf("timestamp");
      const unlisted = judged.filter((one) => !agreed(one) && rowFor(rows, one) === undefined);
      expect(told(unlisted)).toEqual([]);
    });

    test("each tool accepts most and refuses some", () => {
      for (const judge of ["openssl", "bouncyCastle"] as const) {
        const accepted = judged.filter((one) => one[judge].accepted).length;
        expect(accepted, judge).toBeGreaterThan(60);
        expect(accepted, judge).toBeLessThan(121);
      }
    });
  },
);
