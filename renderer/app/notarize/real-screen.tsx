import { fixedLines } from "../../../shared/words/fixed-lines.ts";
import { Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { startWords } from "../../../shared/words/ui/start.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { useSay } from "../../components/language-context.ts";
import { Section } from "../../components/section.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { takeGivenSources, useGivenSources } from "../state/given-sources.ts";
import { AuthorityDialog } from "../trust/authority-dialog.tsx";
import { IdentityDialog } from "../trust/identity-dialog.tsx";
import panel from "../trust/panel.module.css";
import { TrustDialog } from "../trust/trust-dialog.tsx";
import { AuthorityChoice } from "./authority-choice.tsx";
import { DropZone } from "./drop-zone.tsx";
import { IdentityChoice } from "./identity-choice.tsx";
import { NetworkChoice } from "./network-choice.tsx";
import { StartedItems } from "./started-items.tsx";
import { type NotarizePlan, useNotarize } from "./use-notarize.ts";

type Open = "authority" | "network" | "create" | "import" | undefined;

/** A real item: who stamps, who cosigns, who signs; then the files. */
export function RealScreen() {
  const say = useSay();
  const { started, notarize, thrown } = useNotarize();
  const [open, setOpen] = useState<Open>();
  const [authorities, setAuthorities] = useState<readonly string[]>([]);
  const [needed, setNeeded] = useState(1);
  const [network, setNetwork] = useState<string | null>(null);
  const [identity, setIdentity] = useState<string>();
  const [matter, setMatter] = useState("");
  const [title, setTitle] = useState("");
  const [sm3, setSm3] = useState(false);
  const given = useGivenSources();
  const ready = authorities.length > 0 && identity !== undefined;
  const close = () => setOpen(undefined);

  const begin = (sources: readonly SourceId[]) => {
    if (identity === undefined) return;
    const plan: NotarizePlan = {
      authorities: [...authorities],
      needed: Math.min(needed, authorities.length),
      network,
      identity,
      sm3,
      ...(matter.trim() === "" ? {} : { matter: matter.trim() }),
      ...(title.trim() === "" ? {} : { title: title.trim() }),
    };
    notarize(sources, plan);
  };
  return (
    <>
      <ScreenHead title={say(notarizeWords.realTitle)} lead={say(notarizeWords.realLead)} />
      <Section title={`${say(notarizeWords.stepOne)} · ${say(notarizeWords.authorities)}`}>
        <p className={panel.hint}>{say(notarizeWords.authoritiesHint)}</p>
        <AuthorityChoice chosen={authorities} onChoose={setAuthorities} />
        <div className={panel.actions}>
          <Button variant="default" onClick={() => setOpen("authority")}>
            {say(notarizeWords.addAuthority)}
          </Button>
        </div>
        {authorities.length > 1 ? (
          <NumberInput
            label={say(notarizeWords.neededLabel)}
            min={1}
            max={authorities.length}
            allowDecimal={false}
            value={Math.min(needed, authorities.length)}
            onChange={(value) => setNeeded(Number(value) || 1)}
          />
        ) : null}
      </Section>
      <Section title={`${say(notarizeWords.stepTwo)} · ${say(notarizeWords.network)}`}>
        <p className={panel.hint}>{say(notarizeWords.networkHint)}</p>
        <NetworkChoice chosen={network} onChoose={setNetwork} />
        <div className={panel.actions}>
          <Button variant="default" onClick={() => setOpen("network")}>
            {say(notarizeWords.addNetwork)}
          </Button>
        </div>
      </Section>
      <Section title={`${say(notarizeWords.stepThree)} · ${say(notarizeWords.identity)}`}>
        <p className={panel.hint}>{say(notarizeWords.identityHint)}</p>
        <IdentityChoice chosen={identity} onChoose={setIdentity} />
        <div className={panel.actions}>
          <Button variant="default" onClick={() => setOpen("create")}>
            {say(trustWords.identityCreate)}
          </Button>
          <Button variant="default" onClick={() => setOpen("import")}>
            {say(trustWords.identityImport)}
          </Button>
        </div>
      </Section>
      <Section title={`${say(notarizeWords.stepFour)} · ${say(notarizeWords.putIn)}`}>
        <div className={panel.form}>
          <TextInput
            label={say(notarizeWords.matter)}
            description={say(notarizeWords.matterHint)}
            maxLength={500}
            value={matter}
            onChange={({ currentTarget }) => setMatter(currentTarget.value)}
          />
          <TextInput
            label={say(notarizeWords.title)}
            description={say(notarizeWords.titleHint)}
            maxLength={500}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <Checkbox
            label={say(notarizeWords.sm3)}
            checked={sm3}
            onChange={({ currentTarget }) => setSm3(currentTarget.checked)}
          />
          {given.length === 0 ? null : (
            <Button disabled={!ready} onClick={() => begin(takeGivenSources())}>
              {say(startWords.given, { count: given.length })} {say(notarizeWords.realTitle)}
            </Button>
          )}
          <DropZone
            title={say(notarizeWords.dropTitle)}
            lines={[say(notarizeWords.oneItemEach), say(fixedLines.privacy)]}
            disabled={!ready}
            onSources={begin}
          />
        </div>
        <FaultNotice thrown={thrown} />
        <StartedItems ids={started} />
      </Section>
      {open === "authority" ? <AuthorityDialog onClose={close} /> : null}
      {open === "network" ? <TrustDialog onClose={close} /> : null}
      {open === "create" || open === "import" ? (
        <IdentityDialog way={open} onClose={close} />
      ) : null}
    </>
  );
}
