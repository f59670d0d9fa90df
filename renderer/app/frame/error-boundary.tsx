import { Component, type ReactNode } from "react";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useSay } from "../../components/language-context.ts";
import { Notice } from "./notice.tsx";

interface Props {
  readonly children: ReactNode;
}

interface Broken {
  readonly broken: boolean;
}

/** Keeps a fault of one screen from taking the page with it. */
export class ErrorBoundary extends Component<Props, Broken> {
  override state: Broken = { broken: false };

  static getDerivedStateFromError(): Broken {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <BrokenScreen /> : this.props.children;
  }
}

function BrokenScreen() {
  const say = useSay();
  return (
    <Notice
      sentence={say(shellWords.screenBroken)}
      action={{ label: say(shellWords.reload), act: () => location.reload() }}
    />
  );
}
