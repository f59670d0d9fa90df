import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toBase64 } from "../../shared/bytes/base64.ts";
import { parseCertificate } from "../../shared/x509/certificate.ts";
import { parseCrl } from "../../shared/x509/crl.ts";
import { findPath } from "../../shared/x509/path.ts";
import { revocationOf } from "../../shared/x509/revocation.ts";
import { createRoot, from, type Party, purposes, until } from "../parties/certificate-authority.ts";
import { certificateVector, whole } from "../parties/x509-vectors.ts";
import { run } from "./workbench.ts";

/* `openssl verify` and our own path validation, asked the same questions. */

const folder = mkdtempSync(join(tmpdir(), "cunzhen-certificates-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function pem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/gu) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function certificates(...ders: readonly Uint8Array[]): string {
  return ders.map((der) => pem("CERTIFICATE", der)).join("");
}

let files = 0;
function file(text: string): string {
  files += 1;
  const path = join(folder, `${String(files)}.pem`);
  writeFileSync(path, text);
  return path;
}

interface Question {
  readonly leaf: Uint8Array;
  readonly between: readonly Uint8Array[];
  readonly root: Uint8Array;
  readonly at: number;
  readonly crls?: readonly Uint8Array[];
  /** For qcStatements, which OpenSSL does not know and we do. */
  readonly ignoreCritical?: boolean;
}

async function openssl({
  at,
  between,
  crls = [],
  ignoreCritical = false,
  leaf,
  root,
}: Question): Promise<boolean> {
  const trusted = certificates(root) + crls.map((crl) => pem("X509 CRL", crl)).join("");
  const { code } = await run("openssl", [
    ...["verify", "-attime", String(Math.floor(at / 1000)), "-purpose", "timestampsign"],
    ...(crls.length > 0 ? ["-crl_check"] : []),
    ...(ignoreCritical ? ["-ignore_critical"] : []),
    ...["-CAfile", file(trusted), "-untrusted", file(certificates(...between))],
    file(certificates(leaf)),
  ]);
  return code === 0;
}

function ours({ at, between, crls = [], leaf, root }: Question): boolean {
  const read = (der: Uint8Array) => whole(parseCertificate(der));
  const report = findPath({
    leaf: read(leaf),
    pool: between.map(read),
    anchors: [read(root)],
    at,
    verify: verifySignature,
    purpose: purposes.timeStamping,
  });
  const [certificate, issuer] = report.path;
  if (report.kind !== "valid" || certificate === undefined || issuer === undefined) return false;
  if (crls.length === 0) return true;
  const lists = crls.map((crl) => whole(parseCrl(crl)));
  const nothing = { ocsps: [], pool: [], at, verify: verifySignature };
  const algorithmObjection = () => undefined;
  return (
    revocationOf({ certificate, issuer, crls: lists, ...nothing, algorithmObjection }).kind ===
    "good"
  );
}

const noon = from + 100 * 86_400_000;
const stamping = { extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true } };
const root = await createRoot("Foreign root");
const middle = await root.issueAuthority("Foreign middle");
const leaf = await middle.issue("Foreign leaf", stamping);

async function below(issuer: Party, name: string): Promise<Uint8Array> {
  return (await issuer.issue(name, stamping)).certificate;
}

function question(more: Partial<Question> = {}): Question {
  const usual = { leaf: leaf.certificate, between: [middle.certificate], root: root.certificate };
  return { ...usual, at: noon, ...more };
}

describe("openssl verify and we agree", () => {
  test("on a path of ours, with revocation lists of ours", async () => {
    const crls = [await middle.crl(), await root.crl()];
    for (const asked of [question(), question({ crls })]) {
      expect(await openssl(asked)).toBe(true);
      expect(ours(asked)).toBe(true);
    }
  });

  test("on paths that break a rule", async () => {
    const plain = await root.issue("Plain", { keyUsage: ["digitalSignature"] });
    const short = await root.issueAuthority("Short", { authority: { pathLength: 0 } });
    const deep = await short.issueAuthority("Deep");
    const other = await createRoot("Another root");
    const broken = leaf.certificate.slice();
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1;
    const serial = whole(parseCertificate(leaf.certificate)).serial;
    const revoked = [{ serial, at: from, reason: "keyCompromise" }] as const;
    const bad: readonly (readonly [string, Question])[] = [
      ["before", question({ at: from - 1000 })],
      ["after", question({ at: until + 2000 })],
      ["signature", question({ leaf: broken })],
      ["another root", question({ root: other.certificate })],
      ["nothing between", question({ between: [] })],
      ["no authority", question({ leaf: await below(plain, "p"), between: [plain.certificate] })],
      [
        "path length",
        question({ leaf: await below(deep, "d"), between: [deep.certificate, short.certificate] }),
      ],
      ["revoked", question({ crls: [await middle.crl({ revoked })] })],
      ["list too old", question({ crls: [await middle.crl({ nextUpdate: noon - 1000 })] })],
    ];
    for (const [name, asked] of bad) {
      expect([name, await openssl(asked)]).toEqual([name, false]);
      expect([name, ours(asked)]).toEqual([name, false]);
    }
  });

  test.each(["tsa", "ed", "bp", "pss", "gone", "odd"])(
    "on %s of an authority of OpenSSL's own, whose certificate has an RSASSA-PSS signature",
    async (name) => {
      const certificate = certificateVector(name);
      const asked = {
        leaf: certificate.der,
        between: [certificateVector("ca").der],
        root: certificateVector("root").der,
        at: certificate.notBefore + 1000,
        ignoreCritical: name !== "odd",
      };
      expect(await openssl(asked)).toBe(name !== "odd");
      expect(ours(asked)).toBe(name !== "odd");
    },
  );
});
