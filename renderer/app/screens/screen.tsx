import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useSay } from "../../components/language-context.ts";
import { EvidenceList } from "../evidence/evidence-list.tsx";
import { ItemPage } from "../evidence/item-page.tsx";
import { PracticeScreen } from "../notarize/practice-screen.tsx";
import { RealScreen } from "../notarize/real-screen.tsx";
import { useRoute } from "../state/route.ts";
import { TrustScreen } from "../trust/trust-screen.tsx";
import { VerifyScreen } from "../verify/verify-screen.tsx";
import { StartScreen } from "./start-screen.tsx";

/** The screen that the address names. */
export function Screen() {
  const say = useSay();
  const route = useRoute();
  switch (route.screen) {
    case "start":
      return <StartScreen />;
    case "practice":
      return <PracticeScreen />;
    case "real":
      return <RealScreen />;
    case "evidence":
      return <EvidenceList />;
    case "item":
      return <ItemPage key={route.id} id={route.id} />;
    case "verify":
      return <VerifyScreen />;
    case "trust":
      return <TrustScreen />;
    case "missing":
      return <p>{say(shellWords.notFound)}</p>;
  }
}
