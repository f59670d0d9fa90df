import { useState } from "react";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { Digest } from "../../components/digest.tsx";
import field from "../../components/field.module.css";
import { FilePicker } from "../../components/file-picker.tsx";
import { useSay } from "../../components/language-context.ts";
import { PlainButton } from "../../components/plain-button.tsx";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { MomentField, PolicyField } from "../../components/terms.tsx";
import type { ChosenPolicy } from "../state/chosen-policy.ts";
import type { Offered, Refused } from "../state/trust-files.ts";
import styles from "./grounds.module.css";

interface GroundsProps {
  readonly offered: readonly Offered[];
  readonly refused: readonly Refused[];
  /** Text of the field; "" for now. */
  readonly moment: string;
  readonly chosen: ChosenPolicy;
  readonly refusedPolicy: Refused | null;
  readonly onPolicy: (file: File) => void;
  readonly onDefaultPolicy: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onOffered: (offered: readonly Offered[]) => void;
  readonly onMoment: (moment: string) => void;
}

/** What the verdict rests on: whom the reader trusts, by which policy and as of when. Open while something waits for a yes. */
export function Grounds({ offered, refused, onFiles, onOffered, ...terms }: GroundsProps) {
  const { moment, chosen, refusedPolicy, onPolicy, onDefaultPolicy, onMoment } = terms;
  const say = useSay();
  const [unfolded, setUnfolded] = useState(false);
  const accepted = offered.filter((one) => one.accepted).length;
  const waiting = offered.length - accepted;
  return (
    <details
      className={styles.grounds}
      open={unfolded || waiting > 0 || refused.length > 0 || refusedPolicy !== null}
      data-testid="grounds"
      onToggle={(event) => setUnfolded(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <span>
          {say(verifierWords.trust)}
          <span className={styles.count}>
            {say(verifierWords.trustCount, { count: accepted })}
            {waiting === 0 ? "" : ` · ${say(verifierWords.trustWaiting, { count: waiting })}`}
          </span>
        </span>
        <span>
          {say(verifyWords.clock)}
          <span className={styles.count}>
            {moment === "" ? say(verifyWords.clockNow) : moment.replace("T", " ")}
          </span>
        </span>
        <span>
          {say(verifyWords.policy)}
          <span className={styles.count}>
            <bdi>{chosen.file?.name ?? say(verifyWords.policyDefault)}</bdi>
          </span>
        </span>
      </summary>
      <div className={styles.body}>
        {offered.length === 0 ? (
          <p className={styles.none}>{say(verifierWords.trustNone)}</p>
        ) : null}
        <p className={field.lead}>{say(verifierWords.trustLead)}</p>
        <FilePicker
          label={say(verifierWords.trustPick)}
          accept=".pem,.crt,.cer,.crl,.json"
          multiple
          testId="trust-files"
          onFiles={onFiles}
        />
        <div aria-live="polite">
          {refused.map(({ name, rule }) => (
            <p key={name} className={styles.refused}>
              {say(verifierWords.trustRefused, { name, rule })}
            </p>
          ))}
          <TrustList offered={offered} onOffered={onOffered} />
        </div>
        <MomentField moment={moment} onMoment={onMoment} />
        <PolicyField
          name={chosen.file?.name ?? null}
          refused={refusedPolicy}
          onFile={onPolicy}
          onDefault={onDefaultPolicy}
        >
          {chosen.file === null ? null : (
            <Digest value={chosen.file.digest} what={chosen.file.name} />
          )}
        </PolicyField>
      </div>
    </details>
  );
}

function TrustList({
  offered,
  onOffered,
}: {
  readonly offered: readonly Offered[];
  readonly onOffered: (offered: readonly Offered[]) => void;
}) {
  const say = useSay();
  if (offered.length === 0) return null;
  const accept = (chosen: Offered, button: HTMLElement) => {
    // The button goes away: the focus stays at what it stood for.
    button.closest("li")?.focus();
    onOffered(offered.map((one) => (one === chosen ? { ...one, accepted: true } : one)));
  };
  return (
    <ul className={styles.list}>
      {offered.map((one) => {
        const { kind, name, digest, source, practice } = one.summary;
        return (
          <li key={digest} className={styles.entry} data-accepted={one.accepted} tabIndex={-1}>
            <p className={styles.name}>
              <bdi>{name}</bdi>
              <span className={styles.mark}>{say(trustWords[`kind_${kind}`])}</span>
              {practice ? <PracticeLabel /> : null}
            </p>
            <p className={field.lead}>{say(trustWords.source, { source })}</p>
            {one.accepted ? null : <p className={styles.compare}>{say(trustWords.compare)}</p>}
            <Digest value={digest} what={name} />
            <div className={styles.actions}>
              {one.accepted ? null : (
                <PlainButton
                  strong
                  data-testid="accept"
                  onClick={({ currentTarget }) => accept(one, currentTarget)}
                >
                  {say(trustWords.accept)}
                </PlainButton>
              )}
              <PlainButton
                aria-label={say(trustWords.removeOf, { name })}
                onClick={() => onOffered(offered.filter((other) => other !== one))}
              >
                {say(trustWords.remove)}
              </PlainButton>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
