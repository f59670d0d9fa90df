import type { Rule } from "../rules/rule.ts";
import type { PssParameters, PublicKey, SignatureScheme } from "./scheme.ts";

const keyKinds: Readonly<Record<SignatureScheme["kind"], PublicKey["kind"]>> = {
  "rsa-pkcs1": "rsa",
  "rsa-pss": "rsa",
  ecdsa: "ec",
  ed25519: "ed25519",
  "sm2-sm3": "sm2",
};

/** RFC 4055 3.3: the same digests as the key names, and a salt no shorter than it names. */
function allows(key: PssParameters, { digest, mgfDigest, saltLength }: PssParameters): boolean {
  return digest === key.digest && mgfDigest === key.mgfDigest && saltLength >= key.saltLength;
}

/** Why a key does not make signatures of this kind; undefined when it may. */
export function keyFault(key: PublicKey, scheme: SignatureScheme): Rule | undefined {
  if (keyKinds[scheme.kind] !== key.kind) return "key-and-algorithm-differ";
  if (key.kind !== "rsa") return undefined;
  if (scheme.kind !== "rsa-pss") return key.pssOnly ? "key-is-for-pss" : undefined;
  const bound = key.pssParameters;
  return bound === undefined || allows(bound, scheme) ? undefined : "pss-parameters-differ";
}
