import {
  type ClaimSubmission,
  packetCandidates,
  packetDetail,
  packetsBuilt,
  reviewDetail,
} from '@marketsafe/contract';
import { type Person, postClaim, preparedClaim, send, type TestServer } from './support.ts';

/** Sends JSON. */
export async function post(test: TestServer, person: Person, path: string, body: unknown) {
  return send(test, path, {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** A claim that was sent, as the marketplace knows it. */
export interface SentClaim {
  claim: ClaimSubmission;
  number: string;
  packetId: string;
  packet: string;
  position: number;
}

/** Files claims, has them approved, and sends them to the marketplace in one packet, by the program's own routes. */
export async function sendClaims(
  test: TestServer,
  holder: Person & { rightId: string },
  [analyst, second]: readonly [Person, Person],
  count: number,
  change: (claim: ClaimSubmission, index: number) => ClaimSubmission = (claim) => claim,
): Promise<SentClaim[]> {
  const claims: ClaimSubmission[] = [];
  for (let index = 0; index < count; index += 1) {
    const claim = change(await preparedClaim(test, holder), index);
    const { status, json } = await postClaim(test, holder, claim);
    if (status !== 201) throw new Error(`the claim was answered ${status}: ${JSON.stringify(json)}`);
    claims.push(claim);
    const { standing } = reviewDetail.parse(
      (await send(test, `/v1/review/claims/${claim.claimId}`, { person: analyst })).json,
    );
    await post(test, analyst, '/v1/review/decisions', {
      decisions: [{ claimId: claim.claimId, seen: standing.sequence, decision: { kind: 'approve' } }],
    });
  }
  const { groups } = packetCandidates.parse(
    (await send(test, '/v1/packets/candidates', { person: analyst })).json,
  );
  const group = groups.find((one) => one.group.rightId === holder.rightId)?.group;
  const built = packetsBuilt.parse(
    (await post(test, analyst, '/v1/packets', { group, expedited: null })).json,
  );
  const packetId = built.packets[0]?.packetId ?? '';
  const seen = packetDetail.parse((await send(test, `/v1/packets/${packetId}`, { person: second })).json);
  const { status } = await post(test, second, `/v1/packets/${packetId}/release`, {
    seen: seen.contentSha256,
    channel: 'desk',
  });
  if (status !== 200) throw new Error(`the release was answered ${status}`);
  return claims.map((claim) => {
    const position = seen.disclosed.links.findIndex(({ itemId }) => itemId === claim.target.itemId);
    const number = seen.claims.find(({ claimId }) => claimId === claim.claimId)?.number ?? '';
    return { claim, number, packetId, packet: seen.packet.number, position };
  });
}
