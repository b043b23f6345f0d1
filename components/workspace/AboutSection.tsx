import { WORDS } from './words.ts';

interface AboutSectionProps {
  version: string;
  /** Origin of the backend; undefined until the settings have been read. */
  serverUrl: string | undefined;
  /** Undefined while it is being counted. */
  storage:
    | { drafts: number; reports: number; files: number; usedBytes: number | null; freeBytes: number | null }
    | undefined;
  formatBytes: (bytes: number) => string;
}

/** What this is, where things are kept, and how much room they take. */
export function AboutSection({ version, serverUrl, storage, formatBytes }: AboutSectionProps) {
  const rows: [name: string, value: string][] = [[WORDS.version, version]];
  if (serverUrl !== undefined) rows.push([WORDS.backend, serverUrl]);
  if (storage) {
    rows.push(
      [WORDS.drafts, String(storage.drafts)],
      [WORDS.reports, String(storage.reports)],
      [WORDS.files, String(storage.files)],
    );
    if (storage.usedBytes !== null) rows.push([WORDS.used, formatBytes(storage.usedBytes)]);
    if (storage.freeBytes !== null) rows.push([WORDS.free, formatBytes(storage.freeBytes)]);
  }
  return (
    <>
      <h1>{WORDS.about}</h1>
      <section className="card">
        <p>{WORDS.aboutWhat}</p>
        <dl className="facts-list">
          {rows.map(([name, value]) => (
            <div className="fact fact-wide" key={name}>
              <dt className="soft">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card" aria-labelledby="stored-title">
        <h2 id="stored-title">{WORDS.stored}</h2>
        <p>{WORDS.storedHere}</p>
        <p>{WORDS.storedThere}</p>
        <p>{WORDS.storedNever}</p>
      </section>
    </>
  );
}
