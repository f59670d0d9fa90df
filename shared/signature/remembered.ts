import type { PublicKey, VerifySignature } from "./scheme.ts";

type Answers = WeakMap<PublicKey, WeakMap<Uint8Array, boolean>>;

const known = new WeakMap<VerifySignature, Answers>();

/**
 * The same function with its answers remembered by the identity of key and signature, for as long as those live. Only
 * for keys and signatures that belong to something parsed, where one signature value has one piece of data.
 */
export function remembered(verify: VerifySignature): VerifySignature {
  const answers: Answers = known.get(verify) ?? new WeakMap();
  known.set(verify, answers);
  return (key, scheme, signature, data) => {
    const ofKey = answers.get(key) ?? new WeakMap<Uint8Array, boolean>();
    answers.set(key, ofKey);
    const answer = ofKey.get(signature) ?? verify(key, scheme, signature, data);
    ofKey.set(signature, answer);
    return answer;
  };
}
