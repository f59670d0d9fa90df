import { useState } from "react";
import type { VerdictJson } from "../../../shared/report/verdict-json.ts";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { useSay } from "../../components/language-context.ts";
import { Section } from "../../components/section.tsx";
import styles from "./results.module.css";

/** Says whose member a pasted digest is, among what was verified. */
export function DigestLookUp({ verdicts }: { readonly verdicts: readonly VerdictJson[] }) {
  const say = useSay();
  const [text, setText] = useState("");
  const digest = text.replace(/[\s:]/gu, "").toLowerCase();
  const members = verdicts.flatMap(({ path, facts }) =>
    facts.members.map((member) => ({ where: path, member })),
  );
  if (members.length === 0) return null;
  const found = members.filter(({ member }) => member.sha256 === digest || member.sm3 === digest);
  return (
    <Section title={say(verifierWords.lookUp)}>
      <label className={styles.lookUp}>
        <span>{say(verifierWords.lookUpField)}</span>
        <input
          className={styles.field}
          value={text}
          spellCheck={false}
          autoComplete="off"
          data-testid="look-up"
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div aria-live="polite" data-testid="looked-up">
        {digest === "" ? null : !/^[0-9a-f]{64}$/u.test(digest) ? (
          <p>{say(verifierWords.lookUpMalformed)}</p>
        ) : found.length === 0 ? (
          <p>{say(verifierWords.lookUpNone)}</p>
        ) : (
          found.map(({ where, member }) => (
            <p key={`${where}/${member.path}`}>
              {say(verifierWords.lookUpFound, { name: member.originalName, where })}
            </p>
          ))
        )}
      </div>
    </Section>
  );
}
