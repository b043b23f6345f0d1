import type { KeySource } from './trust.ts';
import type { Trust } from './use-trust.ts';

function serverWords(keys: Trust['published']): string {
  if (!keys) return 'The keys of this server (it could not be asked)';
  return `The ${keys.length === 1 ? 'key' : `${keys.length} keys`} that this server publishes`;
}

/** What the verdict shall rest on. The usual answer is chosen already. */
export function TrustForm({ trust }: { trust: Trust }) {
  const { source, published, keys, roots, unbroken } = trust;
  const sources: readonly [KeySource, string][] = [
    ['server', serverWords(published)],
    ['files', 'Key files that you got from the program'],
    ['none', 'None: only see whether the package agrees with itself'],
  ];
  return (
    <section className="card" aria-labelledby="trust-heading">
      <h2 id="trust-heading">What you trust</h2>
      <fieldset className="trust-keys">
        <legend>Keys of the program</legend>
        {sources.map(([id, words]) => (
          <label key={id} className="trust-choice">
            <input
              type="radio"
              name="keys"
              checked={source === id}
              disabled={id === 'server' && !published}
              onChange={() => trust.choose(id)}
            />
            {words}
          </label>
        ))}
        {source === 'files' && (
          <FileField
            label="Public keys of the program (PEM)"
            given={keys}
            accept=".pem"
            onFiles={(files) => void trust.onKeyFiles(files)}
          />
        )}
      </fieldset>
      <FileField
        label="Root certificates of time-stamp authorities (PEM), if you have them"
        given={roots}
        accept=".pem,.crt,.cer"
        onFiles={(files) => void trust.onRootFiles(files)}
      />
      <label className="trust-choice">
        <input
          type="checkbox"
          checked={unbroken}
          onChange={(event) => trust.setUnbroken(event.target.checked)}
        />
        Refuse a package that leaves out captures between two captures of one device
      </label>
    </section>
  );
}

function FileField(props: {
  label: string;
  accept: string;
  given: { problem: string | null };
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <div className="field">
      <label>
        {props.label}
        <input
          type="file"
          multiple
          accept={props.accept}
          onChange={(event) => props.onFiles([...(event.target.files ?? [])])}
        />
      </label>
      {props.given.problem !== null && (
        <p className="trust-problem" role="alert">
          {props.given.problem} It is not used.
        </p>
      )}
    </div>
  );
}
