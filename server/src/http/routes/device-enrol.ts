import { deviceEnrolment, problem, signedStatement } from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { enrolDevice } from '../../sealing/devices.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf, sessionIn } from '../authenticate.ts';
import type { Services } from '../services.ts';

/**
 * `POST /v1/devices`: makes a device's key known to the caller's organisation. 201 when it is new, 200 with the same statement when it
 * was known.
 */
export const deviceEnrol: FastifyPluginAsyncZod<Services> = async (app, { db, signingKey, sessions }) => {
  app.post(
    '/v1/devices',
    {
      config: forClaimWorkers('claims:submit'),
      schema: {
        summary: 'Make a device’s key known to the organisation',
        description: 'Needs a challenge of GET /v1/challenge not older than a day, signed by the device.',
        body: deviceEnrolment,
        response: { 200: signedStatement, 201: signedStatement, default: problem },
      },
    },
    async (request, reply) => {
      const { statement, fresh } = await enrolDevice(db, signingKey, callerOf(request), request.body);
      await sessions.noteDevice(sessionIn(request).sessionId, request.body.deviceId);
      return reply.code(fresh ? 201 : 200).send(statement);
    },
  );
};
