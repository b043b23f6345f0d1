import type {
  ClaimFilters,
  DigestPace,
  Language,
  LanguageChoice,
  MailNews,
  Me,
  OrganisationKind,
  Role,
} from '@marketsafe/contract';
import type { ColumnType, JSONColumnType } from 'kysely';

export interface Organisations {
  organisation_id: string;
  name: string;
  /** Where the marketplace writes to; null while nobody said. */
  contact_email: ColumnType<string | null, undefined, string | null>;
  created_at: Date;
  kind: OrganisationKind;
  demo: ColumnType<boolean, boolean | undefined, never>;
}

export interface Memberships {
  organisation_id: string;
  user_id: string;
  name: string;
  roles: Me['roles'];
  created_at: Date;
  ended_at: Date | null;
  /** The person's choice and its time; both null until there is one. */
  language: LanguageChoice | null;
  language_chosen_at: Date | null;
  /** News that the person does not want by mail. */
  mail_off: ColumnType<MailNews[], undefined, MailNews[]>;
}

export interface Invitations {
  organisation_id: string;
  invitation_id: string;
  /** In small letters. */
  email: string;
  roles: Role[];
  language: Language;
  token_hash: Buffer;
  /** Both null where the program's operator invited. */
  invited_by: string | null;
  invited_by_name: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: ColumnType<Date | null, undefined, Date>;
  accepted_by: ColumnType<string | null, undefined, string>;
  revoked_at: ColumnType<Date | null, undefined, Date>;
}

export interface SavedViews {
  organisation_id: string;
  view_id: string;
  user_id: string;
  name: string;
  filters: JSONColumnType<ClaimFilters, string, string>;
  created_at: Date;
  removed_at: ColumnType<Date | null, undefined, Date | null>;
}

export interface Calendars {
  organisation_id: string;
  calendar_id: string;
  user_id: string;
  created_at: Date;
  last_read_at: ColumnType<Date | null, undefined, Date>;
  ended_at: ColumnType<Date | null, undefined, Date>;
}

export interface Told {
  organisation_id: string;
  user_id: string;
  digest: ColumnType<DigestPace, DigestPace | undefined, DigestPace>;
  /** The change up to which the mails went; null before the first. */
  digest_after: ColumnType<number | null, undefined, number>;
  digest_at: ColumnType<Date | null, undefined, Date>;
  /** The newest change that the person has seen in the console; and the newest mention and warning. */
  seen: ColumnType<number, number | undefined, number>;
  seen_mention: ColumnType<number, number | undefined, number>;
  seen_warning: ColumnType<number, number | undefined, number>;
}

export interface Looks {
  organisation_id: string;
  user_id: string;
  looked_at: Date;
}
