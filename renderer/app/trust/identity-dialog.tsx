import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { useSay } from "../../components/language-context.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { useChange } from "../state/queries.ts";
import { FileField } from "./file-field.tsx";
import styles from "./panel.module.css";

/** Makes an identity of one's own, or takes one that an authority issued. */
export function IdentityDialog({
  way,
  onClose,
}: {
  readonly way: "create" | "import";
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [name, setName] = useState("");
  const [subject, setSubject] = useState("");
  const [source, setSource] = useState<SourceId>();
  const [filePassphrase, setFilePassphrase] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const create = useChange("identity.create", ["identity.show"]);
  const take = useChange("identity.import", ["identity.show"]);
  const title = say(way === "create" ? trustWords.identityCreate : trustWords.identityImport);
  const submit = () => {
    if (way === "create") create.mutate({ name, subject, passphrase }, { onSuccess: onClose });
    else if (source !== undefined) {
      take.mutate({ name, source, filePassphrase, passphrase }, { onSuccess: onClose });
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={say(trustWords.identityName)}
          required
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {way === "create" ? (
          <TextInput
            label={say(trustWords.identitySubject)}
            required
            maxLength={64}
            value={subject}
            onChange={({ currentTarget }) => setSubject(currentTarget.value)}
          />
        ) : (
          <>
            <FileField label={say(trustWords.identityFile)} onSource={setSource} />
            <PasswordInput
              label={say(trustWords.identityFilePassphrase)}
              autoComplete="off"
              value={filePassphrase}
              onChange={({ currentTarget }) => setFilePassphrase(currentTarget.value)}
            />
          </>
        )}
        <PasswordInput
          label={say(trustWords.identityPassphrase)}
          description={say(trustWords.identityPassphraseHint)}
          required
          autoComplete="new-password"
          value={passphrase}
          onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
        />
        <FaultNotice thrown={create.error ?? take.error} />
        <Button
          type="submit"
          loading={create.isPending || take.isPending}
          disabled={way === "import" && source === undefined}
        >
          {title}
        </Button>
      </form>
    </Dialog>
  );
}
