import type { FieldErrorCode, ProblemCode } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { faultWords } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { ApiFailure } from '../api/failure.ts';
import { mergeParts } from './merge-parts.ts';

/** Something that is written down and saved as one, by versions. */
interface Saved<Content> {
  version: number;
  content: Content;
  savedBy: string;
}

interface Draft<Content> {
  /** The version that it was made from. */
  base: { version: number; content: Content };
  content: Content;
  before: readonly Content[];
}

/** What is typed and not saved, by the id of what it is about: another screen and back loses nothing of it. */
const kept = new Map<string, Draft<unknown>>();

/** Steps that can be taken back. */
const MOST_STEPS = 100;

/** Somebody saved meanwhile. */
interface Meanwhile<Content> {
  by: string;
  both: readonly (keyof Content)[];
  theirs: Content;
}

interface SavedDraftTools<Content> {
  /** Of what is written down; no two things have the same. */
  id: string;
  /** What contradicts itself, by paths below the content. */
  faultsOf: (content: Content) => readonly { path: string; code: FieldErrorCode }[];
  /** By which refusal the server says that somebody saved meanwhile. */
  changed: ProblemCode;
  save: (body: { version: number; content: Content }) => Promise<Saved<Content>>;
  /** What is saved now. */
  readNow: () => Promise<Saved<Content>>;
}

function fresh<Content>({ version, content }: Saved<Content>): Draft<Content> {
  return { base: { version, content }, content, before: [] };
}

/**
 * What a person writes before they save it: step by step taken back, put together with what others saved meanwhile, and not lost by going
 * elsewhere.
 */
export function useSavedDraft<Content extends object>(
  saved: Saved<Content>,
  { id, faultsOf, changed, save: put, readNow }: SavedDraftTools<Content>,
) {
  const [draft, setDraft] = useState(() => (kept.get(id) as Draft<Content> | undefined) ?? fresh(saved));
  const [meanwhile, setMeanwhile] = useState<Meanwhile<Content> | null>(null);
  const isChanged = useMemo(
    () => canonicalJson(draft.content) !== canonicalJson(draft.base.content),
    [draft.content, draft.base.content],
  );
  const keep = (next: Draft<Content>) => {
    kept.set(id, next);
    setDraft(next);
  };
  // What others saved is shown at once to who changed nothing.
  const behind = saved.version > draft.base.version;
  useEffect(() => {
    if (!behind || isChanged) return;
    kept.delete(id);
    setDraft(fresh(saved));
  }, [behind, isChanged, saved, id]);
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);

  const save = useMutation({
    mutationFn: () => put({ version: draft.base.version, content: draft.content }),
    onSuccess: (read) => {
      kept.delete(id);
      setDraft(fresh(read));
      setMeanwhile(null);
    },
    onError: async (error) => {
      if (!(error instanceof ApiFailure) || error.problem?.code !== changed) return;
      const now = await readNow();
      const { content, both } = mergeParts(draft.base.content, draft.content, now.content);
      keep({ base: { version: now.version, content: now.content }, content, before: [] });
      setMeanwhile({ by: now.savedBy, both, theirs: now.content });
    },
  });
  const own = useMemo(() => faultsOf(draft.content), [draft.content, faultsOf]);
  const said = save.error instanceof ApiFailure ? (save.error.problem?.errors ?? []) : [];

  return {
    content: draft.content,
    isChanged,
    canUndo: draft.before.length > 0,
    meanwhile,
    save,
    /** What is wrong with a field, below the content; its own fault first, then the server's word. */
    problem(path: string): string | null {
      const fault = own.find((one) => one.path === path || one.path.startsWith(`${path}/`));
      if (fault) return faultWords({ path, code: fault.code, params: {} });
      const found = said.find(
        (one) => one.path === `/content${path}` || one.path.startsWith(`/content${path}/`),
      );
      return found ? faultWords(found) : null;
    },
    hasFaults: own.length > 0,
    change(parts: Partial<Content>) {
      const before = [...draft.before, draft.content].slice(-MOST_STEPS);
      keep({ ...draft, content: { ...draft.content, ...parts }, before });
    },
    undo() {
      const content = draft.before.at(-1);
      if (content) keep({ ...draft, content, before: draft.before.slice(0, -1) });
    },
    discard() {
      kept.delete(id);
      setDraft(fresh(saved));
      setMeanwhile(null);
      save.reset();
    },
    /** Of what both changed, the other's. */
    takeTheirs(part: keyof Content) {
      if (!meanwhile) return;
      keep({ ...draft, content: { ...draft.content, [part]: meanwhile.theirs[part] } });
      setMeanwhile({ ...meanwhile, both: meanwhile.both.filter((one) => one !== part) });
    },
  };
}
export type SavedDraft<Content extends object> = ReturnType<typeof useSavedDraft<Content>>;
