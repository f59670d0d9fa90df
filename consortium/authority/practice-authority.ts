import { join } from "node:path";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { practiceMarker } from "../../shared/trust/practice.ts";
import { parseCertificate } from "../../shared/x509/certificate.ts";
import { parseCertificationRequest } from "../../shared/x509/certification-request.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { openMaterial, randomSerial } from "./authority-material.ts";
import { openAuthorityStore } from "./authority-store.ts";
import { type ListIssuer, openRevocationLists } from "./revocation-lists.ts";
import { answerRequest, type StampingPorts } from "./stamping-answer.ts";

/** A time-stamping authority with its own CA, for practice: names, policy and root all say so. */
export interface PracticeAuthority {
  /** DER: the root, the CA below it, and the signer of tokens. */
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  readonly stamping: Uint8Array;
  /** Answers a TimeStampReq; see `answerRequest`. */
  stamp(query: Uint8Array): Promise<Uint8Array>;
  /** DER of an issuer's revocation list. */
  list(issuer: ListIssuer): Promise<Uint8Array>;
  /** Issues an operator's certificate for a PKCS#10 request, and a revocation list after it. */
  certify(request: Uint8Array): Promise<Result<Uint8Array>>;
  close(): Promise<void>;
}

const year = 365 * 24 * 60 * 60 * 1000;
const validFor = 3 * year;
/** The certificate begins a minute early, so that the list issued with it is newer. */
const backdating = 60 * 1000;
/** ub-common-name of RFC 5280 appendix A. */
const maxNameLength = 64;

/** Opens the authority below `home`, made on first use; for one process at a time. */
export async function openPracticeAuthority(
  home: string,
  clock: () => UnixMs,
): Promise<PracticeAuthority> {
  const store = await openAuthorityStore(join(home, "authority"));
  const material = await openMaterial(store, clock);
  const lists = openRevocationLists(store, material, clock);
  const certificate = parseCertificate(material.stamping.certificate);
  if (!certificate.ok)
    throw new Error(`the practice authority's own certificate: ${certificate.fault.rule}`);
  // The first lists follow the certificates at once.
  await lists.current("root");
  await lists.current("issuing");

  const ports: StampingPorts = {
    signer: material.stamping,
    certificate: certificate.value,
    certificates: [material.stamping.certificate, material.issuing.certificate],
    clock,
    nextSerial: async () => BigInt(await store.nextNumber("token")),
  };

  const certify = async (der: Uint8Array): Promise<Result<Uint8Array>> => {
    const request = parseCertificationRequest(der, verifySignature);
    if (!request.ok) return request;
    const { subject, spki, publicKey } = request.value;
    const name = subject.commonName?.trim() ?? "";
    if (!isName(name)) return fail({ rule: "request-name", at: 0 });
    if (publicKey.kind === "ed25519") return fail({ rule: "request-key-kind", at: 0 });
    const now = clock();
    const serial = randomSerial();
    const issued = await issueCertificate(
      {
        serial,
        subject: [
          ["C", "CN"],
          ["O", `Cunzhen ${practiceMarker}`],
          ["CN", name],
        ],
        notBefore: now - backdating,
        notAfter: now + validFor,
        spki,
        keyUsage: ["digitalSignature", "nonRepudiation"],
      },
      material.issuing,
    );
    await store.keepCertificate(serial, issued, now);
    await lists.renew("issuing");
    return ok(issued);
  };

  return {
    root: material.root.certificate,
    issuing: material.issuing.certificate,
    stamping: material.stamping.certificate,
    stamp: (query) => answerRequest(query, ports),
    list: (issuer) => lists.current(issuer),
    certify,
    close: () => store.close(),
  };
}

function isName(name: string): boolean {
  return name !== "" && Array.from(name).length <= maxNameLength && !/\p{Cc}|\p{Cf}/u.test(name);
}
