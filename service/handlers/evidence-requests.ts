import { stat } from "node:fs/promises";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import type { CallRequest } from "../../shared/contract/calls.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { missingOrUnreadable, shownPath } from "../capture/source-fault.ts";
import type { Items, Plan } from "../notarize/items.ts";
import { resolvePlan } from "../notarize/plan.ts";
import type { Source } from "../sources/registry.ts";
import { insertItem } from "../vault/items.ts";
import { addToMatter } from "../vault/matters.ts";
import type { ServiceParts } from "./service-parts.ts";

type Wish = CallRequest<"evidence.notarize">;

/**
 * Makes one durable item of each source, all or none. Nothing is read yet; what can be seen to be impossible
 * before that (a name that means nothing, a path that is not there, a locked identity) makes no item.
 */
export async function requestItems(
  parts: ServiceParts,
  wish: Wish,
): Promise<Result<readonly string[], Fault>> {
  const sources: Source[] = [];
  for (const id of wish.sources) {
    const source = parts.sources.find(id);
    if (!source.ok) return source;
    sources.push(source.value);
  }
  const kinds = await kindsOf(sources);
  if (!kinds.ok) return kinds;
  const plan = await resolvePlan(planWish(wish), parts.planPorts);
  if (!plan.ok) return plan;
  const identity = wish.identity ?? "practice";
  const usable = await parts.identities.usable(identity);
  if (!usable.ok) return usable;
  const items = sources.map((source, n) =>
    requestOf(parts, wish, plan.value, identity, source, kinds.value[n] ?? "file"),
  );
  await parts.vault.database.transaction(async (statements) => {
    for (const item of items) {
      const { id, requestedAt } = item;
      await insertItem(statements, { id, factsJson: JSON.stringify(item), at: requestedAt });
      if (wish.matter !== undefined) await addToMatter(statements, wish.matter, id);
    }
  });
  for (const { id } of sources) parts.sources.release(id);
  return ok(items.map(({ id }) => id));
}

function planWish({ authorities, needed, network }: Wish): Parameters<typeof resolvePlan>[0] {
  return {
    ...(authorities === undefined ? {} : { authorities }),
    ...(needed === undefined ? {} : { needed }),
    ...(network === undefined ? {} : { network }),
  };
}

async function kindsOf(
  sources: readonly Source[],
): Promise<Result<readonly ("file" | "folder")[], Fault>> {
  const kinds: ("file" | "folder")[] = [];
  for (const { path } of sources) {
    try {
      kinds.push((await stat(path)).isDirectory() ? "folder" : "file");
    } catch (error) {
      return fail(missingOrUnreadable(error, shownPath(path)));
    }
  }
  return ok(kinds);
}

function requestOf(
  parts: ServiceParts,
  wish: Wish,
  plan: Plan,
  identity: string,
  source: Source,
  kind: "file" | "folder",
): Items["requested"] {
  const { path, via, name } = source;
  return {
    id: toHex(parts.randomBytes(16)),
    kind,
    title: wish.title ?? name,
    purpose: wish.purpose ?? null,
    source: { path, via },
    plan,
    sm3: wish.sm3 ?? false,
    identity,
    out: wish.out ?? null,
    sample: wish.sample ?? false,
    requestedAt: parts.clock(),
  };
}
