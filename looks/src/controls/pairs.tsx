import type { ReactNode } from 'react';

/** Names, each with what stands behind it. `close`: the names are short. */
export function Pairs({ close = false, children }: { close?: boolean; children: ReactNode }) {
  return <dl className={close ? 'pairs pairs-close' : 'pairs'}>{children}</dl>;
}

interface PairProps {
  name: ReactNode;
  /** BCP 47 language of the value, where it has its own. */
  lang?: string | undefined;
  /** Of the value. */
  className?: string;
  children: ReactNode;
}

/** One name with its value. */
export function Pair({ name, lang, className, children }: PairProps) {
  return (
    <div className="pair">
      <dt>{name}</dt>
      <dd lang={lang} dir="auto" className={className}>
        {children}
      </dd>
    </div>
  );
}
