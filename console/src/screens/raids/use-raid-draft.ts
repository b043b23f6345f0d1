import { type RaidContent, type RaidDetail, raidFaults } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { faultWords } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { ApiFailure } from '../../api/failure.ts';
import { raidQuery, sendToRaid } from '../../api/raid-queries.ts';
import { mergeRaid, type RaidPart } from './merge.ts';

interface Draft {
  /** The version that it was made from. */
  base: { version: number; content: RaidContent };
  content: RaidContent;
  before: readonly RaidContent[];
}

/** What is typed and not saved, by the raid: another screen and back loses nothing of it. */
const kept = new Map<string, Draft>();

/** Steps that can be taken back. */
const MOST_STEPS = 100;

/** Somebody saved meanwhile. */
export interface Meanwhile {
  by: string;
  both: readonly RaidPart[];
  theirs: RaidContent;
}

function fresh({ version, content }: RaidDetail): Draft {
  return { base: { version, content }, content, before: [] };
}

/**
 * What a person writes of a raid before they save it: step by step taken back, put together with what others saved meanwhile, and not lost by
 * going elsewhere.
 */
export function useRaidDraft(raid: RaidDetail) {
  const { raidId } = raid;
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => kept.get(raidId) ?? fresh(raid));
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const isChanged = useMemo(
    () => canonicalJson(draft.content) !== canonicalJson(draft.base.content),
    [draft.content, draft.base.content],
  );
  const put = (next: Draft) => {
    kept.set(raidId, next);
    setDraft(next);
  };
  // What others saved is shown at once to who changed nothing.
  const behind = raid.version > draft.base.version;
  useEffect(() => {
    if (!behind || isChanged) return;
    kept.delete(raidId);
    setDraft(fresh(raid));
  }, [behind, isChanged, raid, raidId]);
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);

  const save = useMutation({
    mutationFn: () =>
      sendToRaid(client, raidId, 'PUT', '', { version: draft.base.version, content: draft.content }),
    onSuccess: (read) => {
      kept.delete(raidId);
      setDraft(fresh(read));
      setMeanwhile(null);
    },
    onError: async (error) => {
      if (!(error instanceof ApiFailure) || error.problem?.code !== 'raid-changed-meanwhile') return;
      const now = await client.fetchQuery({ ...raidQuery(raidId), staleTime: 0 });
      const { content, both } = mergeRaid(draft.base.content, draft.content, now.content);
      put({ base: { version: now.version, content: now.content }, content, before: [] });
      setMeanwhile({ by: now.savedBy, both, theirs: now.content });
    },
  });
  const own = useMemo(() => raidFaults(draft.content), [draft.content]);
  const said = save.error instanceof ApiFailure ? (save.error.problem?.errors ?? []) : [];

  return {
    content: draft.content,
    isChanged,
    canUndo: draft.before.length > 0,
    meanwhile,
    save,
    /** What is wrong with a field, below the raid's content; its own fault first, then the server's word. */
    problem(path: string): string | null {
      const fault = own.find((one) => one.path === path || one.path.startsWith(`${path}/`));
      if (fault) return faultWords({ path, code: fault.code, params: {} });
      const found = said.find(
        (one) => one.path === `/content${path}` || one.path.startsWith(`/content${path}/`),
      );
      return found ? faultWords(found) : null;
    },
    hasFaults: own.length > 0,
    change(parts: Partial<RaidContent>) {
      const before = [...draft.before, draft.content].slice(-MOST_STEPS);
      put({ ...draft, content: { ...draft.content, ...parts }, before });
    },
    undo() {
      const content = draft.before.at(-1);
      if (content) put({ ...draft, content, before: draft.before.slice(0, -1) });
    },
    discard() {
      kept.delete(raidId);
      setDraft(fresh(raid));
      setMeanwhile(null);
      save.reset();
    },
    /** Of what both changed, the other's. */
    takeTheirs(part: RaidPart) {
      if (!meanwhile) return;
      put({ ...draft, content: { ...draft.content, [part]: meanwhile.theirs[part] } });
      setMeanwhile({ ...meanwhile, both: meanwhile.both.filter((one) => one !== part) });
    },
  };
}
export type RaidDraft = ReturnType<typeof useRaidDraft>;
