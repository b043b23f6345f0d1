import {
  type ClaimFilters,
  forHolder,
  MARKETPLACE_IDS,
  PROVIDER_OUTCOMES,
  problemCodeOf,
  queryOf,
  usableFilters,
  vaultQuery,
} from '@marketsafe/contract';
import { useLanguage } from '@marketsafe/words/react';
import { useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type TopicFilter, topicFilter } from '../api/group-queries.ts';
import { meQuery } from '../api/queries.ts';
import type { RightFilter } from '../api/rights-queries.ts';
import { type SellerFilter, sellerFilter } from '../api/seller-queries.ts';
import { Redirect } from '../components/redirect.tsx';
import { parsePlainSearch, stringifyPlainSearch } from '../format/plain-search.ts';
import { AccountScreen } from '../screens/account/account-screen.tsx';
import { AnswersScreen } from '../screens/answers/answers-screen.tsx';
import { ApplicationScreen } from '../screens/applications/application-screen.tsx';
import { ApplicationsScreen } from '../screens/applications/applications-screen.tsx';
import { ClaimScreen } from '../screens/claim/claim-screen.tsx';
import { ClaimsScreen } from '../screens/claims/claims-screen.tsx';
import { CounterScreen } from '../screens/counter-notices/counter-screen.tsx';
import { DeskPacketScreen } from '../screens/desk/desk-packet-screen.tsx';
import { DeskRaidScreen } from '../screens/desk/desk-raid-screen.tsx';
import { DeskScreen } from '../screens/desk/desk-screen.tsx';
import { DeviceScreen } from '../screens/device/device-screen.tsx';
import { FiguresScreen } from '../screens/figures/figures-screen.tsx';
import { PERIODS, periodOf } from '../screens/figures/period.ts';
import { PublicationsScreen } from '../screens/figures/publications-screen.tsx';
import { GroupScreen } from '../screens/group/group-screen.tsx';
import { SignalsScreen } from '../screens/group/signals-screen.tsx';
import { TopicScreen } from '../screens/group/topic-screen.tsx';
import { InvitationScreen } from '../screens/invitation/invitation-screen.tsx';
import { FiledForUsScreen } from '../screens/mandates/filed-for-us-screen.tsx';
import { MandateScreen } from '../screens/mandates/mandate-screen.tsx';
import { MandatesScreen } from '../screens/mandates/mandates-screen.tsx';
import { NewMandateScreen } from '../screens/mandates/new-mandate-screen.tsx';
import { PaperMandateScreen } from '../screens/mandates/paper-mandate-screen.tsx';
import { FoundScreen } from '../screens/marketplaces/found-screen.tsx';
import { MarketplacesScreen } from '../screens/marketplaces/marketplaces-screen.tsx';
import { MailOffScreen } from '../screens/news/mail-off-screen.tsx';
import { NewsScreen } from '../screens/news/news-screen.tsx';
import { NotFoundScreen } from '../screens/not-found/not-found-screen.tsx';
import { OrganisationScreen } from '../screens/organisations/organisation-screen.tsx';
import { OrganisationsScreen } from '../screens/organisations/organisations-screen.tsx';
import { OwnedScreen } from '../screens/owned/owned-screen.tsx';
import { PacketScreen } from '../screens/packets/packet-screen.tsx';
import { PacketsScreen } from '../screens/packets/packets-screen.tsx';
import { type Step, stepOf } from '../screens/packets/steps.ts';
import { PasswordScreen } from '../screens/password/password-screen.tsx';
import { OwnPeopleScreen } from '../screens/people/people-screen.tsx';
import { ProcedureScreen, type ProcedureSearch } from '../screens/procedures/procedure-screen.tsx';
import { ProceduresScreen } from '../screens/procedures/procedures-screen.tsx';
import { RaidScreen } from '../screens/raids/raid-screen.tsx';
import { RaidsScreen } from '../screens/raids/raids-screen.tsx';
import { RetentionScreen } from '../screens/retention/retention-screen.tsx';
import { filterOf, searchOf } from '../screens/review/filter.ts';
import { QueueScreen } from '../screens/review/queue-screen.tsx';
import { ReviewRoom } from '../screens/review/review-room.tsx';
import { ReviewScreen } from '../screens/review/review-screen.tsx';
import { EditRightScreen, NewRightScreen } from '../screens/rights/form-screens.tsx';
import { ImportScreen } from '../screens/rights/import-screen.tsx';
import { RegistrationsScreen } from '../screens/rights/registrations-screen.tsx';
import { RightScreen } from '../screens/rights/right-screen.tsx';
import { RightsScreen } from '../screens/rights/rights-screen.tsx';
import { SellerScreen } from '../screens/sellers/seller-screen.tsx';
import { SellersScreen } from '../screens/sellers/sellers-screen.tsx';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { ParticipantStanding, StandingScreen } from '../screens/standing/standing-screen.tsx';
import { TestBuyScreen } from '../screens/test-buys/test-buy-screen.tsx';
import { TestBuysScreen } from '../screens/test-buys/test-buys-screen.tsx';
import { TranslationsScreen } from '../screens/translations/translations-screen.tsx';
import { TroubleScreen } from '../screens/trouble/trouble-screen.tsx';
import { VerifyScreen } from '../screens/verify/verify-screen.tsx';
import { WatchScreen } from '../screens/watch-list/watch-screen.tsx';
import { WebhooksScreen } from '../screens/webhooks/webhooks-screen.tsx';
import { BrokenScreen } from './broken-screen.tsx';
import { OpenLayout } from './open-layout.tsx';
import { RootLayout } from './root-layout.tsx';
import { SignedInLayout } from './signed-in-layout.tsx';

