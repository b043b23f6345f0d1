import type { RaidContent } from '@marketsafe/contract';
import type { SealedAnnex } from '../db/tables/raids.ts';

/** Takes a raid apart into what the program's staff may read and its sealed annex, which lies where they cannot. */
export function splitAnnex(content: RaidContent): { open: RaidContent; annex: SealedAnnex } {
  const { authentication, files } = content;
  return {
    open: {
      ...content,
      authentication: { ...authentication, method: '' },
      files: files.filter(({ role }) => role !== 'annex'),
    },
    annex: {
      method: authentication.method,
      files: files.flatMap((file, at) => (file.role === 'annex' ? [{ at, file }] : [])),
    },
  };
}

/** Puts together what `splitAnnex` took apart. */
export function joinAnnex(open: RaidContent, { method, files: sealed }: SealedAnnex): RaidContent {
  const files = [...open.files];
  for (const { at, file } of sealed) files.splice(at, 0, file);
  return { ...open, authentication: { ...open.authentication, method }, files };
}
