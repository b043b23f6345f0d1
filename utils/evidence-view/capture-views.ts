import type { CaptureManifest, EvidenceItem, Limitation } from '@marketsafe/contract';
import { formatLocalTime, joinSentences, limitationAdvice, recordedLimitation } from '@marketsafe/words';
import type { CaptureRow } from '../database/capture-rows.ts';

/** A picture of a capture. Only `pixels` is a screenshot. */
interface PictureView {
  sha256: string;
  method: 'pixels' | 'rendered';
}

/** One capture as the side panel shows it. */
export interface CaptureView {
  captureId: string;
  capturedAt: string;
  pictures: PictureView[];
  /** How many more pictures its own screen has. */
  slices: number;
  /** What could not be had, and what to do about it. */
  limitations: string[];
  /** The page itself was kept, with its text and structure. */
  snapshot: boolean;
}

/** What could not be had when a capture was made, each with what can be done about it. */
export function limitationNotes({ limitations, listing }: CaptureManifest): string[] {
  return limitationSentences(limitations, listing);
}

/** The same by code; `listing` is what the record says of the listing. */
export function limitationSentences(
  limitations: readonly Limitation[],
  listing: Pick<CaptureManifest['listing'], 'wall' | 'changed'>,
): string[] {
  return limitations.map((code) => {
    const advice = limitationAdvice(code);
    const sentence = recordedLimitation(code, listing);
    return advice === null ? sentence : joinSentences([sentence, advice]);
  });
}

/** Slices are on the capture's own screen: a long page has a hundred, and all at once would fill the memory. */
function pictureViews({ files }: EvidenceItem): PictureView[] {
  return files.flatMap(({ sha256, path, method }) =>
    (method === 'pixels' || method === 'rendered') && !path.startsWith('slice-') ? [{ sha256, method }] : [],
  );
}

/** The captures of a draft, newest first. `rows` are those still on this device; what they say completes the evidence. */
export function captureViews(evidence: readonly EvidenceItem[], rows: readonly CaptureRow[]): CaptureView[] {
  const notes = new Map(rows.map((row) => [row.captureId, limitationNotes(row.manifest)]));
  return evidence
    .map((item) => ({
      captureId: item.captureId,
      capturedAt: formatLocalTime(item.capturedAt),
      pictures: pictureViews(item),
      slices: item.files.filter(({ path }) => path.startsWith('slice-')).length,
      limitations: notes.get(item.captureId) ?? [],
      snapshot: item.files.some((file) => file.method === 'snapshot'),
    }))
    .reverse();
}
