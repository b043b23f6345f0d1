import { Card, Pair, Pairs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';

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
  const rows: [name: string, value: string][] = [[m.workspace_version(), version]];
  if (serverUrl !== undefined) rows.push([m.workspace_backend(), serverUrl]);
  if (storage) {
    rows.push([m.queue_drafts(), String(storage.drafts)], [m.workspace_queue(), String(storage.reports)]);
  }
  return (
    <>
      <h1>{m.workspace_about()}</h1>
      <section className="card">
        <p>{m.workspace_about_what()}</p>
        <Pairs>
          {rows.map(([name, value]) => (
            <Pair key={name} name={name}>
              {value}
            </Pair>
          ))}
        </Pairs>
      </section>
      {space}
      <Card title={m.workspace_stored()}>
        <p>{m.workspace_stored_here()}</p>
        <p>{m.workspace_stored_there()}</p>
        <p>{m.workspace_stored_never()}</p>
      </Card>
    </>
  );
}
