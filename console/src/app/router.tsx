import { createRouter } from '@tanstack/react-router';
import { parsePlainSearch, stringifyPlainSearch } from '../format/plain-search.ts';
import {
  claim,
  claims,
  owned,
  queue,
  retention,
  review,
  reviewed,
  translations,
  trouble,
  watch,
} from './routes/claims-routes.tsx';
import {
  answers,
  counterNotices,
  desk,
  deskPacket,
  deskRaid,
  found,
  marketplaces,
  packet,
  packets,
  procedure,
  procedures,
} from './routes/marketplace-routes.tsx';
import { raid, raids, seller, sellers, testBuy, testBuys } from './routes/offline-routes.tsx';
import {
  account,
  application,
  applications,
  news,
  organisation,
  organisations,
  people,
  webhooks,
} from './routes/people-routes.tsx';
import {
  counted,
  group,
  participantStanding,
  published,
  reports,
  reportsOf,
  signals,
  standing,
  topic,
} from './routes/program-routes.tsx';
import {
  editRight,
  filedForUs,
  mandate,
  mandates,
  newMandate,
  newRight,
  paperMandate,
  registrations,
  right,
  rights,
  rightsImport,
} from './routes/rights-routes.tsx';
import { open, root, signedIn } from './routes/shell.tsx';
import { device, invitation, mailOff, password, signIn, start, verify } from './routes/sign-in-routes.tsx';

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
      ...[reports, reportsOf, counted, published],
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
