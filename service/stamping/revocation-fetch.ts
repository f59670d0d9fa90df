import type { Http } from "../../platform/http/http-client.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import { parseCrl } from "../../shared/x509/crl.ts";
import { writeOcspRequest } from "../../shared/x509/ocsp-request.ts";
import { parseOcspResponse } from "../../shared/x509/ocsp-response.ts";

/** Revocation data as it came, DER. What could not be had is simply absent: the verifier says so. */
export interface RevocationData {
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const maxListBytes = 16 * 1024 * 1024;
const maxAnswerBytes = 256 * 1024;
const timeoutMs = 10_000;
/** Sources asked for one chain. */
const maxSources = 12;

/** An address that a certificate may make us ask: http or https. Lists are signed, so http will do. */
function isAskable(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

async function fetchList(
  http: Http,
  url: string,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const got = await http({ method: "GET", url, limit: maxListBytes, timeoutMs, signal });
  if (!got.ok || got.value.status !== 200) return [];
  return parseCrl(got.value.body).ok ? [got.value.body] : [];
}

async function fetchAnswer(
  http: Http,
  url: string,
  request: Uint8Array,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const headers = { "content-type": "application/ocsp-request" };
  const got = await http({
    method: "POST",
    url,
    headers,
    body: request,
    limit: maxAnswerBytes,
    timeoutMs,
    signal,
  });
  if (!got.ok || got.value.status !== 200) return [];
  return parseOcspResponse(got.value.body).ok ? [got.value.body] : [];
}

/**
 * Fetches the lists at `urls`, and the lists and OCSP answers that the certificates of a chain name, all at
 * once; the chain runs from the leaf upwards, its root is not asked about. Never rejects.
 */
export async function fetchRevocation(
  http: Http,
  chain: readonly Uint8Array[],
  urls: readonly string[],
  signal: AbortSignal,
): Promise<RevocationData> {
  const certificates = chain.flatMap((der): Certificate[] => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });
  const lists = new Set(urls);
  const questions: { readonly url: string; readonly request: Uint8Array }[] = [];
  for (const [index, certificate] of certificates.entries()) {
    const issuer = certificates[index + 1];
    if (issuer === undefined) continue;
    for (const url of certificate.extensions.crlUrls) lists.add(url);
    for (const url of certificate.extensions.ocspUrls) {
      questions.push({ url, request: writeOcspRequest(certificate, issuer) });
    }
  }
  const [crls, ocsps] = await Promise.all([
    Promise.all(
      [...lists]
        .filter(isAskable)
        .slice(0, maxSources)
        .map((url) => fetchList(http, url, signal)),
    ),
    Promise.all(
      questions
        .filter(({ url }) => isAskable(url))
        .slice(0, maxSources)
        .map(({ url, request }) => fetchAnswer(http, url, request, signal)),
    ),
  ]);
  return { crls: crls.flat(), ocsps: ocsps.flat() };
}
