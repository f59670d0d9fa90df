import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok } from "../../shared/bytes/result.ts";
import type { ItemSummary } from "../../shared/contract/item-summary.ts";
import { fault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import { longestWaitMs } from "../notarize/hold.ts";
import { readFacts } from "../notarize/items.ts";
import { liftHold, liftHolds, listItems, openItems, readItem, removeItem } from "../vault/items.ts";
import type { Handlers } from "./dispatcher.ts";
import { requestItems } from "./evidence-requests.ts";
import { exportPackage, recordExport } from "./evidence-export.ts";
import { submittedPage, writePageBeside } from "./verifier-copy.ts";
import { detailOf } from "./item-detail.ts";
import { summaryOf } from "./item-summary.ts";
import { namedItem } from "./named-item.ts";
import type { ServiceParts } from "./service-parts.ts";

type EvidenceCall =
  | "evidence.notarize"
  | "evidence.list"
  | "evidence.get"
  | "evidence.resume"
  | "evidence.cancel"
  | "evidence.remove"
  | "evidence.export";

const usualPage = 200;

/** The calls that make, show and move evidence. */
export function evidenceHandlers(parts: ServiceParts): Pick<Handlers, EvidenceCall> {
  const { vault, runner, queue, clock } = parts;
  const { database } = vault;

  return {
    "evidence.notarize": async (request) => {
      const requested = await requestItems(parts, request);
      if (!requested.ok) return requested;
      queue.ask(requested.value);
      return ok({ items: await summaries(parts, requested.value, request.lang) });
    },

    "evidence.list": async ({ matter, before, limit, lang }) => {
      const page = {
        limit: limit ?? usualPage,
        ...(matter === undefined ? {} : { matter }),
        ...(before === undefined ? {} : { before }),
      };
      const found = await listItems(database, page);
      const items = await Promise.all(
        found.map((stored) => summaryOf(vault, stored, lang ?? parts.language)),
      );
      return ok({ items });
    },

    "evidence.get": async ({ id, lang }) => {
      const stored = await namedItem(vault, id);
      if (!stored.ok) return stored;
      return ok({ item: await detailOf(vault, stored.value, lang ?? parts.language) });
    },

    "evidence.resume": async ({ ids, lang }) => {
      if (ids === undefined) {
        await liftHolds(database, clock());
        const open = await openItems(database, clock(), longestWaitMs);
        queue.ask(open);
        return ok({ items: await summaries(parts, open, lang) });
      }
      const wanted: string[] = [];
      for (const reference of ids) {
        const stored = await namedItem(vault, reference);
        if (!stored.ok) return stored;
        wanted.push(stored.value.id);
      }
      for (const id of wanted) await liftHold(database, id, clock());
      queue.ask(wanted);
      return ok({ items: await summaries(parts, wanted, lang) });
    },

    "evidence.cancel": async ({ id: reference, lang }) => {
      const stored = await namedItem(vault, reference);
      if (!stored.ok) return stored;
      const { id, state } = stored.value;
      if (state === "verified") return fail(fault("ITEM_FINISHED", { id: reference }));
      await runner.cancel(id);
      return ok({ items: await summaries(parts, [id], lang) });
    },

    "evidence.remove": async ({ id: reference }) => {
      const stored = await namedItem(vault, reference);
      if (!stored.ok) return stored;
      const { facts } = readFacts(stored.value);
      if (!facts.sample) return fail(fault("ITEM_NOT_REMOVABLE", { id: reference }));
      await runner.cancel(facts.id);
      await removeItem(database, facts.id);
      if ("package" in facts) await rm(join(vault.paths.home, facts.package.path), { force: true });
      parts.removed(facts.id);
      return ok({});
    },

    "evidence.export": async ({ id: reference, out, file, verifier, lang }) => {
      const stored = await namedItem(vault, reference);
      if (!stored.ok) return stored;
      const page = verifier === true ? await submittedPage(parts.verifierPage) : undefined;
      if (page?.ok === false) return page;
      const exported = await exportPackage(vault, stored.value, { out, file });
      if (!exported.ok) return exported;
      if (page !== undefined) {
        const beside = await writePageBeside(exported.value, page.value);
        if (!beside.ok) return beside;
      }
      await recordExport(parts, stored.value);
      const summary = await summaryOf(vault, stored.value, lang ?? parts.language);
      return ok({ items: [{ ...summary, package: exported.value }] });
    },
  };
}

/** Items by id, as they are now, in the order of the ids. */
export async function summaries(
  parts: Pick<ServiceParts, "vault" | "language">,
  ids: readonly string[],
  language: Language | undefined,
): Promise<ItemSummary[]> {
  const found: ItemSummary[] = [];
  for (const id of ids) {
    const stored = await readItem(parts.vault.database, id);
    if (stored === undefined) continue;
    found.push(await summaryOf(parts.vault, stored, language ?? parts.language));
  }
  return found;
}
