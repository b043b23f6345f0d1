import type {
  AnswerOutcome,
  ApplicationCause,
  Me,
  NewsKind,
  StandingWarning,
  ThreadKind,
} from '@marketsafe/contract';
import { applicationMail } from '../applications/mail.ts';
import { clockText } from '../calendar/calendar.ts';
import { placeName } from '../claim/rights.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { newsSentence } from '../news/news.ts';
import { answerOutcomeName } from '../packets/answers.ts';
import { roleNames } from '../people/people.ts';
import { standingWarningSentence } from '../standing/warning.ts';
import { type ThreadEvent, threadEventName } from '../trouble/trouble.ts';
import { formatDay, formatUtc } from '../units/time.ts';

/** What becomes of the ways in which somebody signs in. */
const WAY_CHANGES = {
  'passkey-added': m.mail_way_passkey_added,
  'passkey-removed': m.mail_way_passkey_removed,
  'provider-linked': m.mail_way_provider_linked,
  'provider-unlinked': m.mail_way_provider_unlinked,
};

/** What waits for the program's people, and where. */
const STAFF_WAITS = {
  review: [m.mail_staff_review, '/review'],
  packets: [m.mail_staff_packets, '/packets'],
  threads: [m.mail_staff_threads, '/trouble'],
  rights: [m.mail_staff_rights, '/rights'],
  applications: [m.mail_staff_applications, '/applications'],
} as const;

/** How much others wrote to the working group, to how many topics, and the day of its next meeting. */
interface GroupNews {
  written: number;
  topics: number;
  /** How often the reader, or their organisation, is mentioned. */
  mentions: number;
  meeting: string | null;
}

/** What a mail tells. `until` is a time in ISO 8601. */
export type MailContent =
  | {
      kind: 'invitation';
      organisation: string;
      /** Null where the program itself invites. */
      invitedBy: string | null;
      roles: Me['roles'];
      link: string;
      until: string;
    }
  | { kind: 'password-reset'; link: string; until: string }
  | { kind: 'password-changed'; at: string }
  | {
      kind: 'sign-in-changed';
      what: keyof typeof WAY_CHANGES;
      /** What the passkey, or the account at the provider, is called. */
      name: string;
      at: string;
    }
  | {
      kind: 'rights-expiring';
      organisation: string;
      rights: { mark: string; place: string; number: string; day: string }[];
      /** How many more there are. */
      more: number;
      link: string;
    }
  /** To an applicant: what became of its application. `cause` and `text` of a decision, or what is asked. */
  | {
      kind: 'application';
      about: 'begun' | 'handed-in' | 'asked' | 'accepted' | 'declined' | 'refused';
      link: string;
      until: string;
      cause: ApplicationCause | null;
      text: string;
    }
  | {
      kind: 'standing';
      organisation: string;
      /** Thresholds that came near, or were crossed, since the last mail; of a reason, or of everything. */
      warnings: StandingWarning[];
      link: string;
    }
  /** Nothing arrives there any more; `link` leads to the console’s page. */
  | { kind: 'webhook-disabled'; host: string; link: string }
  | {
      kind: 'digest';
      /** Of how many claims the marketplace said what. */
      answers: { outcome: AnswerOutcome; count: number }[];
      /** Claims of which the program asks something, and those against whose removal the seller wrote. */
      questions: number;
      counters: number;
      claims: { claimId: string; number: string; news: NewsKind; outcome: AnswerOutcome | null }[];
      /** How many more claims there are. */
      more: number;
      /** Clocks that run out soon, each on its last day. */
      clocks: { what: 'counter-reply' | 'complaint-or-suit'; due: string; claimId: string; number: string }[];
      group: GroupNews | null;
      /** Thresholds that came near or broke, the latest last. */
      standing: StandingWarning[];
      /** Address of the console. */
      link: string;
    }
  | {
      kind: 'staff-digest';
      /** What waits, how much of it, and how many whole days the oldest has waited. */
      waits: { what: keyof typeof STAFF_WAITS; count: number; days: number }[];
      /** How much of it is past its time. */
      late: number;
      group: GroupNews | null;
      /** Address of the console. */
      link: string;
    }
  | {
      kind: 'news';
      /** Threads that went on. `number` of the claim, or of the right, which may be empty. */
      threads: { about: ThreadKind; number: string; event: ThreadEvent; link: string }[];
      /** How many more there are. */
      more: number;
      /** How many translations are done. */
      translations: number;
      /** Address of the console. */
      link: string;
    };

