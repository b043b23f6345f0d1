import { Card, Check, Field, FieldGroup, FileButton } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { FileProblem, KeySource } from './trust.ts';
import type { Trust } from './use-trust.ts';

const FILE_PROBLEMS = {
  'no-key': m.verify_file_no_key,
  'no-certificate': m.verify_file_no_certificate,
  'too-large': m.verify_file_too_large,
  unreadable: m.verify_file_unreadable,
} satisfies Record<FileProblem['code'], unknown>;

function serverWords(keys: Trust['published']): string {
  return keys ? m.verify_trust_server({ count: keys.length }) : m.verify_trust_server_unknown();
}

/** What the verdict shall rest on. The usual answer is chosen already. */
export function TrustForm({ trust }: { trust: Trust }) {
  const { source, published, keys, roots, unbroken } = trust;
  const sources: readonly [KeySource, string][] = [
    ['server', serverWords(published)],
    ['files', m.verify_trust_files()],
    ['none', m.verify_trust_none()],
  ];
  return (
    <Card title={m.verify_trust()}>
      <FieldGroup legend={m.verify_trust_keys()}>
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
            label={m.verify_trust_key_files()}
            given={keys}
            accept=".pem"
            onFiles={(files) => void trust.onKeyFiles(files)}
          />
        )}
      </FieldGroup>
      <FileField
        label={m.verify_trust_root_files()}
        given={roots}
        accept=".pem,.crt,.cer"
        onFiles={(files) => void trust.onRootFiles(files)}
      />
      <Check checked={unbroken} onCheck={trust.setUnbroken}>
        {m.verify_trust_unbroken()}
      </Check>
    </Card>
  );
}

function FileField(props: {
  label: string;
  accept: string;
  given: { names: readonly string[]; problem: FileProblem | null };
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <Field
      label={props.label}
      problem={props.given.problem && FILE_PROBLEMS[props.given.problem.code](props.given.problem)}
    >
      {({ id, ...described }) => (
        <div className="actions">
          <FileButton
            id={id}
            aria-label={m.verify_choose_files_of({ what: props.label })}
            aria-describedby={described['aria-describedby']}
            multiple
            accept={props.accept}
            onFiles={props.onFiles}
          >
            {m.verify_choose_files()}
          </FileButton>
          {props.given.names.length > 0 && (
            <span className="soft small">
              <bdi>{props.given.names.join(' · ')}</bdi>
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
