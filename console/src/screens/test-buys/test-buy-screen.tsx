import './test-buys.css';
import { type BuyInHand, type TestBuyDetail, testBuyLacks } from '@marketsafe/contract';
import { Card, Loading, Notice, Tabs } from '@marketsafe/looks';
import { m, testBuyLackSentence } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { testBuyQuery } from '../../api/test-buy-queries.ts';
import { DraftFormProvider } from '../../components/draft-fields.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { ExaminationTab } from './examination-tab.tsx';
import { FactsTab } from './facts-tab.tsx';
import { FilesTab } from './files-tab.tsx';
import { GoingTab } from './going-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { StagesCard } from './stages-card.tsx';
import { BuyStageBadge } from './test-buys-screen.tsx';
import { buyPartName, useBuyDraft } from './use-buy-draft.ts';
import { VaultTab } from './vault-tab.tsx';

const TABS = ['facts', 'files', 'examination', 'going', 'vault', 'history'] as const;
type Tab = (typeof TABS)[number];

/** One test buy: how far it has come, what is missing, and what is known of it. */
export function TestBuyScreen({ testBuyId }: { testBuyId: string }) {
  const { data, error, refetch } = useQuery(testBuyQuery(testBuyId));
  return (
    <>
      <p>
        <Link to="/test-buys">{m.testbuys_all()}</Link>
      </p>
      {!data && <PageHeading title={m.testbuys_title()} />}
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.testbuys_loading_one()}</Loading>}
      {data && <TestBuy buy={data} />}
    </>
  );
}

function TestBuy({ buy }: { buy: TestBuyDetail }) {
  const draft = useBuyDraft(buy);
  const [tab, setTab] = useState<Tab>('facts');
  const { content } = draft;
  const names: Record<Tab, [label: string, count: number | undefined]> = {
    facts: [m.testbuys_tab_facts(), undefined],
    files: [m.testbuys_tab_files(), content.files.length],
    examination: [m.testbuys_tab_examination(), buy.statements.length],
    going: [m.testbuys_tab_going(), undefined],
    vault: [m.testbuys_tab_vault(), undefined],
    history: [m.raids_tab_history(), buy.history.length],
  };
  return (
    <DraftFormProvider value={{ problem: draft.problem, readOnly: false }}>
      <PageHeading title={buy.content.name} />
      <p className="line">
        <span className="claim-number">{buy.number}</span>
        <BuyStageBadge stage={buy.stage} />
      </p>
      <div className="buy-columns">
        <StagesCard buy={buy} />
        <MissingCard
          buy={{
            ...{ content, steps: buy.steps, statement: buy.statements[0] ?? null },
            consent: buy.consents[0] ?? null,
          }}
        />
      </div>
      <ClaimCard buy={buy} />
      <SaveBar draft={draft} partName={buyPartName} />
      <Tabs
        name={m.testbuys_parts()}
        tabs={TABS.map((id) => ({ id, label: names[id][0], count: names[id][1] }))}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === 'facts' && <FactsTab buy={buy} draft={draft} />}
        {tab === 'files' && <FilesTab buy={buy} draft={draft} />}
        {tab === 'examination' && <ExaminationTab buy={buy} />}
        {tab === 'going' && <GoingTab buy={buy} draft={draft} />}
        {tab === 'vault' && <VaultTab buy={buy} />}
        {tab === 'history' && <HistoryTab buy={buy} />}
      </Tabs>
    </DraftFormProvider>
  );
}

/** What is missing so far, in sentences. */
function MissingCard({ buy }: { buy: BuyInHand }) {
  const lacks = testBuyLacks(buy);
  return (
    <Card title={m.testbuys_missing()}>
      {lacks.length === 0 ? (
        <Notice tone="good">{m.testbuys_missing_nothing()}</Notice>
      ) : (
        <ul className="buy-lacks">
          {lacks.map((lack) => (
            <li key={lack}>{testBuyLackSentence(lack)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The one claim that rests on the order. */
function ClaimCard({ buy: { claim } }: { buy: TestBuyDetail }) {
  return (
    <Card title={m.testbuys_claim()}>
      {claim ? (
        <p className="line">
          <Link to="/claims/$claimId" params={{ claimId: claim.claimId }}>
            {claim.number}
          </Link>
          <StateBadge state={claim.state} />
          <span className="soft">{m.testbuys_claim_one()}</span>
        </p>
      ) : (
        <p className="soft">{m.testbuys_claim_none()}</p>
      )}
    </Card>
  );
}
