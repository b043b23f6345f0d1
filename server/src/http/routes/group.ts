import {
  DIALOGUE_STEPS,
  groupMentionable,
  groupSignals,
  groupTopicDetail,
  groupTopics,
  groupVote,
  newGroupEntry,
  problem,
  TOPIC_KINDS,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { meetingCalendar } from '../../group/meeting-calendar.ts';
import { listMentionable } from '../../group/mentions.ts';
import { listTopics, readTopic } from '../../group/read.ts';
import { readSignals } from '../../group/signals/read.ts';
import { asGroupWriter, vote, writeToGroup } from '../../group/write.ts';
import { mailLanguage } from '../../people/mail-language.ts';
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

/** The working group: topics, what is written to them, polls, and the dialogue with the marketplace. Members of the program only. */
export const group: FastifyPluginAsyncZod<Services> = async (app, { db, store, calendars }) => {
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
    '/v1/group/topics/:topicId/meeting.ics',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'A meeting as an entry for a calendar (RFC 5545)',
        produces: ['text/calendar'],
        params: one,
        response: { 200: z.string().describe('text/calendar'), default: problem },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const topic = await db.inOrganisation(caller, (scope) =>
        readTopic(scope, caller, request.params.topicId),
      );
      const language = await mailLanguage(db, caller.userId);
      return reply
        .type('text/calendar; charset=utf-8')
        .header('Content-Disposition', 'attachment; filename="meeting.ics"')
        .send(meetingCalendar(topic, { language, address: calendars.address() }));
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
  app.get(
    '/v1/group/mentionable',
    {
      config: forClaimWorkers(null),
      schema: {
        summary:
          'Whom one can mention in the working group: organisations that wrote to it, and people who chose to be named',
        response: { 200: groupMentionable, default: problem },
      },
    },
    async (request) => {
      const caller = asGroupWriter(callerOf(request));
      return { mentionable: await db.inOrganisation(caller, (scope) => listMentionable(scope, caller)) };
    },
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
      await writeToGroup({ db, store }, asGroupWriter(callerOf(request)), request.body);
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
      await vote(db, asGroupWriter(callerOf(request)), request.params.topicId, request.body.option);
      return reply.code(204).send(null);
    },
  );
};
