import { mkdir } from 'node:fs/promises';
import { m } from '@marketsafe/words';
import type { Story } from '../start/options.ts';
import { removeFolder } from '../support/temporary-folder.ts';
import { within } from '../support/until.ts';
import { answerImported, counterNoticeAnswered, popupShowsRemoved } from './answers.ts';
import { applicationAccepted, applicationSent, rightVerified } from './application.ts';
import { capture, openDraft, openPopup } from './capture.ts';
import { changeLanguage } from './change-language.ts';
import { claimInConsole } from './console.ts';
import type { TourContext } from './context.ts';
import { damagedFile } from './damaged-file.ts';
import { finishDraft } from './desk.ts';
import { exportPackage, verifyExported } from './export-package.ts';
import { lookAtWhatGoesOut } from './goes-out.ts';
import { workingGroup } from './group.ts';
import { translationAnswered, troubleClosed } from './help.ts';
import { keepFiles } from './keep-files.ts';
import { firewallShown, packetBuilt, secondPersonReleases } from './packets.ts';
import { pageButton } from './page-button.ts';
import { raidPackage } from './raid.ts';
import { openListing, recognise } from './recognise.ts';
import { type StepResult, writeReport } from './report.ts';
import { reports } from './reports.ts';
import { analystApproves, analystAsks, investigatorAnswers } from './review.ts';
import { graduationExport, standing } from './standing.ts';
import { sweepCaptures, sweepFinish, sweepReview } from './sweep.ts';
import { popupShowsNumber, waitUntilSent } from './sync.ts';
import { testBuy } from './test-buy.ts';

type Step = (tour: TourContext) => Promise<string>;

type NamedStep = readonly [code: string, name: () => string, step: Step];

/** A step: its code, which goes into the report, its name in the reader's language, and what it does. */
const MAIN: readonly NamedStep[] = [
  ['open-listing', m.start_step_open_listing, openListing],
  ['recognise', m.start_step_recognise, recognise],
  ['page-button', m.start_step_page_button, pageButton],
  ['open-popup', m.start_step_open_popup, openPopup],
  ['capture', m.start_step_capture, capture],
  ['open-draft', m.start_step_open_draft, openDraft],
  ['change-language', m.start_step_change_language, changeLanguage],
  ['goes-out', m.start_step_goes_out, lookAtWhatGoesOut],
  ['finish', m.start_step_finish, finishDraft],
  ['send', m.start_step_send, waitUntilSent],
  ['popup-shows-number', m.start_step_popup_shows_number, popupShowsNumber],
  ['claim-in-console', m.start_step_claim_in_console, claimInConsole],
  ['analyst asks', m.start_step_analyst_asks, analystAsks],
  ['investigator answers', m.start_step_investigator_answers, investigatorAnswers],
  ['analyst approves', m.start_step_analyst_approves, analystApproves],
  ['packet built', m.start_step_packet_built, packetBuilt],
  ['firewall shown', m.start_step_firewall_shown, firewallShown],
  ['second person releases', m.start_step_second_person_releases, secondPersonReleases],
  ['trouble closed', m.start_step_trouble_closed, troubleClosed],
  ['answer imported', m.start_step_answer_imported, answerImported],
  ['popup shows removed', m.start_step_popup_shows_removed, popupShowsRemoved],
  ['counter-notice answered', m.start_step_counter_notice_answered, counterNoticeAnswered],
  ['standing', m.start_step_standing, standing],
  ['working group', m.start_step_working_group, workingGroup],
  ['translation answered', m.start_step_translation_answered, translationAnswered],
  ['export-package', m.start_step_export_package, exportPackage],
  ['verify-package', m.start_step_verify_package, verifyExported],
  ['damaged-file', m.start_step_damaged_file, damagedFile],
  ['keep-files', m.start_step_keep_files, keepFiles],
  ['sweep captures', m.start_step_sweep_captures, sweepCaptures],
  ['sweep review', m.start_step_sweep_review, sweepReview],
  ['sweep finish', m.start_step_sweep_finish, sweepFinish],
];

/** What the program does around the claims, from an application over a claim and its removal to leaving with everything. */
const PROGRAM: readonly NamedStep[] = [
  ['application sent', m.start_step_application_sent, applicationSent],
  ['application accepted', m.start_step_application_accepted, applicationAccepted],
  ['right verified', m.start_step_right_verified, rightVerified],
  ...MAIN.slice(0, MAIN.findIndex(([code]) => code === 'popup shows removed') + 1),
  ['test buy', m.start_step_test_buy, testBuy],
  ['raid package', m.start_step_raid_package, raidPackage],
  ['standing', m.start_step_standing, standing],
  ['reports', m.start_step_reports, reports],
  ['working group', m.start_step_working_group, workingGroup],
  ['graduation export', m.start_step_graduation_export, graduationExport],
];

const STORY_STEPS: Readonly<Record<Story, readonly NamedStep[]>> = { main: MAIN, program: PROGRAM };

/** No step may take longer, whatever its own waits say, in milliseconds. */
const STEP_TIMEOUT = 90_000;

/** Empties the folder that a tour writes to. */
export async function emptyTourFolder(folder: string): Promise<void> {
  await removeFolder(folder);
  await mkdir(folder, { recursive: true });
}

/** Goes through a story step by step, printing each with its time, and writes the report. Returns whether all went well. */
export async function runTour(tour: TourContext, story: Story): Promise<boolean> {
  const steps = STORY_STEPS[story];
  const startedAt = new Date();
  const results: StepResult[] = [];
  for (const [code, nameOf, step] of steps) {
    const name = nameOf();
    const started = performance.now();
    const result = await within(name, step(tour), STEP_TIMEOUT).then(
      (detail) => ({ ok: true, detail }),
      (error: unknown) => ({ ok: false, detail: reason(error) }),
    );
    const ms = Math.round(performance.now() - started);
    results.push({ name: code, ms, ...result });
    console.log(
      `${inColumns(result.ok ? m.start_ok() : m.start_failed(), 7)}${inColumns(name, 20)}${String(ms).padStart(6)} ms  ${result.detail}`,
    );
    if (!result.ok) break;
  }
  await writeReport(tour, results, startedAt);
  const failed = results.find((result) => !result.ok);
  if (failed) {
    const step = steps.find(([code]) => code === failed.name)?.[1]() ?? failed.name;
    console.error(`${m.start_stopped_at({ step, reason: failed.detail })}\n${kept(tour)}`);
  }
  return !failed;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function kept({ found, folder }: TourContext): string {
  const what = found.receipt
    ? m.start_kept_claim({ number: found.receipt.number })
    : found.capture
      ? m.start_kept_draft()
      : m.start_kept_nothing();
  return [what, m.start_seen({ folder })].join(' ');
}

/** Pads a text to a number of columns of a terminal, where a Chinese character takes two. */
function inColumns(text: string, columns: number): string {
  const width = Array.from(text).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}
