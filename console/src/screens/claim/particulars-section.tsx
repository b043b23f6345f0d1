import {
  type ClaimDetail,
  CORRECTABLE_FACTS,
  type FilledField,
  filledFields,
  type ListingFacts,
  offeredFields,
} from '@marketsafe/contract';
import { Badge, Card, Table } from '@marketsafe/looks';
import {
  columnHead,
  consentSentence,
  factName,
  factText,
  fieldLabel,
  formatBytes,
  m,
  optionLabel,
} from '@marketsafe/words';
import { HelpedText } from '../../components/helped-text.tsx';
import { useFileUrl } from './claim-files.ts';

/** What a person filled in beside what every claim needs: what its reason asks for, and what they added. */
export function ParticularsSection({ claim }: { claim: ClaimDetail }) {
  const filled = filledFields(claim.particulars);
  const isOffered = ({ name }: FilledField) => offeredFields().some((each) => each === name);
  const facts = claim.evidence.at(-1)?.facts ?? {};
  return (
    <>
      <Part title={m.field_particulars()} facts={facts} filled={filled.filter((each) => !isOffered(each))} />
      <Part title={m.field_offered()} facts={facts} filled={filled.filter(isOffered)} />
    </>
  );
}

interface PartProps {
  title: string;
  /** As the newest capture read them. */
  facts: ListingFacts;
  filled: readonly FilledField[];
}

function Part({ title, facts, filled }: PartProps) {
  if (filled.length === 0) return null;
  return (
    <Card title={title}>
      {filled.map((field) => (
        <section key={field.name} className="stack-small">
          <h3>{fieldLabel(field.name)}</h3>
          <Consent field={field} />
          {field.editor === 'table' && field.table === 'corrections' ? (
            <Corrections corrections={field} facts={facts} />
          ) : (
            <Value field={field} />
          )}
        </section>
      ))}
    </Card>
  );
}

/** What a person changed, beside what was read from the page: the one does not replace the other. */
function Corrections({
  corrections: { rows },
  facts,
}: {
  corrections: Extract<FilledField, { editor: 'table' }>;
  facts: ListingFacts;
}) {
  const shown = CORRECTABLE_FACTS.flatMap((fact) => {
    const row = rows.find((each) => each.fact === fact);
    return row ? [{ fact, says: row.says ?? '' }] : [];
  });
  return (
    <Table
      caption={fieldLabel('corrections')}
      captionHidden
      rows={shown}
      keyOf={({ fact }) => fact}
      columns={[
        {
          key: 'fact',
          heading: columnHead('corrections', 'fact'),
          kind: 'header',
          cell: ({ fact }) => factName(fact),
        },
        {
          key: 'read',
          heading: m.facts_column_value(),
          cell: ({ fact }) => <bdi>{factText(facts, fact) ?? m.facts_missing_row()}</bdi>,
        },
        {
          key: 'says',
          heading: columnHead('corrections', 'says'),
          className: 'said',
          cell: ({ says }) => <bdi>{says}</bdi>,
        },
      ]}
    />
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
      return <HelpedText text={field.text} />;
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
