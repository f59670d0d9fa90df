import type { Language, Words } from "./language.ts";
import { fill } from "./sentence.ts";

/** What a time is worth, from its maker's word to what the whole judgement bears out. */
export const timeStates = ["claimed", "open", "not-shown", "sealed-only", "proven"] as const;
export type TimeState = (typeof timeStates)[number];

interface StateWords {
  readonly words: Words;
  /** With the check that decides it. */
  readonly because: Words;
}

const same = (words: Words): StateWords => ({ words, because: words });

const stateWords: Readonly<Record<TimeState, StateWords>> = {
  claimed: same({ zh: "自称", en: "claimed" }),
  proven: same({ zh: "已证明", en: "proven" }),
  open: {
    words: { zh: "已见证，尚未证明", en: "attested, not yet proven" },
    because: { zh: "已见证，尚未证明：{code}", en: "attested, open: {code}" },
  },
  "sealed-only": {
    words: {
      zh: "只及于封存时的摘要，不及于所提交的文件",
      en: "of the sealed digest, not of what is handed over",
    },
    because: {
      zh: "只及于封存时的摘要，不及于所提交的文件：{code}",
      en: "of the sealed digest, not of what is handed over: {code}",
    },
  },
  "not-shown": {
    words: { zh: "未得到证明", en: "not shown" },
    because: { zh: "未得到证明：{code}", en: "not shown: {code}" },
  },
};

/**
 * The state of a time in words.
 *
 * @param code the check that leaves it open or speaks against it; null where there is none
 */
export function timeStateText(state: TimeState, code: string | null, language: Language): string {
  const { words, because } = stateWords[state];
  return code === null ? words[language] : fill(because[language], language, { code });
}