/** A mail in words. */
interface MailWords {
  subject: string;
  text: string;
}

/** A mail as text: its parts stand a line apart. */
export function mailWords(content: MailContent, language: Language = currentLanguage()): MailWords {
  const { subject, parts } = partsOf(content, language);
  return { subject, text: `${[...parts, m.mail_end({}, { locale: language })].join('\n\n')}\n` };
}

function partsOf(content: MailContent, language: Language): { subject: string; parts: string[] } {
  const locale = { locale: language };
  switch (content.kind) {
    case 'invitation': {
      const { organisation, invitedBy, link } = content;
      const until = formatUtc(content.until, language);
      const roles = roleNames(content.roles, language);
      const by = invitedBy === null ? m.mail_invitation_by_program({}, locale) : invitedBy;
      return {
        subject: m.mail_invitation_subject({ organisation }, locale),
        parts: [
          m.mail_invitation_text({ by, organisation, roles }, locale),
          m.mail_invitation_link({}, locale),
          link,
          m.mail_invitation_until({ until }, locale),
          m.mail_invitation_unexpected({}, locale),
        ],
      };
    }
    case 'application':
      return applicationMail(content, language);
    case 'password-reset': {
      const until = formatUtc(content.until, language);
      return {
        subject: m.mail_reset_subject({}, locale),
        parts: [
          m.mail_reset_text({}, locale),
          content.link,
          m.mail_reset_until({ until }, locale),
          m.mail_reset_unexpected({}, locale),
        ],
      };
    }
    case 'password-changed':
      return {
        subject: m.mail_changed_subject({}, locale),
        parts: [
          m.mail_changed_text({ at: formatUtc(content.at, language) }, locale),
          m.mail_not_you({}, locale),
        ],
      };
    case 'sign-in-changed': {
      const { what, name } = content;
      return {
        subject: m.mail_way_subject({}, locale),
        parts: [
          WAY_CHANGES[what]({ name, at: formatUtc(content.at, language) }, locale),
          m.mail_not_you({}, locale),
        ],
      };
    }
    case 'digest':
      return { subject: m.mail_digest_subject({}, locale), parts: digestParts(content, language) };
    case 'staff-digest':
      return { subject: m.mail_staff_subject({}, locale), parts: staffParts(content, language) };
    case 'webhook-disabled':
      return {
        subject: m.mail_webhook_subject({}, locale),
        parts: [m.mail_webhook_text({ host: content.host }, locale), content.link],
      };
    case 'news': {
      const { threads, more, translations, link } = content;
      return {
        subject: m.mail_news_subject({}, locale),
        parts: [
          ...(threads.length === 0 ? [] : [m.mail_news_threads({}, locale)]),
          ...threads.map((thread) => `${threadLine(thread, language)}\n${thread.link}`),
          ...(more > 0 ? [m.mail_news_more({ count: more }, locale), `${link}/trouble`] : []),
          ...(translations > 0
            ? [m.mail_news_translations({ count: translations }, locale), `${link}/translations`]
            : []),
          m.mail_news_off({ link: `${link}/account` }, locale),
        ],
      };
    }
    case 'rights-expiring': {
      const { organisation, rights, more, link } = content;
      const lines = rights.map(({ mark, place, number, day }) =>
        m.rights_mail_line(
          { mark, place: placeName(place, language), number, day: formatDay(day, language) },
          locale,
        ),
      );
      return {
        subject: m.rights_mail_subject({ organisation }, locale),
        parts: [
          m.rights_mail_text({ organisation }, locale),
          lines.join('\n'),
          ...(more > 0 ? [m.rights_mail_more({ count: more }, locale)] : []),
          m.rights_mail_link({}, locale),
          link,
        ],
      };
    }
    case 'standing': {
      const { organisation, warnings, link } = content;
      const lines = warnings.map((warning) => `- ${standingWarningSentence(warning, language)}`);
      return {
        subject: m.goodfaith_mail_subject({ organisation }, locale),
        parts: [
          m.goodfaith_mail_text({ organisation }, locale),
          lines.join('\n'),
          m.goodfaith_rejoin_rule({}, locale),
          link,
        ],
      };
    }
  }
}

