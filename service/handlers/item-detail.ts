import { formatTime } from "../../shared/bytes/civil-time.ts";
import type { ItemDetail } from "../../shared/contract/item-summary.ts";
import { isFault } from "../../shared/words/faults/fault.ts";
import type { Language } from "../../shared/words/language.ts";
import { sentence } from "../../shared/words/sentence.ts";
import type { CapturedMember, CapturedName } from "../capture/captured-member.ts";
import { readFacts, type Items } from "../notarize/items.ts";
import type { StoredItem } from "../vault/items.ts";
import type { Vault } from "../vault/vault.ts";
import { summaryOf } from "./item-summary.ts";

/** An item with everything that its page shows. */
export async function detailOf(
  vault: Vault,
  stored: StoredItem,
  language: Language,
): Promise<ItemDetail> {
  const { facts } = readFacts(stored);
  const { authorities, needed, network } = facts.plan;
  return {
    ...(await summaryOf(vault, stored, language)),
    purpose: facts.purpose,
    identity: facts.identity,
    capturedAt: "capturedAt" in facts ? formatTime(facts.capturedAt) : null,
    sealedAt: "sealedAt" in facts ? formatTime(facts.sealedAt) : null,
    clockOffset: "stamps" in facts ? (facts.stamps[0]?.offset ?? null) : null,
    memberList: "members" in facts ? facts.members.map(memberOf) : [],
    planned: { authorities, needed, network },
    missing: "missing" in facts ? facts.missing.map((one) => missingOf(one, language)) : [],
    open: "verdict" in facts ? facts.verdict.open : [],
  };
}

function memberOf(member: CapturedMember): ItemDetail["memberList"][number] {
  const { path, type } = member;
  const base = {
    path,
    originalName: shownName(member.originalName),
    role: "original",
    type,
  } as const;
  return member.type === "file"
    ? { ...base, size: member.size, sha256: member.sha256, sm3: member.sm3 ?? null }
    : { ...base, size: 0, sha256: null, sm3: null };
}

/** A name that is no UTF-8 in NFC is shown by its bytes. */
function shownName(name: CapturedName): string {
  return "text" in name ? name.text : `base64:${name.base64}`;
}

function missingOf(
  { authority, fault }: Items["stamped"]["missing"][number],
  language: Language,
): ItemDetail["missing"][number] {
  const { code, data } = fault;
  return {
    authority,
    code,
    message: isFault(fault) ? sentence(fault.code, language, data) : code,
    data,
  };
}
