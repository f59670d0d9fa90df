import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { LanguageContext } from "../components/language-context.ts";
import { Announcer } from "./frame/announcer.tsx";
import { ErrorBoundary } from "./frame/error-boundary.tsx";
import { Frame } from "./frame/frame.tsx";
import { host } from "./host/client.ts";
import { Screen } from "./screens/screen.tsx";
import { giveSources } from "./state/given-sources.ts";
import { useChosenLanguage } from "./state/preferences.ts";
import { hearProgress } from "./state/progress.ts";
import { hearChange, queryClient } from "./state/queries.ts";
import { goTo } from "./state/route.ts";

/** The whole page: language, theme, cache, frame, screen. */
export function App() {
  const language = useChosenLanguage();
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  useEffect(
    () =>
      host.subscribe((event) => {
        hearProgress(event);
        hearChange(event);
        if (event.type === "given") {
          giveSources(event.sources);
          goTo({ screen: "start" });
        }
      }),
    [],
  );
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <LanguageContext value={language}>
          <Frame>
            <ErrorBoundary>
              <Screen />
            </ErrorBoundary>
          </Frame>
          <Announcer />
        </LanguageContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
