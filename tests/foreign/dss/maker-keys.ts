import { createPrivateKey } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { p256 } from "@noble/curves/nist.js";
import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import { secretOf } from "../../parties/certificate-authority.ts";
import { createWorld, type World } from "../../parties/world.ts";

/** A world whose operator and authority the Java makers can be, and the CRLs that they and we are given. */
export interface MakerWorld {
  readonly world: World;
  readonly crls: readonly Uint8Array[];
}

const hour = 3_600_000;

function pkcs8(name: string): Buffer {
  const secret = secretOf(name);
  const point = p256.getPublicKey(secret, false);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  const key = {
    kty: "EC",
    crv: "P-256",
    d: text(secret),
    x: text(point.subarray(1, 33)),
    y: text(point.subarray(33)),
  };
  return createPrivateKey({ key, format: "jwk" }).export({ type: "pkcs8", format: "der" });
}

/** Writes the folder that MakerKeys.java reads and gives what is in it. CRLs are of the hour before `now`. */
export async function writeMakerKeys(folder: string, now: UnixMs): Promise<MakerWorld> {
  mkdirSync(folder);
  const world = await createWorld(false, "Differential");
  const fresh = { thisUpdate: now - hour, nextUpdate: now + 24 * hour };
  const crls = [await world.root.crl(fresh), await world.intermediate.crl(fresh)];
  const files: Readonly<Record<string, Uint8Array>> = {
    "root.crt": world.root.certificate,
    "intermediate.crt": world.intermediate.certificate,
    "operator.crt": world.operator.certificate,
    "authority.crt": world.authorityCertificate,
    "operator.key": pkcs8("Differential Operator"),
    "authority.key": pkcs8("Differential TSA"),
    ...Object.fromEntries(crls.map((crl, n) => [`${String(n)}.crl`, crl])),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return { world, crls };
}
