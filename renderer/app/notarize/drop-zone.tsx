import { Button } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { useSay } from "../../components/language-context.ts";
import { ReadingProgress } from "../../components/reading-progress.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { host } from "../host/client.ts";
import { droppedFiles, pickedFiles } from "../state/given-files.ts";
import { useIngest } from "../state/use-ingest.ts";
import styles from "./drop-zone.module.css";

interface DropZoneProps {
  readonly title: string;
  /** Said below the title: what becomes of what is put in. */
  readonly lines: readonly string[];
  readonly disabled?: boolean;
  readonly folders?: boolean;
  readonly onSources: (sources: readonly SourceId[]) => void;
}

/** Where files come in: by drop or by picker, the same either way. */
export function DropZone({
  title,
  lines,
  disabled = false,
  folders = true,
  onSources,
}: DropZoneProps) {
  const say = useSay();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { busy, sent, cancelled, thrown, take, cancel } = useIngest(onSources);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  const picked = (input: HTMLInputElement) => {
    if (input.files !== null) void take(Promise.resolve(pickedFiles(input.files)), "picker");
    // So that the same file can be chosen again.
    input.value = "";
  };
  return (
    <>
      <div
        className={styles.zone}
        data-over={over}
        data-disabled={disabled}
        data-testid="drop-zone"
        aria-busy={busy}
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          if (!disabled) void take(droppedFiles(event.dataTransfer, host.takesFolders), "drop");
        }}
      >
        <p className={styles.title}>
          {disabled ? say(notarizeWords.dropBlocked) : over ? say(notarizeWords.dropNow) : title}
        </p>
        <div className={styles.buttons}>
          <Button disabled={disabled} loading={busy} onClick={() => files.current?.click()}>
            {say(notarizeWords.pickFiles)}
          </Button>
          {folders ? (
            <Button
              variant="default"
              disabled={disabled || busy}
              onClick={() => folder.current?.click()}
            >
              {say(notarizeWords.pickFolder)}
            </Button>
          ) : null}
        </div>
        {lines.map((line) => (
          <p key={line} className={styles.line}>
            {line}
          </p>
        ))}
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={say(notarizeWords.pickFiles)}
          data-testid="files"
          onChange={({ currentTarget }) => picked(currentTarget)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            // No attribute that React's types know.
            if (input !== null) input.webkitdirectory = true;
          }}
          type="file"
          hidden
          aria-label={say(notarizeWords.pickFolder)}
          data-testid="folder"
          onChange={({ currentTarget }) => picked(currentTarget)}
        />
      </div>
      <p className={styles.status} role="status">
        {busy ? say(notarizeWords.sending) : cancelled ? say(notarizeWords.sendingCancelled) : ""}
      </p>
      {sent === undefined ? null : (
        <ReadingProgress
          reading={sent}
          words={notarizeWords.sendingBytes}
          testId="sending"
          onCancel={cancel}
        />
      )}
      <FaultNotice thrown={thrown} />
    </>
  );
}
