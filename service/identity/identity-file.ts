import { accept, attempt, type Refuse } from "../../shared/bytes/attempt.ts";
import { fromBase64, toBase64 } from "../../shared/bytes/base64.ts";
import {
  type Json,
  parseCanonicalJson,
  writeCanonicalJson,
} from "../../shared/bytes/canonical-json.ts";
import { readFields } from "../../shared/bytes/json-fields.ts";
import type { Result } from "../../shared/bytes/result.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import { type KeyFile, keyFileJson, readKeyFile } from "./key-file.ts";

/* docs/spec/key-file.md */

export const identityOrigins = ["practice", "created", "imported"] as const;
export type IdentityOrigin = (typeof identityOrigins)[number];

/** An identity at rest: its three keys with the certificates and revocation data that belong to its operator. */
export interface IdentityFile {
  readonly name: string;
  readonly origin: IdentityOrigin;
  readonly keys: KeyFile;
  /**
   * DER: the operator's certificate first, each followed by its issuer as far as known. Empty for a practice
   * identity that the practice authority has not certified yet.
   */
  readonly chain: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const format = "cunzhen-identity/1";
const maxFileBytes = 64 * 1024 * 1024;
const maxNameLength = 500;
const maxParts = 32;
const maxPartText = 48 * 1024 * 1024;

export function writeIdentityFile(file: IdentityFile): Uint8Array {
  return writeCanonicalJson({
    format,
    name: file.name,
    origin: file.origin,
    keys: keyFileJson(file.keys),
    chain: file.chain.map(toBase64),
    crls: file.crls.map(toBase64),
    ocsps: file.ocsps.map(toBase64),
  });
}

function readPart(json: Json, path: string, refuse: Refuse): Uint8Array {
  const text = typeof json === "string" && json.length <= maxPartText ? json : undefined;
  return (text === undefined ? undefined : fromBase64(text)) ?? refuse(`${path}-form`);
}

/** Parses an identity file: canonical JSON with the fields of the format and no others. */
export function parseIdentityFile(bytes: Uint8Array): Result<IdentityFile> {
  return attempt((refuse: Refuse) => {
    const json = accept(parseCanonicalJson(bytes, maxFileBytes), refuse);
    const fields = readFields(json, "", refuse);
    fields.oneOf("format", [format]);
    const parts = (name: string): readonly Uint8Array[] =>
      fields.list(name, maxParts, (item, path) => readPart(item, path, refuse));
    const file: IdentityFile = {
      name: fields.text("name", maxNameLength),
      origin: fields.oneOf("origin", identityOrigins),
      keys: readKeyFile(fields.any("keys"), "keys", refuse),
      chain: parts("chain"),
      crls: parts("crls"),
      ocsps: parts("ocsps"),
    };
    fields.end();
    const bare = file.keys.secret.kind === "unprotected";
    if (bare !== (file.origin === "practice")) return refuse("protection-of-origin");
    if (file.chain.length === 0 && file.origin !== "practice") return refuse("chain-empty");
    return file;
  });
}

/** The operator's certificate of an identity. */
export function certificateOf(file: IdentityFile): Result<Certificate> {
  const [der] = file.chain;
  return der === undefined
    ? { ok: false, fault: { rule: "chain-empty", at: 0 } }
    : parseCertificate(der);
}
