// Stamps a file, leaves file, token and root in a folder for `openssl ts -verify`, verifies tokens of that authority in
// this process, offline, each another one and once, and prints the milliseconds of each. As openssl does, it checks
// signature, chain of three and purposes, and no revocation. No answer on a signature is remembered from one token to
// the next: each pays for its own and its chain's.
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writePem } from "../../shared/trust/pem.ts";
import { checkToken } from "../../shared/verification/timestamp/token-check.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import {
  from,
  type Party,
  partyOf,
  purposes,
  type SoftwareKey,
  softwareKey,
  until,
} from "../parties/certificate-authority.ts";
import { timeStamping } from "../parties/time-stamping.ts";

const rounds = 400;
/** Before the measurement, as a process that has been running for a while has done. */
const before = 100;
const [folder = "", kind = ""] = process.argv.slice(2);

function rsaKey(): SoftwareKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  const key = createPrivateKey({ key: privateKey, type: "pkcs8", format: "der" });
  return {
    spki: new Uint8Array(publicKey),
    scheme: { kind: "rsa-pkcs1", digest: "sha256" },
    sign: (data) => Promise.resolve(new Uint8Array(sign("sha256", data, key))),
  };
}

const keyOf = (name: string): SoftwareKey => (kind === "rsa" ? rsaKey() : softwareKey(name));

async function party(name: string, issuer: Party | undefined, purpose?: string): Promise<Party> {
  const key = keyOf(name);
  const authority = purpose === undefined;
  const fields = {
    serial: BigInt(name.length),
    subject: [["CN", name]] as const,
    notBefore: from,
    notAfter: until,
    spki: key.spki,
    ...(authority
      ? { authority: { pathLength: undefined }, keyUsage: ["keyCertSign", "cRLSign"] as const }
      : {
          keyUsage: ["digitalSignature"] as const,
          extendedKeyUsage: { purposes: [purpose], critical: true },
        }),
  };
  const self = { scheme: key.scheme, sign: key.sign, certificate: undefined };
  return partyOf(key, await issueCertificate(fields, issuer?.signer ?? self));
}

const root = await party("Bench Root", undefined);
const intermediate = await party("Bench Intermediate", root);
const signer = await party("Bench TSA", intermediate, purposes.timeStamping);
const authority = timeStamping(signer, [signer.certificate, intermediate.certificate]);

const data = toUtf8("what the token is about");
const at = 1_795_226_587_000;
const imprint = digestOf("sha256", data);
const tokens: Uint8Array[] = [];
for (let round = 0; round < rounds + before; round += 1)
  tokens.push(await authority.stamp(imprint, at));
writeFileSync(join(folder, "token-data"), data);
writeFileSync(join(folder, "token.tst"), tokens[0] ?? "");
const pem = writePem({ label: "CERTIFICATE", bytes: root.certificate });
writeFileSync(join(folder, "token-roots.pem"), pem);

function verify(token: Uint8Array): void {
  const { findings } = checkToken({
    subject: "token",
    token,
    covered: { file: "data", digest: () => imprint },
    roots: [{ certificate: root.certificate, source: "bench", practice: false }],
    certificates: [],
    crls: [],
    ocsps: [],
    now: at + 86_400_000,
    verify: (...question) => verifySignature(...question),
  });
  const codes = findings.map(({ code }) => code);
  if (!codes.includes("TOKEN_SIGNATURE_VALID") || !codes.includes("CHAIN_TRUSTED"))
    throw new Error(`not valid: ${codes.join()}`);
}

for (const token of tokens.slice(rounds)) verify(token);
const startedAt = performance.now();
for (const token of tokens.slice(0, rounds)) verify(token);
console.log((performance.now() - startedAt) / rounds);
