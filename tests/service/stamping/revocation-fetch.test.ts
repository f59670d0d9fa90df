import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Http, HttpRequest } from "../../../platform/http/http-client.ts";
import { fetchRevocation } from "../../../service/stamping/revocation-fetch.ts";
import { fail, ok } from "../../../shared/bytes/result.ts";
import { writeOcspRequest } from "../../../shared/x509/ocsp-request.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { createChain } from "../../parties/certificate-authority.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { hasOpenssl } from "../../parties/openssl.ts";

const { root, intermediate } = await createChain();
const list = await intermediate.crl();
const { signal } = new AbortController();

/** An HTTP client that answers by address, and what it was asked. */
function answering(answers: Readonly<Record<string, Uint8Array>>): {
  readonly http: Http;
  readonly asked: HttpRequest[];
} {
  const asked: HttpRequest[] = [];
  const http: Http = (request) => {
    asked.push(request);
    const body = answers[request.url];
    return Promise.resolve(
      body === undefined
        ? fail({ kind: "unreachable", detail: "ECONNREFUSED" })
        : ok({ status: 200, headers: {}, body }),
    );
  };
  return { http, asked };
}

describe("revocation data", () => {
  test("is asked of every source that a certificate names over http, and of no other", async () => {
    const leaf = await intermediate.issue("Leaf", {
      crlUrls: ["http://ca.example/a.crl", "ldap://ca.example/a", "file:///etc/passwd"],
      ocspUrls: ["https://ocsp.example/"],
    });
    const chain = [leaf.certificate, intermediate.certificate, root.certificate];
    const { http, asked } = answering({ "http://ca.example/a.crl": list });
    const got = await fetchRevocation(http, chain, ["http://ca.example/a.crl"], signal);
    expect(got).toEqual({ crls: [list], ocsps: [] });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET http://ca.example/a.crl",
      "POST https://ocsp.example/",
    ]);
  });

  test("that is no list is left out, and nothing is asked about a root", async () => {
    const { http, asked } = answering({ "http://ca.example/a.crl": new Uint8Array(50) });
    const got = await fetchRevocation(
      http,
      [root.certificate],
      ["http://ca.example/a.crl"],
      signal,
    );
    expect(got).toEqual({ crls: [], ocsps: [] });
    expect(asked).toHaveLength(1);
  });

  test("of a certificate that names very many sources is asked of a dozen", async () => {
    const crlUrls = Array.from({ length: 40 }, (_, index) => `http://ca.example/${String(index)}`);
    const leaf = await intermediate.issue("Leaf", { crlUrls });
    const { http, asked } = answering({});
    await fetchRevocation(http, [leaf.certificate, intermediate.certificate], [], signal);
    expect(asked).toHaveLength(12);
  });
});

test.skipIf(!hasOpenssl())("an OCSP request is the one that openssl makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "ocsp-"));
  const pem = (name: string, bytes: Uint8Array): void => {
    writeFileSync(join(folder, name), writePem({ label: "CERTIFICATE", bytes }));
  };
  pem("issuer.pem", root.certificate);
  pem("certificate.pem", intermediate.certificate);
  const files = ["-issuer", "issuer.pem", "-cert", "certificate.pem"];
  const words = ["ocsp", ...files, "-no_nonce", "-reqout", "request.der"];
  execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const theirs = new Uint8Array(readFileSync(join(folder, "request.der")));
  rmSync(folder, { recursive: true });
  expect(writeOcspRequest(certificateOf(intermediate), certificateOf(root))).toEqual(theirs);
});
