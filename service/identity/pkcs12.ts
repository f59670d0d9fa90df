import type * as Forge from "node-forge";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import { issuerChain } from "./issuer-chain.ts";
import { openPrivateKey, type PrivateKey, samePublicKey } from "./private-key.ts";

/** What a PKCS#12 file (RFC 7292) holds for one identity. The caller wipes `privateKey`, which is PKCS#8. */
export interface ImportedIdentity {
  readonly key: PrivateKey;
  readonly privateKey: Uint8Array;
  /** DER: the key's certificate, then issuers as far as the file has them. */
  readonly chain: readonly Uint8Array[];
}

const maxFileBytes = 1024 * 1024;
const maxBags = 64;

function unreadable(reason: string): Result<never, Fault> {
  return fail(fault("IDENTITY_FILE_UNREADABLE", { reason }));
}

function octetsOf(forge: typeof Forge, tree: Forge.asn1.Asn1): Uint8Array {
  return new Uint8Array(Buffer.from(forge.asn1.toDer(tree).getBytes(), "latin1"));
}

function treeOf(forge: typeof Forge, file: Uint8Array): Forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(Buffer.from(file).toString("latin1"));
  } catch {
    return undefined;
  }
}

function bagsOf(
  forge: typeof Forge,
  tree: Forge.asn1.Asn1,
  passphrase: string,
): readonly Forge.pkcs12.Bag[] {
  const { safeContents } = forge.pkcs12.pkcs12FromAsn1(tree, passphrase);
  return safeContents.flatMap(({ safeBags }) => safeBags).slice(0, maxBags);
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : "";
}

/**
 * A passphrase beyond ASCII is UTF-16 for the MAC and the old ciphers, UTF-8 for those of PKCS#5 v2,
 * and Forge takes one for both. So the MAC is verified with the first form, and where that opens the
 * file no further, it is read without its MAC by the second.
 */
function bagsInEitherForm(
  forge: typeof Forge,
  tree: Forge.asn1.Asn1,
  passphrase: string,
): readonly Forge.pkcs12.Bag[] {
  try {
    return bagsOf(forge, tree, passphrase);
  } catch (thrown) {
    const utf8 = forge.util.encodeUtf8(passphrase);
    const { value } = tree;
    if (/MAC/u.test(wordsOf(thrown)) || utf8 === passphrase || typeof value === "string")
      throw thrown;
    return bagsOf(forge, { ...tree, value: value.slice(0, 2) }, utf8);
  }
}

function openFile(
  forge: typeof Forge,
  tree: Forge.asn1.Asn1,
  passphrase: string,
): Result<readonly Forge.pkcs12.Bag[], Fault> {
  try {
    return ok(bagsInEitherForm(forge, tree, passphrase));
  } catch (thrown) {
    // Forge tells a wrong passphrase from a wrong form only in words.
    return /MAC could not be verified|wrong password/u.test(wordsOf(thrown))
      ? fail(fault("IDENTITY_FILE_PASSPHRASE_WRONG", {}))
      : unreadable("pkcs12-form");
  }
}

/** Forge leaves the tree of a key it does not know, an elliptic one, and decodes RSA itself. */
function privateKeys(
  forge: typeof Forge,
  bags: readonly Forge.pkcs12.Bag[],
): readonly Uint8Array[] {
  const { pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids;
  return bags
    .filter(({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag)
    .map(({ key, asn1: tree }) => {
      if (!key) return octetsOf(forge, tree);
      return octetsOf(forge, forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)));
    });
}

function certificates(
  forge: typeof Forge,
  bags: readonly Forge.pkcs12.Bag[],
): readonly Certificate[] {
  return bags
    .filter(({ type }) => type === forge.pki.oids["certBag"])
    .flatMap(({ cert, asn1: tree }) => {
      const der = octetsOf(forge, cert ? forge.pki.certificateToAsn1(cert) : tree);
      const parsed = parseCertificate(der);
      return parsed.ok ? [parsed.value] : [];
    });
}

/**
 * The key, its certificate and its issuers from a PKCS#12 file. Exactly one private key must have its
 * certificate in the file. The passphrase appears in no fault.
 */
export async function readPkcs12(
  file: Uint8Array,
  passphrase: string,
): Promise<Result<ImportedIdentity, Fault>> {
  if (file.length > maxFileBytes) return unreadable("pkcs12-too-large");
  // Loaded only here: it is large, and most runs import nothing.
  const { default: forge } = await import("node-forge");
  const tree = treeOf(forge, file);
  if (tree === undefined) return unreadable("pkcs12-form");
  const opened = openFile(forge, tree, passphrase);
  if (!opened.ok) return opened;
  const [privateKey, ...more] = privateKeys(forge, opened.value);
  if (privateKey === undefined) return unreadable("no-private-key");
  if (more.length > 0) return unreadable("several-private-keys");
  const key = openPrivateKey(privateKey);
  if (key === undefined) return fail(fault("IDENTITY_KEY_UNSUPPORTED", { key: "unknown" }));
  if (key.scheme.kind === "ed25519") {
    return fail(fault("IDENTITY_KEY_UNSUPPORTED", { key: "Ed25519" }));
  }
  const all = certificates(forge, opened.value);
  const own = all.find((certificate) => samePublicKey(certificate.spki, key.publicKey));
  if (own === undefined) return unreadable("no-certificate-for-key");
  return ok({ key, privateKey, chain: issuerChain(own, all).map(({ der }) => der) });
}
