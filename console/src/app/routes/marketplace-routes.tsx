import { MARKETPLACE_IDS } from '@marketsafe/contract';
import { createRoute } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { AnswersScreen } from '../../screens/answers/answers-screen.tsx';
import { CounterScreen } from '../../screens/counter-notices/counter-screen.tsx';
import { DeskPacketScreen } from '../../screens/desk/desk-packet-screen.tsx';
import { DeskRaidScreen } from '../../screens/desk/desk-raid-screen.tsx';
import { DeskScreen } from '../../screens/desk/desk-screen.tsx';
import { FoundScreen } from '../../screens/marketplaces/found-screen.tsx';
import { MarketplacesScreen } from '../../screens/marketplaces/marketplaces-screen.tsx';
import { NotFoundScreen } from '../../screens/not-found/not-found-screen.tsx';
import { PacketScreen } from '../../screens/packets/packet-screen.tsx';
import { PacketsScreen } from '../../screens/packets/packets-screen.tsx';
import { type Step, stepOf } from '../../screens/packets/steps.ts';
import { ProcedureScreen, type ProcedureSearch } from '../../screens/procedures/procedure-screen.tsx';
import { ProceduresScreen } from '../../screens/procedures/procedures-screen.tsx';
import { inLanguage, signedIn, text } from './shell.tsx';

export const answers = createRoute({
  getParentRoute: () => signedIn,
  path: '/answers',
  component: inLanguage(AnswersScreen),
});

function PacketsRoute(): ReactNode {
  const { step } = packets.useSearch();
  const navigate = packets.useNavigate();
  return (
    <PacketsScreen
      step={stepOf(step)}
      onStep={(wanted) => void navigate({ search: { step: wanted }, replace: true })}
    />
  );
}

export const packets = createRoute({
  getParentRoute: () => signedIn,
  path: '/packets',
  validateSearch: (search): { step?: Step } => {
    const step = stepOf(search.step);
    return step === 'candidates' ? {} : { step };
  },
  component: inLanguage(PacketsRoute),
});

function PacketRoute(): ReactNode {
  const { packetId } = packet.useParams();
  return <PacketScreen key={packetId} packetId={packetId} />;
}

export const packet = createRoute({
  getParentRoute: () => signedIn,
  path: '/packets/$packetId',
  component: inLanguage(PacketRoute),
});

export const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk',
  component: inLanguage(DeskScreen),
});

function DeskPacketRoute(): ReactNode {
  const { packetId } = deskPacket.useParams();
  return <DeskPacketScreen key={packetId} packetId={packetId} />;
}

export const deskPacket = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk/$packetId',
  component: inLanguage(DeskPacketRoute),
});

function DeskRaidRoute(): ReactNode {
  const { packageId } = deskRaid.useParams();
  return <DeskRaidScreen key={packageId} packageId={packageId} />;
}

export const deskRaid = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk/raids/$packageId',
  component: inLanguage(DeskRaidRoute),
});

export const counterNotices = createRoute({
  getParentRoute: () => signedIn,
  path: '/counter-notices',
  component: inLanguage(CounterScreen),
});

function ProceduresRoute(): ReactNode {
  const navigate = procedures.useNavigate();
  const { text: searched = '' } = procedures.useSearch();
  const onText = useCallback(
    (typed: string) => void navigate({ search: { text: typed || undefined }, replace: true }),
    [navigate],
  );
  return <ProceduresScreen text={searched} onText={onText} />;
}

export const procedures = createRoute({
  getParentRoute: () => signedIn,
  path: '/procedures',
  validateSearch: (search): { text?: string | undefined } => ({ text: text(search.text) }),
  component: inLanguage(ProceduresRoute),
});

function ProcedureRoute(): ReactNode {
  const { marketplace } = procedure.useParams();
  const navigate = procedure.useNavigate();
  const onSearch = useCallback(
    (search: ProcedureSearch) => void navigate({ search, replace: true }),
    [navigate],
  );
  const search = procedure.useSearch();
  const known = MARKETPLACE_IDS.find((id) => id === marketplace);
  if (!known) return <NotFoundScreen />;
  return <ProcedureScreen key={known} marketplace={known} search={search} onSearch={onSearch} />;
}

export const procedure = createRoute({
  getParentRoute: () => signedIn,
  path: '/procedures/$marketplace',
  validateSearch: (search): ProcedureSearch => ({ site: text(search.site), text: text(search.text) }),
  component: inLanguage(ProcedureRoute),
});

export const marketplaces = createRoute({
  getParentRoute: () => signedIn,
  path: '/marketplaces',
  component: inLanguage(MarketplacesScreen),
});

function FoundRoute(): ReactNode {
  const { marketplace } = found.useParams();
  const known = MARKETPLACE_IDS.find((id) => id === marketplace);
  return known ? <FoundScreen key={known} marketplace={known} /> : <NotFoundScreen />;
}

export const found = createRoute({
  getParentRoute: () => signedIn,
  path: '/marketplaces/$marketplace',
  component: inLanguage(FoundRoute),
});
