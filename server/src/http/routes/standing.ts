import {
  graduation,
  graduationDecision,
  newGraduation,
  problem,
  standing,
  standingList,
  standingQuery,
  standingSettings,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForGraduation, decideGraduation } from '../../standing/graduations.ts';
import { listStanding, readStanding } from '../../standing/read.ts';
import { setStandingSettings } from '../../standing/settings.ts';
import { forClaimWorkers, forLeads, forMandateDeciders, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const GRADUATION = { 200: graduation, default: problem };

/** Good-faith standing, its thresholds, and graduation by it. */
export const standingRoutes: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/standing',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'How what a participant filed has fared over three rolling months, and over a year',
        description:
          'Counts, never shares: what is judged by them is in the settings beside them. Participants read their own; staff name one.',
        querystring: standingQuery,
        response: { 200: standing, default: problem },
      },
    },
    (request) => readStanding(db, callerOf(request), request.query.organisation),
  );

  app.get(
    '/v1/standing/participants',
    {
      config: forStaff(),
      schema: {
        summary: 'How all participants stand, and what thresholds there have been',
        response: { 200: standingList, default: problem },
      },
    },
    (request) => listStanding(db, callerOf(request)),
  );

  app.put(
    '/v1/standing/settings',
    {
      config: forLeads(),
      schema: {
        summary: 'Set the thresholds of good-faith standing',
        body: standingSettings,
        response: { 200: standingSettings, default: problem },
      },
    },
    (request) => setStandingSettings(db, callerOf(request), request.body),
  );

  app.post(
    '/v1/graduations',
    {
      config: forMandateDeciders(),
      schema: {
        summary: 'Ask that a participant leaves the program: its own people, or staff for it',
        body: newGraduation,
        response: GRADUATION,
      },
    },
    (request) => askForGraduation(db, callerOf(request), request.body),
  );

  app.post(
    '/v1/graduations/:graduationId/decision',
    {
      config: forMandateDeciders(),
      schema: {
        summary: 'Approve a graduation, as one of two people, refuse it, take it back, or undo it',
        params: z.strictObject({ graduationId: uuid }),
        body: graduationDecision,
        response: GRADUATION,
      },
    },
    (request) => decideGraduation(db, callerOf(request), { ...request.params, ...request.body }),
  );
};