type ReviewSearch = ReturnType<typeof searchOf>;

/** A value of the query string, which may hold anything. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Draws a part of the page anew when the language changes: the router hands each part on as it was. */
function inLanguage<Props extends object>(Part: (props: Props) => ReactNode): (props: Props) => ReactNode {
  return function InLanguage(props: Props) {
    useLanguage();
    return <Part {...props} />;
  };
}

const root = createRootRoute({
  component: inLanguage(RootLayout),
  notFoundComponent: inLanguage(NotFoundScreen),
  errorComponent: inLanguage(BrokenScreen),
});

/** Leads to where somebody's work is: the marketplace's own people see nothing but what was sent to them. */
function StartRoute(): ReactNode {
  const me = useQuery(meQuery).data;
  return me ? <Redirect to={me.roles.includes('liaison') ? '/desk' : '/claims'} /> : null;
}

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: StartRoute,
});

function SignInRoute(): ReactNode {
  const { returnTo, ended, problem } = signIn.useSearch();
  return <SignInScreen returnTo={returnTo} ended={ended === 'yes'} problem={problemCodeOf(problem)} />;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (
    search,
  ): { returnTo?: string | undefined; ended?: string | undefined; problem?: string | undefined } => ({
    returnTo: text(search.returnTo),
    ended: text(search.ended),
    problem: text(search.problem),
  }),
  component: inLanguage(SignInRoute),
});

function InvitationRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return (
    <InvitationScreen key={hash} secret={hash} problem={problemCodeOf(invitation.useSearch().problem)} />
  );
}

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: (search): { problem?: string | undefined } => ({ problem: text(search.problem) }),
  component: inLanguage(InvitationRoute),
});

function PasswordRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return <PasswordScreen key={hash} secret={hash} />;
}

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: inLanguage(PasswordRoute),
});

function AccountRoute(): ReactNode {
  const { outcome, problem } = account.useSearch();
  return (
    <AccountScreen
      outcome={PROVIDER_OUTCOMES.find((each) => each === outcome)}
      problem={problemCodeOf(problem)}
    />
  );
}

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  validateSearch: (search): { outcome?: string | undefined; problem?: string | undefined } => ({
    outcome: text(search.outcome),
    problem: text(search.problem),
  }),
  component: inLanguage(AccountRoute),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: inLanguage(OwnPeopleScreen),
});

const news = createRoute({
  getParentRoute: () => signedIn,
  path: '/news',
  component: inLanguage(NewsScreen),
});

function MailOffRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return <MailOffScreen key={hash} token={hash} />;
}

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  component: inLanguage(WebhooksScreen),
});

const applications = createRoute({
  getParentRoute: () => signedIn,
  path: '/applications',
  component: inLanguage(ApplicationsScreen),
});

function ApplicationRoute(): ReactNode {
  const { applicationId } = application.useParams();
  return <ApplicationScreen key={applicationId} applicationId={applicationId} />;
}

const application = createRoute({
  getParentRoute: () => signedIn,
  path: '/applications/$applicationId',
  component: inLanguage(ApplicationRoute),
});

const organisations = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations',
  component: inLanguage(OrganisationsScreen),
});

