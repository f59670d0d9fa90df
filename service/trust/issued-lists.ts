import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { privateFolder, writeFileDurably } from "../../platform/files/durable.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import { type Crl, parseCrl } from "../../shared/x509/crl.ts";
import { sameName } from "../../shared/x509/name.ts";
import { readTrustItems, sourceFile } from "./trust-folder.ts";

/**
 * Accepts revocation lists that these certificates signed; others are left out. A list is kept under its issuer's name,
 * so that a newer one takes its place in one rename: who reads the folder meanwhile finds the one or the other.
 *
 * @param lists DER
 * @param issuers DER
 * @returns how many were accepted
 */
export async function acceptLists(
  folder: string,
  lists: readonly Uint8Array[],
  issuers: readonly Uint8Array[],
  source: string,
): Promise<number> {
  const signed = signedLists(lists, issuers);
  for (const { file, crl } of signed) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true, mode: privateFolder });
    await writeFileDurably(sourceFile(folder, file), toUtf8(`${source}\n`));
    await writeFileDurably(path, crl.der);
  }
  return signed.length;
}

/** Puts newer lists in the place of those that `acceptLists` kept. What the folder's owner took back stays away. */
export async function renewLists(
  folder: string,
  lists: readonly Uint8Array[],
  issuers: readonly Uint8Array[],
): Promise<void> {
  for (const { file, crl } of signedLists(lists, issuers)) {
    const path = join(folder, file);
    const kept = await readTrustItems(path, file);
    const [item] = kept.ok ? kept.value : [];
    if (item?.kind !== "crl" || equalBytes(item.der, crl.der)) continue;
    // Lists tell whole seconds: of two of the same second the one that came later counts.
    if (item.crl.thisUpdate <= crl.thisUpdate) await writeFileDurably(path, crl.der);
  }
}

interface SignedList {
  readonly crl: Crl;
  /** Name inside the folder; the same for every list of one issuer. */
  readonly file: string;
}

function signedLists(
  lists: readonly Uint8Array[],
  issuers: readonly Uint8Array[],
): readonly SignedList[] {
  const certificates = issuers.flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });
  return lists.flatMap((der) => {
    const crl = parseCrl(der);
    const issuer = crl.ok ? certificates.find((one) => hasSigned(one, crl.value)) : undefined;
    // A list of changes or of some reasons must not take the place of a whole one.
    if (!crl.ok || crl.value.partial !== undefined || issuer === undefined) return [];
    const key = toHex(digestOf("sha256", issuer.der)).slice(0, 32);
    return [{ crl: crl.value, file: `crls/issuer-${key}.crl` }];
  });
}

function hasSigned({ subject, publicKey }: Certificate, crl: Crl): boolean {
  const { issuer, scheme, signatureValue, tbs } = crl;
  if (publicKey === undefined || scheme === undefined || !sameName(issuer, subject)) return false;
  return verifySignature(publicKey, scheme, signatureValue, tbs);
}
