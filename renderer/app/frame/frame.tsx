import { useMantineColorScheme } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { useSay } from "../../components/language-context.ts";
import { Masthead } from "../../components/masthead.tsx";
import { chooseLanguage } from "../state/preferences.ts";
import { useCall } from "../state/queries.ts";
import { hashOf, type Route, useRoute } from "../state/route.ts";
import styles from "./frame.module.css";

const places = [
  { route: { screen: "start" }, word: shellWords.home },
  { route: { screen: "evidence" }, word: shellWords.evidence },
  { route: { screen: "verify" }, word: shellWords.verify },
  { route: { screen: "trust" }, word: shellWords.trust },
] as const satisfies readonly { readonly route: Route; readonly word: unknown }[];

/** Masthead, the screen, and the line at the foot. A change of screen moves the focus to the new one. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const route = useRoute();
  // Otherwise the kit stops transitions by an inline style element, which the page's CSP refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const main = useRef<HTMLElement>(null);
  const place = hashOf(route);
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place]);
  return (
    <>
      <Masthead
        product={say(shellWords.product)}
        home="#/"
        scheme={colorScheme}
        onScheme={setColorScheme}
        onLanguage={chooseLanguage}
        onSkip={() => main.current?.focus()}
      >
        <nav className={styles.places} aria-label={say(shellWords.mainNavigation)}>
          {places.map((entry) => (
            <a
              key={entry.route.screen}
              href={hashOf(entry.route)}
              className={styles.place}
              aria-current={isAt(route, entry.route) ? "page" : undefined}
            >
              {say(entry.word)}
            </a>
          ))}
        </nav>
      </Masthead>
      <main className={styles.main} ref={main} tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </>
  );
}

/** Which program this is and where it keeps things: a court asks for both. */
function Foot() {
  const say = useSay();
  const { data } = useCall("app.info", {});
  return (
    <footer className={styles.foot}>
      {data === undefined ? null : (
        <>
          <span>
            {say(shellWords.product)} {say(shellWords.version, { version: data.version })}
          </span>
          <span>
            {say(shellWords.vaultAt)} <bdi>{data.home}</bdi>
          </span>
        </>
      )}
    </footer>
  );
}

function isAt(route: Route, place: Route): boolean {
  return route.screen === place.screen || (route.screen === "item" && place.screen === "evidence");
}
