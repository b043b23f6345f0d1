import {
  ADDED_FILE_TYPES,
  AUTHORITIES,
  MARKETPLACE_IDS,
  MAX_MANDATE_PAPERS,
  type MandateTerms,
  type MarketplaceId,
  POWERS,
  type Power,
} from '@marketsafe/contract';
import { Button, Check, Field, FieldGroup, FieldProblem, FileButton } from '@marketsafe/looks';
import { authorityName, faultWords, m, marketplaceName, powerName } from '@marketsafe/words';
import { ApiFailure } from '../../api/failure.ts';

/** What every mandate says, however it comes; its papers are files until they are handed in. */
export type Terms = Omit<MandateTerms, 'document'>;
type Named = keyof Terms | 'document' | 'party' | 'holderId' | 'representativeId';

export function emptyTerms(): Terms {
  return {
    ...{ rightIds: null, marketplaces: null, powers: ['file-claims'] },
    ...{ validFrom: new Date().toISOString().slice(0, 10), validTo: '', authority: 'sealed' },
    ...{ signedName: '', signedTitle: '' },
  };
}

/** What is wrong with a field: as the server said, or that it was left empty. */
export function problemsOf(error: unknown, lacking: ReadonlySet<string>): (name: Named) => string | null {
  const said = error instanceof ApiFailure ? (error.problem?.errors ?? []) : [];
  return (name) => {
    const found = said.find(({ path }) => path.startsWith(`/${name}`));
    return found ? faultWords(found) : lacking.has(name) ? m.rights_form_needed() : null;
  };
}

/** Marketplaces, powers, days, and how the paper was given force. */
export function TermsFields(props: {
  terms: Terms;
  onTerms: (terms: Terms) => void;
  problem: (name: Named) => string | null;
}) {
  const { terms, onTerms, problem } = props;
  const change = (changed: Partial<Terms>) => onTerms({ ...terms, ...changed });
  const text = (name: 'signedName' | 'signedTitle', label: string, help?: string) => (
    <Field label={label} problem={problem(name)} help={help && <p className="soft">{help}</p>}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          value={terms[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const day = (name: 'validFrom' | 'validTo', label: string) => (
    <Field label={label} problem={problem(name)}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={terms[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <FieldGroup legend={m.mandates_column_marketplaces()} problem={problem('marketplaces')}>
        <Check
          checked={terms.marketplaces === null}
          onCheck={(all) => change({ marketplaces: all ? null : [] })}
        >
          {m.mandates_all_marketplaces()}
        </Check>
        {terms.marketplaces !== null &&
          MARKETPLACE_IDS.map((id) => (
            <Check
              key={id}
              checked={terms.marketplaces?.includes(id) ?? false}
              onCheck={(on) =>
                change({ marketplaces: withOne<MarketplaceId>(terms.marketplaces ?? [], id, on) })
              }
            >
              {marketplaceName(id)}
            </Check>
          ))}
      </FieldGroup>
      <FieldGroup legend={m.mandates_column_powers()} problem={problem('powers')}>
        {POWERS.map((power) => (
          <Check
            key={power}
            checked={terms.powers.includes(power)}
            onCheck={(on) => change({ powers: withOne<Power>(terms.powers, power, on) })}
          >
            {powerName(power)}
          </Check>
        ))}
      </FieldGroup>
      {day('validFrom', m.mandates_valid_from())}
      {day('validTo', m.mandates_valid_to())}
      <FieldGroup legend={m.mandates_authority()}>
        {AUTHORITIES.map((authority) => (
          <Check
            key={authority}
            type="radio"
            name="authority"
            checked={terms.authority === authority}
            onCheck={() => change({ authority })}
          >
            {authorityName(authority)}
          </Check>
        ))}
      </FieldGroup>
      {text('signedName', m.mandates_signed_name())}
      {text('signedTitle', m.mandates_signed_title(), m.mandates_signed_title_help())}
    </>
  );
}

/** The mandate's papers: the mandate itself first, then what belongs to it. */
export function PaperField(props: {
  papers: readonly File[];
  problem: string | null;
  onPapers: (papers: readonly File[]) => void;
}) {
  const { papers, onPapers } = props;
  return (
    <div className="field">
      <strong>{m.mandates_document()}</strong>
      <FieldProblem problem={props.problem} />
      <FileButton
        accept={ADDED_FILE_TYPES.join(',')}
        multiple
        onFiles={(files) => onPapers([...papers, ...files].slice(0, MAX_MANDATE_PAPERS))}
      >
        {papers.length === 0 ? m.mandates_document_choose() : m.mandates_document_more()}
      </FileButton>
      {papers.length === 0 ? (
        <p className="soft small">{m.rights_file_add_help()}</p>
      ) : (
        <ol className="small">
          {papers.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <bdi>{file.name}</bdi>{' '}
              <Button
                size="small"
                aria-label={m.mandates_document_drop_of({ name: file.name })}
                onClick={() => onPapers(papers.filter((each) => each !== file))}
              >
                {m.mandates_document_drop()}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function withOne<Value>(all: readonly Value[], one: Value, on: boolean): Value[] {
  return on ? [...all, one] : all.filter((each) => each !== one);
}
