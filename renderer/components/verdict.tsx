import { fixedLines } from "../../shared/words/fixed-lines.ts";
import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { roleOf } from "../../shared/words/ui/steps.ts";
import { evidenceWords } from "../../shared/words/ui/evidence.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { formatWords, reportLabels } from "../../shared/words/report-labels.ts";
import { Chain } from "./chain.tsx";
import { CheckList } from "./check-list.tsx";
import { Custody } from "./custody.tsx";
import { Digest } from "./digest.tsx";
import { Environment } from "./environment.tsx";
import { EvidenceRecords } from "./evidence-records.tsx";
import { type Fact, Facts } from "./facts.tsx";
import { useSay } from "./language-context.ts";
import { Members } from "./members.tsx";
import { Moment } from "./moment.tsx";
import { Receipt } from "./receipt.tsx";
import { Section } from "./section.tsx";
import { Technical } from "./technical.tsx";
import { Timeline } from "./timeline.tsx";
import { Timestamps } from "./timestamps.tsx";
import { VerdictHeadline } from "./verdict-headline.tsx";

/** A whole verdict, in the order: sentence, checks, facts, timeline, members, technical detail. */
export function Verdict({
  verdict,
  policy,
}: {
  readonly verdict: PackageVerdict;
  /** Name of the policy by which was judged. */
  readonly policy: string;
}) {
  return (
    <>
      <VerdictHeadline verdict={verdict} policy={policy} />
      <VerdictBody verdict={verdict} />
    </>
  );
}

/** All that stands below the headline of a verdict; nothing where there was nothing to verify. */
export function VerdictBody({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const { facts } = verdict;
  if (verdict.outcome === "nothing_to_verify") return null;
  return (
    <>
      <Section title={say(verdictWords.checks)}>
        <CheckList checks={verdict.checks} />
      </Section>
      <VerdictFactList verdict={verdict} />
      {facts.timestamps.length === 0 ? null : (
        <Section title={say(verdictWords.timestamps)}>
          <Timestamps timestamps={facts.timestamps} />
        </Section>
      )}
      {facts.receipt === null && facts.format !== "package" ? null : (
        <Section title={say(verdictWords.receipt)}>
          <Receipt receipt={facts.receipt} />
        </Section>
      )}
      {facts.timeline.length === 0 ? null : (
        <Section title={say(verdictWords.timeline)}>
          <Timeline moments={facts.timeline} />
        </Section>
      )}
      {facts.evidenceRecords.length === 0 ? null : (
        <Section title={say(verdictWords.evidenceRecords)}>
          <EvidenceRecords records={facts.evidenceRecords} />
        </Section>
      )}
      {facts.custody.length === 0 ? null : (
        <Section title={say(verdictWords.custody)}>
          <Custody acts={facts.custody} />
        </Section>
      )}
      {facts.environment === null ? null : (
        <Section title={say(verdictWords.environment)}>
          <Environment environment={facts.environment} />
        </Section>
      )}
      {facts.members.length === 0 ? null : (
        <Section title={say(verdictWords.members)}>
          <Members members={facts.members} />
        </Section>
      )}
      <Section title={say(verdictWords.technical)}>
        <Technical verdict={verdict} />
      </Section>
    </>
  );
}

function VerdictFactList({ verdict }: { readonly verdict: PackageVerdict }) {
  const say = useSay();
  const { format, number, title, fingerprint, purpose, signer, parties } = verdict.facts;
  const { sequence, editions } = verdict.facts;
  const facts: readonly (Fact | undefined)[] = [
    format === null
      ? undefined
      : { name: say(verdictWords.format), value: say(formatWords[format]) },
    number === null ? undefined : { name: say(evidenceWords.number), value: <code>{number}</code> },
    title === null ? undefined : { name: say(evidenceWords.title), value: <bdi>{title}</bdi> },
    purpose === null
      ? undefined
      : { name: say(evidenceWords.purpose), value: <bdi>{purpose}</bdi> },
    fingerprint === null
      ? undefined
      : {
          name: say(evidenceWords.fingerprint),
          value: <Digest value={fingerprint} what={say(evidenceWords.fingerprint)} />,
        },
    signer === null
      ? undefined
      : {
          name: say(verdictWords.signer),
          value: (
            <>
              {signer.name}
              <br />
              {signer.selfDeclared
                ? say(fixedLines.selfDeclared)
                : say(verdictWords.issuedBy, { issuer: signer.issuer })}
              <Chain file={signer.name} chain={signer.chain} />
            </>
          ),
        },
    ...parties.map((party) => ({
      name: say(roleOf(party.role)),
      value: <bdi>{party.name}</bdi>,
    })),
    sequence === null
      ? undefined
      : {
          name: say(verdictWords.sequence),
          value: say(reportLabels.sequenceValue, { vault: sequence.vault, n: sequence.n }),
        },
    editions.length < 2
      ? undefined
      : {
          name: say(verdictWords.editions),
          value: editions.map(({ n, closedAt }) => (
            <div key={n}>
              {say(verdictWords.edition, { n })}
              {closedAt === null ? null : (
                <>
                  {" "}
                  <Moment at={closedAt} />
                </>
              )}
            </div>
          )),
        },
  ];
  const known = facts.filter((fact) => fact !== undefined);
  if (known.length === 0) return null;
  return (
    <Section title={say(verdictWords.facts)}>
      <Facts facts={known} />
    </Section>
  );
}
