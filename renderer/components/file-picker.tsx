import { useRef } from "react";
import { PlainButton } from "./plain-button.tsx";

/** A button that lets a reader choose files; the same file can be chosen again. */
export function FilePicker({
  label,
  accept,
  multiple = false,
  strong = false,
  testId,
  onFiles,
}: {
  readonly label: string;
  /** File name endings, as browsers take them; any file when absent. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly strong?: boolean;
  readonly testId: string;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <PlainButton strong={strong} onClick={() => picker.current?.click()}>
        {label}
      </PlainButton>
      <input
        ref={picker}
        type="file"
        multiple={multiple}
        hidden
        accept={accept}
        aria-label={label}
        data-testid={testId}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </>
  );
}
