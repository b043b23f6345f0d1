import { isParticipant, isProgramStaff, type Me } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import type { LinkProps } from '@tanstack/react-router';

/** A screen that the navigation leads to. */
interface Entry {
  to: NonNullable<LinkProps['to']>;
  name: () => string;
  /** Who has something to do there; everybody where it is left out. */
  serves?: (roles: Me['roles']) => boolean;
  /** What of it waits is counted beside its name. */
  counts?: 'trouble' | 'packets' | 'readings';
}

/** What the parts of the program are about. */
interface Group {
  name: () => string;
  entries: readonly Entry[];
}

const isLiaison = (roles: Me['roles']) => roles.includes('liaison');
const isNoLiaison = (roles: Me['roles']) => !isLiaison(roles);

/** Where one can go. A screen's own rights are the server's to decide: this only leaves out what somebody has no use for. */
const GROUPS: readonly Group[] = [
  {
    name: m.console_nav_group_work,
    entries: [
      { to: '/review', name: m.triage_nav, serves: isProgramStaff },
      { to: '/packets', name: m.packets_title, serves: isProgramStaff, counts: 'packets' },
      { to: '/answers', name: m.answers_title, serves: isProgramStaff },
      { to: '/desk', name: m.packets_desk_title, serves: isLiaison },
      { to: '/claims', name: m.console_nav_claims, serves: isNoLiaison },
      { to: '/counter-notices', name: m.counter_title, serves: isNoLiaison },
      { to: '/sellers', name: m.search_sellers, serves: isNoLiaison },
      { to: '/raids', name: m.raids_title, serves: isNoLiaison },
      { to: '/test-buys', name: m.testbuys_title, serves: isParticipant },
      { to: '/watch-list', name: m.watch_title, serves: isNoLiaison },
      { to: '/news', name: m.news_title, serves: isNoLiaison },
      { to: '/translations', name: m.translation_title, serves: isNoLiaison },
      {
        to: '/trouble',
        name: m.trouble_title,
        serves: isNoLiaison,
        counts: 'trouble',
      },
      { to: '/standing', name: m.goodfaith_title, serves: isNoLiaison },
      { to: '/reports', name: m.figures_title, serves: isNoLiaison },
      { to: '/rights', name: m.rights_title, serves: isNoLiaison },
      { to: '/mandates', name: m.mandates_title, serves: isNoLiaison },
    ],
  },
  {
    name: m.console_nav_group_program,
    entries: [
      { to: '/people', name: m.people_title, serves: isNoLiaison },
      { to: '/webhooks', name: m.webhooks_title, serves: (roles) => roles.includes('manager') },
      { to: '/applications', name: m.application_list_title, serves: isProgramStaff },
      { to: '/organisations', name: m.people_org_title, serves: isProgramStaff },
      { to: '/group', name: m.group_title, serves: isNoLiaison },
      { to: '/retention', name: m.retention_title, serves: isProgramStaff },
      { to: '/procedures', name: m.procedure_title, serves: isNoLiaison },
      { to: '/marketplaces', name: m.console_nav_marketplaces, serves: isNoLiaison, counts: 'readings' },
    ],
  },
  {
    name: m.console_nav_group_tools,
    entries: [
      { to: '/account', name: m.account_title },
      { to: '/device', name: m.console_nav_device, serves: isNoLiaison },
      { to: '/export', name: m.shared_export, serves: isParticipant },
      { to: '/verify', name: m.console_nav_verify, serves: isNoLiaison },
    ],
  },
];

/** The groups with what serves somebody, without those that would be empty. */
export function navigationFor(roles: Me['roles']): readonly Group[] {
  return GROUPS.map((group) => ({
    ...group,
    entries: group.entries.filter(({ serves }) => serves?.(roles) ?? true),
  })).filter(({ entries }) => entries.length > 0);
}

/** The entry whose screens a path is one of: the longest that it begins with. */
export function currentEntry(groups: readonly Group[], path: string): Entry | null {
  const above = groups
    .flatMap(({ entries }) => entries)
    .filter(({ to }) => path === to || path.startsWith(`${to}/`));
  return above.sort((one, other) => other.to.length - one.to.length)[0] ?? null;
}
