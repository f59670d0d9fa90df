import { useState } from "react";
import type { CallInput } from "../../../shared/contract/calls.ts";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { useSay } from "../../components/language-context.ts";
import { momentOf } from "../../components/moment-field.ts";
import { MomentField, PolicyField } from "../../components/terms.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { host } from "../host/client.ts";
import { ServiceFault } from "../state/service-fault.ts";
import styles from "./chosen-terms.module.css";

/** As of when, and by which policy, the screen judges. */
export interface Terms {
  /** Text of the field; "" for now. */
  readonly moment: string;
  /** Null for the default policy. */
  readonly policy: { readonly source: SourceId; readonly name: string } | null;
}

export const termsByDefault: Terms = { moment: "", policy: null };

/** What a call says of them. */
export function termsOf({
  moment,
  policy,
}: Terms): Pick<CallInput<"package.verify">, "at" | "policy"> {
  const at = momentOf(moment);
  return {
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    ...(policy === null ? {} : { policy: policy.source }),
  };
}

/** The terms, folded away until somebody wants others than the usual. */
export function ChosenTerms({
  terms,
  onTerms,
}: {
  readonly terms: Terms;
  readonly onTerms: (terms: Terms) => void;
}) {
  const say = useSay();
  const [thrown, setThrown] = useState<unknown>();
  const takePolicy = async (file: File) => {
    setThrown(undefined);
    try {
      const answer = await host.ingest([{ file, path: file.name }], "picker");
      if (!answer.ok) throw new ServiceFault(answer.error);
      const [source] = answer.sources;
      if (source !== undefined) onTerms({ ...terms, policy: { source, name: file.name } });
    } catch (fault) {
      setThrown(fault);
    }
  };
  return (
    <details className={styles.terms} data-testid="terms">
      <summary className={styles.summary}>
        {say(verifyWords.terms)}
        <span className={styles.said}>{say(verifyWords.termsTrust)}</span>
        <span className={styles.said}>
          <bdi>
            {say(verifyWords.policyIs, {
              name: terms.policy?.name ?? say(verifyWords.policyDefault),
            })}
          </bdi>
        </span>
        <span className={styles.said}>
          {say(verifyWords.clockIs, {
            moment:
              terms.moment === "" ? say(verifyWords.clockNow) : terms.moment.replace("T", " "),
          })}
        </span>
      </summary>
      <div className={styles.body}>
        <MomentField moment={terms.moment} onMoment={(moment) => onTerms({ ...terms, moment })} />
        <PolicyField
          name={terms.policy?.name ?? null}
          onFile={(file) => void takePolicy(file)}
          onDefault={() => onTerms({ ...terms, policy: null })}
        />
        <FaultNotice thrown={thrown} />
      </div>
    </details>
  );
}
