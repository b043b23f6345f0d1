import { canonicalJson } from '@marketsafe/evidence';
import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MaskBox } from '../database/capture-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { maskedPicture, wordOf } from '../masking/masked-copies.ts';
import { browserMasker } from '../masking/masker.ts';
import { saveBoxes, saveRelease } from '../masking/save-boxes.ts';
import { signedIn } from '../session/session.ts';
import { type BoxHistory, NO_HISTORY, recorded, redone, undone } from './box-history.ts';
import { type EvidenceSource, type EvidenceView, evidenceView } from './evidence-view.ts';
import { firstRecordView } from './first-record-view.ts';
import { readFirstRecord } from './first-records.ts';
import { useCopiesAhead } from './use-copies-ahead.ts';

export interface EvidenceControl {
  /** Undefined while the capture is being read, null when there is none of that id. */
  evidence: EvidenceView | null | undefined;
  result: ActionResult;
  canUndo: boolean;
  canRedo: boolean;
  /** `what` names the change and its box: the same change again is one step to undo. */
  onBoxes: (boxes: readonly MaskBox[], what: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  /** A picture's bytes as captured, or as they may go out. Rejects when they are not on this device. */
  loadPicture: (path: string, as: 'original' | 'masked' | 'page') => Promise<Blob>;
  /** Says that whoever is signed in has looked at the whole page and lets it go out, or takes that back. */
  onRelease: (isReleased: boolean) => void;
}

async function readSource(captureId: string): Promise<EvidenceSource | null> {
  const capture = await pageDatabase.captures.get(captureId);
  const draft = capture && (await pageDatabase.drafts.get(capture.draftId));
  if (!capture || !draft) return null;
  const masked = draft.evidence.find((item) => item.captureId === captureId)?.masked ?? [];
  const hashes = [
    capture.manifestSha256,
    ...[...capture.manifest.files, ...masked].map(({ sha256 }) => sha256),
  ];
  const [mask, seal, held] = await Promise.all([
    pageDatabase.masks.get(captureId),
    pageDatabase.seals.get(captureId),
    pageDatabase.blobs.where('sha256').anyOf(hashes).primaryKeys(),
  ]);
  return { capture, draft, mask, seal, held: new Set(held) };
}

async function pictureBytes(
  captureId: string,
  path: string,
  as: 'original' | 'masked' | 'page',
): Promise<Blob> {
  const capture = await pageDatabase.captures.get(captureId);
  const file = capture?.manifest.files.find((candidate) => candidate.path === path);
  if (!capture || !file) throw new Error('the capture is gone');
  if (as !== 'original') {
    const mask = await pageDatabase.masks.get(captureId);
    const { boxes, release } = wordOf(mask);
    const shows = as === 'page' || release ? 'page' : 'listing';
    return maskedPicture(pageDatabase, capture, { boxes, shows }, file, browserMasker);
  }
  const row = await pageDatabase.blobs.get(file.sha256);
  if (!row) throw new Error('the picture is gone');
  return row.bytes;
}

function viewOf(source: EvidenceSource): EvidenceView {
  const first = readFirstRecord(source.capture.manifest);
  return first ? firstRecordView(source, first) : evidenceView(source);
}

/** One capture, live, with the boxes that the investigator paints over it. A component that uses this has the capture's id as its key. */
export function useEvidence(captureId: string): EvidenceControl {
  const source = useLiveQuery(() => readSource(captureId), [captureId]);
  useCopiesAhead(source?.draft.draftId);
  const [history, setHistory] = useState<BoxHistory>(NO_HISTORY);
  const { result, say, attempt } = useAttempt();
  // Changes come faster than the database answers: each builds on the one before, and they are written in order.
  const [unsaved, setUnsaved] = useState<readonly MaskBox[] | null>(null);
  const latest = useRef<readonly MaskBox[] | null>(null);
  const writing = useRef(Promise.resolve(true));

  const stored = source?.mask?.boxes ?? [];
  const isSaved = unsaved !== null && canonicalJson(unsaved) === canonicalJson(stored);
  useEffect(() => {
    if (!isSaved) return;
    // A key may have changed them since this was drawn: that change is not saved yet.
    if (latest.current === unsaved) latest.current = null;
    setUnsaved((now) => (now === unsaved ? null : now));
  }, [isSaved, unsaved]);
  const forget = () => {
    latest.current = null;
    setUnsaved(null);
  };
  const write = (boxes: readonly MaskBox[]) => {
    latest.current = boxes;
    setUnsaved(boxes);
    writing.current = writing.current.then(async () => {
      // Keys come faster than a disk writes: what has a successor by now is not written.
      if (latest.current !== null && latest.current !== boxes) return true;
      const done = await attempt(async () => {
        await saveBoxes(pageDatabase, captureId, boxes, Date.now());
        return null;
      });
      if (!done) forget();
      return done;
    });
  };
  const step = (change: typeof undone) => {
    const result = change(history, latest.current ?? stored);
    if (!result) return;
    setHistory(result.history);
    write(result.boxes);
  };

  const loadPicture = useCallback(
    async (path: string, as: 'original' | 'masked' | 'page') => {
      await writing.current;
      return pictureBytes(captureId, path, as);
    },
    [captureId],
  );
  const view = source && viewOf(source);
  return {
    evidence: view && { ...view, boxes: [...(unsaved ?? view.boxes)] },
    result,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    onBoxes: (boxes, what) => {
      say(null);
      setHistory(recorded(history, latest.current ?? stored, what));
      write(boxes);
    },
    onRelease: (isReleased) => {
      say(null);
      writing.current = writing.current.then(() =>
        attempt(async () => {
          const me = (await signedIn(pageDatabase))?.me;
          const by = me ? { userId: me.user.userId, organisationId: me.organisation.organisationId } : null;
          await saveRelease(pageDatabase, captureId, { isReleased, by }, Date.now());
          return null;
        }),
      );
    },
    onUndo: () => step(undone),
    onRedo: () => step(redone),
    loadPicture,
  };
}