function digestParts(
  {
    answers,
    questions,
    counters,
    claims,
    more,
    clocks,
    group,
    standing,
    link,
  }: Extract<MailContent, { kind: 'digest' }>,
  language: Language,
): string[] {
  const locale = { locale: language };
  const counts = answers.map(({ outcome, count }) =>
    m.answers_count_outcome({ outcome: answerOutcomeName(outcome, language), count: String(count) }, locale),
  );
  return [
    ...(counts.length > 0 ? [[m.mail_digest_answers({}, locale), ...counts].join('\n')] : []),
    ...(questions > 0 ? [m.mail_digest_questions({ count: questions }, locale)] : []),
    ...(counters > 0
      ? [`${m.mail_digest_counters({ count: counters }, locale)}\n${link}/counter-notices`]
      : []),
    ...claims.map(
      ({ claimId, number, ...said }) =>
        `${m.mail_digest_claim({ number, news: newsSentence(said, language) }, locale)}\n${link}/claims/${claimId}`,
    ),
    ...(more > 0 ? [`${m.mail_digest_more({ count: more }, locale)}\n${link}/news`] : []),
    ...clocks.map(({ what, due, claimId, number }) => {
      const { summary } = clockText(
        { kind: what, subject: { is: 'claim', claimId, number }, provisional: false },
        language,
      );
      return `${m.mail_digest_clock({ clock: summary, date: formatDay(due, language) }, locale)}\n${link}/claims/${claimId}`;
    }),
    ...groupParts(group, link, language),
    ...(standing.length > 0
      ? [
          [
            ...standing.map((warning) => `- ${standingWarningSentence(warning, language)}`),
            `${link}/standing`,
          ].join('\n'),
        ]
      : []),
    m.mail_digest_off({ link: `${link}/account` }, locale),
  ];
}

function groupParts(group: GroupNews | null, link: string, language: Language): string[] {
  if (group === null) return [];
  const locale = { locale: language };
  const { written, topics, mentions, meeting } = group;
  const counted =
    written === 0 ? [] : [m.mail_digest_group({ count: written, topics: String(topics) }, locale)];
  const mentioned = mentions === 0 ? [] : [m.mail_digest_mentions({ count: mentions }, locale)];
  const next =
    meeting === null ? [] : [m.mail_digest_meeting({ date: formatDay(meeting, language) }, locale)];
  return [[...counted, ...mentioned, ...next, `${link}/group`].join('\n')];
}

function staffParts(
  { waits, late, group, link }: Extract<MailContent, { kind: 'staff-digest' }>,
  language: Language,
): string[] {
  const locale = { locale: language };
  return [
    ...waits.map(({ what, count, days }) => {
      const [name, path] = STAFF_WAITS[what];
      return `${m.mail_staff_line({ what: name({}, locale), count: String(count) }, locale)} ${m.mail_staff_oldest({ count: days }, locale)}\n${link}${path}`;
    }),
    ...(late > 0 ? [m.mail_staff_late({ count: late }, locale)] : []),
    ...groupParts(group, link, language),
    m.mail_digest_off({ link: `${link}/account` }, locale),
  ];
}

function threadLine(
  { about, number, event }: Extract<MailContent, { kind: 'news' }>['threads'][number],
  language: Language,
): string {
  const locale = { locale: language };
  const name = threadEventName(event, language);
  if (about === 'claim') return m.mail_news_claim({ number, event: name }, locale);
  if (number === '') return m.mail_news_right_unnumbered({ event: name }, locale);
  return m.mail_news_right({ number, event: name }, locale);
}
