import type { HostEvent } from "../shared/contract/events.ts";
import type { ItemSummary } from "../shared/contract/item-summary.ts";
import type { Language, Words } from "../shared/words/language.ts";
import { stateWords } from "../shared/words/terms.ts";
import { exitCodeOfItems, showItems } from "./items-shown.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

const kept: Words = {
  zh: "已中断。已保存的内容没有丢失；运行 cunzhen resume 继续。",
  en: "Interrupted. Nothing that was kept is lost; run cunzhen resume to go on.",
};
const unfinished: Words = {
  zh: "尚未完成的存证保留在保管库中；运行 cunzhen resume 继续。",
  en: "What is not finished is kept in the vault; run cunzhen resume to go on.",
};

/** Follows items until each is verified or held, prints them, and gives the command's exit code. */
export async function followItems(
  terminal: Terminal,
  { service }: Session,
  items: readonly ItemSummary[],
): Promise<number> {
  const titles = new Map(items.map(({ id, title }) => [id, title]));
  const unsubscribe = service.subscribe((event) => {
    const text = progressText(event, titles, terminal.language);
    if (text !== undefined) terminal.progress.show(text);
  });
  const settled = await service.settle(
    items.map(({ id }) => id),
    { language: terminal.language, signal: terminal.interrupted },
  );
  unsubscribe();
  terminal.progress.clear();
  if (terminal.json) terminal.print({ items: settled });
  else showItems(terminal, settled);
  const code = exitCodeOfItems(settled);
  if (terminal.interrupted.aborted && code !== 0) {
    terminal.note(kept[terminal.language]);
    return 4;
  }
  if (code === 4) terminal.note(unfinished[terminal.language]);
  return code;
}

function progressText(
  event: HostEvent,
  titles: ReadonlyMap<string, string>,
  language: Language,
): string | undefined {
  if (event.type !== "item" && event.type !== "progress") return undefined;
  const id = event.type === "item" ? event.item.id : event.id;
  const title = titles.get(id);
  if (title === undefined) return undefined;
  if (event.type === "item") return `${title}: ${stateWords[event.item.state][language]}`;
  if (event.state === null) return undefined;
  const percent = event.total === 0 ? 0 : Math.floor((100 * event.done) / event.total);
  return `${title}: → ${stateWords[event.state][language]} ${String(percent)}%`;
}
