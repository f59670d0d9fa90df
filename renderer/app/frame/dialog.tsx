import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useSay } from "../../components/language-context.ts";

/** A dialog. The kit's scroll lock would write a style element, which the page's CSP refuses. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      lockScroll={false}
      closeButtonProps={{ "aria-label": say(shellWords.close) }}
    >
      {children}
    </Modal>
  );
}
