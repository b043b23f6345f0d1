import { captureManifest, captureSeal } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import { blobUrl, pollInterval } from './queries.ts';

/** The record of a capture, as its device signed it. It never changes, so it is asked for once. */
export function manifestQuery(claimId: string | undefined, sha256: string) {
  return queryOptions({
    queryKey: ['manifest', sha256],
    queryFn: ({ signal }) => get(blobUrl(sha256, claimId), captureManifest, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Times between two looks, as against one of the list: a time-stamp that is late may be hours late. */
const SLOWER = 6;

/** What the program has added to a capture; asked for again until there is a time-stamp. */
export function sealQuery(claimId: string | undefined, captureId: string) {
  return queryOptions({
    queryKey: ['seal', captureId],
    queryFn: ({ signal }) => get(sealUrl(captureId, claimId), captureSeal, signal),
    refetchInterval: (query) =>
      query.state.data?.timeStamp.state === 'stamped' ? false : pollInterval(SLOWER, query.state.error),
  });
}

function sealUrl(captureId: string, claimId: string | undefined): string {
  const url = `/v1/captures/${captureId}/seal`;
  return claimId === undefined ? url : `${url}?claim=${claimId}`;
}
