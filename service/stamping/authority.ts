/** A time-stamping authority that the vault's owner chose. */
export interface Authority {
  /** What plans and packages call it: its address, or a stable name where the address changes. */
  readonly url: string;
  /** Where requests go, http or https. */
  readonly address: string;
  readonly name: string;
  readonly practice: boolean;
  /** DER certificates that its tokens may leave out: its root, and those between. */
  readonly certificates: readonly Uint8Array[];
  /** SHA-256 of the root in which its chain must end, lower-case hex; null when none was named. */
  readonly root: string | null;
  /** Where its revocation lists are, beside those that certificates name. */
  readonly crlUrls: readonly string[];
  /** Whether its tokens can close a package (rule c of the package's strict rule); null until one has been seen. */
  readonly closes: boolean | null;
  /** Its terms, as the owner noted them. */
  readonly terms: string;
}
