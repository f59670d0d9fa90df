import { showTime } from "../../shared/words/moments.ts";
import { useLanguage } from "./language-context.ts";

/** A time for people, Beijing first with UTC beside it; the machine's form in the attribute. */
export function Moment({ at }: { readonly at: string }) {
  const language = useLanguage();
  return <time dateTime={at}>{showTime(Date.parse(at), language)}</time>;
}
