import { createIdentityStore, type IdentityStore } from "../../service/identity/identity-store.ts";
import type { PracticeCertificates } from "../../service/identity/practice-certificates.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { ok, type Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { parseCertificationRequest } from "../../shared/x509/certification-request.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { createRoot, from, type Party, until } from "./certificate-authority.ts";
import { whole } from "./x509-vectors.ts";

/** The practice authority in memory. */
export interface PracticeParty {
  readonly certificates: PracticeCertificates;
  /** How many certificates it has issued. */
  readonly counted: { asked: number };
  readonly root: Party;
}

/** A practice authority whose names end in `name`. */
export async function createPractice(name: string): Promise<PracticeParty> {
  const root = await createRoot(`PRACTICE 演练 ${name}`);
  const issuing = await root.issueAuthority(`PRACTICE 演练 ${name} issuing`);
  const counted = { asked: 0 };
  const certificates: PracticeCertificates = {
    root: () => Promise.resolve(ok(root.certificate)),
    issue: async (request) => {
      counted.asked += 1;
      const { spki, subject } = whole(parseCertificationRequest(request, verifySignature));
      const leaf = await issueCertificate(
        {
          serial: BigInt(counted.asked),
          subject: [["CN", subject.commonName ?? ""]],
          notBefore: from,
          notAfter: until,
          spki,
          keyUsage: ["digitalSignature", "nonRepudiation"],
        },
        issuing.signer,
      );
      return ok([leaf, issuing.certificate, root.certificate]);
    },
    revocation: async () => ok({ crls: [await issuing.crl(), await root.crl()], ocsps: [] }),
  };
  return { certificates, counted, root };
}

/** The identities in a folder, with a clock that stands still and scrypt at its cheapest. */
export function identitiesAt(
  keys: string,
  practice: PracticeCertificates,
  now: number = from + 100 * 86_400_000,
): IdentityStore {
  return createIdentityStore({
    keys,
    clock: () => now,
    practice,
    revocation: () => Promise.resolve({ crls: [], ocsps: [] }),
    n: 2 ** 14,
  });
}

/** The value of a result that must be there. */
export function had<T>(result: Result<T, Fault>): T {
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

/** The fault's code, or that there is none. */
export function codeOf(result: Result<unknown, Fault>): string {
  return result.ok ? "no fault" : result.fault.code;
}
