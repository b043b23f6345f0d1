import { normaliseUserCode, uuid } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DeviceProof } from '../auth/device-proofs.ts';
import { findMembership } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { lookUpSession } from './authenticate.ts';
import { proofOf } from './proof-of.ts';
import type { Services } from './services.ts';

const approval = z.object({ userCode: z.string().max(100), organisationId: uuid.optional() });
const lookUp = z.object({ user_code: z.string().max(100) });
const madeCode = z.looseObject({ user_code: z.string() });
const redeemed = z.looseObject({ access_token: z.string() });
const foundCode = z.looseObject({ client_id: z.string().optional() });

/**
 * What a device's sign-in has beside what the library knows: who asks, for which organisation it is approved, and tokens that hold with the
 * device's key.
 */
interface DeviceApproval {
  /** Before the library answers. */
  begin(request: FastifyRequest): Promise<void>;
  /** After it did; the body to send. */
  completed(request: FastifyRequest, body: Buffer): Promise<Buffer>;
}

/** Adds to the library's steps of device authorization the device and the organisation. */
export function approveDevices(services: Services): DeviceApproval {
  const { auth, db, deviceRequests, deviceProofs, extensionSessions } = services;
  /** Proofs that came with requests to redeem a code. */
  const proven = new WeakMap<FastifyRequest, DeviceProof>();

  async function sessionOf(request: FastifyRequest) {
    const { cookie, authorization } = request.headers;
    const headers = new Headers({
      ...(cookie !== undefined && { cookie }),
      ...(authorization !== undefined && { authorization }),
    });
    return lookUpSession(request, auth(), headers);
  }

  /** @throws HttpProblem where the person does not act for the organisation that they chose */
  async function choose(request: FastifyRequest): Promise<void> {
    const wanted = approval.safeParse(JSON.parse(String(request.body))).data;
    const session = wanted && (await sessionOf(request));
    if (!wanted || !session) return;
    const { userId } = session;
    const membership = await findMembership(db, userId, wanted.organisationId ?? session.organisationId);
    if (!membership) throw new HttpProblem('organisation-unknown');
    const code = normaliseUserCode(wanted.userCode);
    await deviceRequests.chooseOrganisation(code, userId, membership.organisationId);
  }

  /** The library's answer with what asks, for the person to whom the code is tied. */
  async function described(request: FastifyRequest, body: Buffer): Promise<Buffer> {
    const answer = foundCode.safeParse(JSON.parse(body.toString('utf8'))).data;
    const code = lookUp.safeParse(request.query).data?.user_code;
    if (answer?.client_id === undefined || code === undefined) return body;
    const session = await sessionOf(request);
    const device = session && (await deviceRequests.find(normaliseUserCode(code), session.userId));
    return device ? Buffer.from(JSON.stringify({ ...answer, device })) : body;
  }

  /**
   * Reads the proof of a device that redeems its code, before the code is spent: a code is redeemed once, and so is its proof.
   * @throws HttpProblem where it has none that holds
   */
  async function prove(request: FastifyRequest): Promise<void> {
    const proof = await proofOf(request, deviceProofs);
    if (!proof) throw new HttpProblem('proof-refused');
    if (!proof.isHere) throw new HttpProblem('proof-elsewhere');
    if (!proof.isFresh) throw new HttpProblem('proof-stale', { params: { nonce: deviceProofs.nonce() } });
    proven.set(request, proof);
  }

  /** The library's answer with tokens of ours: its own would hold for a month, with whoever has it. */
  async function withTokens(request: FastifyRequest, body: Buffer): Promise<Buffer> {
    const { access_token: libraryToken, ...answer } = redeemed.parse(JSON.parse(body.toString('utf8')));
    const proof = proven.get(request);
    const tokens = proof && (await extensionSessions.begin(libraryToken, proof));
    if (!tokens) throw new HttpProblem('session-ended');
    return Buffer.from(
      JSON.stringify({
        ...answer,
        access_token: tokens.accessToken,
        expires_in: tokens.expiresIn,
        refresh_token: tokens.refreshToken,
        dpop_nonce: deviceProofs.nonce(),
      }),
    );
  }

  return {
    async begin(request) {
      if (request.routeOptions.url === '/api/auth/device/token') await prove(request);
      if (request.routeOptions.url === '/api/auth/device/approve' && isJson(request)) await choose(request);
    },
    async completed(request, body) {
      const { url } = request.routeOptions;
      if (url === '/api/auth/device') return described(request, body);
      if (url === '/api/auth/device/code') {
        const answer = madeCode.parse(JSON.parse(body.toString('utf8')));
        const userAgent = request.headers['user-agent'] ?? null;
        await deviceRequests.describe(answer.user_code, { userAgent, address: request.ip });
        return Buffer.from(JSON.stringify({ ...answer, dpop_nonce: deviceProofs.nonce() }));
      }
      if (url === '/api/auth/device/token') return withTokens(request, body);
      return body;
    },
  };
}

/** Whether the body is JSON, which was found to be readable before. */
function isJson({ body, headers }: FastifyRequest): boolean {
  return body instanceof Buffer && /json/i.test(headers['content-type'] ?? '');
}
