import type { ItemDetail } from "../../../shared/contract/item-summary.ts";
import { showSpan } from "../../../shared/words/moments.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { kindWords } from "../../../shared/words/terms.ts";
import { verdictWords } from "../../../shared/words/ui/verdict.ts";
import { showBytes } from "../../components/byte-size.ts";
import { Digest } from "../../components/digest.tsx";
import { type Fact, Facts } from "../../components/facts.tsx";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { Members } from "../../components/members.tsx";
import { Moment } from "../../components/moment.tsx";
import { sentenceOf } from "../../components/said-code.ts";
import { Section } from "../../components/section.tsx";

/** What the vault knows of an item beyond its package: the plan, what is missing, where it is filed. */
export function ItemFacts({
  item,
  members,
}: {
  readonly item: ItemDetail;
  readonly members: boolean;
}) {
  const say = useSay();
  const language = useLanguage();
  const { planned, fingerprint, clockOffset } = item;
  const facts: readonly (Fact | undefined)[] = [
    {
      name: say(evidenceWords.kind),
      value: `${say(kindWords[item.kind])} · ${showBytes(item.bytes)}`,
    },
    { name: say(evidenceWords.requestedAt), value: <Moment at={item.requestedAt} /> },
    item.matters.length === 0
      ? undefined
      : { name: say(evidenceWords.matters), value: <bdi>{item.matters.join("；")}</bdi> },
    { name: say(evidenceWords.identity), value: <bdi>{item.identity}</bdi> },
    {
      name: say(evidenceWords.plan),
      value: say(evidenceWords.planText, {
        authorities: planned.authorities.join("，"),
        needed: planned.needed,
        network: planned.network ?? say(evidenceWords.planNoNetwork),
      }),
    },
    clockOffset === null
      ? undefined
      : { name: say(evidenceWords.clockOffset), value: showSpan(clockOffset, language) },
    ...item.missing.map((missing) => ({
      name: say(evidenceWords.missing),
      value: `${missing.authority}: ${sentenceOf(missing, language)}`,
    })),
    fingerprint === null || !members
      ? undefined
      : {
          name: say(evidenceWords.fingerprint),
          value: <Digest value={fingerprint} what={say(evidenceWords.fingerprint)} />,
        },
  ];
  return (
    <>
      <Section title={say(evidenceWords.facts)}>
        <Facts facts={facts.filter((fact) => fact !== undefined)} />
      </Section>
      {!members || item.memberList.length === 0 ? null : (
        <Section title={say(verdictWords.members)}>
          <Members members={item.memberList} />
        </Section>
      )}
    </>
  );
}
