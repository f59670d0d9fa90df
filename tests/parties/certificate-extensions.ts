import { parseDer } from "../../shared/bytes/der/parser.ts";
import { explicit, sequence } from "../../shared/bytes/der/writer.ts";
import { signedFrame } from "../../shared/x509/issuer.ts";
import type { Party } from "./certificate-authority.ts";

/**
 * The certificate again with further extensions at the end of its list, signed anew by the issuer. `extensions` are DER
 * of whole Extensions; nothing looks at what they say.
 */
export async function withExtensions(
  certificate: Uint8Array,
  extensions: readonly Uint8Array[],
  issuer: Pick<Party, "signer">,
): Promise<Uint8Array> {
  const parsed = parseDer(certificate);
  const fields = parsed.ok ? (parsed.value.children[0]?.children ?? []) : [];
  const list = fields.at(-1)?.children[0]?.children;
  if (list === undefined) throw new RangeError("not a certificate with extensions");
  const all = sequence(...list.map(({ bytes }) => bytes), ...extensions);
  const signed = sequence(...fields.slice(0, -1).map(({ bytes }) => bytes), explicit(3, all));
  return signedFrame(signed, issuer.signer);
}
