import {
  ADDED_FILE_TYPES,
  GOING_ROLES,
  LANGUAGES,
  RAID_FILE_ROLES,
  type RaidFile,
  type RaidFileRole,
  REDACTED_ROLES,
} from '@marketsafe/contract';
import { Button, Card, Check, Field, FieldGroup, FieldProblem, FileButton, Notice } from '@marketsafe/looks';
import { formatBytes, languageName, m, raidFileRoleName } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { RAIDS } from '../../api/raid-queries.ts';
import { chosenOf, uploadChosen } from '../../components/chosen-files.tsx';
import { ChosenField, TypedField } from '../../components/draft-fields.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useRaidForm } from './raid-fields.tsx';

/** Papers and pictures: what each is, whether it goes, and what was painted over in it. */
export function FilesTab() {
  const { draft, readOnly } = useRaidForm();
  const { files } = draft.content;
  return (
    <Card title={m.raids_tab_files()}>
      <p>{m.raids_files_about()}</p>
      {!readOnly && <AddFiles />}
      {files.length === 0 && <p className="soft">{m.raids_files_none()}</p>}
      <ol className="plain stack">
        {files.map((file, index) => (
          <li key={file.sha256}>
            <FileEntry file={file} index={index} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function AddFiles() {
  const { draft } = useRaidForm();
  const [role, setRole] = useState<RaidFileRole>('instrument');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const add = useMutation({
    mutationFn: async (given: readonly File[]) => {
      const read = await Promise.all(given.map(chosenOf));
      setRefused(given.filter((_, index) => read[index] === null).map(({ name }) => name));
      const known = new Set(draft.content.files.map(({ sha256 }) => sha256));
      const fresh = read.flatMap((each) => (each && !known.has(each.added.sha256) ? [each] : []));
      await uploadChosen(fresh);
      return fresh;
    },
    onSuccess: (fresh) => {
      if (fresh.length === 0) return;
      const added = fresh.map(
        ({ added: file }): RaidFile => ({
          ...file,
          ...{ role, goes: false, redactedFrom: null, removed: '', translates: null, language: null },
          certified: false,
        }),
      );
      draft.change({ files: [...draft.content.files, ...added] });
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
          <select {...control} value={role} onChange={(event) => setRole(event.target.value as RaidFileRole)}>
            {RAID_FILE_ROLES.map((each) => (
              <option key={each} value={each}>
                {raidFileRoleName(each)}
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

function FileEntry({ file, index }: { file: RaidFile; index: number }) {
  const { raidId, draft, readOnly } = useRaidForm();
  const { files, inventory, links } = draft.content;
  const { sha256, name, bytes, role, goes, redactedFrom, removed, translates, language, certified } = file;
  const set = (changed: Partial<RaidFile>) =>
    draft.change({ files: files.map((one) => (one.sha256 === sha256 ? { ...one, ...changed } : one)) });
  const others = files.filter((one) => one.sha256 !== sha256);
  const options = others.map((one) => [one.sha256, one.name] as const);
  const mayGo = GOING_ROLES[role] !== undefined && (!REDACTED_ROLES.includes(role) || redactedFrom !== null);
  const drop = () =>
    draft.change({
      files: others.map((one) => ({
        ...one,
        redactedFrom: one.redactedFrom === sha256 ? null : one.redactedFrom,
        goes: one.redactedFrom === sha256 && REDACTED_ROLES.includes(one.role) ? false : one.goes,
        translates: one.translates === sha256 ? null : one.translates,
      })),
      inventory: inventory.map((line) => ({
        ...line,
        photos: line.photos.filter((each) => each !== sha256),
      })),
      links: links.map((link) => (link.proof === sha256 ? { ...link, proof: null } : link)),
    });
  return (
    <fieldset className="card">
      <legend>
        <bdi>{name}</bdi>
      </legend>
      <p className="line small">
        <a href={`${RAIDS}/${raidId}/files/${sha256}`} target="_blank" rel="noreferrer noopener">
          {m.raids_file_look({ name })}
        </a>
        <span className="soft">{formatBytes(bytes)}</span>
        {!readOnly && (
          <Button size="small" aria-label={m.raids_file_drop_of({ name })} onClick={drop}>
            {m.raids_drop()}
          </Button>
        )}
      </p>
      <div className="raid-grid">
        <ChosenField
          label={m.raids_file_role()}
          path={`/files/${index}/role`}
          value={role}
          options={RAID_FILE_ROLES.map((each) => [each, raidFileRoleName(each)])}
          onChange={(chosen) => chosen && set({ role: chosen, goes: false })}
        />
        <ChosenField
          label={m.raids_redacted_from()}
          path={`/files/${index}/redactedFrom`}
          none={m.raids_redacted_not()}
          value={redactedFrom}
          options={options}
          onChange={(chosen) =>
            set({
              redactedFrom: chosen,
              ...(chosen === null && REDACTED_ROLES.includes(role) && { goes: false }),
            })
          }
        />
        {redactedFrom !== null && (
          <TypedField
            label={m.raids_removed()}
            path={`/files/${index}/removed`}
            help={m.raids_removed_help()}
            limit={500}
            value={removed}
            onChange={(typed) => set({ removed: typed })}
          />
        )}
        {role === 'translation' && (
          <>
            <ChosenField
              label={m.raids_translates()}
              path={`/files/${index}/translates`}
              none={m.raids_not_said()}
              value={translates}
              options={options}
              onChange={(chosen) => set({ translates: chosen })}
            />
            <ChosenField
              label={m.raids_translated_into()}
              path={`/files/${index}/language`}
              none={m.raids_not_said()}
              value={language}
              options={LANGUAGES.map((each) => [each, languageName(each)])}
              onChange={(chosen) => set({ language: chosen })}
            />
            <Check checked={certified} disabled={readOnly} onCheck={(on) => set({ certified: on })}>
              {m.raids_certified()}
            </Check>
          </>
        )}
      </div>
      <FieldProblem problem={draft.problem(`/files/${index}/goes`)} />
      {GOING_ROLES[role] === undefined ? (
        <p className="soft">{m.raids_file_stays()}</p>
      ) : (
        <Check
          checked={goes}
          disabled={readOnly || (!mayGo && !goes)}
          help={mayGo ? m.raids_goes_help() : m.raids_goes_redacted_help()}
          onCheck={(on) => set({ goes: on })}
        >
          {m.raids_goes()}
        </Check>
      )}
      {goes && redactedFrom !== null && removed.trim() === '' && (
        <Notice tone="warn">{m.raids_removed_missing()}</Notice>
      )}
    </fieldset>
  );
}
