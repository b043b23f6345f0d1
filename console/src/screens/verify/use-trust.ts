import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keysQuery } from '../../api/queries.ts';
import type { VerifyQuestion } from './messages.ts';
import { type FileProblem, FileRefused, type KeySource, readKeyFiles, readRootFiles } from './trust.ts';

/** Files that were read, and why the last ones could not be. */
interface Given<Value> {
  names: string[];
  value: Value | undefined;
  problem: FileProblem | null;
}

const NOTHING = { names: [], value: undefined, problem: null };

/** Keys and roots that the user trusts, and where they come from. */
export function useTrust() {
  const published = useQuery(keysQuery);
  const [chosen, setChosen] = useState<KeySource | null>(null);
  const [keys, setKeys] = useState<Given<string[]>>(NOTHING);
  const [roots, setRoots] = useState<Given<string>>(NOTHING);
  const [unbroken, setUnbroken] = useState(false);
  const [reading, setReading] = useState(0);
  const source = chosen ?? (published.data ? 'server' : 'none');

  async function read<Value>(
    files: readonly File[],
    reader: (files: readonly File[]) => Promise<Value>,
    set: (given: Given<Value>) => void,
  ) {
    if (files.length === 0) return set(NOTHING);
    setReading((count) => count + 1);
    try {
      set({ names: files.map(({ name }) => name), value: await reader(files), problem: null });
    } catch (error) {
      set({
        ...NOTHING,
        problem: error instanceof FileRefused ? error.problem : { code: 'unreadable', name: '' },
      });
    } finally {
      setReading((count) => count - 1);
    }
  }

  const options: VerifyQuestion['options'] = {
    serverKeys:
      source === 'server'
        ? published.data?.keys.map(({ publicKey }) => publicKey)
        : source === 'files'
          ? keys.value
          : undefined,
    rootsPem: roots.value,
    unbroken,
  };

  return {
    ...{ options, source, published: published.data?.keys, keys, roots, unbroken },
    /** Whether it is known what this server publishes: before, nothing may be checked without it by mistake. */
    answered: !published.isPending,
    /** Whether files of keys or roots are still being read: a package given meanwhile waits for them. */
    reading: reading > 0,
    choose: setChosen,
    setUnbroken,
    onKeyFiles: async (files: readonly File[]) => {
      setChosen('files');
      await read(files, readKeyFiles, setKeys);
    },
    onRootFiles: (files: readonly File[]) => read(files, readRootFiles, setRoots),
  };
}

export type Trust = ReturnType<typeof useTrust>;
