import type { ReactNode } from "react";
import { verifyWords } from "../../shared/words/ui/verify.ts";
import field from "./field.module.css";
import { FilePicker } from "./file-picker.tsx";
import { useSay } from "./language-context.ts";
import { PlainButton } from "./plain-button.tsx";
import styles from "./terms.module.css";

/** As of when is judged, in Beijing time to the second. An empty field means now. */
export function MomentField({
  moment,
  onMoment,
}: {
  readonly moment: string;
  readonly onMoment: (moment: string) => void;
}) {
  const say = useSay();
  return (
    <>
      <label className={styles.field}>
        <span>{say(verifyWords.clockField)}</span>
        <input
          type="datetime-local"
          step={1}
          className={field.input}
          value={moment}
          data-testid="moment"
          onChange={({ currentTarget }) => onMoment(currentTarget.value)}
        />
      </label>
      <p className={field.lead}>{say(verifyWords.clockLead)}</p>
    </>
  );
}

/** By which policy is judged. A file is chosen here and nowhere else: one that is dropped among others is a loose file. */
export function PolicyField({
  name,
  refused = null,
  children = null,
  onFile,
  onDefault,
}: {
  /** Of the chosen policy; null for the default one. */
  readonly name: string | null;
  readonly refused?: { readonly name: string; readonly rule: string } | null;
  /** What else is known of the chosen policy. */
  readonly children?: ReactNode;
  readonly onFile: (file: File) => void;
  readonly onDefault: () => void;
}) {
  const say = useSay();
  return (
    <>
      <div className={styles.field} data-testid="policy">
        <bdi>{say(verifyWords.policyIs, { name: name ?? say(verifyWords.policyDefault) })}</bdi>
        <FilePicker
          label={say(verifyWords.policyPick)}
          accept=".json"
          testId="policy-file"
          onFiles={([file]) => {
            if (file !== undefined) onFile(file);
          }}
        />
        {name === null ? null : (
          <PlainButton onClick={onDefault}>{say(verifyWords.policyReset)}</PlainButton>
        )}
      </div>
      {children}
      <div aria-live="polite">
        {refused === null ? null : (
          <p className={styles.refused}>{say(verifyWords.policyRefused, refused)}</p>
        )}
      </div>
      <p className={field.lead}>{say(verifyWords.policyLead)}</p>
    </>
  );
}
