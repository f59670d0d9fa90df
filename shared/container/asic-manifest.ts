import { accept, attempt, type Refuse } from "../bytes/attempt.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { fromHex } from "../bytes/hex.ts";
import { equalBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { digestLength } from "../digest/digest-name.ts";
import { entryNameOf, entryUri } from "./entry-uri.ts";
import type { EntryRef } from "./package-part.ts";
import { escapeXml, parseXml, type XmlElement } from "./xml.ts";

const asicNamespace = "http://uri.etsi.org/02918/v1.2.1#";
const dsNamespace = "http://www.w3.org/2000/09/xmldsig#";
const schemaLocation = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation";

/** The digests that a manifest can name; SM3 has no URI. */
export type ManifestDigest = "sha256" | "sha384" | "sha512";
const digestUris: ReadonlyMap<string, ManifestDigest> = new Map([
  ["http://www.w3.org/2001/04/xmlenc#sha256", "sha256"],
  ["http://www.w3.org/2001/04/xmldsig-more#sha384", "sha384"],
  ["http://www.w3.org/2001/04/xmlenc#sha512", "sha512"],
]);
const sha256Uri = "http://www.w3.org/2001/04/xmlenc#sha256";

/** One entry under a manifest. */
export interface ManifestReference {
  /** Entry name, decoded from the URI. */
  readonly name: string;
  readonly mimeType?: string;
  /** True on the entry that the others belong to; only archive manifests set it. */
  readonly rootfile: boolean;
  readonly digest: ManifestDigest;
  readonly value: Uint8Array;
}

/** What ASiCManifest, ASiCArchiveManifest and ASiCEvidenceRecordManifest files all are. */
export interface AsicManifest {
  /** Entry name of the signature, token or evidence record over this manifest's bytes. */
  readonly sigReference: string;
  readonly sigMimeType?: string;
  readonly references: readonly ManifestReference[];
}

/** What one manifest may be, and the bytes of all manifests of one container together. */
export const manifestLimits = {
  bytes: 8 * 1024 * 1024,
  references: 1_000,
  allBytes: 24 * 1024 * 1024,
} as const;

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  `<asic:ASiCManifest xmlns:asic="${asicNamespace}" xmlns:ds="${dsNamespace}">\n`;

function mimeAttribute(mimeType: string | undefined): string {
  return mimeType === undefined ? "" : ` MimeType="${escapeXml(mimeType)}"`;
}

/** One line, so that a line tool finds name and digest together. */
function referenceLine(name: string, value: Uint8Array): string {
  return (
    `<asic:DataObjectReference URI="${escapeXml(entryUri(name))}">` +
    `<ds:DigestMethod Algorithm="${sha256Uri}"/>` +
    `<ds:DigestValue>${toBase64(value)}</ds:DigestValue></asic:DataObjectReference>\n`
  );
}

function writeWith(sigReference: string, mime: string | undefined, lines: readonly string[]) {
  const sig = `<asic:SigReference${mimeAttribute(mime)} URI="${escapeXml(entryUri(sigReference))}"/>\n`;
  return toUtf8(`${head}${sig}${lines.join("")}</asic:ASiCManifest>\n`);
}

/**
 * Writes a manifest (ETSI EN 319 162-1, annex A.4) from a template: one line an entry, SHA-256.
 * There is no canonicalisation: signature and token cover exactly these bytes. Throws for no
 * references or a digest that is not 64 hex digits: both are programmer's errors.
 */
export function writeAsicManifest(manifest: {
  readonly sigReference: string;
  readonly mimeType?: string;
  readonly references: readonly Pick<EntryRef, "name" | "sha256">[];
}): Uint8Array {
  if (manifest.references.length === 0) throw new RangeError("a manifest lists something");
  const lines = manifest.references.map(({ name, sha256 }) => {
    const value = fromHex(sha256);
    if (value?.length !== 32) throw new RangeError("not a SHA-256");
    return referenceLine(name, value);
  });
  return writeWith(manifest.sigReference, manifest.mimeType, lines);
}

function readReference(element: XmlElement, refuse: Refuse): ManifestReference {
  const [method, value, extensions, ...rest] = element.children;
  if (method === undefined || value === undefined || rest.length > 0) refuse("reference-content");
  if (!isNamed(method, dsNamespace, "DigestMethod", ["Algorithm"]) || method.text !== "") {
    refuse("digest-method");
  }
  if (!isNamed(value, dsNamespace, "DigestValue", []) || value.children.length > 0) {
    refuse("digest-value");
  }
  if (extensions !== undefined) readExtensions(extensions, "DataObjectReferenceExtensions", refuse);
  const digest = digestUris.get(method.attributes.get("Algorithm") ?? "");
  if (digest === undefined) refuse("digest-unsupported");
  const bytes = fromBase64(value.text.replace(/[ \t\r\n]/gu, ""));
  if (bytes?.length !== digestLength[digest]) refuse("digest-value");
  const name = entryNameOf(element.attributes.get("URI") ?? "") ?? refuse("reference-uri");
  const rootfile = element.attributes.get("Rootfile") ?? "false";
  if (!["true", "false", "1", "0"].includes(rootfile)) refuse("rootfile");
  const mimeType = element.attributes.get("MimeType");
  return {
    name,
    ...(mimeType === undefined ? {} : { mimeType }),
    rootfile: rootfile === "true" || rootfile === "1",
    digest,
    value: bytes,
  };
}

function isNamed(
  element: XmlElement,
  namespace: string,
  name: string,
  attributes: readonly string[],
): boolean {
  const known = [...element.attributes.keys()].every((key) => attributes.includes(key));
  return element.namespace === namespace && element.name === name && known;
}

/** Extensions are let pass unless one is critical: we know none. */
function readExtensions(element: XmlElement, name: string, refuse: Refuse): void {
  if (!isNamed(element, asicNamespace, name, [])) refuse("manifest-content");
  for (const extension of element.children) {
    if (!["false", "0"].includes(extension.attributes.get("Critical") ?? "")) {
      refuse("extension-critical");
    }
  }
}

function blank(element: XmlElement): boolean {
  return /^[ \t\r\n]*$/u.test(element.text);
}

/**
 * Reads a manifest of any of the three kinds. Other prefixes, quotes and white space than ours are
 * read, whatever else the schema does not admit is refused (`isCanonicalManifest` tells ours).
 *
 * @param bytes the file as received, at most 8 MiB, at most 1,000 references
 * @see ETSI EN 319 162-1, annex A.4
 */
export function parseAsicManifest(bytes: Uint8Array): Result<AsicManifest> {
  return attempt((refuse: Refuse) => {
    if (bytes.length > manifestLimits.bytes) refuse("manifest-limit");
    const root = accept(parseXml(bytes), refuse);
    if (!isNamed(root, asicNamespace, "ASiCManifest", [schemaLocation]) || !blank(root)) {
      refuse("manifest-root");
    }
    const children = [...root.children];
    const sig = children.shift();
    if (sig === undefined || !isNamed(sig, asicNamespace, "SigReference", ["URI", "MimeType"])) {
      refuse("sig-reference");
    }
    if (sig.children.length > 0 || !blank(sig)) refuse("sig-reference");
    const last = children.at(-1);
    if (last?.name === "ASiCManifestExtensions") {
      readExtensions(last, "ASiCManifestExtensions", refuse);
      children.pop();
    }
    if (children.length === 0) refuse("manifest-empty");
    if (children.length > manifestLimits.references) refuse("manifest-limit");
    const allowed = ["URI", "MimeType", "Rootfile"];
    const references = children.map((child) =>
      isNamed(child, asicNamespace, "DataObjectReference", allowed) && blank(child)
        ? readReference(child, refuse)
        : refuse("manifest-content"),
    );
    const sigMimeType = sig.attributes.get("MimeType");
    return {
      sigReference: entryNameOf(sig.attributes.get("URI") ?? "") ?? refuse("sig-reference"),
      ...(sigMimeType === undefined ? {} : { sigMimeType }),
      references,
    };
  });
}

/** Whether our writer would have written exactly these bytes for what was read from them. */
export function isCanonicalManifest(bytes: Uint8Array, manifest: AsicManifest): boolean {
  const plain = manifest.references.every(
    (reference) =>
      reference.digest === "sha256" && !reference.rootfile && reference.mimeType === undefined,
  );
  if (!plain) return false;
  const lines = manifest.references.map(({ name, value }) => referenceLine(name, value));
  return equalBytes(bytes, writeWith(manifest.sigReference, manifest.sigMimeType, lines));
}
