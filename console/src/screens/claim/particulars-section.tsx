import { type ClaimDetail, type FilledField, filledFields } from '@marketsafe/contract';
import { Badge, Card, Table } from '@marketsafe/looks';
import { columnHead, consentSentence, fieldLabel, formatBytes, m, optionLabel } from '@marketsafe/words';
import { useFileUrl } from './claim-files.ts';

/** What the claim's reason asks for, as a person filled it in; nothing where it asks for nothing. */
export function ParticularsSection({ particulars }: { particulars: ClaimDetail['particulars'] }) {
  const filled = filledFields(particulars);
  if (filled.length === 0) return null;
  return (
    <Card title={m.field_particulars()}>
      {filled.map((field) => (
        <section key={field.name} className="stack-small">
          <h3>{fieldLabel(field.name)}</h3>
          <Consent field={field} />
          <Value field={field} />
        </section>
      ))}
    </Card>
  );
}

/** Whether the marketplace may see it. */
function Consent({ field: { consent } }: { field: FilledField }) {
  if (consent === undefined) return null;
  return (
    <p>
      <Badge tone={consent === null ? 'warn' : 'good'}>{consentSentence(consent)}</Badge>
    </p>
  );
}

function Value({ field }: { field: FilledField }) {
  const urlOf = useFileUrl();
  switch (field.editor) {
    case 'text':
      return (
        <p className="said" dir="auto">
          {field.text}
        </p>
      );
    case 'table': {
      const { table, columns, rows } = field;
      return (
        <Table
          caption={fieldLabel(field.name)}
          captionHidden
          columns={columns.map((column) => ({
            key: column,
            heading: columnHead(table, column),
            cell: ({ row }: { row: (typeof rows)[number] }) => (
              <bdi>{optionLabel(table, row[column] ?? '')}</bdi>
            ),
          }))}
          rows={rows.map((row, index) => ({ row, number: index + 1 }))}
          keyOf={({ number }) => String(number)}
        />
      );
    }
    case 'files':
      return (
        <ul className="added-files">
          {field.files.map(({ file, position }) => (
            <li key={position}>
              <a href={urlOf(file.sha256)} target="_blank" rel="noreferrer noopener">
                {file.type.startsWith('image/') && <img loading="lazy" src={urlOf(file.sha256)} alt="" />}
                <bdi>{file.name}</bdi>
              </a>{' '}
              <span className="soft small">{formatBytes(file.bytes)}</span>
              <br />
              <span className="hash">{file.sha256}</span>
            </li>
          ))}
        </ul>
      );
  }
}
