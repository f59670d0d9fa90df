import { createHash } from "node:crypto";
import type { PublicKey, SignatureScheme, VerifySignature } from "../../shared/signature/scheme.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";

/** Answers that are kept: some 150 bytes each. */
const maxKept = 4_096;

/**
 * The same answers as `verify`, each computed once while it is among the last 4,096: packages of one owner carry the
 * same certificates and CRLs. An answer is known again by a SHA-256 over key, scheme, signature and data, each with
 * its length before it, so that no other question has its name.
 */
export function rememberedSignatures(verify: VerifySignature): VerifySignature {
  const kept = new Map<string, boolean>();
  return (key, scheme, signature, data) => {
    const name = nameOf(key, scheme, signature, data);
    const known = kept.get(name);
    if (known !== undefined) {
      // Moved to the young end.
      kept.delete(name);
      kept.set(name, known);
      return known;
    }
    const answer = verify(key, scheme, signature, data);
    kept.set(name, answer);
    if (kept.size > maxKept) {
      const [oldest = ""] = kept.keys();
      kept.delete(oldest);
    }
    return answer;
  };
}

/** SubjectPublicKeyInfo of keys that belong to something parsed which is still in use. */
const written = new WeakMap<PublicKey, Uint8Array>();

function spkiOf(key: PublicKey): Uint8Array {
  const spki = written.get(key) ?? writePublicKey(key);
  written.set(key, spki);
  return spki;
}

function nameOf(
  key: PublicKey,
  scheme: SignatureScheme,
  signature: Uint8Array,
  data: Uint8Array,
): string {
  const spki = spkiOf(key);
  // A SubjectPublicKeyInfo of ours leaves out what the key is bound to.
  const bound = key.kind === "rsa" ? (key.pssParameters ?? null) : null;
  const said = JSON.stringify([scheme, bound, spki.length, signature.length]);
  const hash = createHash("sha256").update(`${String(said.length)} ${said}`);
  return hash.update(spki).update(signature).update(data).digest("base64");
}
