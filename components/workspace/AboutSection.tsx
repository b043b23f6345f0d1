import { Card, Pair, Pairs } from '@marketsafe/looks';
import type { ReactNode } from 'react';
import { WORDS } from './words.ts';

interface AboutSectionProps {
  version: string;
  /** Origin of the backend; undefined until the settings have been read. */
  serverUrl: string | undefined;
  /** Undefined while it is being counted. */
  storage: { drafts: number; reports: number } | undefined;
  /** What the evidence on this device takes. */
  space: ReactNode;
}

/** What this is, where things are kept, and how much room they take. */
export function AboutSection({ version, serverUrl, storage, space }: AboutSectionProps) {
  const rows: [name: string, value: string][] = [[WORDS.version, version]];
  if (serverUrl !== undefined) rows.push([WORDS.backend, serverUrl]);
  if (storage) {
    rows.push([WORDS.drafts, String(storage.drafts)], [WORDS.reports, String(storage.reports)]);
  }
  return (
    <>
      <h1>{WORDS.about}</h1>
      <section className="card">
        <p>{WORDS.aboutWhat}</p>
        <Pairs>
          {rows.map(([name, value]) => (
            <Pair key={name} name={name}>
              {value}
            </Pair>
          ))}
        </Pairs>
      </section>
      {space}
      <Card title={WORDS.stored}>
        <p>{WORDS.storedHere}</p>
        <p>{WORDS.storedThere}</p>
        <p>{WORDS.storedNever}</p>
      </Card>
    </>
  );
}