function OrganisationRoute(): ReactNode {
  const { organisationId } = organisation.useParams();
  return <OrganisationScreen key={organisationId} organisationId={organisationId} />;
}

const organisation = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations/$organisationId',
  component: inLanguage(OrganisationRoute),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: inLanguage(SignedInLayout),
});

function DeviceRoute(): ReactNode {
  return <DeviceScreen givenCode={device.useSearch().user_code ?? ''} />;
}

const device = createRoute({
  getParentRoute: () => signedIn,
  path: '/device',
  // The name is RFC 8628's.
  validateSearch: (search): { user_code?: string | undefined } => ({ user_code: text(search.user_code) }),
  component: inLanguage(DeviceRoute),
});

function ClaimsRoute(): ReactNode {
  const search = claims.useSearch();
  const filters = useMemo(() => usableFilters(search), [search]);
  const navigate = claims.useNavigate();
  // What was typed before is no place to go back to.
  const show = useCallback(
    (next: ClaimFilters) => void navigate({ search: queryOf(next), replace: true }),
    [navigate],
  );
  return <ClaimsScreen filters={filters} onFilters={show} />;
}

const claims = createRoute({
  getParentRoute: () => signedIn,
  path: '/claims',
  validateSearch: (search): { [Name in keyof ClaimFilters]?: string } => queryOf(usableFilters(search)),
  component: inLanguage(ClaimsRoute),
});

function ClaimRoute(): ReactNode {
  const { claimId } = claim.useParams();
  return <ClaimScreen key={claimId} claimId={claimId} />;
}

const claim = createRoute({
  getParentRoute: () => signedIn,
  path: '/claims/$claimId',
  component: inLanguage(ClaimRoute),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/review',
  validateSearch: (search): ReviewSearch => searchOf(filterOf(search)),
  component: inLanguage(ReviewRoom),
});

function QueueRoute(): ReactNode {
  const navigate = useNavigate();
  return (
    <QueueScreen
      filter={filterOf(review.useSearch())}
      onFilter={(filter) => void navigate({ to: '/review', search: searchOf(filter) })}
    />
  );
}

const queue = createRoute({
  getParentRoute: () => review,
  path: '/',
  component: inLanguage(QueueRoute),
});

function ReviewRoute(): ReactNode {
  const { claimId } = reviewed.useParams();
  return <ReviewScreen claimId={claimId} filter={filterOf(review.useSearch())} />;
}

const reviewed = createRoute({
  getParentRoute: () => review,
  path: '$claimId',
  component: inLanguage(ReviewRoute),
});

const answers = createRoute({
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

const packets = createRoute({
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

const packet = createRoute({
  getParentRoute: () => signedIn,
  path: '/packets/$packetId',
  component: inLanguage(PacketRoute),
});

const raids = createRoute({
  getParentRoute: () => signedIn,
  path: '/raids',
  component: inLanguage(RaidsScreen),
});

function RaidRoute(): ReactNode {
  const { raidId } = raid.useParams();
  return <RaidScreen key={raidId} raidId={raidId} />;
}

const raid = createRoute({
  getParentRoute: () => signedIn,
  path: '/raids/$raidId',
  component: inLanguage(RaidRoute),
});

const testBuys = createRoute({
  getParentRoute: () => signedIn,
  path: '/test-buys',
  component: inLanguage(TestBuysScreen),
});

function TestBuyRoute(): ReactNode {
  const { testBuyId } = testBuy.useParams();
  return <TestBuyScreen key={testBuyId} testBuyId={testBuyId} />;
}

const testBuy = createRoute({
  getParentRoute: () => signedIn,
  path: '/test-buys/$testBuyId',
  component: inLanguage(TestBuyRoute),
});

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk',
  component: inLanguage(DeskScreen),
});

function DeskPacketRoute(): ReactNode {
  const { packetId } = deskPacket.useParams();
  return <DeskPacketScreen key={packetId} packetId={packetId} />;
}

const deskPacket = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk/$packetId',
  component: inLanguage(DeskPacketRoute),
});

function DeskRaidRoute(): ReactNode {
  const { packageId } = deskRaid.useParams();
  return <DeskRaidScreen key={packageId} packageId={packageId} />;
}

const deskRaid = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk/raids/$packageId',
  component: inLanguage(DeskRaidRoute),
});

const translations = createRoute({
  getParentRoute: () => signedIn,
  path: '/translations',
  component: inLanguage(TranslationsScreen),
});

