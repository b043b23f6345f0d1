/** What a route is sent and answers, once, for whoever writes a program against it. */
export interface Example {
  request?: object;
  /** Status and answer. */
  answer: readonly [status: number, body: object];
}

const CLAIM = '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d01';
const RIGHT = '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d02';
const HOOK = '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d03';
const PERSON = '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d04';
const BUY = '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d06';
const AT = '2026-11-29T10:00:00.000Z';
const NUMBER = 'MS-7K3P-Q9XD';

const webhook = {
  ...{ webhookId: HOOK, address: 'https://hooks.example.com/marketsafe' },
  ...{ events: ['claim.state-changed', 'claim.answered'], state: 'active', createdAt: AT },
  ...{ failingSince: null, previousSecretUntil: null, pending: 0 },
};
const order = { address: webhook.address, events: webhook.events };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
const delivery = {
  ...{ deliveryId: '0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d05', event: 'claim.answered', at: AT },
  ...{ state: 'pending', attempts: 2, lastTriedAt: AT, outcome: 'refused', status: 503 },
  nextAt: '2026-11-29T10:00:10.000Z',
};

/** Examples by method and path; a test holds each against the route's own schema. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'get /v1/rights': {
    answer: [
      200,
      {
        rights: [
          {
            ...{ rightId: RIGHT, type: 'trademark', brand: 'Aurora', mark: 'AURORA', place: 'CN' },
            ...{ number: '30112233', owner: 'Aurora Ltd.', niceClasses: [25], status: 'verified' },
            expiresOn: '2029-01-01',
          },
        ],
        ended: [],
      },
    ],
  },
  'get /v1/claims': {
    answer: [
      200,
      {
        claims: [
          {
            ...{
              claimId: CLAIM,
              number: NUMBER,
              state: 'removed',
              receivedAt: AT,
              reason: 'unfair-trademark-use',
            },
            target: {
              ...{ kind: 'listing', marketplace: 'aliexpress', itemId: '1005006000111222' },
              canonicalUrl: 'https://www.aliexpress.com/item/1005006000111222.html',
              ...{ title: 'A jacket', capturedAt: AT },
            },
            right: {
              ...{ rightId: RIGHT, type: 'trademark', brand: 'Aurora', mark: 'AURORA', place: 'CN' },
              number: '30112233',
            },
            submittedBy: { userId: PERSON, name: 'Ines' },
          },
        ],
        next: null,
      },
    ],
  },
  'get /v1/changes': {
    answer: [
      200,
      {
        changes: [
          { sequence: 41, kind: 'claim', at: AT, claimId: CLAIM, number: NUMBER, state: 'removed' },
          {
            sequence: 42,
            kind: 'answer',
            at: AT,
            claimId: CLAIM,
            answer: { outcome: 'removed', cause: null },
          },
        ],
        ...{ cursor: 42, more: false },
      },
    ],
  },
  'get /v1/news': {
    answer: [
      200,
      {
        items: [
          {
            ...{ sequence: 42, at: AT, kind: 'answer', claimId: CLAIM, number: NUMBER },
            answer: { outcome: 'removed', cause: null },
          },
        ],
        ...{ seen: 41, unseen: 1 },
      },
    ],
  },
  'get /v1/test-buys': {
    answer: [
      200,
      {
        testBuys: [
          {
            ...{ testBuyId: BUY, number: 'MT-7K3P-Q9XD', name: 'Jacket, second order', stage: 'received' },
            ...{ lacks: 2, savedAt: AT, savedBy: 'Ines' },
          },
        ],
      },
    ],
  },
  'get /v1/test-buys/for-claim': {
    answer: [
      200,
      {
        testBuys: [
          {
            ...{ testBuyId: BUY, number: 'MT-7K3P-Q9XD', orderNumber: '410000000000000042' },
            days: { ordered: '2026-11-02', received: '2026-11-06', examined: '2026-11-09' },
            report: [
              { name: 'signed.pdf', sha256: 'ab'.repeat(32), bytes: 182_044, type: 'application/pdf' },
            ],
            photos: [],
          },
        ],
      },
    ],
  },
  'get /v1/test-buys/{testBuyId}/vault': {
    answer: [
      200,
      {
        version: 1,
        vault: {
          ...{ persona: 'Li Mei (invented)', account: 'limei_outdoor', recipient: 'Parcel locker 7' },
          ...{ payment: 'Prepaid card no. 2', note: '' },
        },
      },
    ],
  },
  'get /v1/webhooks': { answer: [200, { webhooks: [webhook] }] },
  'post /v1/webhooks': { request: { webhookId: HOOK, ...order }, answer: [201, { webhook, secret }] },
  'put /v1/webhooks/{webhookId}': {
    request: { ...order, active: false },
    answer: [200, { ...webhook, state: 'paused' }],
  },
  'post /v1/webhooks/{webhookId}/secret': {
    answer: [200, { webhook: { ...webhook, previousSecretUntil: '2026-11-30T10:00:00.000Z' }, secret }],
  },
  'get /v1/webhooks/{webhookId}/deliveries': { answer: [200, { deliveries: [delivery] }] },
};
