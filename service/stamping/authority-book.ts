import { readFile } from "node:fs/promises";
import { errorCode } from "../../platform/files/error-code.ts";
import { writeFileDurably } from "../../platform/files/durable.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { readPem } from "../../shared/trust/pem.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { type Certificate, isSelfIssued, parseCertificate } from "../../shared/x509/certificate.ts";
import type { Authority } from "./authority.ts";
import { parseAuthorityFile, writeAuthorityFile } from "./authority-file.ts";

/**
 * The authorities in the file at `path`, in the order in which they were added; none when there is no file.
 * Rejects only when the file is there and cannot be read.
 */
export async function listAuthorities(path: string): Promise<Result<readonly Authority[], Fault>> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return ok([]);
    throw error;
  }
  const parsed = parseAuthorityFile(bytes);
  if (parsed.ok) return parsed;
  return fail(fault("AUTHORITY_FILE_REFUSED", { file: path, rule: parsed.fault.rule }));
}

export interface NewAuthority {
  readonly url: string;
  readonly name?: string;
  /** Content of the root file: PEM with a root and perhaps those between, or one DER certificate. */
  readonly certificates?: Uint8Array;
  readonly terms?: string;
}

/** Reads what the owner says of an authority, without adding it: what to show before asking for a yes. */
export function describeAuthority(wish: NewAuthority): Result<Authority, Fault> {
  const { url } = wish;
  const address = addressOf(url);
  if (address === undefined) return fail(fault("AUTHORITY_ADDRESS_REFUSED", { url }));
  const certificates =
    wish.certificates === undefined ? ok([]) : readCertificates(wish.certificates);
  if (!certificates.ok) return certificates;
  const root = certificates.value.find(isSelfIssued);
  if (wish.certificates !== undefined && root === undefined) {
    return fail(fault("AUTHORITY_ROOT_REFUSED", { rule: "no-self-signed-certificate" }));
  }
  return ok({
    url,
    address: url,
    name: wish.name ?? new URL(address).host,
    practice: false,
    certificates: certificates.value.map(({ der }) => der),
    root: root === undefined ? null : toHex(digestOf("sha256", root.der)),
    crlUrls: [],
    closes: null,
    terms: wish.terms ?? "",
  });
}

/** Adds an authority, or replaces the one at the same address. Durable when it resolves. */
export async function keepAuthority(
  path: string,
  authority: Authority,
): Promise<Result<Authority, Fault>> {
  const had = await listAuthorities(path);
  if (!had.ok) return had;
  const others = had.value.filter(({ url }) => url !== authority.url);
  await writeFileDurably(path, writeAuthorityFile([...others, authority]));
  return ok(authority);
}

/** Removes the authority of this name or address, and gives it back. */
export async function removeAuthority(
  path: string,
  nameOrUrl: string,
): Promise<Result<Authority, Fault>> {
  const had = await listAuthorities(path);
  if (!had.ok) return had;
  const found = findAuthority(had.value, nameOrUrl);
  if (!found.ok) return found;
  const others = had.value.filter(({ url }) => url !== found.value.url);
  await writeFileDurably(path, writeAuthorityFile(others));
  return found;
}

/** The authority that a user means: by its name in a plan, its address, or its name for people. */
export function findAuthority(
  authorities: readonly Authority[],
  nameOrUrl: string,
): Result<Authority, Fault> {
  const wanted = addressOf(nameOrUrl);
  const meant = (text: string): boolean => wanted !== undefined && addressOf(text) === wanted;
  const found =
    authorities.find(({ url, address }) => meant(url) || meant(address)) ??
    authorities.find(({ name }) => name === nameOrUrl);
  return found === undefined
    ? fail(fault("AUTHORITY_UNKNOWN", { authority: nameOrUrl }))
    : ok(found);
}

/** An http or https address in its normal form, without user, password and fragment; undefined for any other text. */
function addressOf(text: string): string | undefined {
  try {
    const url = new URL(text);
    const plain = url.username === "" && url.password === "" && url.hash === "";
    return plain && /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function readCertificates(bytes: Uint8Array): Result<readonly Certificate[], Fault> {
  const refused = (rule: string): Result<never, Fault> =>
    fail(fault("AUTHORITY_ROOT_REFUSED", { rule }));
  const single = parseCertificate(bytes);
  if (single.ok) return ok([single.value]);
  const blocks = readPem(bytes);
  if (!blocks.ok) return refused(blocks.fault.rule);
  const certificates: Certificate[] = [];
  for (const { label, bytes: der } of blocks.value) {
    if (label !== "CERTIFICATE") return refused("pem-not-a-certificate");
    const parsed = parseCertificate(der);
    if (!parsed.ok) return refused(parsed.fault.rule);
    const twice = certificates.some((one) => equalBytes(one.der, der));
    if (!twice) certificates.push(parsed.value);
  }
  return ok(certificates);
}
