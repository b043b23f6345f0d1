import { mandateDetail, newMandate } from '@marketsafe/contract';
import { Button, Field, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { MANDATES, refreshMandates } from '../../api/mandate-queries.ts';
import { ownOrganisationsQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { handIn } from '../../api/upload.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { RightsChoice } from './rights-choice.tsx';
import { emptyTerms, PaperField, problemsOf, TermsFields } from './terms-fields.tsx';

/** Gives a mandate, or as a representative proposes one. */
export function NewMandateScreen() {
  const me = useQuery(meQuery);
  const own = useQuery(ownOrganisationsQuery);
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  // Made once, so that a second try is the same mandate.
  const [mandateId] = useState(() => crypto.randomUUID());
  const [terms, setTerms] = useState(emptyTerms);
  const [party, setParty] = useState('');
  const [papers, setPapers] = useState<readonly File[]>([]);
  const [lacking, setLacking] = useState<ReadonlySet<string>>(new Set());
  const give = useMutation({
    mutationFn: async () => {
      const [document, ...furtherPapers] = await handIn(papers);
      return send('POST', MANDATES, { mandateId, party, document, furtherPapers, ...terms }, mandateDetail);
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
  const problem = problemsOf(give.error, lacking);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = newMandate.safeParse({ mandateId, party, document: '0'.repeat(64), ...terms });
    const names = read.success ? [] : read.error.issues.map(({ path }) => String(path[0]));
    setLacking(new Set([...names, ...(papers.length > 0 ? [] : ['document'])]));
    if (read.success && papers.length > 0) give.mutate();
  }
  return (
    <>
      <p>
        <Link to="/mandates">{m.mandates_all()}</Link>
      </p>
      <PageHeading title={isHolder ? m.mandates_give() : m.mandates_propose()} />
      <p>{isHolder ? m.mandates_give_about() : m.mandates_propose_about()}</p>
      {give.error && <FailureNotice error={give.error} />}
      <form className="narrow" onSubmit={submit} noValidate>
        <Field
          label={isHolder ? m.mandates_representative() : m.mandates_holder()}
          problem={problem('party')}
          help={<p className="soft">{m.mandates_party_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              value={party}
              onChange={(event) => setParty(event.target.value)}
            />
          )}
        </Field>
        {isHolder && (
          <RightsChoice chosen={terms.rightIds} onChoose={(rightIds) => setTerms({ ...terms, rightIds })} />
        )}
        <TermsFields terms={terms} onTerms={setTerms} problem={problem} />
        <PaperField papers={papers} problem={problem('document')} onPapers={setPapers} />
        <div className="actions">
          <Button type="submit" kind="main" busy={give.isPending}>
            {isHolder ? m.mandates_give_now() : m.mandates_propose_now()}
          </Button>
        </div>
      </form>
    </>
  );
}
