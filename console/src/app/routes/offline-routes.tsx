import { createRoute, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { type SellerFilter, sellerFilter } from '../../api/seller-queries.ts';
import { RaidScreen } from '../../screens/raids/raid-screen.tsx';
import { RaidsScreen } from '../../screens/raids/raids-screen.tsx';
import { SellerScreen } from '../../screens/sellers/seller-screen.tsx';
import { SellersScreen } from '../../screens/sellers/sellers-screen.tsx';
import { TestBuyScreen } from '../../screens/test-buys/test-buy-screen.tsx';
import { TestBuysScreen } from '../../screens/test-buys/test-buys-screen.tsx';
import { inLanguage, signedIn } from './shell.tsx';

export const raids = createRoute({
  getParentRoute: () => signedIn,
  path: '/raids',
  component: inLanguage(RaidsScreen),
});

function RaidRoute(): ReactNode {
  const { raidId } = raid.useParams();
  return <RaidScreen key={raidId} raidId={raidId} />;
}

export const raid = createRoute({
  getParentRoute: () => signedIn,
  path: '/raids/$raidId',
  component: inLanguage(RaidRoute),
});

export const testBuys = createRoute({
  getParentRoute: () => signedIn,
  path: '/test-buys',
  component: inLanguage(TestBuysScreen),
});

function TestBuyRoute(): ReactNode {
  const { testBuyId } = testBuy.useParams();
  return <TestBuyScreen key={testBuyId} testBuyId={testBuyId} />;
}

export const testBuy = createRoute({
  getParentRoute: () => signedIn,
  path: '/test-buys/$testBuyId',
  component: inLanguage(TestBuyRoute),
});

function SellersRoute(): ReactNode {
  const filter = sellers.useSearch();
  const navigate = useNavigate();
  const onFilter = useCallback(
    (wanted: SellerFilter) => void navigate({ to: '/sellers', search: wanted, replace: true }),
    [navigate],
  );
  return (
    <SellersScreen
      filter={filter}
      onFilter={onFilter}
      onOpen={(sellerId) => void navigate({ to: '/sellers/$sellerId', params: { sellerId } })}
    />
  );
}

export const sellers = createRoute({
  getParentRoute: () => signedIn,
  path: '/sellers',
  validateSearch: (search): SellerFilter => sellerFilter.parse(search),
  component: inLanguage(SellersRoute),
});

function SellerRoute(): ReactNode {
  const { sellerId } = seller.useParams();
  return <SellerScreen key={sellerId} sellerId={sellerId} />;
}

export const seller = createRoute({
  getParentRoute: () => signedIn,
  path: '/sellers/$sellerId',
  component: inLanguage(SellerRoute),
});