const counterNotices = createRoute({
  getParentRoute: () => signedIn,
  path: '/counter-notices',
  component: inLanguage(CounterScreen),
});

const watch = createRoute({
  getParentRoute: () => signedIn,
  path: '/watch-list',
  component: inLanguage(WatchScreen),
});

const trouble = createRoute({
  getParentRoute: () => signedIn,
  path: '/trouble',
  component: inLanguage(TroubleScreen),
});

const standing = createRoute({
  getParentRoute: () => signedIn,
  path: '/standing',
  component: inLanguage(StandingScreen),
});

function ParticipantStandingRoute(): ReactNode {
  const { organisationId } = participantStanding.useParams();
  return <ParticipantStanding key={organisationId} organisationId={organisationId} />;
}

const participantStanding = createRoute({
  getParentRoute: () => signedIn,
  path: '/standing/$organisationId',
  component: inLanguage(ParticipantStandingRoute),
});

interface ReportsSearch {
  from?: string | undefined;
  to?: string | undefined;
  party?: string | undefined;
}
const reportsSearch = (search: Record<string, unknown>): ReportsSearch => ({
  from: text(search.from),
  to: text(search.to),
  party: text(search.party),
});

function ReportsRoute(): ReactNode {
  const search = reports.useSearch();
  const navigate = reports.useNavigate();
  return (
    <FiguresScreen
      period={periodOf(search)}
      party={search.party}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: reportsSearch,
  component: inLanguage(ReportsRoute),
});

function ReportsOfRoute(): ReactNode {
  const { organisationId } = reportsOf.useParams();
  const search = reportsOf.useSearch();
  const navigate = reportsOf.useNavigate();
  return (
    <FiguresScreen
      key={organisationId}
      period={periodOf(search)}
      party={search.party}
      organisation={organisationId}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

const reportsOf = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/of/$organisationId',
  validateSearch: reportsSearch,
  component: inLanguage(ReportsOfRoute),
});

function PublishedRoute(): ReactNode {
  const search = published.useSearch();
  const navigate = published.useNavigate();
  return (
    <PublicationsScreen
      period={periodOf(search, PERIODS.calendar)}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

const published = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/published',
  validateSearch: reportsSearch,
  component: inLanguage(PublishedRoute),
});

const retention = createRoute({
  getParentRoute: () => signedIn,
  path: '/retention',
  component: inLanguage(RetentionScreen),
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

const procedures = createRoute({
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

const procedure = createRoute({
  getParentRoute: () => signedIn,
  path: '/procedures/$marketplace',
  validateSearch: (search): ProcedureSearch => ({ site: text(search.site), text: text(search.text) }),
  component: inLanguage(ProcedureRoute),
});

const marketplaces = createRoute({
  getParentRoute: () => signedIn,
  path: '/marketplaces',
  component: inLanguage(MarketplacesScreen),
});

function FoundRoute(): ReactNode {
  const { marketplace } = found.useParams();
  const known = MARKETPLACE_IDS.find((id) => id === marketplace);
  return known ? <FoundScreen key={known} marketplace={known} /> : <NotFoundScreen />;
}

const found = createRoute({
  getParentRoute: () => signedIn,
  path: '/marketplaces/$marketplace',
  component: inLanguage(FoundRoute),
});

function GroupRoute(): ReactNode {
  const filter = group.useSearch();
  const navigate = useNavigate();
  const onFilter = useCallback(
    (wanted: TopicFilter) => void navigate({ to: '/group', search: wanted, replace: true }),
    [navigate],
  );
  return (
    <GroupScreen
      filter={filter}
      onFilter={onFilter}
      onOpen={(topicId) => void navigate({ to: '/group/$topicId', params: { topicId } })}
    />
  );
}

const group = createRoute({
  getParentRoute: () => signedIn,
  path: '/group',
  validateSearch: (search): TopicFilter => topicFilter.parse(search),
  component: inLanguage(GroupRoute),
});

function TopicRoute(): ReactNode {
  const { topicId } = topic.useParams();
  return <TopicScreen key={topicId} topicId={topicId} />;
}

const signals = createRoute({
  getParentRoute: () => signedIn,
  path: '/group/signals',
  component: inLanguage(SignalsScreen),
});

const topic = createRoute({
  getParentRoute: () => signedIn,
  path: '/group/$topicId',
  component: inLanguage(TopicRoute),
});

function RightsRoute(): ReactNode {
  const filter = rights.useSearch();
  const navigate = useNavigate();
  const onFilter = useCallback(
    (wanted: RightFilter) => void navigate({ to: '/rights', search: wanted, replace: true }),
    [navigate],
  );
  return <RightsScreen filter={filter} onFilter={onFilter} />;
}

const rights = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights',
  // What is no filter is left out: an address may be mistyped.
  validateSearch: (search): RightFilter => {
    const read = vaultQuery.omit({ cursor: true }).strip().safeParse(search);
    return read.success ? read.data : {};
  },
  component: inLanguage(RightsRoute),
});

/** For which holder a right is registered. */
function holderIn(search: Record<string, unknown>): { holder?: string } {
  const read = forHolder.strip().safeParse(search);
  return read.success && read.data.holder !== undefined ? { holder: read.data.holder } : {};
}

function NewRightRoute(): ReactNode {
  return <NewRightScreen {...newRight.useSearch()} />;
}

const newRight = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/new',
  validateSearch: holderIn,
  component: inLanguage(NewRightRoute),
});

