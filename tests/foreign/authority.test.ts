import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bash, openBench, practiceTsa, rootsOf } from "./workbench.ts";

let bench: Bench;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  bench = openBench();
  const tsa = await practiceTsa(bench);
  const [root = ""] = rootsOf(bench.home);
  env = { TSA: tsa, ROOT: root };
  writeFileSync(join(bench.folder, "data"), "any bytes\n");
});

afterAll(async () => {
  await bench.close();
});

const ask = (flags: string): string => `openssl ts -query -data data ${flags} -out q.tsq 2>/dev/null
curl -sSf -H 'Content-Type: application/timestamp-query' --data-binary @q.tsq -o a.tsr "$TSA"
`;

const show = "openssl ts -reply -in a.tsr -text 2>/dev/null";

describe("the practice authority, asked by openssl and curl", () => {
  for (const digest of ["sha256", "sha384", "sha512"]) {
    test(`gives a token over ${digest} that openssl ts verifies against the root`, async () => {
      const script = `${ask(`-${digest} -cert`)}openssl ts -verify -queryfile q.tsq -in a.tsr -CAfile "$ROOT"`;
      const ended = await bash(script, bench.folder, env);
      expect(ended.stdout, ended.stderr).toContain("Verification: OK");
    });
  }

  test("leaves certificates out when none are asked for", async () => {
    const script = `${ask("-sha256")}openssl ts -reply -in a.tsr -token_out -out a.tst 2>/dev/null
openssl pkcs7 -inform DER -in a.tst -print_certs
curl -sSf -o chain.pem "\${TSA%/tsa}/ca/chain.pem"
openssl ts -verify -queryfile q.tsq -in a.tsr -CAfile "$ROOT" -untrusted chain.pem`;
    const ended = await bash(script, bench.folder, env);
    expect(ended.stdout).not.toContain("BEGIN CERTIFICATE");
    expect(ended.stdout, ended.stderr).toContain("Verification: OK");
  });

  test("is refused by openssl for other data and for another nonce", async () => {
    const other = `${ask("-sha256 -cert")}echo other > other
openssl ts -verify -data other -in a.tsr -CAfile "$ROOT"`;
    const wrongData = await bash(other, bench.folder, env);
    expect(wrongData.code).not.toBe(0);
    expect(wrongData.stderr + wrongData.stdout).toContain("message imprint mismatch");
    const again = `${ask("-sha256 -cert")}openssl ts -query -data data -sha256 -cert -out q.tsq 2>/dev/null
openssl ts -verify -queryfile q.tsq -in a.tsr -CAfile "$ROOT"`;
    const wrongNonce = await bash(again, bench.folder, env);
    expect(wrongNonce.stderr + wrongNonce.stdout).toContain("nonce mismatch");
  });

  for (const [what, flags, failure] of [
    ["a digest that no longer holds", "-md5", "unrecognized or unsupported algorithm"],
    ["a policy of others", "-sha256 -tspolicy 1.2.3.4", "policy is not supported"],
  ] as const) {
    test(`refuses ${what} by the failInfo of RFC 3161`, async () => {
      const ended = await bash(`${ask(flags)}${show}`, bench.folder, env);
      expect(ended.stdout).toContain("Status: Rejected.");
      expect(ended.stdout).toContain(failure);
    });
  }

  test("answers junk with badDataFormat, not with an error of HTTP", async () => {
    const script = `printf junk | curl -sSf -H 'Content-Type: application/timestamp-query' --data-binary @- -o a.tsr "$TSA"
${show}`;
    const ended = await bash(script, bench.folder, env);
    expect(ended.stdout).toContain("Status: Rejected.");
    expect(ended.stdout).toContain("the data submitted has the wrong format");
  });

  test("gives no serial number twice, also after it was started again", async () => {
    const serial = `${ask("-sha256")}${show} | sed -n 's/^Serial number: //p'\n`;
    const first = await bash(serial + serial, bench.folder, env);
    await bench.stopNode();
    const url = await practiceTsa(bench);
    const second = await bash(serial, bench.folder, { ...env, TSA: url });
    const serials = `${first.stdout}${second.stdout}`.trim().split("\n");
    expect(serials).toHaveLength(3);
    expect(new Set(serials).size).toBe(3);
    env = { ...env, TSA: url };
  });

  test("publishes CRLs that openssl accepts and that are younger than the certificates", async () => {
    const script = `base="\${TSA%/tsa}/ca"
for name in root issuing; do
  curl -sSf -o $name.crl "$base/$name.crl"
  openssl crl -inform DER -in $name.crl -noout -lastupdate
  openssl crl -inform DER -in $name.crl -out $name.crl.pem
done
curl -sSf -o chain.pem "$base/chain.pem"
openssl x509 -in chain.pem -out signer.pem
openssl verify -crl_check_all -CRLfile root.crl.pem -CRLfile issuing.crl.pem -CAfile "$ROOT" -untrusted chain.pem signer.pem`;
    const ended = await bash(script, bench.folder, env);
    expect(ended.stdout, ended.stderr).toContain("signer.pem: OK");
  });
});
