import { languageOf } from '../language.ts';

/** Text that a listing or its seller wrote: in its own language and direction, isolated from the sentence around it. */
export function ForeignText({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <bdi lang={languageOf(text)} dir="auto" className={className}>
      {text}
    </bdi>
  );
}
