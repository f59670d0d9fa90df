import type { ItemSummary } from "../shared/contract/item-summary.ts";
import type { Language, Words } from "../shared/words/language.ts";
import { isFaultCode } from "../shared/words/faults/fault.ts";
import { fixedLines } from "../shared/words/fixed-lines.ts";
import { nextStep } from "../shared/words/sentence.ts";
import { stateWords } from "../shared/words/terms.ts";
import type { Terminal } from "./terminal.ts";

/** Items for a person: a line or a few each. */
export function showItems(terminal: Terminal, items: readonly ItemSummary[]): void {
  if (items.length === 0) terminal.say(none[terminal.language]);
  for (const item of items) terminal.say(itemText(item, terminal.language));
}

const none: Words = { zh: "没有存证。", en: "No evidence." };

function itemText(item: ItemSummary, language: Language): string {
  const marks = [
    stateWords[item.state][language],
    ...(item.practice ? [fixedLines.practice[language]] : []),
  ];
  const head = `${item.number ?? item.id}  ${item.title}  [${marks.join("; ")}]`;
  const lines = [head];
  if (item.package !== null) lines.push(`  ${item.package}`);
  if (item.hold !== null) {
    lines.push(`  ${item.hold.message}`);
    const { code, data } = item.hold;
    if (isFaultCode(code)) lines.push(`  ${nextStep(code, language, data)}`);
  }
  return lines.join("\n");
}

/** 0 all verified, 1 one has failed, 4 kept in the vault and not finished yet. */
export function exitCodeOfItems(items: readonly ItemSummary[]): number {
  if (items.some(hasFailed)) return 1;
  return items.every(({ state }) => state === "verified") ? 0 : 4;
}

/** Nothing was made of it and nothing will be by itself; or what was made does not stand. */
function hasFailed({ state, hold }: ItemSummary): boolean {
  if (hold?.kind !== "stop") return false;
  return state === "requested" || hold.code === "SELF_CHECK_FAILED";
}
