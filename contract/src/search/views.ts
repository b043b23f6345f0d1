import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { claimFilters } from './filters.ts';

/** Most views that a person keeps. */
export const MAX_VIEWS = 50;

/** `PUT /v1/views/{viewId}`: filters under a name, each person's own. */
export const savedView = z.strictObject({ name: z.string().trim().min(1).max(80), filters: claimFilters });
export type SavedView = z.infer<typeof savedView>;

/** `GET /v1/views` */
export const savedViews = z.strictObject({
  views: z.array(z.strictObject({ viewId: uuid, ...savedView.shape })),
});

/** `PUT /v1/looks`: the person has seen the list as it was at a time, which is an answer's. */
export const look = z.strictObject({ at: utcTime });