function ImportRoute(): ReactNode {
  return <ImportScreen {...rightsImport.useSearch()} />;
}

const rightsImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/import',
  validateSearch: holderIn,
  component: inLanguage(ImportRoute),
});

const registrations = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/registrations',
  component: inLanguage(RegistrationsScreen),
});

function RightRoute(): ReactNode {
  const { rightId } = right.useParams();
  return <RightScreen key={rightId} rightId={rightId} />;
}

const right = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/$rightId',
  component: inLanguage(RightRoute),
});

function EditRightRoute(): ReactNode {
  const { rightId, change } = editRight.useParams();
  return <EditRightScreen key={rightId} rightId={rightId} change={change} />;
}

const editRight = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/$rightId/$change',
  component: inLanguage(EditRightRoute),
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

const sellers = createRoute({
  getParentRoute: () => signedIn,
  path: '/sellers',
  validateSearch: (search): SellerFilter => sellerFilter.parse(search),
  component: inLanguage(SellersRoute),
});

const owned = createRoute({
  getParentRoute: () => signedIn,
  path: '/export',
  component: inLanguage(OwnedScreen),
});

function SellerRoute(): ReactNode {
  const { sellerId } = seller.useParams();
  return <SellerScreen key={sellerId} sellerId={sellerId} />;
}

const seller = createRoute({
  getParentRoute: () => signedIn,
  path: '/sellers/$sellerId',
  component: inLanguage(SellerRoute),
});

const mandates = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates',
  component: inLanguage(MandatesScreen),
});

const newMandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/new',
  component: inLanguage(NewMandateScreen),
});

const paperMandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/on-paper',
  component: inLanguage(PaperMandateScreen),
});

const filedForUs = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/claims',
  component: inLanguage(FiledForUsScreen),
});

function MandateRoute(): ReactNode {
  const { mandateId } = mandate.useParams();
  return <MandateScreen key={mandateId} mandateId={mandateId} />;
}

const mandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/$mandateId',
  component: inLanguage(MandateRoute),
});

const open = createRoute({ getParentRoute: () => root, id: 'open', component: inLanguage(OpenLayout) });

const mailOff = createRoute({
  getParentRoute: () => open,
  path: '/mail-off',
  component: inLanguage(MailOffRoute),
});

const verify = createRoute({
  getParentRoute: () => open,
  path: '/verify',
  component: inLanguage(VerifyScreen),
});

/** The console's addresses and the screens behind them. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    invitation,
    password,
    open.addChildren([verify, mailOff]),
    signedIn.addChildren([
      answers,
      start,
      ...[packets, packet, desk, deskPacket, deskRaid],
      translations,
      account,
      counterNotices,
      watch,
      trouble,
      retention,
      applications,
      application,
      ...[standing, participantStanding],
      ...[reports, reportsOf, published],
      people,
      webhooks,
      news,
      organisations,
      organisation,
      device,
      claims,
      claim,
      review.addChildren([queue, reviewed]),
      ...[rights, newRight, rightsImport, registrations, right, editRight],
      ...[mandates, newMandate, paperMandate, filedForUs, mandate],
      ...[sellers, seller, owned, raids, raid, testBuys, testBuy],
      ...[marketplaces, found, group, signals, topic],
      ...[procedures, procedure],
    ]),
  ]),
  parseSearch: parsePlainSearch,
  stringifySearch: stringifyPlainSearch,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
