import './raids.css';
import type { RaidDetail } from '@marketsafe/contract';
import { Loading, Notice, Tabs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { raidQuery } from '../../api/raid-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { CaseTab } from './case-tab.tsx';
import { CustodyTab } from './custody-tab.tsx';
import { FilesTab } from './files-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { InventoryTab } from './inventory-tab.tsx';
import { LinksTab } from './links-tab.tsx';
import { PackageTab } from './package-tab.tsx';
import { partName } from './part-names.ts';
import { RaidFormProvider } from './raid-fields.tsx';
import { StageBadge } from './raids-screen.tsx';
import { useRaidDraft } from './use-raid-draft.ts';

const TABS = ['case', 'files', 'inventory', 'links', 'custody', 'package', 'history'] as const;
type Tab = (typeof TABS)[number];

/** One civil raid: written down part by part, saved together, and what goes out of it. */
export function RaidScreen({ raidId }: { raidId: string }) {
  const { data, error, refetch } = useQuery(raidQuery(raidId));
  return (
    <>
      <p>
        <Link to="/raids">{m.raids_all()}</Link>
      </p>
      {!data && <PageHeading title={m.raids_title()} />}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.raids_loading_one()}</Loading>}
      {data && <Raid raid={data} />}
    </>
  );
}

function Raid({ raid }: { raid: RaidDetail }) {
  const draft = useRaidDraft(raid);
  const [tab, setTab] = useState<Tab>('case');
  const readOnly = !raid.may.edit;
  const { content } = draft;
  const names: Record<Tab, [label: string, count: number | undefined]> = {
    case: [m.raids_tab_case(), undefined],
    files: [m.raids_tab_files(), content.files.length],
    inventory: [m.raids_tab_inventory(), content.inventory.length],
    links: [m.raids_tab_links(), content.links.length],
    custody: [m.raids_tab_custody(), raid.handovers.length],
    package: [m.raids_tab_package(), undefined],
    history: [m.raids_tab_history(), undefined],
  };
  return (
    <RaidFormProvider value={{ raidId: raid.raidId, draft, readOnly }}>
      <PageHeading title={raid.content.title} />
      <p className="line">
        <span className="claim-number">{raid.number}</span>
        <StageBadge stage={raid.stage} />
        {raid.organisation && <bdi className="soft">{raid.organisation.name}</bdi>}
      </p>
      {readOnly && <Notice tone="info">{m.raids_read_only()}</Notice>}
      {!readOnly && <SaveBar draft={draft} partName={partName} />}
      <Tabs
        name={m.raids_parts()}
        tabs={TABS.map((id) => ({ id, label: names[id][0], count: names[id][1] }))}
        chosen={tab}
        onChoose={setTab}
      >
        {tab === 'case' && <CaseTab />}
        {tab === 'files' && <FilesTab />}
        {tab === 'inventory' && <InventoryTab />}
        {tab === 'links' && <LinksTab raid={raid} />}
        {tab === 'custody' && <CustodyTab raid={raid} />}
        {tab === 'package' && <PackageTab raid={raid} />}
        {tab === 'history' && <HistoryTab raid={raid} />}
      </Tabs>
    </RaidFormProvider>
  );
}
