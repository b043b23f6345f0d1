import { ADDED_FILE_LIMIT, type AddedFile, type AskedFiles } from '@marketsafe/contract';
import { Button, FieldGroup } from '@marketsafe/looks';
import { fieldHelp, fieldLabel, formatBytes, m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { askedLabel } from './asked-label.ts';
import type { AskedEdits, PictureUrls, RefusedFile } from './types.ts';

interface AskedFilesFieldProps extends Pick<AskedEdits, 'onAttach' | 'onDetach'> {
  field: AskedFiles;
  id: string;
  problem: string | undefined;
  urls: PictureUrls;
}

const REFUSALS = {
  kind: m.field_refused_kind,
  large: m.field_refused_large,
  vast: m.field_refused_vast,
  empty: m.field_refused_empty,
  many: m.field_refused_many,
  twice: m.field_refused_twice,
  unreadable: m.field_refused_unreadable,
} satisfies Record<RefusedFile['why'], unknown>;

/** `PNG, JPEG, WEBP, PDF` */
function kindsOf({ types }: AskedFiles): string {
  return types.map((type) => type.replace(/^.*\//, '').toUpperCase()).join(', ');
}

/** Files that a person adds, with what was not added and why. */
export function AskedFilesField({ field, id, problem, urls, onAttach, onDetach }: AskedFilesFieldProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const attach = async (chosen: readonly File[]) => {
    setBusy(true);
    setRefused(await onAttach(field.name, chosen));
    setBusy(false);
  };
  const sentenceOf = ({ name, why }: RefusedFile) =>
    REFUSALS[why]({ name, kinds: kindsOf(field), limit: formatBytes(ADDED_FILE_LIMIT), most: field.most });
  const wrong = [...(problem === undefined ? [] : [problem]), ...refused.map(sentenceOf)];
  return (
    <FieldGroup legend={askedLabel(field)} problem={wrong.length > 0 ? wrong.join(' ') : undefined}>
      <p className="soft small" id={`${id}-help`}>
        {fieldHelp(field.name)}
      </p>
      {field.files.length > 0 && (
        <ul className="added-files">
          {field.files.map((file) => (
            <Added
              key={file.sha256}
              file={file}
              url={urls.get(file.sha256)}
              onRemove={() => onDetach(field.name, file.sha256)}
            />
          ))}
        </ul>
      )}
      <div className="actions">
        <Button
          id={id}
          size="small"
          busy={busy}
          aria-describedby={`${id}-help`}
          aria-label={m.field_add_to({ field: fieldLabel(field.name) })}
          onClick={() => chooser.current?.click()}
        >
          {m.field_add_files()}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept={field.types.join(',')}
          data-field={field.name}
          onChange={(event) => {
            void attach([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
    </FieldGroup>
  );
}

function Added({
  file,
  url,
  onRemove,
}: {
  file: AddedFile;
  url: string | null | undefined;
  onRemove: () => void;
}) {
  return (
    <li className="added-file">
      {url && <img className="added-picture" src={url} alt="" />}
      <span className="added-name">
        <bdi>{file.name}</bdi>
        <span className="soft small"> {url === null ? m.field_file_gone() : formatBytes(file.bytes)}</span>
      </span>
      <Button
        kind="link"
        className="small"
        aria-label={m.field_remove_file({ name: file.name })}
        onClick={onRemove}
      >
        {m.field_remove()}
      </Button>
    </li>
  );
}
