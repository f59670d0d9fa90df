import { type DragEvent, useEffect, useState } from "react";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { FilePicker } from "../../components/file-picker.tsx";
import { useSay } from "../../components/language-context.ts";
import styles from "./drop-zone.module.css";

/** Where everything comes in, by drop or by picker. A file dropped beside it counts too, and never leads away from the page. */
export function DropZone({
  small,
  onFiles,
}: {
  readonly small: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const say = useSay();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener("dragover", stay);
    window.addEventListener("drop", stay);
    return () => {
      window.removeEventListener("dragover", stay);
      window.removeEventListener("drop", stay);
    };
  }, []);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={styles.zone}
      data-over={over}
      data-small={small}
      data-testid="drop-zone"
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <p className={styles.title}>{say(over ? verifierWords.dropNow : verifierWords.drop)}</p>
      <FilePicker
        label={say(verifierWords.pick)}
        multiple
        strong
        testId="files"
        onFiles={onFiles}
      />
      <p className={styles.line}>{say(verifierWords.privacy)}</p>
    </div>
  );
}
