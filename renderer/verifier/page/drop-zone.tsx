import { useEffect, useState } from "react";
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
    const take = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    window.addEventListener("dragover", stay);
    window.addEventListener("drop", take);
    return () => {
      window.removeEventListener("dragover", stay);
      window.removeEventListener("drop", take);
    };
  }, [onFiles]);
  return (
    <div
      className={styles.zone}
      data-over={over}
      data-small={small}
      data-testid="drop-zone"
      onDragEnter={() => setOver(true)}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
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
