/** Sections of the workspace, as its address names them after `#`. */
export type Route =
  /** `urgent`: what needs somebody. */
  | { section: 'queue'; urgent?: true }
  | { section: 'watch' }
  | { section: 'settings' }
  | { section: 'about' }
  | { section: 'sweeps'; sweepId?: string }
  /** The contact sheet: of a sweep, or of all drafts. */
  | { section: 'review'; sweepId?: string }
  | { section: 'draft'; draftId: string }
  | { section: 'evidence'; captureId: string };

/** Reads the part of the address after `#`; anything unknown is the queue. */
export function readRoute(hash: string): Route {
  const [section, id] = hash.replace(/^#\/?/, '').split('/');
  if (section === 'watch' || section === 'settings' || section === 'about') return { section };
  if (section === 'sweeps' || section === 'review') return { section, ...(id && { sweepId: id }) };
  if (section === 'draft' && id) return { section, draftId: id };
  if (section === 'evidence' && id) return { section, captureId: id };
  return section === 'queue' && id === 'urgent' ? { section, urgent: true } : { section: 'queue' };
}

/** The address of a section, from `#` on. */
export function routeHash(route: Route): string {
  if (route.section === 'queue' && route.urgent) return '#/queue/urgent';
  if (route.section === 'sweeps' || route.section === 'review')
    return route.sweepId ? `#/${route.section}/${route.sweepId}` : `#/${route.section}`;
  if (route.section === 'draft') return `#/draft/${route.draftId}`;
  return route.section === 'evidence' ? `#/evidence/${route.captureId}` : `#/${route.section}`;
}
