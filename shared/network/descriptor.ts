import { accept, attempt, type Refuse } from "../bytes/attempt.ts";
import { toBase64 } from "../bytes/base64.ts";
import { type Json, parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { readFields } from "../bytes/json-fields.ts";
import { concatBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { parsePolicy, type QuorumPolicy } from "../log/quorum-policy.ts";
import { type Role, roles } from "./role.ts";

/** One member of the network. `vkey` is its cosigner key, `url` its node's address. */
export interface Institution {
  readonly name: string;
  readonly role: Role;
  readonly vkey: string;
  readonly url: string;
}

/** Who the institutions are and what their quorum is, from log size `fromSize` on. */
export interface Epoch {
  readonly n: number;
  readonly fromSize: number;
  /** The exact text of policy.txt, the only quorum there is. */
  readonly policy: string;
  readonly quorum: QuorumPolicy;
  readonly institutions: readonly Institution[];
}

/** A signature over the descriptor by the cosigner key with this vkey name. */
export interface DescriptorSignature {
  readonly name: string;
  readonly signature: Uint8Array;
}

/** network.json: it explains the policy, and never makes an authority's root trusted. */
export interface Descriptor {
  readonly name: { readonly zh: string; readonly en: string };
  readonly practice: boolean;
  /** Names the tree; survives every change of members, engine and keys. */
  readonly origin: string;
  readonly epochs: readonly Epoch[];
  readonly signatures: readonly DescriptorSignature[];
}

/** A descriptor before its policies are read and its signatures made. */
export interface DescriptorDraft {
  readonly name: { readonly zh: string; readonly en: string };
  readonly practice: boolean;
  readonly origin: string;
  readonly epochs: readonly {
    readonly n: number;
    readonly fromSize: number;
    readonly policy: string;
    readonly institutions: readonly Institution[];
  }[];
}

const descriptorFormat = "cunzhen-network/1";
export const maxDescriptorBytes = 256 * 1024;
const maxEpochs = 256;
const maxInstitutions = 64;
const maxText = 300;
const originForm = /^[a-z0-9][a-z0-9./-]{0,199}$/u;
const addressForm = /^https:\/\/[^\s#]{1,300}$/u;

function draftJson(draft: DescriptorDraft): { readonly [key: string]: Json } {
  return {
    format: descriptorFormat,
    name: { zh: draft.name.zh, en: draft.name.en },
    practice: draft.practice,
    origin: draft.origin,
    epochs: draft.epochs.map(({ n, fromSize, policy, institutions }) => ({
      n,
      fromSize,
      policy,
      institutions: institutions.map(({ name, role, vkey, url }) => ({ name, role, vkey, url })),
    })),
  };
}

/** What a descriptor's signatures cover: `cunzhen-network/1\n`, then its canonical JSON without `signatures`. */
export function descriptorMessage(draft: DescriptorDraft): Uint8Array<ArrayBuffer> {
  return concatBytes(toUtf8(`${descriptorFormat}\n`), writeCanonicalJson(draftJson(draft)));
}

/** The bytes of network.json. What it writes for a consistent draft, `parseDescriptor` reads. */
export function writeDescriptor(
  draft: DescriptorDraft,
  signatures: readonly DescriptorSignature[],
): Uint8Array<ArrayBuffer> {
  const signed = signatures.map(({ name, signature }) => ({
    name,
    signature: toBase64(signature),
  }));
  return writeCanonicalJson({ ...draftJson(draft), signatures: signed });
}

/**
 * Reads network.json: canonical JSON, epochs numbered from 0 and in order of size, each policy readable, its log
 * line named as the origin, its witnesses exactly the institutions, each of them once. A practice origin says so and no other does.
 * The signatures are read, not verified: see `isDescriptorSigned`.
 */
export function parseDescriptor(bytes: Uint8Array): Result<Descriptor> {
  return attempt((refuse) => {
    const json = accept(parseCanonicalJson(bytes, maxDescriptorBytes), refuse);
    const fields = readFields(json, "", refuse);
    fields.oneOf("format", [descriptorFormat]);
    const names = fields.object("name");
    const name = { zh: names.text("zh", maxText), en: names.text("en", maxText) };
    names.end();
    const practice = readBoolean(fields.any("practice"), refuse);
    const origin = fields.matching("origin", originForm);
    if (practice !== origin.startsWith("practice.")) return refuse("practice-mismatch");
    const epochs = fields.list("epochs", maxEpochs, (item, path) =>
      readEpoch(item, path, origin, refuse),
    );
    checkOrder(epochs, refuse);
    const signatures = fields.list("signatures", maxInstitutions * 2, (item, path) => {
      const signature = readFields(item, path, refuse);
      const read = {
        name: signature.text("name", maxText),
        signature: signature.bytes("signature", 64),
      };
      signature.end();
      return read;
    });
    fields.end();
    return { name, practice, origin, epochs, signatures };
  });
}

function readBoolean(json: Json, refuse: Refuse): boolean {
  return typeof json === "boolean" ? json : refuse("practice-not-boolean");
}

function readEpoch(json: Json, path: string, origin: string, refuse: Refuse): Epoch {
  const fields = readFields(json, path, refuse);
  const n = fields.integer("n", 0, maxEpochs);
  const fromSize = fields.integer("fromSize", 0, Number.MAX_SAFE_INTEGER);
  const policy = fields.text("policy", 64 * 1024);
  const institutions = fields.list("institutions", maxInstitutions, (item, inner) => {
    const one = readFields(item, inner, refuse);
    const institution = {
      name: one.text("name", maxText),
      role: one.oneOf("role", roles),
      vkey: one.text("vkey", maxText),
      url: one.matching("url", addressForm),
    };
    one.end();
    return institution;
  });
  fields.end();
  const quorum = accept(parsePolicy(toUtf8(policy)), refuse);
  if (quorum.log.name !== origin) return refuse("policy-of-another-log");
  const named = institutions.map(({ vkey, url }) => `${vkey} ${url}`).sort();
  const witnesses = quorum.witnesses.map(({ key, url }) => `${key.text} ${url}`).sort();
  if (named.join("\n") !== witnesses.join("\n"))
    return refuse("institutions-are-not-the-witnesses");
  // Who holds two keys would count twice towards the quorum and lie twice about the time.
  const names = new Set(institutions.map(({ name }) => name));
  if (names.size !== institutions.length) return refuse("institution-twice");
  return { n, fromSize, policy, quorum, institutions };
}

function checkOrder(epochs: readonly Epoch[], refuse: Refuse): void {
  if (epochs.length === 0) return refuse("epochs-missing");
  let previous = -1;
  for (const [n, epoch] of epochs.entries()) {
    if (epoch.n !== n) return refuse("epochs-not-numbered");
    if (epoch.fromSize <= previous || (n === 0 && epoch.fromSize !== 0))
      return refuse("epochs-not-in-order");
    previous = epoch.fromSize;
  }
}
