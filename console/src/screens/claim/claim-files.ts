import { createContext, useContext } from 'react';
import { blobUrl } from '../../api/queries.ts';

/** The claim whose files a part of the page shows; undefined where it is of none. */
export const ClaimOfFiles = createContext<string | undefined>(undefined);

/** Gives addresses of the claim's files: what a file is, is what its claim says. */
export function useFileUrl(): (sha256: string) => string {
  const claimId = useContext(ClaimOfFiles);
  return (sha256) => blobUrl(sha256, claimId);
}
