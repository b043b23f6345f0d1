import {
  ADDED_FILE_TYPES,
  AUTHORITIES,
  MARKETPLACE_IDS,
  type MarketplaceId,
  mandateDetail,
  type NewMandate,
  newMandate,
  POWERS,
  type Power,
} from '@marketsafe/contract';
import { Button, Check, Field, FieldGroup, FieldProblem, FileButton, useAnnounce } from '@marketsafe/looks';
import { authorityName, faultWords, m, marketplaceName, powerName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { MANDATES, refreshMandates } from '../../api/mandate-queries.ts';
import { ownOrganisationsQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { hashOf, upload } from '../../api/upload.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { RightsChoice } from './rights-choice.tsx';

type Terms = Omit<NewMandate, 'mandateId' | 'document'>;

const EMPTY: Terms = {
  ...{ party: '', rightIds: null, marketplaces: null, powers: ['file-claims'] },
  ...{ validFrom: new Date().toISOString().slice(0, 10), validTo: '', authority: 'sealed' },
  ...{ signedName: '', signedTitle: '' },
};

/** Gives a mandate, or as a representative proposes one. */
export function NewMandateScreen() {
  const me = useQuery(meQuery);
  const own = useQuery(ownOrganisationsQuery);
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  // Made once, so that a second try is the same mandate.
  const [mandateId] = useState(() => crypto.randomUUID());
  const [terms, setTerms] = useState(EMPTY);
  const [file, setFile] = useState<File | null>(null);
  const [lacking, setLacking] = useState<ReadonlySet<string>>(new Set());
  const give = useMutation({
    mutationFn: async (paper: File) => {
      const document = await hashOf(paper);
      await upload({ sha256: document, type: paper.type }, paper, AbortSignal.timeout(300_000));
      return send('POST', MANDATES, { mandateId, document, ...terms }, mandateDetail);
    },
    onSuccess: async () => {
      await refreshMandates(client);
      announce(m.mandates_given());
      await navigate({ to: '/mandates/$mandateId', params: { mandateId } });
    },
  });
  const acting = me.data?.organisation.organisationId;
  const kind = own.data?.organisations.find(({ organisationId }) => organisationId === acting)?.kind;
  const isHolder = kind === 'rights_holder';
  const said = give.error instanceof ApiFailure ? (give.error.problem?.errors ?? []) : [];
  const problem = (name: keyof Terms | 'document') => {
    const found = said.find(({ path }) => path.startsWith(`/${name}`));
    return found ? faultWords(found) : lacking.has(name) ? m.rights_form_needed() : null;
  };
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = newMandate.safeParse({ mandateId, document: '0'.repeat(64), ...terms });
    const names = read.success ? [] : read.error.issues.map(({ path }) => String(path[0]));
    setLacking(new Set([...names, ...(file ? [] : ['document'])]));
    if (read.success && file) give.mutate(file);
  }
  const text = (name: 'party' | 'signedName' | 'signedTitle', label: string, help?: string) => (
    <Field label={label} problem={problem(name)} help={help && <p className="soft">{help}</p>}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          value={terms[name]}
          onChange={(event) => setTerms({ ...terms, [name]: event.target.value })}
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
          onChange={(event) => setTerms({ ...terms, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <p>
        <Link to="/mandates">{m.mandates_all()}</Link>
      </p>
      <PageHeading title={isHolder ? m.mandates_give() : m.mandates_propose()} />
      <p>{isHolder ? m.mandates_give_about() : m.mandates_propose_about()}</p>
      {give.error && <FailureNotice error={give.error} />}
      <form className="narrow" onSubmit={submit} noValidate>
        {text('party', isHolder ? m.mandates_representative() : m.mandates_holder(), m.mandates_party_help())}
        {isHolder && (
          <RightsChoice chosen={terms.rightIds} onChoose={(rightIds) => setTerms({ ...terms, rightIds })} />
        )}
        <FieldGroup legend={m.mandates_column_marketplaces()} problem={problem('marketplaces')}>
          <Check
            checked={terms.marketplaces === null}
            onCheck={(all) => setTerms({ ...terms, marketplaces: all ? null : [] })}
          >
            {m.mandates_all_marketplaces()}
          </Check>
          {terms.marketplaces !== null &&
            MARKETPLACE_IDS.map((id) => (
              <Check
                key={id}
                checked={terms.marketplaces?.includes(id) ?? false}
                onCheck={(on) =>
                  setTerms({
                    ...terms,
                    marketplaces: withOne<MarketplaceId>(terms.marketplaces ?? [], id, on),
                  })
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
              onCheck={(on) => setTerms({ ...terms, powers: withOne<Power>(terms.powers, power, on) })}
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
              onCheck={() => setTerms({ ...terms, authority })}
            >
              {authorityName(authority)}
            </Check>
          ))}
        </FieldGroup>
        {text('signedName', m.mandates_signed_name())}
        {text('signedTitle', m.mandates_signed_title(), m.mandates_signed_title_help())}
        <div className="field">
          <strong>{m.mandates_document()}</strong>
          <FieldProblem problem={problem('document')} />
          <FileButton accept={ADDED_FILE_TYPES.join(',')} onFiles={([first]) => setFile(first ?? null)}>
            {m.mandates_document_choose()}
          </FileButton>
          <p className="soft small">{file ? file.name : m.rights_file_add_help()}</p>
        </div>
        <div className="actions">
          <Button type="submit" kind="main" busy={give.isPending}>
            {isHolder ? m.mandates_give_now() : m.mandates_propose_now()}
          </Button>
        </div>
      </form>
    </>
  );
}

function withOne<Value>(all: readonly Value[], one: Value, on: boolean): Value[] {
  return on ? [...all, one] : all.filter((each) => each !== one);
}
