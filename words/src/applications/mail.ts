import { APPLICATION_DAYS } from '@marketsafe/contract';
import type { Language } from '../language.ts';
import type { MailContent } from '../mail/mail.ts';
import { m } from '../messages.ts';
import { formatUtc } from '../units/time.ts';
import { applicationCauseName } from './names.ts';

type Content = Extract<MailContent, { kind: 'application' }>;

/** A mail to an applicant: what happened, its link, and until when that opens the application. */
export function applicationMail(
  { about, link, until, cause, text }: Content,
  language: Language,
): { subject: string; parts: string[] } {
  const t = { locale: language };
  const last = m.application_mail_until({ until: formatUtc(until, language) }, t);
  const why = [
    ...(cause === null ? [] : [applicationCauseName(cause, language)]),
    ...(text === '' ? [] : [text]),
  ];
  switch (about) {
    case 'begun':
      return {
        subject: m.application_mail_begun_subject({}, t),
        parts: [
          m.application_mail_begun({}, t),
          link,
          last,
          m.application_mail_begun_not({ days: APPLICATION_DAYS.unconfirmed }, t),
        ],
      };
    case 'handed-in':
      return {
        subject: m.application_mail_handed_in_subject({}, t),
        parts: [m.application_mail_handed_in({}, t), link, last],
      };
    case 'asked':
      return {
        subject: m.application_mail_asked_subject({}, t),
        parts: [m.application_mail_asked({}, t), text, m.application_mail_asked_answer({}, t), link, last],
      };
    case 'accepted':
      return {
        subject: m.application_mail_accepted_subject({}, t),
        parts: [m.application_mail_accepted({}, t), link, last],
      };
    case 'declined':
      return {
        subject: m.application_mail_declined_subject({}, t),
        parts: [
          m.application_mail_declined({}, t),
          ...why,
          m.application_mail_declined_appeal({ days: APPLICATION_DAYS.appeal }, t),
          link,
          last,
        ],
      };
    case 'refused':
      return {
        subject: m.application_mail_declined_subject({}, t),
        parts: [
          m.application_mail_refused({}, t),
          ...why,
          m.application_mail_refused_link({}, t),
          link,
          last,
        ],
      };
  }
}
