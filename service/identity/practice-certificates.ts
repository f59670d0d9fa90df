import type { Http, HttpRequest, HttpResponse } from "../../platform/http/http-client.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { readPem } from "../../shared/trust/pem.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { bearer } from "../registration/node-client.ts";
import type { RevocationData } from "../stamping/revocation-fetch.ts";

/** What the practice authority does for the practice identity. */
export interface PracticeCertificates {
  /** DER of the root that certificates issued now end in. */
  root(signal?: AbortSignal): Promise<Result<Uint8Array, Fault>>;
  /** Issues a certificate for a DER PKCS#10 request. The chain runs from it to the root. */
  issue(request: Uint8Array, signal?: AbortSignal): Promise<Result<readonly Uint8Array[], Fault>>;
  /** The newest revocation lists of the root and of the authority below it. */
  revocation(signal?: AbortSignal): Promise<Result<RevocationData, Fault>>;
}

/** Where the practice authority is asked. */
export interface CertifyingNode {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

const maxAnswerBytes = 64 * 1024;
const maxListBytes = 1024 * 1024;
const timeoutMs = 5_000;

function notCertified(reason: string): Result<never, Fault> {
  return fail(fault("IDENTITY_NOT_CERTIFIED", { reason }));
}

/**
 * The practice authority of a practice node, which `node` finds (it may start it first). Only the door that issues
 * sees the node's token.
 */
export function practiceCertificates(
  node: (signal?: AbortSignal) => Promise<Result<CertifyingNode, Fault>>,
  http: Http,
): PracticeCertificates {
  const ask = async (
    path: string,
    request: Omit<HttpRequest, "url" | "timeoutMs" | "signal">,
    signal: AbortSignal | undefined,
  ): Promise<Result<HttpResponse, Fault>> => {
    const found = await node(signal);
    if (!found.ok) return found;
    const url = `${found.value.url}${path}`;
    const headers = request.method === "POST" ? bearer(found.value.token) : {};
    const got = await http({
      ...request,
      headers: { ...headers, ...request.headers },
      url,
      timeoutMs,
      ...(signal && { signal }),
    });
    if (!got.ok) return notCertified(got.fault.kind);
    const { status } = got.value;
    return status === 200 || status === 201 ? got : notCertified(`HTTP ${String(status)}`);
  };
  const get = (path: string, limit: number, signal: AbortSignal | undefined) =>
    ask(path, { method: "GET", limit }, signal);
  const blocksOf = (response: HttpResponse): Result<readonly Uint8Array[], Fault> => {
    const blocks = readPem(response.body);
    return blocks.ok ? ok(blocks.value.map(({ bytes }) => bytes)) : notCertified(blocks.fault.rule);
  };
  return {
    async root(signal) {
      const got = await get("/ca/root.pem", maxAnswerBytes, signal);
      const blocks = got.ok ? blocksOf(got.value) : got;
      if (!blocks.ok) return blocks;
      const [root] = blocks.value;
      return root === undefined ? notCertified("pem-empty") : ok(root);
    },
    async issue(request, signal) {
      const headers = { "content-type": "application/pkcs10" };
      const wish = { method: "POST", headers, body: request, limit: maxAnswerBytes } as const;
      const got = await ask("/ca/certificates", wish, signal);
      return got.ok ? blocksOf(got.value) : got;
    },
    async revocation(signal) {
      const lists = await Promise.all(
        ["/ca/issuing.crl", "/ca/root.crl"].map((path) => get(path, maxListBytes, signal)),
      );
      const crls: Uint8Array[] = [];
      for (const list of lists) {
        if (!list.ok) return list;
        crls.push(list.value.body);
      }
      return ok({ crls, ocsps: [] });
    },
  };
}
