import { languageOf } from '../format/language.ts';

/** Text that a listing or its seller wrote: in its own language and direction, isolated from the sentence around it. */
export function ListingText({ text, className }: { text: string; className?: string }) {
  return (
    <bdi lang={languageOf(text)} dir="auto" className={className}>
      {text}
    </bdi>
  );
}
