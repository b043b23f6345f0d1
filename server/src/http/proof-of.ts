import { PROOF_HEADER } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import type { DeviceProof, DeviceProofs } from '../auth/device-proofs.ts';

/** The proof of a key that comes with a request to its route's own address; null where there is none that its key has signed. */
export function proofOf(
  { headers, method, routeOptions }: FastifyRequest,
  proofs: DeviceProofs,
): Promise<DeviceProof | null> {
  const given = headers[PROOF_HEADER.toLowerCase()];
  return proofs.read(typeof given === 'string' ? given : undefined, {
    method,
    path: routeOptions.url ?? '',
  });
}
