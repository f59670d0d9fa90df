import type { ComponentProps } from "react";
import styles from "./plain-button.module.css";

/** A button that does what its words say; `strong` for the one that a reader most likely wants. Never on paper. */
export function PlainButton({
  strong = false,
  ...rest
}: Omit<ComponentProps<"button">, "type" | "className"> & { readonly strong?: boolean }) {
  return <button {...rest} type="button" className={styles.button} data-strong={strong} />;
}
