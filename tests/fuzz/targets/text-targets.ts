import { parseCanonicalJson, writeCanonicalJson } from "../../../shared/bytes/canonical-json.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { isCanonicalManifest, parseAsicManifest } from "../../../shared/container/asic-manifest.ts";
import { parseSums, writeSums } from "../../../shared/container/sums.ts";
import { parseXml } from "../../../shared/container/xml.ts";
import { parseCustodyLog } from "../../../shared/evidence/custody-log.ts";
import { parseEvidence } from "../../../shared/evidence/descriptor-parser.ts";
import { writeEvidence } from "../../../shared/evidence/descriptor-writer.ts";
import { parseCheckpoint } from "../../../shared/log/checkpoint.ts";
import { parseNote, writeNote } from "../../../shared/log/note.ts";
import { parsePolicy } from "../../../shared/log/quorum-policy.ts";
import { parseTlogProof, writeTlogProof } from "../../../shared/log/tlog-proof.ts";
import { leafHash } from "../../../shared/log/tree-hash.ts";
import { verifyConsistency, verifyInclusion } from "../../../shared/log/tree-proof.ts";
import { parseCompactLeaf, writeCompactLeaf } from "../../../shared/network/compact-leaf.ts";
import { parseDescriptor, writeDescriptor } from "../../../shared/network/descriptor.ts";
import { parseLeaf, writeLeaf } from "../../../shared/network/leaf.ts";
import { parseReceipt } from "../../../shared/network/receipt.ts";
import { parseSubmission, writeSubmission } from "../../../shared/network/submission.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { readTrustFile } from "../../../shared/trust/trust-file.ts";
import { summaryOf } from "../../../shared/trust/trust-summary.ts";
import { parsePolicy as parseVerdictPolicy } from "../../../shared/verification/policy-file.ts";
import { createWorld } from "../../parties/world.ts";
import { mutateDer } from "../mutators/der-tree.ts";
import { mutateJson } from "../mutators/json-tree.ts";
import { mutateLines } from "../mutators/text-lines.ts";
import { mutateXml } from "../mutators/xml-nodes.ts";
import { parserTarget } from "../parser-target.ts";
import { canonical, labelOf, type Target, Violation } from "../target.ts";

/** Every parser of text, one target a format. */
export const textTargets: readonly Target[] = [
  parserTarget("note", {
    vectors: ["note", "checkpoint"],
    mutators: [mutateLines],
    run(input) {
      const parsed = parseNote(input);
      const checkpoint = parseCheckpoint(input);
      if (checkpoint.ok && !parsed.ok) throw new Violation("a checkpoint that is no note");
      canonical(input, parsed, writeNote);
      return labelOf(checkpoint);
    },
  }),
  parserTarget("proof", {
    vectors: ["tlog-proof"],
    mutators: [mutateLines],
    run(input) {
      const parsed = parseTlogProof(input);
      parseReceipt(input);
      if (!parsed.ok) return parsed.fault.rule;
      const { index, hashes, checkpoint, extra } = parsed.value;
      const head = parseCheckpoint(checkpoint);
      if (!head.ok) return head.fault.rule;
      const { size, root } = head.value;
      const leaf = leafHash(extra ?? new Uint8Array());
      const included = verifyInclusion(leaf, index, size, hashes, root);
      const from = { size: index, root: hashes[0] ?? root };
      const consistent = verifyConsistency(from, { size, root }, hashes);
      canonical(input, parsed, writeTlogProof);
      return `accepted ${included ? "included" : ""} ${consistent ? "consistent" : ""}`;
    },
  }),
  parserTarget("tlog-policy", {
    vectors: ["tlog-policy"],
    mutators: [mutateLines],
    run: (input) => labelOf(parsePolicy(input)),
  }),
  parserTarget("verdict-policy", {
    vectors: [],
    mutators: [mutateJson],
    more: () => [
      toUtf8(`{"format":"cunzhen-policy/1","name":"a"}`),
      toUtf8(
        `{"format":"cunzhen-policy/1","name":"a","optional":["REVOCATION_NOT_OFFERED"],"required":["SEQUENCE_GAP","TOKEN_SOUND"]}`,
      ),
    ],
    run: (input) => labelOf(parseVerdictPolicy(input)).split(" ", 1).join(""),
  }),
  parserTarget("json", {
    vectors: ["canonical-json"],
    mutators: [mutateJson],
    run: (input) => canonical(input, parseCanonicalJson(input, 1_000_000), writeCanonicalJson),
  }),
  parserTarget("network", {
    vectors: ["descriptor", "submission", "leaf"],
    mutators: [mutateJson],
    run(input) {
      const labels = [
        canonical(input, parseDescriptor(input), (one) => writeDescriptor(one, one.signatures)),
        canonical(input, parseSubmission(input), writeSubmission),
        canonical(input, parseLeaf(input), writeLeaf),
        canonical(input, parseCompactLeaf(input), writeCompactLeaf),
      ];
      return labels.join(" ");
    },
  }),
  parserTarget("evidence", {
    vectors: ["evidence"],
    mutators: [mutateJson],
    run(input) {
      const parsed = parseEvidence(input);
      if (parsed.ok) return canonical(input, parsed, writeEvidence);
      return parsed.fault.kind === "newer" ? "newer" : parsed.fault.malformed.rule;
    },
  }),
  parserTarget("custody", {
    vectors: ["custody"],
    mutators: [mutateJson, mutateLines],
    run: (input) => labelOf(parseCustodyLog(input)),
  }),
  parserTarget("sums", {
    vectors: [],
    mutators: [mutateLines],
    more: () => [
      toUtf8(`${"ab".repeat(32)}  evidence.json\n${"cd".repeat(32)}  data/合同.pdf\n`),
      toUtf8(`${"00".repeat(32)}  META-INF/ASiCManifest001.xml\n`),
    ],
    run: (input) => canonical(input, parseSums(input), writeSums),
  }),
  parserTarget("manifest", {
    vectors: ["asic-manifest"],
    mutators: [mutateXml],
    run(input) {
      parseXml(input);
      const parsed = parseAsicManifest(input);
      if (!parsed.ok) return parsed.fault.rule;
      return isCanonicalManifest(input, parsed.value) ? "accepted" : "accepted, not ours";
    },
  }),
  parserTarget("trust-file", {
    vectors: [],
    mutators: [mutateLines, mutateDer, mutateJson],
    more: async () => {
      const { root, crls, network } = await createWorld(false);
      return [
        root.certificate,
        ...crls,
        network.descriptorBytes,
        toUtf8(writePem({ label: "CERTIFICATE", bytes: root.certificate })),
        toUtf8(crls.map((bytes) => writePem({ label: "X509 CRL", bytes })).join("")),
      ];
    },
    run(input) {
      const read = readTrustFile(input, verifySignature);
      if (!read.ok) return read.fault.rule;
      return read.value
        .map((item) => summaryOf(item, "file", "test").kind)
        .join(" ")
        .slice(0, 80);
    },
  }),
];
