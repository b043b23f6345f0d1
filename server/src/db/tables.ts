import type { ApplicationTables } from './tables/applications.ts';
import type { ClaimEvents, ClaimEvidence, Claims, DraftNotices } from './tables/claims.ts';
import type { CounterTables } from './tables/counter-notices.ts';
import type { Blobs, Captures, DeviceRevocations, Devices, TimeStamps } from './tables/evidence.ts';
import type { FigureTables } from './tables/figures.ts';
import type { GroupTables } from './tables/group.ts';
import type {
  Audit,
  AuditRoots,
  Changes,
  Idempotency,
  LedgerHeads,
  RootStamps,
  SigningKeys,
} from './tables/ledger.ts';
import type { PacketTables } from './tables/packets.ts';
import type {
  Calendars,
  Invitations,
  Looks,
  Memberships,
  Organisations,
  SavedViews,
  Told,
} from './tables/people.ts';
import type {
  ProcedureChanges,
  ReadingCounts,
  ReadingDays,
  ReadingSwitches,
  ReviewSettingsRows,
  TroubleSettingsRows,
} from './tables/program.ts';
import type { RaidTables } from './tables/raids.ts';
import type { RetentionTables } from './tables/retention.ts';
import type { ClaimAnswers, ClaimLinks, ClaimQuestions, ClaimTraces, QueueNumbers } from './tables/review.ts';
import type {
  MandatePapers,
  Mandates,
  RightEvents,
  RightFiles,
  RightRegistrations,
  Rights,
} from './tables/rights.ts';
import type { SellerTables } from './tables/sellers.ts';
import type { Sightings } from './tables/sightings.ts';
import type { StandingTables } from './tables/standing.ts';
import type { TestBuyTables } from './tables/test-buys.ts';
import type { ThreadEntries, Threads, Translations } from './tables/trouble.ts';
import type { WebhookTables } from './tables/webhooks.ts';

/** The tables that the program's role reaches, as `server/migrations` makes them. */
export interface Tables
  extends ApplicationTables,
    CounterTables,
    FigureTables,
    GroupTables,
    PacketTables,
    RaidTables,
    SellerTables,
    RetentionTables,
    StandingTables,
    TestBuyTables,
    WebhookTables {
  'app.organisations': Organisations;
  'app.memberships': Memberships;
  'app.invitations': Invitations;
  'app.ledger_heads': LedgerHeads;
  'app.audit': Audit;
  'app.changes': Changes;
  'app.rights': Rights;
  'app.mandates': Mandates;
  'app.mandate_papers': MandatePapers;
  'app.right_files': RightFiles;
  'app.right_registrations': RightRegistrations;
  'app.right_events': RightEvents;
  'app.blobs': Blobs;
  'app.claims': Claims;
  'app.claim_events': ClaimEvents;
  'app.claim_evidence': ClaimEvidence;
  'app.idempotency': Idempotency;
  'app.draft_notices': DraftNotices;
  'app.devices': Devices;
  'app.device_revocations': DeviceRevocations;
  'app.captures': Captures;
  'app.time_stamps': TimeStamps;
  'app.sightings': Sightings;
  'app.claim_questions': ClaimQuestions;
  'app.claim_answers': ClaimAnswers;
  'app.claim_traces': ClaimTraces;
  'app.claim_links': ClaimLinks;
  'app.queue_numbers': QueueNumbers;
  'app.saved_views': SavedViews;
  'app.translations': Translations;
  'app.threads': Threads;
  'app.thread_entries': ThreadEntries;
  'app.looks': Looks;
  'app.told': Told;
  'app.calendars': Calendars;
  'program.reading_switches': ReadingSwitches;
  'program.review_settings': ReviewSettingsRows;
  'program.trouble_settings': TroubleSettingsRows;
  'program.procedure_changes': ProcedureChanges;
  'meta.signing_keys': SigningKeys;
  'meta.audit_roots': AuditRoots;
  'meta.root_stamps': RootStamps;
  'meta.reading_days': ReadingDays;
  'meta.reading_counts': ReadingCounts;
}
