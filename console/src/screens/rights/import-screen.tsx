import {
  IMPORT_TYPES,
  type ImportPreview,
  importPreview,
  importResult,
  RIGHT_FIELD_NAMES,
} from '@marketsafe/contract';
import { csvOf } from '@marketsafe/evidence';
import { Button, Card, FieldGroup, FileButton, Notice, Table, useAnnounce } from '@marketsafe/looks';
import './rights.css';
import { formatNumber, formatSeries, m, rightFieldName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { order } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { IMPORTS, refreshVault } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { saveFile } from '../../packages/save-file.ts';
import { ForHolder } from './holder-choice.tsx';
import { ImportFaults } from './import-faults.tsx';

const [CSV, XLSX] = IMPORT_TYPES;
const PATIENCE_MS = 120_000;

/** Hands a table in; the server looks at its bytes, whatever it is called. */
async function hand(file: File, path: string): Promise<unknown> {
  const type = /\.xlsx$/i.test(file.name) ? XLSX : CSV;
  const answer = await order(path, null, AbortSignal.timeout(PATIENCE_MS), {
    ...{ method: 'POST', headers: { 'content-type': type }, body: file },
  });
  return answer.json();
}

interface Looked {
  file: File;
  preview: ImportPreview;
}

/** Imports a table of rights: first what it would come to, with everything that is wrong, then all of it at once. */
export function ImportScreen({ holder }: { holder?: string }) {
  const whose: Record<string, string> = holder === undefined ? {} : { holder };
  const client = useQueryClient();
  const announce = useAnnounce();
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = useMutation({
    mutationFn: async (file: File): Promise<Looked> => {
      const read = importPreview.safeParse(
        await hand(file, `${IMPORTS}/preview?${new URLSearchParams(whose)}`),
      );
      if (!read.success) throw new ApiFailure('garbled', { status: 200 });
      return { file, preview: read.data };
    },
    onSuccess: setLooked,
  });
  const keep = useMutation({
    mutationFn: async ({ rows, file, preview }: Looked & { rows: 'all' | 'good' }) =>
      importResult.parse(
        await hand(
          file,
          `${IMPORTS}?${new URLSearchParams({ rows, expected: String(preview.good), ...whose })}`,
        ),
      ),
    onSuccess: async ({ registered }) => {
      setLooked(null);
      announce(m.rights_import_done({ count: formatNumber(registered) }));
      await refreshVault(client);
    },
  });
  function take([file]: readonly File[]) {
    keep.reset();
    setLooked(null);
    if (file) look.mutate(file);
  }
  return (
    <>
      <p>
        <Link to="/rights">{m.rights_all()}</Link>
      </p>
      <PageHeading title={m.rights_import_title()} />
      <ForHolder holder={holder} />
      <p>{m.rights_import_about()}</p>
      <FieldGroup
        legend={m.rights_import_drop()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take([...event.dataTransfer.files]);
        }}
      >
        <div className="actions">
          <FileButton accept={`.csv,.xlsx,${IMPORT_TYPES.join(',')}`} onFiles={take}>
            {looked ? m.rights_import_again() : m.rights_import_choose()}
          </FileButton>
          <Button
            size="small"
            onClick={() =>
              saveFile(
                csvOf({ head: RIGHT_FIELD_NAMES.map((field) => rightFieldName(field)), rows: [] }),
                'rights.csv',
              )
            }
          >
            {m.rights_import_template()}
          </Button>
        </div>
      </FieldGroup>
      {look.isPending && <p role="status">{m.rights_import_looking({ name: look.variables.name })}</p>}
      {look.error && <FailureNotice error={look.error} />}
      {keep.error && <FailureNotice error={keep.error} />}
      {keep.data && (
        <Notice tone="good" urgency="status">
          {m.rights_import_done({ count: formatNumber(keep.data.registered) })}
        </Notice>
      )}
      {looked && (
        <Result looked={looked} busy={keep.isPending} onKeep={(rows) => keep.mutate({ ...looked, rows })} />
      )}
    </>
  );
}

function Result(props: { looked: Looked; busy: boolean; onKeep: (rows: 'all' | 'good') => void }) {
  const { file, preview } = props.looked;
  const { faults, good } = preview;
  const count = formatNumber(good);
  const names = (fields: ImportPreview['missingColumns']) =>
    formatSeries(fields.map((field) => rightFieldName(field)));
  return (
    <>
      <Notice tone={faults.length > 0 ? 'warn' : 'good'} urgency="status">
        <p>{m.rights_import_result({ name: file.name, rows: formatNumber(preview.rows), good: count })}</p>
        {preview.duplicates > 0 && (
          <p>{m.rights_import_duplicates({ count: formatNumber(preview.duplicates) })}</p>
        )}
        {preview.missingColumns.length > 0 && (
          <p>{m.rights_import_missing_columns({ columns: names(preview.missingColumns) })}</p>
        )}
        {preview.unknownColumns.length > 0 && (
          <p>{m.rights_import_unknown_columns({ columns: formatSeries(preview.unknownColumns) })}</p>
        )}
        {good === 0 && preview.missingColumns.length === 0 && <p>{m.rights_import_nothing()}</p>}
      </Notice>
      {good > 0 && (
        <div className="actions">
          <Button
            kind="main"
            busy={props.busy}
            onClick={() => props.onKeep(faults.length === 0 ? 'all' : 'good')}
          >
            {faults.length === 0 ? m.rights_import_keep_all({ count }) : m.rights_import_keep_good({ count })}
          </Button>
        </div>
      )}
      {faults.length > 0 && <ImportFaults faults={faults} />}
      {preview.sample.length > 0 && (
        <Card title={m.rights_import_sample()}>
          <Table
            caption={m.rights_import_sample()}
            captionHidden
            rows={preview.sample}
            keyOf={({ row }) => String(row)}
            columns={[
              { key: 'row', heading: m.rights_import_column_row(), kind: 'header', cell: ({ row }) => row },
              ...(['mark', 'place', 'number', 'owner', 'expiresOn'] as const).map((field) => ({
                key: field,
                heading: rightFieldName(field),
                cell: (one: ImportPreview['sample'][number]) => <bdi>{one[field]}</bdi>,
              })),
            ]}
          />
        </Card>
      )}
    </>
  );
}
