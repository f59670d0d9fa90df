import { z } from "zod";
import { fromBase64 } from "../../shared/bytes/base64.ts";
import { fromUtf8 } from "../../shared/bytes/utf8.ts";
import { digestNames } from "../../shared/digest/digest-name.ts";
import type { PublicKey, SignatureScheme } from "../../shared/signature/scheme.ts";
import { parsePublicKey } from "../../shared/x509/public-key.ts";
import index from "../vectors/signature/INDEX.tsv?raw";
import { vectorsOf } from "./vectors.ts";

/** One question to a verifier, and whether the answer is yes. */
export interface SignatureVector {
  readonly file: string;
  readonly valid: boolean;
  readonly key: PublicKey;
  readonly scheme: SignatureScheme;
  readonly signature: Uint8Array;
  readonly data: Uint8Array;
}

const digest = z.enum(digestNames);
const question = z.strictObject({
  key: z.base64(),
  scheme: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("rsa-pkcs1"), digest }),
    z.strictObject({
      kind: z.literal("rsa-pss"),
      digest,
      mgfDigest: digest,
      saltLength: z.int(),
    }),
    z.strictObject({ kind: z.literal("ecdsa"), digest }),
    z.strictObject({ kind: z.literal("ed25519") }),
    z.strictObject({ kind: z.literal("sm2-sm3") }),
  ]),
  data: z.base64(),
  signature: z.base64(),
});

const files = import.meta.glob<string>("../vectors/signature/*/*.txt", {
  query: "?inline",
  import: "default",
  eager: true,
});

function octets(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new Error(`not base64: ${text}`);
  return bytes;
}

/** Made with node:crypto, OpenSSL and by hand; every verifier of ours must answer all of them alike. */
export const signatureVectors: readonly SignatureVector[] = vectorsOf(files, index).map(
  ({ bytes, file, rule }) => {
    const asked = question.parse(JSON.parse(fromUtf8(bytes) ?? ""));
    const key = parsePublicKey(octets(asked.key));
    if (!key.ok) throw new Error(`${file}: ${key.fault.rule}`);
    return {
      file,
      valid: rule === "",
      key: key.value,
      scheme: asked.scheme,
      signature: octets(asked.signature),
      data: octets(asked.data),
    };
  },
);
