import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { issueCrl } from "../../shared/x509/issue-crl.ts";
import type { AuthorityMaterial } from "./authority-material.ts";
import type { AuthorityStore } from "./authority-store.ts";

export const listIssuers = ["root", "issuing"] as const;
export type ListIssuer = (typeof listIssuers)[number];

/** How old a list may be before the next request gets a new one, and how long it says that it holds. */
const renewedAfter = 24 * 60 * 60 * 1000;
const validFor = 365 * 24 * 60 * 60 * 1000;

export interface RevocationLists {
  /** DER of the current list of an issuer, at most a day old. */
  current(issuer: ListIssuer): Promise<Uint8Array>;
  /** Issues a new list at once: a list older than a certificate says nothing of it. */
  renew(issuer: ListIssuer): Promise<void>;
}

/** The authority's revocation lists, numbered and kept; nobody is revoked in practice. */
export function openRevocationLists(
  store: AuthorityStore,
  material: AuthorityMaterial,
  clock: () => UnixMs,
): RevocationLists {
  let busy: Promise<unknown> = Promise.resolve();
  // One at a time, so that two requests never take the same number.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = busy.then(work, work);
    busy = next.catch(() => undefined);
    return next;
  };
  const issue = async (issuer: ListIssuer): Promise<Uint8Array> => {
    const signer: Signer = material[issuer];
    const number = ((await store.latestList(issuer))?.number ?? 0) + 1;
    const issuedAt = clock();
    const fields = { thisUpdate: issuedAt, nextUpdate: issuedAt + validFor, revoked: [] };
    const der = await issueCrl({ ...fields, number: BigInt(number) }, signer);
    await store.keepList(issuer, { number, issuedAt, der });
    return der;
  };
  return {
    current: (issuer) =>
      inTurn(async () => {
        const latest = await store.latestList(issuer);
        const age = latest === undefined ? Infinity : clock() - latest.issuedAt;
        return latest !== undefined && age >= 0 && age < renewedAfter ? latest.der : issue(issuer);
      }),
    renew: async (issuer) => {
      await inTurn(() => issue(issuer));
    },
  };
}
