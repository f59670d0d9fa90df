// Stamps a file, leaves file, token and root in a folder for `openssl ts -verify`, verifies the token in this
// process, offline, many times over, and prints the milliseconds of each.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writePem } from "../../shared/trust/pem.ts";
import { checkToken } from "../../shared/verification/timestamp/token-check.ts";
import { createWorld } from "../parties/world.ts";

const rounds = 1_000;
const folder = process.argv[2] ?? "";
const world = await createWorld(false, "Bench");
const data = toUtf8("what the token is about");
const at = 1_795_226_587_000;
const imprint = digestOf("sha256", data);
const token = await world.authority.stamp(imprint, at);
writeFileSync(join(folder, "token-data"), data);
writeFileSync(join(folder, "token.tst"), token);
const root = writePem({ label: "CERTIFICATE", bytes: world.root.certificate });
writeFileSync(join(folder, "token-roots.pem"), root);

const startedAt = performance.now();
for (let round = 0; round < rounds; round += 1) {
  const { findings } = checkToken({
    subject: "token",
    token,
    covered: { file: "data", digest: () => imprint },
    roots: world.trust.roots,
    certificates: [],
    crls: world.crls,
    ocsps: [],
    now: at + 86_400_000,
    verify: verifySignature,
  });
  if (!findings.some(({ code }) => code === "TOKEN_SIGNATURE_VALID")) throw new Error("not valid");
}
console.log((performance.now() - startedAt) / rounds);
