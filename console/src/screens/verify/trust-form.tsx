import { Card, Check, Field, FieldGroup } from '@marketsafe/looks';
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
    <Card title="What you trust">
      <FieldGroup legend="Keys of the program">
        {sources.map(([id, words]) => (
          <Check
            key={id}
            type="radio"
            name="keys"
            checked={source === id}
            disabled={id === 'server' && !published}
            onCheck={() => trust.choose(id)}
          >
            {words}
          </Check>
        ))}
        {source === 'files' && (
          <FileField
            label="Public keys of the program (PEM)"
            given={keys}
            accept=".pem"
            onFiles={(files) => void trust.onKeyFiles(files)}
          />
        )}
      </FieldGroup>
      <FileField
        label="Root certificates of time-stamp authorities (PEM), if you have them"
        given={roots}
        accept=".pem,.crt,.cer"
        onFiles={(files) => void trust.onRootFiles(files)}
      />
      <Check checked={unbroken} onCheck={trust.setUnbroken}>
        Refuse a package that leaves out captures between two captures of one device
      </Check>
    </Card>
  );
}

function FileField(props: {
  label: string;
  accept: string;
  given: { problem: string | null };
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <Field
      label={props.label}
      problem={props.given.problem === null ? null : `${props.given.problem} It is not used.`}
    >
      {({ id, ...described }) => (
        <input
          id={id}
          aria-describedby={described['aria-describedby']}
          type="file"
          multiple
          accept={props.accept}
          onChange={(event) => props.onFiles([...(event.target.files ?? [])])}
        />
      )}
    </Field>
  );
}
