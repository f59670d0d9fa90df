import { parseTime } from "../../bytes/civil-time.ts";
import type { Language, Words } from "../../words/language.ts";
import { commandWords } from "../../words/report-commands.ts";
import { shellWord } from "../../words/shell-word.ts";
import {
  digestsCommands,
  entriesCommands,
  fingerprintCommands,
  powershellCommands,
  prepareCommands,
  signatureCommands,
  sumsCommands,
  tokensCommands,
} from "../procedure-commands.ts";
import { custodyCommands } from "../custody-commands.ts";
import { quorumCommands, receiptCommands } from "../receipt-commands.ts";
import { bareRecord, containerRecords, packageRecords } from "../record-commands.ts";
import type { VerdictJson } from "../verdict-json.ts";
import {
  compareManifests,
  compareMembers,
  openContainer,
  showToken,
  verifyBareReceipt,
  verifyReceipt,
  verifySignatures,
  verifyStamps,
  verifyToken,
} from "./foreign-commands.ts";
import type { Block } from "./report-document.ts";

/** The name of a file without the folders before it. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/u).at(-1) ?? path;
}

/** The literal commands that repeat the checks of this input with tools that nobody of Cunzhen wrote. */
export function repeatCommands(verdict: VerdictJson, language: Language): readonly Block[] {
  const { facts } = verdict;
  const file = fileNameOf(verdict.path);
  const block = (
    title: Words,
    text: string,
    shows = "",
    shell: "bash" | "powershell" = "bash",
  ): Block => ({ kind: "commands", title: title[language], said: "", shell, text, shows });
  switch (facts.format) {
    case "package":
      return ofPackage(verdict, file, block);
    case "asic-e":
    case "asic-s":
      return [
        block(commandWords.prepare, openContainer(file)),
        ...(facts.members.some(({ sha256 }) => sha256 !== null)
          ? [block(commandWords.members, compareMembers(facts.members))]
          : []),
        block(commandWords.manifests, compareManifests),
        block(commandWords.stamps, verifyStamps, "Verification: OK"),
        block(commandWords.signatures, verifySignatures, "problems: 0"),
        ...(facts.evidenceRecords.length === 0
          ? []
          : [block(commandWords.records, containerRecords, "problems: 0")]),
      ];
    case "timestamp-token": {
      const [token] = facts.timestamps;
      const seconds = Math.floor((parseTime(token?.time ?? "") ?? 0) / 1000);
      return [
        block(commandWords.token, verifyToken(file, seconds), "Verification: OK"),
        block(commandWords.tokenText, showToken),
      ];
    }
    case "tlog-proof":
      return [block(commandWords.proof, verifyBareReceipt(file), "holds:")];
    case "evidence-record":
      return [block(commandWords.record, bareRecord(shellWord(file)), "problems: 0")];
    case null:
      return [];
  }
}

function ofPackage(
  { facts }: VerdictJson,
  file: string,
  block: (title: Words, text: string, shows?: string, shell?: "bash" | "powershell") => Block,
): readonly Block[] {
  const { fingerprint, receipt } = facts;
  const shown = fingerprint === null ? "" : `${fingerprint}  META-INF/ASiCManifest001.xml`;
  return [
    block(commandWords.prepare, prepareCommands(shellWord(file))),
    block(commandWords.fingerprint, fingerprintCommands, shown),
    block(commandWords.entries, entriesCommands, "entries: the same"),
    block(commandWords.digests, digestsCommands),
    block(commandWords.tokens, tokensCommands, "Verification: OK"),
    ...(facts.evidenceRecords.length === 0
      ? []
      : [block(commandWords.packageRecords, packageRecords, "Verification: OK")]),
    block(commandWords.signature, signatureCommands, "CMS Verification successful"),
    ...(receipt === null
      ? []
      : [
          block(commandWords.receipt, receiptCommands),
          block(commandWords.quorum, quorumCommands, "quorum: reached"),
        ]),
    ...(facts.custody.length === 0 ? [] : [block(commandWords.custody, custodyCommands)]),
    block(commandWords.sums, sumsCommands, "problems: 0"),
    ...(receipt === null || fingerprint === null
      ? []
      : [block(commandWords.receiptGo, verifyReceipt(file, fingerprint), "holds:")]),
    block(commandWords.windows, powershellCommands(file.replaceAll("'", "''")), "", "powershell"),
  ];
}
