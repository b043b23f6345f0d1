import {
  ADDED_FILE_HEAD,
  ADDED_FILE_LIMIT,
  ADDED_FILE_TYPES,
  type AddedFile,
  addedFileType,
} from '@marketsafe/contract';
import { Button, FieldGroup, FileButton } from '@marketsafe/looks';
import { formatBytes, m } from '@marketsafe/words';
import { useState } from 'react';
import { hashOf, upload } from '../api/upload.ts';

/** A file that somebody chose, as a claim names it, with its bytes. */
export interface ChosenFile {
  added: AddedFile;
  bytes: File;
}

/** A chosen file as a claim names it; null where it is nothing that can be added. */
export async function chosenOf(file: File): Promise<ChosenFile | null> {
  const type = addedFileType(new Uint8Array(await file.slice(0, ADDED_FILE_HEAD).arrayBuffer()));
  if (type === undefined || file.size > ADDED_FILE_LIMIT) return null;
  const sha256 = await hashOf(file);
  return { added: { name: file.name.slice(0, 200), sha256, bytes: file.size, type }, bytes: file };
}

/** Hands chosen files in, one after another. @param at where they go, if not among the files of the person's organisation */
export async function uploadChosen(files: readonly ChosenFile[], at?: string): Promise<void> {
  const { signal } = new AbortController();
  for (const { added, bytes } of files) await upload(added, bytes, signal, at);
}

/** Lets a person choose files; what cannot be added is named and left out. */
export function ChosenFiles(props: {
  /** What the files are; those of an answer where it is left out. */
  legend?: string;
  files: readonly ChosenFile[];
  most: number;
  onChange: (files: readonly ChosenFile[]) => void;
}) {
  const { files, most, onChange } = props;
  const [refused, setRefused] = useState<readonly string[]>([]);
  async function add(given: readonly File[]) {
    const read = await Promise.all(given.map(chosenOf));
    setRefused(given.filter((_, index) => read[index] === null).map(({ name }) => name));
    const known = new Set(files.map(({ added }) => added.sha256));
    const fresh = read.flatMap((each) => (each && !known.has(each.added.sha256) ? [each] : []));
    onChange([...files, ...fresh].slice(0, most));
  }
  return (
    <FieldGroup
      legend={props.legend ?? m.inquiry_answer_files()}
      problem={
        refused.length > 0 ? refused.map((name) => m.inquiry_answer_file_refused({ name })).join(' ') : null
      }
    >
      <p className="soft small">{m.inquiry_answer_files_help({ limit: formatBytes(ADDED_FILE_LIMIT) })}</p>
      <ul className="plain">
        {files.map(({ added }) => (
          <li key={added.sha256} className="line">
            <bdi>{added.name}</bdi>
            <span className="soft small">{formatBytes(added.bytes)}</span>
            <Button
              kind="link"
              onClick={() => onChange(files.filter((each) => each.added.sha256 !== added.sha256))}
            >
              {m.inquiry_answer_remove({ name: added.name })}
            </Button>
          </li>
        ))}
      </ul>
      <FileButton accept={ADDED_FILE_TYPES.join(',')} multiple onFiles={(given) => void add(given)}>
        {m.inquiry_answer_add_files()}
      </FileButton>
    </FieldGroup>
  );
}
