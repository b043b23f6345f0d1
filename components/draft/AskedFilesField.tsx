import { ADDED_FILE_LIMIT, type AddedFile, type AskedFiles } from '@marketsafe/contract';
import { Button, FieldGroup } from '@marketsafe/looks';
import { fieldHelp, fieldLabel, formatBytes, m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { askedLabel } from './asked-label.ts';
import type { AskedEdits, PictureUrls, RefusedFile } from './types.ts';

interface AskedFilesFieldProps extends Pick<AskedEdits, 'onAttach' | 'onDetach'> {
  field: AskedFiles;
  id: string;
  problem: string | undefined;
  urls: PictureUrls;
  /** What is dropped or pasted on the page where no other field takes it comes here. */
  takesAll?: boolean;
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
export function AskedFilesField({
  field,
  id,
  problem,
  urls,
  takesAll = false,
  onAttach,
  onDetach,
}: AskedFilesFieldProps) {
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
  const taken = (event: { preventDefault: () => void }, files: FileList | undefined) => {
    if (!files || files.length === 0) return;
    event.preventDefault();
    void attach([...files]);
  };
  useLeftOver(takesAll, (event, files) => {
    const fold = chooser.current?.closest('details');
    if (fold) fold.open = true;
    taken(event, files);
  });
  return (
    <FieldGroup
      legend={askedLabel(field)}
      problem={wrong.length > 0 ? wrong.join(' ') : undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => taken(event, event.dataTransfer.files)}
      onPaste={(event) => taken(event, event.clipboardData.files)}
    >
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
        <span className="soft small">{m.field_drop_here()}</span>
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

/** Hears of files that are dropped or pasted anywhere on the page and that no field there has taken. */
function useLeftOver(listens: boolean, take: (event: Event, files: FileList | undefined) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!listens) return;
    const end = new AbortController();
    const { signal } = end;
    // Without this the browser would open the file in the page's place.
    document.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    document.addEventListener(
      'drop',
      (event) => event.defaultPrevented || latest.current(event, event.dataTransfer?.files),
      { signal },
    );
    document.addEventListener(
      'paste',
      (event) => event.defaultPrevented || latest.current(event, event.clipboardData?.files),
      { signal },
    );
    return () => end.abort();
  }, [listens]);
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
