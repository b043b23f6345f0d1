import { describe, expect, it } from 'vitest';
import { type Route, readRoute, routeHash } from '../../../../utils/workspace/route.ts';

describe('the workspace’s address', () => {
  it.each<Route>([
    { section: 'queue' },
    { section: 'settings' },
    { section: 'about' },
    { section: 'watch' },
    { section: 'draft', draftId: '0193a000-0000-7000-8000-000000000001' },
    { section: 'evidence', captureId: '0193a000-0000-7000-8000-000000000002' },
  ])('leads back to $section', (route) => {
    expect(readRoute(routeHash(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/nothing', '#/draft', '#/draft/', '#/evidence/', '#settings?'])(
    'reads “%s” as the queue',
    (hash) => {
      expect(readRoute(hash)).toEqual({ section: 'queue' });
    },
  );
});
