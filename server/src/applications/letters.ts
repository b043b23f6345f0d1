import { APPLICATION_DAYS, type ApplicationCause, type Language } from '@marketsafe/contract';
import type { Mail } from '../mail/mail.ts';
import { daysAfter } from './reach.ts';

/** Where the page of an application lies; what follows is the secret of its link. */
export const APPLICATION_PATH = '/program/application/';

/** The address by which an applicant comes to its application. */
export function applicationLink(origins: readonly string[], token: string): string {
  return `${origins[0]}${APPLICATION_PATH}${token}`;
}

/** A mail to an applicant, with its link, in the language that it reads. */
export function letter(
  { email, language }: { email: string; language: Language },
  said: {
    about: 'begun' | 'handed-in' | 'asked' | 'accepted' | 'declined' | 'refused';
    link: string;
    at: Date;
    cause?: ApplicationCause;
    text?: string;
  },
): Mail {
  const { about, link, at, cause = null, text = '' } = said;
  const until = daysAfter(at, APPLICATION_DAYS.link);
  return {
    to: email,
    language,
    content: { kind: 'application', about, link, until: until.toISOString(), cause, text },
    uselessAt: until,
  };
}
