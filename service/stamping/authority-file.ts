import { attempt, type Refuse } from "../../shared/bytes/attempt.ts";
import { fromBase64, toBase64 } from "../../shared/bytes/base64.ts";
import {
  type Json,
  parseCanonicalJson,
  writeCanonicalJson,
} from "../../shared/bytes/canonical-json.ts";
import { readFields, readText } from "../../shared/bytes/json-fields.ts";
import type { Result } from "../../shared/bytes/result.ts";
import type { Authority } from "./authority.ts";

const format = "cunzhen-authorities/1";
const maxFileBytes = 4 * 1024 * 1024;
const maxAuthorities = 100;
const maxCertificates = 20;
const maxUrls = 20;
const maxTextLength = 2_000;
const maxCertificateText = 400_000;

/** The bytes of authorities.json: canonical JSON, certificates base64. Practice authorities are not kept there. */
export function writeAuthorityFile(authorities: readonly Authority[]): Uint8Array {
  return writeCanonicalJson({
    format,
    authorities: authorities.map((authority) => ({
      url: authority.url,
      name: authority.name,
      certificates: authority.certificates.map(toBase64),
      root: authority.root,
      crlUrls: [...authority.crlUrls],
      closes: authority.closes,
      terms: authority.terms,
    })),
  });
}

/** The authorities of authorities.json, at most 100, no address twice. */
export function parseAuthorityFile(bytes: Uint8Array): Result<readonly Authority[]> {
  const json = parseCanonicalJson(bytes, maxFileBytes);
  if (!json.ok) return json;
  return attempt((refuse) => {
    const file = readFields(json.value, "", refuse);
    file.oneOf("format", [format]);
    const authorities = file.list("authorities", maxAuthorities, (item, path) =>
      authorityOf(item, path, refuse),
    );
    file.end();
    const urls = new Set(authorities.map(({ url }) => url));
    return urls.size === authorities.length ? authorities : refuse("authorities-twice");
  });
}

function authorityOf(item: Json, path: string, refuse: Refuse): Authority {
  const fields = readFields(item, path, refuse);
  const url = fields.text("url", maxTextLength);
  const closes = fields.any("closes");
  if (closes !== null && typeof closes !== "boolean") return refuse(`${path}.closes-form`);
  const terms = fields.any("terms");
  if (typeof terms !== "string") return refuse(`${path}.terms-not-text`);
  const authority: Authority = {
    url,
    address: url,
    name: fields.text("name", maxTextLength),
    practice: false,
    certificates: fields.list("certificates", maxCertificates, (text, at) =>
      certificateOf(readText(text, at, maxCertificateText, refuse), at, refuse),
    ),
    root: fields.nullable("root", fields.digest),
    crlUrls: fields.list("crlUrls", maxUrls, (text, at) =>
      readText(text, at, maxTextLength, refuse),
    ),
    closes,
    terms,
  };
  fields.end();
  return authority;
}

function certificateOf(text: string, path: string, refuse: Refuse): Uint8Array {
  return fromBase64(text) ?? refuse(`${path}-not-base64`);
}
