import type { Words } from "../shared/words/language.ts";
import { fill } from "../shared/words/sentence.ts";
import type { Terminal } from "./terminal.ts";

const reading: Words = { zh: "正在核验：已读取 {size} MB", en: "Verifying: {size} MB read" };
const setting: Words = {
  zh: "正在生成报告：{done}/{of}",
  en: "Setting the report: {done} of {of}",
};
const patienceMs = 1_000;
const stepMs = 200;

/** A line on stderr for what takes longer than a second, where a person looks. */
export function verifyProgress({ language, progress }: Pick<Terminal, "language" | "progress">): {
  /** Takes the bytes that were read since the last call. */
  readonly read: (bytes: number) => void;
  /** Takes how many parts of a report are set, and how many there are. */
  readonly report: (done: number, of: number) => void;
  readonly end: () => void;
} {
  let bytes = 0;
  let due = performance.now() + patienceMs;
  const show = (words: Words, data: Readonly<Record<string, number>>): void => {
    const now = performance.now();
    if (now < due) return;
    due = now + stepMs;
    progress.show(fill(words[language], language, data));
  };
  return {
    read: (more) => {
      bytes += more;
      show(reading, { size: Math.round(bytes / 1e6) });
    },
    report: (done, of) => {
      show(setting, { done, of });
    },
    end: () => {
      progress.clear();
    },
  };
}
