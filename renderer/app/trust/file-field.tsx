import { useRef, useState } from "react";
import { Button } from "@mantine/core";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { trustWords } from "../../../shared/words/ui/trust.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { host } from "../host/client.ts";
import { pickedFiles } from "../state/given-files.ts";
import { ServiceFault } from "../state/service-fault.ts";
import styles from "./panel.module.css";

/** One file, by picker, as a source. */
export function FileField({
  label,
  onSource,
}: {
  readonly label: string;
  readonly onSource: (source: SourceId) => void;
}) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [thrown, setThrown] = useState<unknown>();
  const take = async (list: FileList) => {
    setThrown(undefined);
    try {
      const answer = await host.ingest(pickedFiles(list), "picker");
      if (!answer.ok) throw new ServiceFault(answer.error);
      const [source] = answer.sources;
      if (source === undefined) return;
      setName(list[0]?.name ?? "");
      onSource(source);
    } catch (fault) {
      setThrown(fault);
    }
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <span className={styles.file}>
        <Button
          variant="default"
          onClick={() => input.current?.click()}
          aria-label={`${label}: ${say(trustWords.choose)}`}
        >
          {say(trustWords.choose)}
        </Button>
        <bdi>{name}</bdi>
      </span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null && currentTarget.files.length > 0)
            void take(currentTarget.files);
        }}
      />
      <FaultNotice thrown={thrown} />
    </div>
  );
}
