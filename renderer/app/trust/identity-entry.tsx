import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { IdentitySummary } from "../../../shared/contract/identity-summary.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { verdictWords } from "../../../shared/words/ui/verdict.ts";
import { useSay } from "../../components/language-context.ts";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { useChange } from "../state/queries.ts";
import styles from "./panel.module.css";

/** Who an identity says it is, who says so, and whether its key is open. */
export function IdentityEntry({ identity }: { readonly identity: IdentitySummary }) {
  const say = useSay();
  return (
    <div className={styles.body}>
      <p className={styles.name}>
        <bdi>{identity.subject}</bdi>
        {identity.origin === "practice" ? <PracticeLabel /> : null}
        {identity.origin !== "practice" && identity.issuer === identity.subject ? (
          <span className={styles.mark}>{say(trustWords.identitySelf)}</span>
        ) : null}
        {identity.protected ? (
          <span className={styles.mark}>
            {say(identity.unlocked ? notarizeWords.unlocked : notarizeWords.locked)}
          </span>
        ) : (
          <span className={styles.mark}>{say(trustWords.identityUnprotected)}</span>
        )}
      </p>
      <p className={styles.quiet}>
        <bdi>{identity.name}</bdi> · {say(verdictWords.issuedBy, { issuer: identity.issuer })} ·{" "}
        {say(trustWords.notAfter, { at: Date.parse(identity.notAfter) })}
      </p>
    </div>
  );
}

/** Opens a key until the service ends. The passphrase is kept nowhere on the page. */
export function Unlock({ identity }: { readonly identity: IdentitySummary }) {
  const say = useSay();
  const [passphrase, setPassphrase] = useState("");
  const unlock = useChange("identity.unlock", ["identity.show"]);
  if (!identity.protected || identity.unlocked) return null;
  return (
    <form
      className={styles.unlock}
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate({ name: identity.name, passphrase }, { onSettled: () => setPassphrase("") });
      }}
    >
      <PasswordInput
        className={styles.passphrase}
        aria-label={say(notarizeWords.passphrase)}
        placeholder={say(notarizeWords.passphrase)}
        autoComplete="current-password"
        required
        value={passphrase}
        onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={unlock.isPending}>
        {say(notarizeWords.unlock)}
      </Button>
      <FaultNotice thrown={unlock.error} />
    </form>
  );
}
