import { describe, expect, test } from "vitest";
import descriptorPage from "../../../docs/spec/descriptor.md?raw";
import leafPage from "../../../docs/spec/leaf.md?raw";
import policyPage from "../../../docs/spec/policy.md?raw";
import receiptPage from "../../../docs/spec/receipt.md?raw";
import submissionPage from "../../../docs/spec/submission.md?raw";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { parsePolicy } from "../../../shared/log/quorum-policy.ts";
import { leafHash } from "../../../shared/log/tree-hash.ts";
import { parseCompactLeaf, writeCompactLeaf } from "../../../shared/network/compact-leaf.ts";
import { isDescriptorSigned } from "../../../shared/network/descriptor-trust.ts";
import { parseDescriptor } from "../../../shared/network/descriptor.ts";
import { parseLeaf, writeLeaf } from "../../../shared/network/leaf.ts";
import { isIncluded, parseReceipt } from "../../../shared/network/receipt.ts";
import {
  isSubmissionSigned,
  parseSubmission,
  submissionDigest,
  submissionMessage,
} from "../../../shared/network/submission.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { hexUnder, leaf, network, receiptFile, submissionFile } from "./network-samples.ts";

const bytesUnder = (page: string, heading: string): Uint8Array =>
  fromHex(hexUnder(page, heading)) ?? new Uint8Array();

describe("the octets in docs/spec are what is read and written", () => {
  test("submission", () => {
    const file = bytesUnder(submissionPage, "Example");
    expect(toHex(file)).toBe(toHex(submissionFile));
    const submission = parseSubmission(file);
    if (!submission.ok) throw new Error(submission.fault.rule);
    expect(toHex(submissionMessage(submission.value))).toBe(
      hexUnder(submissionPage, "Signed octets"),
    );
    expect(submissionDigest(file)).toBe(hexUnder(submissionPage, "Id"));
    expect(isSubmissionSigned(submission.value, verifySignature)).toBe(true);
  });

  test("leaf, in both forms", () => {
    const bytes = bytesUnder(leafPage, "Example");
    expect(parseLeaf(bytes)).toEqual({ ok: true, value: leaf });
    expect(toHex(leafHash(bytes))).toBe(hexUnder(leafPage, "Leaf hash"));
    expect(toHex(writeCompactLeaf(leaf))).toBe(hexUnder(leafPage, "Compact form"));
    const expanded = parseCompactLeaf(bytesUnder(leafPage, "Compact form"));
    expect(expanded.ok && toHex(writeLeaf(expanded.value))).toBe(toHex(bytes));
  });

  test("receipt", () => {
    const bytes = bytesUnder(receiptPage, "Example");
    expect(toHex(bytes)).toBe(toHex(receiptFile));
    const receipt = parseReceipt(bytes);
    expect(receipt.ok && isIncluded(receipt.value)).toBe(true);
    expect(receipt.ok && receipt.value.leaf).toEqual(leaf);
  });

  test("policy", () => {
    const bytes = bytesUnder(policyPage, "Example");
    expect(toHex(bytes)).toBe(toHex(network.policyBytes));
    expect(parsePolicy(bytes).ok).toBe(true);
  });

  test("descriptor", () => {
    const bytes = bytesUnder(descriptorPage, "Example");
    expect(toHex(bytes)).toBe(toHex(network.descriptorBytes));
    const descriptor = parseDescriptor(bytes);
    expect(descriptor.ok && isDescriptorSigned(descriptor.value, verifySignature)).toBe(true);
  });
});
