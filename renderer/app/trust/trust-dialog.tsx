import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { Digest } from "../../components/digest.tsx";
import { useSay } from "../../components/language-context.ts";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { Dialog } from "../frame/dialog.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { useChange } from "../state/queries.ts";
import { FileField } from "./file-field.tsx";
import styles from "./panel.module.css";

/** Accepts a root, a revocation list or a network, after its owner has seen the digest. */
export function TrustDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [source, setSource] = useState<SourceId>();
  const [from, setFrom] = useState("");
  const preview = useChange("trust.preview");
  const add = useChange("trust.add", ["trust.list", "network.list", "evidence.verify"]);
  const found = source === undefined ? [] : (preview.data?.found ?? []);
  return (
    <Dialog title={say(trustWords.addTitle)} onClose={onClose}>
      <div className={styles.form}>
        <FileField
          label={say(trustWords.addHint)}
          onSource={(chosen) => {
            setSource(chosen);
            preview.mutate({ source: chosen });
          }}
        />
        <FaultNotice thrown={preview.error ?? add.error} />
        {found.map((entry) => (
          <div key={entry.digest} className={styles.found}>
            <p className={styles.name}>
              {entry.name}
              <span className={styles.mark}>{say(trustWords[`kind_${entry.kind}`])}</span>
              {entry.practice ? <PracticeLabel /> : null}
            </p>
            <p>{say(trustWords.compare)}</p>
            <Digest value={entry.digest} what={entry.name} />
          </div>
        ))}
        {source === undefined || found.length === 0 ? null : (
          <>
            <TextInput
              label={say(trustWords.from)}
              value={from}
              maxLength={500}
              onChange={({ currentTarget }) => setFrom(currentTarget.value)}
            />
            {found.map(({ digest }) => (
              <Button
                key={digest}
                loading={add.isPending}
                onClick={() =>
                  add.mutate(
                    { source, digest, ...(from === "" ? {} : { from }) },
                    { onSuccess: onClose },
                  )
                }
              >
                {say(trustWords.accept)}
              </Button>
            ))}
          </>
        )}
      </div>
    </Dialog>
  );
}
