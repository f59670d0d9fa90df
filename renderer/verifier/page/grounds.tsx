import { useRef, useState } from "react";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { Digest } from "../../components/digest.tsx";
import { useSay } from "../../components/language-context.ts";
import { PracticeLabel } from "../../components/practice-label.tsx";
import type { Offered, Refused } from "../state/trust-files.ts";
import styles from "./grounds.module.css";

interface GroundsProps {
  readonly offered: readonly Offered[];
  readonly refused: readonly Refused[];
  /** Text of the field; "" for now. */
  readonly moment: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onOffered: (offered: readonly Offered[]) => void;
  readonly onMoment: (moment: string) => void;
}

/** What the verdict rests on: whom the reader trusts, and as of when. Open while something waits for a yes. */
export function Grounds({ offered, refused, moment, onFiles, onOffered, onMoment }: GroundsProps) {
  const say = useSay();
  const [unfolded, setUnfolded] = useState(false);
  const accepted = offered.filter((one) => one.accepted).length;
  const waiting = offered.length - accepted;
  return (
    <details
      className={styles.grounds}
      open={unfolded || waiting > 0 || refused.length > 0}
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
          {say(verifierWords.clock)}
          <span className={styles.count}>
            {moment === "" ? say(verifierWords.clockNow) : moment.replace("T", " ")}
          </span>
        </span>
      </summary>
      <div className={styles.body}>
        {offered.length === 0 ? (
          <p className={styles.none}>{say(verifierWords.trustNone)}</p>
        ) : null}
        <p className={styles.lead}>{say(verifierWords.trustLead)}</p>
        <TrustPicker onFiles={onFiles} />
        <div aria-live="polite">
          {refused.map(({ name, rule }) => (
            <p key={name} className={styles.refused}>
              {say(verifierWords.trustRefused, { name, rule })}
            </p>
          ))}
          <TrustList offered={offered} onOffered={onOffered} />
        </div>
        <label className={styles.clock}>
          <span>{say(verifierWords.clockField)}</span>
          <input
            type="datetime-local"
            step={1}
            className={styles.field}
            value={moment}
            data-testid="moment"
            onChange={({ currentTarget }) => onMoment(currentTarget.value)}
          />
        </label>
        <p className={styles.lead}>{say(verifierWords.clockLead)}</p>
      </div>
    </details>
  );
}

function TrustPicker({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const say = useSay();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={styles.button} onClick={() => picker.current?.click()}>
        {say(verifierWords.trustPick)}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".pem,.crt,.cer,.crl,.json"
        aria-label={say(verifierWords.trustPick)}
        data-testid="trust-files"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </>
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
  const accept = (chosen: Offered) =>
    onOffered(offered.map((one) => (one === chosen ? { ...one, accepted: true } : one)));
  return (
    <ul className={styles.list}>
      {offered.map((one) => {
        const { kind, name, digest, source, practice } = one.summary;
        return (
          <li key={digest} className={styles.entry} data-accepted={one.accepted}>
            <p className={styles.name}>
              <bdi>{name}</bdi>
              <span className={styles.mark}>{say(trustWords[`kind_${kind}`])}</span>
              {practice ? <PracticeLabel /> : null}
            </p>
            <p className={styles.lead}>{say(trustWords.source, { source })}</p>
            {one.accepted ? null : <p className={styles.compare}>{say(trustWords.compare)}</p>}
            <Digest value={digest} what={name} />
            <div className={styles.actions}>
              {one.accepted ? null : (
                <button
                  type="button"
                  className={styles.accept}
                  data-testid="accept"
                  onClick={() => accept(one)}
                >
                  {say(trustWords.accept)}
                </button>
              )}
              <button
                type="button"
                className={styles.button}
                aria-label={say(trustWords.removeOf, { name })}
                onClick={() => onOffered(offered.filter((other) => other !== one))}
              >
                {say(trustWords.remove)}
              </button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
