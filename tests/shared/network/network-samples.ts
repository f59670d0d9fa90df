import { parseTime } from "../../../shared/bytes/civil-time.ts";
import { submissionDigest } from "../../../shared/network/submission.ts";
import type { Leaf } from "../../../shared/network/leaf.ts";
import { sampleNetwork, sampleReceipt, sampleSubmission } from "../../parties/sample-network.ts";

/** What the pages in docs/spec/ show, byte by byte. */
export const at = (text: string): number => {
  const time = parseTime(text);
  if (time === undefined) throw new Error(text);
  return time;
};

export const fingerprint = "00112233445566778899aabbccddeeff".repeat(2);
export const token = "0f".repeat(32);
export const submissionFile = sampleSubmission({
  fingerprint,
  tokens: [token],
  nonce: "a5".repeat(32),
  notAfter: at("2026-11-21T02:12:07.000Z"),
});
export const network = sampleNetwork();
export const leaf: Leaf = {
  type: "registration",
  fingerprint,
  submission: submissionDigest(submissionFile),
  acceptedBy: "log.cunzhen.example/2026/court-1",
  acceptedAt: at("2026-11-21T02:03:07.125Z"),
  blockTime: at("2026-11-21T02:03:07.250Z"),
};
const second = at("2026-11-21T02:03:08.000Z") / 1000;
export const receiptFile = sampleReceipt(network, leaf, { seconds: [second, second, second + 1] });

/** The octets of the first block ```hex after a heading of a page. */
export function hexUnder(page: string, heading: string): string {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`));
  const block = /```hex\n([^`]*)```/u.exec(section)?.[1];
  if (block === undefined) throw new Error(`no hex under ${heading}`);
  return block.replace(/\s/gu, "");
}
