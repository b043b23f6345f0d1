import { registrationList, vaultRightDetail } from '@marketsafe/contract';
import { expect, it } from 'vitest';
import { addOrganisation, addPerson, addRight, type Person, send, startTestServer } from './support.ts';

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it('how a right stands with a marketplace’s register is noted by staff, with its clock, and read by its holder alone', async () => {
  const test = await startTestServer();
  const analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
  const holder = await addPerson(test, await addOrganisation(test), ['manager']);
  const other = await addPerson(test, await addOrganisation(test), ['manager']);
  const rightId = await addRight(test, holder.organisationId);
  const note = (body: object, person: Person = analyst) =>
    send(test, `/v1/vault/rights/${rightId}/registrations/taobao`, {
      ...{ method: 'PUT', person, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ number: null, cause: null, ...body }),
    });
  const read = async () =>
    vaultRightDetail.parse((await send(test, `/v1/vault/rights/${rightId}`, { person: holder })).json);

  expect((await note({ state: 'verified', on: day(0) })).status).toBe(422);
  expect((await note({ state: 'submitted', on: day(1) })).status).toBe(422);
  expect((await note({ state: 'submitted', on: day(-5), number: 'S-1' })).status).toBe(204);
  expect((await read()).registrations).toEqual([
    ...[
      {
        marketplace: 'taobao',
        state: 'submitted',
        number: 'S-1',
        submittedOn: day(-5),
        decidedOn: null,
        cause: null,
        days: 5,
      },
    ],
  ]);
  expect((await note({ state: 'refused', on: day(-3) })).status).toBe(422);
  expect((await note({ state: 'refused', on: day(-3), cause: 'No class page' })).status).toBe(204);
  const { registrations, events } = await read();
  expect(registrations).toMatchObject([
    { state: 'refused', decidedOn: day(-3), cause: 'No class page', days: 2 },
  ]);
  expect(events.filter(({ kind }) => kind === 'registration')).toHaveLength(2);

  expect((await note({ state: 'submitted', on: day(0) }, holder)).status).toBe(403);
  const list = async (person: Person) =>
    registrationList.parse((await send(test, '/v1/vault/registrations', { person })).json).registrations
      .length;
  expect([await list(analyst), await list(holder), await list(other)]).toEqual([1, 1, 0]);
  await test.close();
});
