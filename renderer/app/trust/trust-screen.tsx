import { Button } from "@mantine/core";
import { useState } from "react";
import type { TrustSummary } from "../../../shared/contract/trust-summary.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { Digest } from "../../components/digest.tsx";
import { useSay } from "../../components/language-context.ts";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { Section } from "../../components/section.tsx";
import { Dialog } from "../frame/dialog.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { useCall, useChange } from "../state/queries.ts";
import { AuthorityDialog } from "./authority-dialog.tsx";
import { IdentityDialog } from "./identity-dialog.tsx";
import { IdentityEntry, Unlock } from "./identity-entry.tsx";
import styles from "./panel.module.css";
import { TrustDialog } from "./trust-dialog.tsx";

type Open = "trust" | "authority" | "create" | "import" | undefined;

/** Whom this computer trusts, whom it asks for time-stamps, and as whom it signs. */
export function TrustScreen() {
  const say = useSay();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      <ScreenHead title={say(trustWords.title)} lead={say(trustWords.lead)} />
      <Section title={say(trustWords.trusted)}>
        <TrustList />
        <Button variant="default" onClick={() => setOpen("trust")}>
          {say(trustWords.add)}
        </Button>
      </Section>
      <Section title={say(trustWords.authorities)}>
        <AuthorityList />
        <Button variant="default" onClick={() => setOpen("authority")}>
          {say(notarizeWords.addAuthority)}
        </Button>
      </Section>
      <Section title={say(trustWords.identities)}>
        <IdentityList />
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setOpen("create")}>
            {say(trustWords.identityCreate)}
          </Button>
          <Button variant="default" onClick={() => setOpen("import")}>
            {say(trustWords.identityImport)}
          </Button>
        </div>
      </Section>
      {open === "trust" ? <TrustDialog onClose={close} /> : null}
      {open === "authority" ? <AuthorityDialog onClose={close} /> : null}
      {open === "create" || open === "import" ? (
        <IdentityDialog way={open} onClose={close} />
      ) : null}
    </>
  );
}

function TrustList() {
  const say = useSay();
  const { data, error } = useCall("trust.list", {});
  const remove = useChange("trust.remove", ["trust.list", "network.list", "evidence.verify"]);
  const [leaving, setLeaving] = useState<TrustSummary>();
  return (
    <>
      <FaultNotice thrown={error ?? remove.error} />
      {data?.trusted.length === 0 ? <p>{say(trustWords.empty)}</p> : null}
      <ul className={styles.list}>
        {data?.trusted.map((entry) => (
          <li key={entry.file} className={styles.entry}>
            <div className={styles.body}>
              <p className={styles.name}>
                <bdi>{entry.name}</bdi>
                <span className={styles.mark}>{say(trustWords[`kind_${entry.kind}`])}</span>
                {entry.practice ? <PracticeLabel /> : null}
              </p>
              <Digest value={entry.digest} what={entry.name} />
              <p className={styles.quiet}>{say(trustWords.source, { source: entry.source })}</p>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say(trustWords.removeOf, { name: entry.name })}
              onClick={() => setLeaving(entry)}
            >
              {say(trustWords.remove)}
            </Button>
          </li>
        ))}
      </ul>
      {leaving === undefined ? null : (
        <Dialog
          title={say(trustWords.removeTitle, { name: leaving.name })}
          onClose={() => setLeaving(undefined)}
        >
          <p>{say(trustWords.removeText)}</p>
          <div className={styles.actions}>
            <Button
              onClick={() => {
                remove.mutate({ file: leaving.file });
                setLeaving(undefined);
              }}
            >
              {say(trustWords.remove)}
            </Button>
            <Button variant="default" onClick={() => setLeaving(undefined)}>
              {say(shellWords.cancel)}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function AuthorityList() {
  const say = useSay();
  const { data, error } = useCall("authority.list", {});
  const remove = useChange("authority.remove", ["authority.list"]);
  return (
    <>
      <FaultNotice thrown={error ?? remove.error} />
      <ul className={styles.list}>
        {data?.authorities.map((authority) => (
          <li key={authority.url} className={styles.entry}>
            <div className={styles.body}>
              <p className={styles.name}>
                <bdi>{authority.name}</bdi>
                {authority.practice ? <PracticeLabel /> : null}
              </p>
              <p className={styles.quiet}>{authority.url}</p>
            </div>
            {authority.practice ? null : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={say(trustWords.removeOf, { name: authority.name })}
                onClick={() => remove.mutate({ url: authority.url })}
              >
                {say(trustWords.remove)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function IdentityList() {
  const { data, error } = useCall("identity.show", {});
  return (
    <>
      <FaultNotice thrown={error} />
      <ul className={styles.list}>
        {data?.identities.map((identity) => (
          <li key={identity.name} className={styles.entry}>
            <IdentityEntry identity={identity} />
            <Unlock identity={identity} />
          </li>
        ))}
      </ul>
    </>
  );
}
