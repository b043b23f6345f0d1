import {
  DIALOGUE_STEPS,
  groupSignals,
  groupTopicDetail,
  groupTopics,
  groupVote,
  isProgramStaff,
  newGroupEntry,
  problem,
  RIGHTS_KEEPERS,
  TOPIC_KINDS,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listTopics, readTopic } from '../../group/read.ts';
import { readSignals } from '../../group/signals/read.ts';
import { vote, writeToGroup } from '../../group/write.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { forClaimWorkers } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const one = z.strictObject({ topicId: uuid });
const filter = z.strictObject({
  about: z.enum(TOPIC_KINDS).optional(),
  listed: z.stringbool().optional(),
  step: z.enum(DIALOGUE_STEPS).optional(),
  q: z.string().trim().min(1).max(200).optional(),
});

/** Those who answer for a participant write, and the program's people; investigators read. */
function asWriter(caller: Caller): Caller {
  if (isProgramStaff(caller.roles) || RIGHTS_KEEPERS.some((role) => caller.roles.includes(role)))
    return caller;
  throw new HttpProblem('not-your-role');
}

/** The working group: topics, what is written to them, polls, and the dialogue with the marketplace. Members of the program only. */
export const group: FastifyPluginAsyncZod<Services> = async (app, { db }) => {
  app.get(
    '/v1/group/topics',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Topics of the working group, those first to which something was written last',
        querystring: filter,
        response: { 200: groupTopics, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return { topics: await db.inOrganisation(caller, (scope) => listTopics(scope, caller, request.query)) };
    },
  );
  app.get(
    '/v1/group/topics/:topicId',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'One topic with all that was written to it',
        params: one,
        response: { 200: groupTopicDetail, default: problem },
      },
    },
    (request) => {
      const caller = callerOf(request);
      return db.inOrganisation(caller, (scope) => readTopic(scope, caller, request.params.topicId));
    },
  );
  app.get(
    '/v1/group/signals',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'What enough participants met with, quarter by quarter, as it was published',
        response: { 200: groupSignals, default: problem },
      },
    },
    async (request) => ({ publications: await db.inOrganisation(callerOf(request), readSignals) }),
  );
  app.post(
    '/v1/group/entries',
    {
      config: forClaimWorkers(null),
      schema: {
        summary:
          'Write to the working group: a topic, a post, a step of the dialogue, minutes, or take a post back',
        body: newGroupEntry,
        response: { 204: z.null().describe('It is there.'), default: problem },
      },
    },
    async (request, reply) => {
      await writeToGroup(db, asWriter(callerOf(request)), request.body);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/v1/group/topics/:topicId/vote',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Give the organisation’s one vote in a poll, or another one until it closes',
        params: one,
        body: groupVote,
        response: { 204: z.null().describe('It counts.'), default: problem },
      },
    },
    async (request, reply) => {
      await vote(db, asWriter(callerOf(request)), request.params.topicId, request.body.option);
      return reply.code(204).send(null);
    },
  );
};
