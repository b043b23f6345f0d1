import { mandateDetail, mandateOnPaper, type OrganisationKind } from '@marketsafe/contract';
import { Button, Field, Loading, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { MANDATES, PAPERS, refreshMandates } from '../../api/mandate-queries.ts';
import { organisationsQuery } from '../../api/people-queries.ts';
import { handIn } from '../../api/upload.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { RightsChoice } from './rights-choice.tsx';
import { emptyTerms, PaperField, problemsOf, TermsFields } from './terms-fields.tsx';

/** Enters a mandate that came to the program on paper, for its holder or a second person to confirm. */
export function PaperMandateScreen() {
  const organisations = useQuery(organisationsQuery);
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  // Made once, so that a second try is the same mandate.
  const [mandateId] = useState(() => crypto.randomUUID());
  const [terms, setTerms] = useState(emptyTerms);
  const [sides, setSides] = useState({ holderId: '', representativeId: '' });
  const [papers, setPapers] = useState<readonly File[]>([]);
  const [lacking, setLacking] = useState<ReadonlySet<string>>(new Set());
  const enter = useMutation({
    mutationFn: async () => {
      const [document, ...furtherPapers] = await handIn(papers, PAPERS);
      const entered = { mandateId, ...sides, document, furtherPapers, ...terms };
      return send('POST', `${MANDATES}/on-paper`, entered, mandateDetail);
    },
    onSuccess: async () => {
      await refreshMandates(client);
      announce(m.mandates_given());
      await navigate({ to: '/mandates/$mandateId', params: { mandateId } });
    },
  });
  const problem = problemsOf(enter.error, lacking);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = mandateOnPaper.safeParse({ mandateId, ...sides, document: '0'.repeat(64), ...terms });
    const names = read.success ? [] : read.error.issues.map(({ path }) => String(path[0]));
    setLacking(new Set([...names, ...(papers.length > 0 ? [] : ['document'])]));
    if (read.success && papers.length > 0) enter.mutate();
  }
  const side = (name: keyof typeof sides, kind: OrganisationKind, label: string) => (
    <Field label={label} problem={problem(name)}>
      {(control) => (
        <select
          {...control}
          value={sides[name]}
          onChange={(event) => {
            setSides({ ...sides, [name]: event.target.value });
            // Rights are the holder's: another has others.
            if (name === 'holderId') setTerms({ ...terms, rightIds: null });
          }}
        >
          <option value="" />
          {organisations.data?.organisations
            .filter((one) => one.kind === kind)
            .map(({ organisationId, name: called }) => (
              <option key={organisationId} value={organisationId}>
                {called}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
  return (
    <>
      <p>
        <Link to="/mandates">{m.mandates_all()}</Link>
      </p>
      <PageHeading title={m.mandates_paper()} />
      <p>{m.mandates_paper_about()}</p>
      {organisations.error && (
        <FailureNotice error={organisations.error} onRetry={() => organisations.refetch()} />
      )}
      {organisations.isPending && <Loading>{m.mandates_loading()}</Loading>}
      {enter.error && <FailureNotice error={enter.error} />}
      <form className="narrow" onSubmit={submit} noValidate>
        {side('holderId', 'rights_holder', m.mandates_holder())}
        {side('representativeId', 'representative', m.mandates_representative())}
        <RightsChoice
          holder={sides.holderId || undefined}
          chosen={terms.rightIds}
          onChoose={(rightIds) => setTerms({ ...terms, rightIds })}
        />
        <TermsFields terms={terms} onTerms={setTerms} problem={problem} />
        <PaperField papers={papers} problem={problem('document')} onPapers={setPapers} />
        <div className="actions">
          <Button type="submit" kind="main" busy={enter.isPending}>
            {m.mandates_paper_now()}
          </Button>
        </div>
      </form>
    </>
  );
}
