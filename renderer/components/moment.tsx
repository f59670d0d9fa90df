import { showBriefly, showTime } from "../../shared/words/moments.ts";
import { useLanguage } from "./language-context.ts";

/** A claimed time in a list: Beijing to the second, everything in the title. */
export function BriefMoment({ at }: { readonly at: string }) {
  const language = useLanguage();
  return (
    <time dateTime={at} title={showTime(Date.parse(at), language)}>
      {showBriefly(Date.parse(at), language)}
    </time>
  );
}

/** A time for people, Beijing first with UTC beside it; the machine's form in the attribute. */
export function Moment({ at }: { readonly at: string }) {
  const language = useLanguage();
  return <time dateTime={at}>{showTime(Date.parse(at), language)}</time>;
}
