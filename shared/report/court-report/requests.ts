import { parseTime } from "../../bytes/civil-time.ts";
import { type Language, languages } from "../../words/language.ts";
import { shownNames } from "../../words/name-list.ts";
import {
  addressees,
  type Addressee,
  letterWords,
  type Need,
  requestNeeds,
} from "../../words/report-requests.ts";
import { fill } from "../../words/sentence.ts";
import { spoken } from "../headline.ts";
import type { CheckJson, VerdictJson } from "../verdict-json.ts";
import { placeOf } from "./check-place.ts";
import { fileNameOf } from "./repeat-commands.ts";
import type { Block } from "./report-document.ts";

interface Ask {
  readonly to: Addressee;
  readonly need: Need;
  /** The slots of the check that name the source, best first. */
  readonly named: readonly string[];
}

/** Who can settle which check. Nobody can settle what is practice, or what only reading again settles. */
const asks: Readonly<Record<string, Ask | null>> = {
  PRACTICE_NETWORK: null,
  SOURCE_UNREADABLE: null,
  CHAIN_ISSUER_UNKNOWN: { to: "issuer", need: "root", named: ["issuer", "certificate"] },
  CHAIN_ROOT_LATER: { to: "issuer", need: "root", named: ["root"] },
  SIGNER_ISSUER_UNKNOWN: { to: "issuer", need: "root", named: ["issuer", "name"] },
  TOKEN_SIGNER_MISSING: { to: "authority", need: "certificate", named: ["signer", "authority"] },
  UNKNOWN_NETWORK: { to: "network", need: "descriptor", named: ["name", "origin"] },
  UNKNOWN_LOG: { to: "network", need: "descriptor", named: ["name", "origin"] },
  NETWORK_NEWER: { to: "network", need: "descriptor", named: ["name", "origin"] },
  CONSISTENCY_NOT_SHOWN: { to: "network", need: "consistency", named: ["origin"] },
  EXISTED_BY_UNSETTLED: { to: "party", need: "edition", named: [] },
  SIGNER_SELF_DECLARED: { to: "party", need: "identity", named: ["name"] },
  NEWER_FORMAT: { to: "developers", need: "program", named: [] },
  CHECK_INTERRUPTED: { to: "developers", need: "program", named: [] },
};

function askOf(code: string): Ask | null {
  const found = Object.hasOwn(asks, code) ? asks[code] : undefined;
  if (found !== undefined) return found;
  if (/REVO|TRY_LATER/u.test(code))
    return { to: "issuer", need: "revocation", named: ["issuer", "certificate", "signer"] };
  if (/ALGORITHM|NOT_JUDGED/u.test(code)) return { to: "developers", need: "program", named: [] };
  if (placeOf(code) === "registration")
    return { to: "network", need: "descriptor", named: ["name", "origin"] };
  return { to: "party", need: "edition", named: [] };
}

/**
 * A letter for each indeterminate check to whoever can settle it, in both languages, the reader's first. Checks that
 * ask one source for the same share a letter. None where a practice network issued the input.
 */
export function requests(
  { verdict, at }: { readonly verdict: VerdictJson; readonly at: string },
  language: Language,
): readonly Block[] {
  if (verdict.practice) return [];
  const letters = new Map<
    string,
    { readonly ask: Ask; readonly name: string; readonly checks: CheckJson[] }
  >();
  for (const check of verdict.checks) {
    if (check.outcome !== "indeterminate") continue;
    const ask = askOf(check.code);
    if (ask === null) continue;
    const slot = ask.named.find((named) => String(check.data[named] ?? "") !== "");
    const name = slot === undefined ? "" : String(check.data[slot]);
    const key = JSON.stringify([ask.to, ask.need, name]);
    const letter = letters.get(key);
    if (letter === undefined) letters.set(key, { ask, name, checks: [check] });
    else letter.checks.push(check);
  }
  const order = [language, ...languages.filter((other) => other !== language)];
  return [...letters.values()].map(
    ({ ask, name, checks }): Block => ({
      kind: "request",
      to: addressed(ask, name, language),
      texts: order.map((each) => ({
        language: each,
        text: letter(verdict, at, ask, name, checks, each),
      })),
    }),
  );
}

function addressed(ask: Ask, name: string, language: Language): string {
  const who = addressees[ask.to][language];
  return name === "" || ask.to === "party" ? who : `${name} (${who})`;
}

function letter(
  { path, facts }: VerdictJson,
  at: string,
  ask: Ask,
  name: string,
  checks: readonly CheckJson[],
  language: Language,
): string {
  const line = (words: keyof typeof letterWords, data: Readonly<Record<string, string | number>>) =>
    fill(letterWords[words][language], language, data);
  const subjects = [...new Set(checks.map(({ subject }) => subject))].filter((each) => each !== "");
  const open = checks.map((check) =>
    line("check", { code: check.code, sentence: spoken(check, language).sentence }),
  );
  const need = fill(requestNeeds[ask.need][language], language, { name });
  return [
    line("to", { to: addressed(ask, name, language) }),
    line("about", {}),
    "",
    line("opening", {}),
    line("file", { value: fileNameOf(path) }),
    ...(facts.number === null ? [] : [line("number", { value: facts.number })]),
    ...(facts.fingerprint === null ? [] : [line("fingerprint", { value: facts.fingerprint })]),
    ...(subjects.length === 0 ? [] : [line("concerns", { value: shownNames(subjects, language) })]),
    ...new Set(open),
    line("needed", { value: need }),
    "",
    ask.to === "party" ? line("partyChannel", {}) : line("channel", {}),
    line("judged", { at: parseTime(at) ?? at }),
    line("signed", {}),
  ].join("\n");
}
