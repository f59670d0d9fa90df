import type { UnixMs } from "../../bytes/civil-time.ts";
import type { CustodyAction } from "../../evidence/custody-entry.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ReadPart } from "./check-custody.ts";

/** The acts that lead to the seal, in the only order in which they can happen. */
const towardsSeal: readonly CustodyAction[] = ["requested", "captured", "sealed"];
/** Acts that may stand anywhere: holding an item and going on. */
const anywhere: ReadonlySet<CustodyAction> = new Set(["cancelled", "resumed"]);

/**
 * Whether the acts can have happened in the order in which they stand: up to the seal those that lead to it, each not
 * before the other and none left out, for what nobody captured cannot be sealed; after it none of them. The capture's time is also sealed in evidence.json, and must be that.
 */
export function checkActs(parts: readonly ReadPart[], capturedAt: UnixMs): readonly Finding[] {
  const [first, ...later] = parts;
  if (first === undefined) return [];
  const findings: Finding[] = [];
  let reached = 0;
  const done = new Set<CustodyAction>();
  for (const [index, { entry }] of first.lines.entries()) {
    const { action } = entry;
    if (anywhere.has(action)) continue;
    const rank = towardsSeal.indexOf(action);
    // That the log goes on after the seal is told once, where its end is judged.
    if (rank < 0 && reached === towardsSeal.length - 1) continue;
    done.add(action);
    const leftOut = action === "sealed" && towardsSeal.some((each) => !done.has(each));
    if (rank < reached || leftOut) {
      const data = { file: first.file, seq: first.before + index + 1, act: action };
      findings.push(finding("CUSTODY_ORDER_WRONG", first.file, data));
    }
    reached = Math.max(reached, rank);
  }
  const captured = first.lines.findLast(({ entry }) => entry.action === "captured");
  const span = captured === undefined ? 0 : Math.abs(captured.entry.time - capturedAt);
  if (span > 0) findings.push(finding("CUSTODY_CAPTURE_DIFFERS", first.file, { span }));
  for (const { file, lines, before } of later)
    for (const [index, { entry }] of lines.entries())
      if (towardsSeal.includes(entry.action)) {
        const data = { file, seq: before + index + 1, act: entry.action };
        findings.push(finding("CUSTODY_SEALED_AGAIN", file, data));
      }
  return findings;
}
