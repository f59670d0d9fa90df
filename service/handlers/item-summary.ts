import { join } from "node:path";
import { formatTime } from "../../shared/bytes/civil-time.ts";
import type { ItemHold, ItemSummary } from "../../shared/contract/item-summary.ts";
import { fault } from "../../shared/words/faults/fault.ts";
import { gapBetween } from "../../shared/verification/times/timeline.ts";
import type { Language } from "../../shared/words/language.ts";
import { sentence } from "../../shared/words/sentence.ts";
import { readHold } from "../notarize/hold.ts";
import { readFacts, type Item, type Items } from "../notarize/items.ts";
import { isPractice } from "../notarize/steps/package-entries.ts";
import { practiceAuthorityUrl } from "../stamping/practice-stamping.ts";
import { isPracticeOrigin } from "../../shared/trust/practice.ts";
import type { Hold } from "../notarize/step.ts";
import type { StoredItem } from "../vault/items.ts";
import { mattersOf } from "../vault/matters.ts";
import type { Vault } from "../vault/vault.ts";

/** An item as every door shows it. */
export async function summaryOf(
  vault: Vault,
  stored: StoredItem,
  language: Language,
): Promise<ItemSummary> {
  const item = readFacts(stored);
  const { facts } = item;
  return {
    id: facts.id,
    number: "number" in facts ? facts.number : null,
    state: item.state,
    package: packagePath(vault, item),
    fingerprint: "fingerprint" in facts ? facts.fingerprint : null,
    timestamps: "stamps" in facts ? facts.stamps.map(timestampOf) : [],
    receipt: "registration" in facts ? receiptOf(facts.registration) : null,
    gaps: gapsOf(item),
    verdict: "verdict" in facts ? facts.verdict.outcome : null,
    hold: holdOf(readHold(stored.hold), language),
    title: facts.title,
    kind: facts.kind,
    practice: practiceOf(item),
    sample: facts.sample,
    matters: await mattersOf(vault.database, facts.id),
    requestedAt: formatTime(facts.requestedAt),
    members: "members" in facts ? facts.members.length : 0,
    bytes: "bytes" in facts ? facts.bytes : 0,
  };
}

function packagePath(vault: Vault, { facts }: Item): string | null {
  if (!("package" in facts)) return null;
  return facts.package.copy ?? join(vault.paths.home, facts.package.path);
}

function timestampOf({ time, authority, policy }: Items["stamped"]["stamps"][number]) {
  return { time: formatTime(time), authority, policy };
}

function receiptOf(registration: Items["registered"]["registration"]): ItemSummary["receipt"] {
  if (registration === null) return null;
  const { origin, index, size, cosignatures } = registration;
  const named = cosignatures.map(({ institution, role, time }) => ({
    institution,
    role,
    time: formatTime(time),
  }));
  return { origin, index, size, cosignatures: named };
}

/** From capture to the first token, and from that to the proven registration. */
function gapsOf({ facts }: Item): ItemSummary["gaps"] {
  if (!("stamps" in facts)) return { captureToStamp: null, stampToRegistration: null };
  const first = Math.min(...facts.stamps.map(({ time }) => time));
  const existedBy = "registration" in facts ? (facts.registration?.existedBy ?? null) : null;
  return {
    captureToStamp: gapBetween(facts.capturedAt, first),
    stampToRegistration: existedBy === null ? null : gapBetween(first, existedBy),
  };
}

/** What is known already counts, before that what is planned. */
function practiceOf(item: Item): boolean {
  const { facts } = item;
  const { authorities, network } = facts.plan;
  const planned =
    authorities.includes(practiceAuthorityUrl) || (network !== null && isPracticeOrigin(network));
  return planned || ("registration" in facts && isPractice(facts));
}

function holdOf(hold: Hold | null, language: Language): ItemHold | null {
  if (hold === null) return null;
  const found = hold.kind === "cancelled" ? fault("CANCELLED", {}) : hold.fault;
  const { code, data } = found;
  return {
    kind: hold.kind,
    code,
    message: sentence(code, language, data),
    data,
    retryAt: hold.kind === "wait" ? formatTime(hold.until) : null,
  };
}
