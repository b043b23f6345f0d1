import {
  ADDED_FILE_TYPES,
  RIGHT_FILE_KINDS,
  type RightFile,
  type RightFileKind,
  type VaultRightDetail,
} from '@marketsafe/contract';
import { Button, Card, Dialog, Field, FieldGroup, FileButton, Notice, useAnnounce } from '@marketsafe/looks';
import { m, rightFileKindName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { put, remove } from '../../api/client.ts';
import { refreshVault, VAULT } from '../../api/rights-queries.ts';
import { hashOf, upload } from '../../api/upload.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Certificate and pages of a right, beside its fields. */
export function RightFiles({ right }: { right: VaultRightDetail }) {
  const [leaving, setLeaving] = useState<RightFile | null>(null);
  return (
    <Card title={m.rights_detail_files()}>
      {right.files.length === 0 && <p>{m.rights_detail_no_files()}</p>}
      {right.may.edit && <AddFiles right={right} />}
      <ul className="right-pages">
        {right.files.map((file) => (
          <li key={file.sha256} className="right-page">
            <Page rightId={right.rightId} file={file} />
            {right.may.edit && (
              <span>
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={m.rights_file_remove_of({ name: file.name })}
                  onClick={() => setLeaving(file)}
                >
                  {m.rights_file_remove()}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {leaving && <RemoveDialog right={right} file={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function Page({ rightId, file }: { rightId: string; file: RightFile }) {
  const url = `${VAULT}/${rightId}/files/${file.sha256}`;
  const isPicture = file.type.startsWith('image/');
  return (
    <figure className="stack-small">
      <figcaption>
        <strong>{rightFileKindName(file.kind)}</strong>{' '}
        {file.niceClass !== null && <span className="number">{file.niceClass}</span>}{' '}
        <span className="soft small">
          <bdi>{file.name}</bdi>
        </span>
      </figcaption>
      <a href={url} target="_blank" rel="noreferrer noopener">
        {isPicture && <img src={url} alt={rightFileKindName(file.kind)} loading="lazy" />}
        <span className="small">{isPicture ? m.rights_file_open() : m.rights_file_open_pdf()}</span>
      </a>
    </figure>
  );
}

function AddFiles({ right }: { right: VaultRightDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [kind, setKind] = useState<RightFileKind>('certificate');
  const [niceClass, setNiceClass] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const sha256 = await hashOf(file);
        await upload({ sha256, type: file.type }, file, AbortSignal.timeout(300_000));
        const of = kind === 'class-page' && niceClass !== '' ? Number(niceClass) : null;
        const note = { kind, name: file.name.slice(-200) || kind, niceClass: of };
        await put(`${VAULT}/${right.rightId}/files/${sha256}`, note);
        announce(m.rights_file_added({ name: file.name }));
      }
    },
    onSettled: () => refreshVault(client),
  });
  function take(files: readonly File[]) {
    const [wrong] = files.filter((file) => !ADDED_FILE_TYPES.some((type) => type === file.type));
    setRefused(wrong ? m.rights_file_wrong_type({ name: wrong.name }) : null);
    if (!wrong && files.length > 0) add.mutate(files);
  }
  return (
    <FieldGroup
      legend={m.rights_file_add()}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take([...event.dataTransfer.files]);
      }}
    >
      <Field label={m.rights_file_kind()}>
        {(control) => (
          <select
            {...control}
            value={kind}
            onChange={(event) => setKind(event.target.value as RightFileKind)}
          >
            {RIGHT_FILE_KINDS.map((each) => (
              <option key={each} value={each}>
                {rightFileKindName(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'class-page' && (
        <Field label={m.rights_file_of_class()}>
          {(control) => (
            <select {...control} value={niceClass} onChange={(event) => setNiceClass(event.target.value)}>
              <option value="" />
              {right.niceClasses.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <FileButton accept={ADDED_FILE_TYPES.join(',')} multiple onFiles={take}>
        {m.rights_file_choose()}
      </FileButton>
      <p className="soft small">{m.rights_file_add_help()}</p>
      {add.isPending && (
        <p role="status">
          {m.rights_file_adding({ name: add.variables.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {refused !== null && (
        <Notice tone="bad" urgency="alert">
          {refused}
        </Notice>
      )}
      {add.error && <FailureNotice error={add.error} />}
    </FieldGroup>
  );
}

function RemoveDialog(props: { right: VaultRightDetail; file: RightFile; onClose: () => void }) {
  const { name, sha256 } = props.file;
  const client = useQueryClient();
  const announce = useAnnounce();
  const leave = useMutation({
    mutationFn: () => remove(`${VAULT}/${props.right.rightId}/files/${sha256}`),
    onSuccess: async () => {
      await refreshVault(client);
      announce(m.rights_file_removed({ name }));
      props.onClose();
    },
  });
  return (
    <Dialog title={m.rights_file_remove_title({ name })} onClose={props.onClose}>
      <p>{m.rights_file_remove_help()}</p>
      {leave.error && <FailureNotice error={leave.error} />}
      <div className="actions">
        <Button kind="main" busy={leave.isPending} onClick={() => leave.mutate()}>
          {m.rights_file_remove()}
        </Button>
        <Button onClick={props.onClose}>{m.console_cancel()}</Button>
      </div>
    </Dialog>
  );
}
