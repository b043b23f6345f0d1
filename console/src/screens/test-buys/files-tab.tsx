import {
  ADDED_FILE_TYPES,
  TEST_BUY_FILE_ROLES,
  TEST_BUY_GOING_ROLES,
  type TestBuyDetail,
  type TestBuyFile,
  type TestBuyFileRole,
} from '@marketsafe/contract';
import { Button, Card, Field, FieldGroup, FileButton, Notice } from '@marketsafe/looks';
import { formatBytes, m, testBuyFileRoleName } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { TEST_BUYS } from '../../api/test-buy-queries.ts';
import { hashOf } from '../../api/upload.ts';
import { chosenOf, uploadChosen } from '../../components/chosen-files.tsx';
import { ChosenField, TypedField } from '../../components/draft-fields.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { BuyDraft } from './use-buy-draft.ts';

interface FilesProps {
  buy: TestBuyDetail;
  draft: BuyDraft;
}

/** Photographs and papers of a test buy with their hashes, and recordings that stay with whoever made them. */
export function FilesTab({ buy, draft }: FilesProps) {
  const { files } = draft.content;
  return (
    <>
      <Card title={m.testbuys_tab_files()}>
        <p>{m.testbuys_files_about()}</p>
        <AddFiles draft={draft} />
        {files.length === 0 && <p className="soft">{m.raids_files_none()}</p>}
        <ul className="plain buy-files">
          {files.map((file, index) => (
            <li key={file.sha256} className="card">
              <FileEntry buy={buy} draft={draft} file={file} index={index} />
            </li>
          ))}
        </ul>
      </Card>
      <Recordings draft={draft} />
    </>
  );
}

function AddFiles({ draft }: Pick<FilesProps, 'draft'>) {
  const [role, setRole] = useState<TestBuyFileRole>('parcel');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const add = useMutation({
    mutationFn: async (given: readonly File[]) => {
      const read = await Promise.all(given.map(chosenOf));
      setRefused(given.filter((_, index) => read[index] === null).map(({ name }) => name));
      const known = new Set(draft.content.files.map(({ sha256 }) => sha256));
      const fresh = read.flatMap((each) => (each && !known.has(each.added.sha256) ? [each] : []));
      await uploadChosen(fresh);
      return fresh.map(({ added }): TestBuyFile => ({ ...added, role }));
    },
    onSuccess: (fresh) => {
      if (fresh.length > 0) draft.change({ files: [...draft.content.files, ...fresh] });
    },
  });
  return (
    <FieldGroup
      legend={m.raids_files_add()}
      problem={
        refused.length > 0 ? refused.map((name) => m.inquiry_answer_file_refused({ name })).join(' ') : null
      }
    >
      <Field label={m.raids_file_role()}>
        {(control) => (
          <select
            {...control}
            value={role}
            onChange={(event) => setRole(event.target.value as TestBuyFileRole)}
          >
            {TEST_BUY_FILE_ROLES.map((each) => (
              <option key={each} value={each}>
                {testBuyFileRoleName(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FileButton accept={ADDED_FILE_TYPES.join(',')} multiple onFiles={(given) => add.mutate(given)}>
        {m.inquiry_answer_add_files()}
      </FileButton>
      {add.isPending && <p role="status">{m.raids_files_adding()}</p>}
      {add.error && <FailureNotice error={add.error} />}
    </FieldGroup>
  );
}

function FileEntry({ buy, draft, file, index }: FilesProps & { file: TestBuyFile; index: number }) {
  const { sha256, name, bytes, role, type } = file;
  const { files } = draft.content;
  const set = (changed: Partial<TestBuyFile>) =>
    draft.change({ files: files.map((one) => (one.sha256 === sha256 ? { ...one, ...changed } : one)) });
  const url = `${TEST_BUYS}/${buy.testBuyId}/files/${sha256}`;
  const isSaved = buy.content.files.some((one) => one.sha256 === sha256);
  return (
    <div className="stack-small">
      {isSaved && type !== 'application/pdf' && (
        <img className="buy-picture" src={url} alt={m.testbuys_picture_of({ name })} loading="lazy" />
      )}
      <p className="line small">
        {isSaved ? (
          <a href={url} target="_blank" rel="noreferrer noopener">
            {m.raids_file_look({ name })}
          </a>
        ) : (
          <bdi>{name}</bdi>
        )}
        <span className="soft">{formatBytes(bytes)}</span>
        <Button
          size="small"
          aria-label={m.raids_file_drop_of({ name })}
          onClick={() => draft.change({ files: files.filter((one) => one.sha256 !== sha256) })}
        >
          {m.raids_drop()}
        </Button>
      </p>
      <p className="number small unbroken">{sha256}</p>
      <ChosenField
        label={m.raids_file_role()}
        path={`/files/${index}/role`}
        value={role}
        options={TEST_BUY_FILE_ROLES.map((each) => [each, testBuyFileRoleName(each)])}
        onChange={(chosen) => chosen && set({ role: chosen })}
      />
      {!TEST_BUY_GOING_ROLES.includes(role) && <p className="soft small">{m.raids_file_stays()}</p>}
      {role === 'parcel' && <Notice tone="info">{m.testbuys_parcel_label()}</Notice>}
    </div>
  );
}

function Recordings({ draft }: Pick<FilesProps, 'draft'>) {
  const { recordings } = draft.content;
  const add = useMutation({
    mutationFn: async (given: readonly File[]) => {
      const fresh = [];
      for (const file of given) {
        fresh.push({
          ...{ sha256: await hashOf(file), name: file.name.slice(0, 200), bytes: file.size, keptAt: '' },
        });
      }
      return fresh;
    },
    onSuccess: (fresh) => {
      const known = new Set(recordings.map(({ sha256 }) => sha256));
      draft.change({ recordings: [...recordings, ...fresh.filter(({ sha256 }) => !known.has(sha256))] });
    },
  });
  return (
    <Card title={m.testbuys_recordings()}>
      <p>{m.testbuys_recordings_about()}</p>
      <ul className="plain stack">
        {recordings.map(({ sha256, name, bytes, keptAt }, index) => (
          <li key={sha256} className="stack-small">
            <p className="line">
              <bdi>{name}</bdi>
              <span className="soft small">{formatBytes(bytes)}</span>
              <Button
                size="small"
                aria-label={m.raids_file_drop_of({ name })}
                onClick={() =>
                  draft.change({ recordings: recordings.filter((one) => one.sha256 !== sha256) })
                }
              >
                {m.raids_drop()}
              </Button>
            </p>
            <p className="number small unbroken">{sha256}</p>
            <TypedField
              label={m.testbuys_kept_at({ name })}
              path={`/recordings/${index}/keptAt`}
              help={m.raids_stays()}
              limit={500}
              value={keptAt}
              onChange={(typed) =>
                draft.change({
                  recordings: recordings.map((one) =>
                    one.sha256 === sha256 ? { ...one, keptAt: typed } : one,
                  ),
                })
              }
            />
          </li>
        ))}
      </ul>
      <FileButton accept="video/*,audio/*" multiple onFiles={(given) => add.mutate(given)}>
        {m.testbuys_recording_add()}
      </FileButton>
      {add.isPending && <p role="status">{m.testbuys_recording_hashing()}</p>}
      {add.error && <FailureNotice error={add.error} />}
    </Card>
  );
}
