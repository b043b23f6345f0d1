import { z } from 'zod';
import type { Seal } from '../secrets/seal.ts';

const named = z.strictObject({ organisationId: z.uuid(), userId: z.uuid(), calendarId: z.uuid() });
/** Whose calendar it is, as one of which organisation. */
export type CalendarName = z.infer<typeof named>;

const ABOUT = 'calendar';

/** The secret part of a calendar's address. It is sealed, so that nobody makes one, and stands nowhere: the row says whether it still holds. */
export function calendarToken(seal: Seal, name: CalendarName): string {
  // As short as it can be: a router takes no longer ones.
  const text = [name.organisationId, name.userId, name.calendarId].join(' ');
  return seal.close(text, ABOUT).toString('base64url');
}

/** Null where the server did not write it. */
export function readCalendarToken(seal: Seal, token: string): CalendarName | null {
  try {
    const [organisationId, userId, calendarId] = seal.open(Buffer.from(token, 'base64url'), ABOUT).split(' ');
    return named.parse({ organisationId, userId, calendarId });
  } catch {
    // Cut off, or of somebody's own making.
    return null;
  }
}
