import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { Digest } from "../../components/digest.tsx";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { sentenceOf } from "../../components/said-code.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { useCall, useChange } from "../state/queries.ts";
import { FileField } from "./file-field.tsx";
import styles from "./panel.module.css";

/** Adds an authority: one of the well-known list or any address, with its root if its owner compares it. */
export function AuthorityDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const known = useCall("authority.wellKnown", {}).data?.authorities ?? [];
  const [chosen, setChosen] = useState("");
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [root, setRoot] = useState<SourceId>();
  const preview = useChange("trust.preview");
  const add = useChange("authority.add", ["authority.list", "trust.list"]);
  const listed = known.find((authority) => authority.url === chosen);
  const address = listed?.url ?? url;
  const called = listed?.name ?? name;
  const [rootFound] = root === undefined ? [] : (preview.data?.found ?? []);
  const submit = () => {
    add.mutate(
      {
        url: address,
        ...(called === "" ? {} : { name: called }),
        ...(root === undefined || rootFound === undefined
          ? {}
          : { root, rootDigest: rootFound.digest }),
      },
      { onSuccess: ({ notices }) => (notices.length === 0 ? onClose() : undefined) },
    );
  };
  return (
    <Dialog
      title={say({ zh: "添加时间戳机构", en: "Add a time-stamping authority" })}
      onClose={onClose}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <NativeSelect
          label={say(trustWords.authorityKnown)}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={[
            { value: "", label: say(trustWords.authorityOther) },
            ...known.map((authority) => ({
              value: authority.url,
              label: authority.name,
            })),
          ]}
        />
        {listed === undefined ? (
          <>
            <TextInput
              label={say(trustWords.authorityUrl)}
              type="url"
              required
              maxLength={300}
              value={url}
              onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            />
            <TextInput
              label={say(trustWords.authorityName)}
              maxLength={300}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </>
        ) : (
          <p className={styles.quiet}>
            {listed.url}
            <br />
            {say(trustWords.authorityTerms)} {listed.terms[language]}
          </p>
        )}
        <FileField
          label={say(trustWords.authorityRoot)}
          onSource={(source) => {
            setRoot(source);
            preview.mutate({ source });
          }}
        />
        {rootFound === undefined ? null : (
          <div className={styles.found}>
            <p className={styles.name}>{rootFound.name}</p>
            <p>{say(trustWords.compare)}</p>
            <Digest value={rootFound.digest} what={rootFound.name} />
          </div>
        )}
        <FaultNotice thrown={preview.error ?? add.error} />
        {add.data?.notices.map((notice) => (
          <p key={notice.code} role="status">
            {sentenceOf(notice, language)}
          </p>
        ))}
        {add.isSuccess ? (
          <Button type="button" onClick={onClose}>
            {say(trustWords.done)}
          </Button>
        ) : (
          <Button type="submit" loading={add.isPending} disabled={address === ""}>
            {say(rootFound === undefined ? trustWords.authorityAdd : trustWords.accept)}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
