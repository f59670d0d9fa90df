/** What is asked about one thing, in the words of judge/main.go; octets in base64. */
export interface GoQuestion {
  readonly What: "note" | "inclusion" | "consistency" | "policy" | "receipt";
  readonly Note?: string;
  readonly Key?: string;
  readonly Hashes?: readonly string[];
  readonly Size?: number;
  readonly Root?: string;
  readonly Index?: number;
  readonly From?: number;
  readonly FromRoot?: string;
  readonly Leaf?: string;
  readonly Policy?: string;
  readonly Receipt?: string;
}

/** Something that every library is asked about. */
export interface Sample {
  /** What was done to a good one; of good ones "good". */
  readonly kind: string;
  readonly question: GoQuestion;
  /** "accepted", or by which rule or codes it is not. */
  ours(): string | Promise<string>;
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
