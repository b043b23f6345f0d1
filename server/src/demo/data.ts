import type { OrganisationKind, Right, Role } from '@marketsafe/contract';

const id = (suffix: string) => `5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e${suffix}`;

export const AURORA = id('1d01');
const PROGRAM = id('1d02');
export const BOREALIS = id('1d03');
export const MERIDIAN = id('1d04');
const MARKETPLACE = id('1d05');

interface DemoMember {
  email: string;
  name: string;
  roles: Role[];
}

/** Organisations of the demo program; names and addresses are invented. */
export const DEMO_ORGANISATIONS: readonly {
  organisationId: string;
  name: string;
  kind: OrganisationKind;
  members: readonly DemoMember[];
}[] = [
  {
    organisationId: AURORA,
    name: 'Aurora Outdoor (demo)',
    kind: 'rights_holder',
    members: [
      { email: 'investigator@demo.example', name: 'Ines Vestiga', roles: ['investigator'] },
      { email: 'manager@demo.example', name: 'Marco Lead', roles: ['manager', 'signatory'] },
    ],
  },
  {
    organisationId: BOREALIS,
    name: 'Borealis Audio (demo)',
    kind: 'rights_holder',
    members: [
      { email: 'investigator@borealis.demo.example', name: 'Noor Verhaal', roles: ['investigator'] },
      { email: 'manager@borealis.demo.example', name: 'Siri Holm', roles: ['manager'] },
      { email: 'signatory@borealis.demo.example', name: 'Per Unterberg', roles: ['signatory'] },
    ],
  },
  {
    organisationId: MERIDIAN,
    name: 'Meridian Brand Protection (demo)',
    kind: 'representative',
    members: [
      { email: 'manager@meridian.demo.example', name: 'Wen Lihua', roles: ['manager', 'signatory'] },
      { email: 'investigator@meridian.demo.example', name: 'Tomás Rastro', roles: ['investigator'] },
    ],
  },
  {
    organisationId: PROGRAM,
    name: 'MarketSafe program (demo)',
    kind: 'program',
    members: [
      { email: 'analyst@demo.example', name: 'Ana Lytton', roles: ['analyst'] },
      { email: 'analyst2@demo.example', name: 'Bo Zhang', roles: ['analyst'] },
      { email: 'lead@demo.example', name: 'Greta Wald', roles: ['program_lead'] },
    ],
  },
  {
    organisationId: MARKETPLACE,
    name: 'Marketplace desk (demo)',
    kind: 'marketplace',
    members: [{ email: 'liaison@demo.example', name: 'Liu Mei', roles: ['liaison'] }],
  },
];

type Given = Partial<Right> & Pick<Right, 'mark' | 'place' | 'number'>;

/** A verified trademark, unless it is given otherwise. */
function right(suffix: string, brand: string, owner: string, given: Given): Right {
  return {
    rightId: id(suffix),
    ...{ type: 'trademark', brand, owner, niceClasses: [], status: 'verified', expiresOn: '2034-11-20' },
    ...given,
  };
}

const aurora = (suffix: string, given: Given) =>
  right(`2d${suffix}`, 'Aurora', 'Aurora Outdoor Ltd. (demo)', given);
const borealis = (suffix: string, given: Given) =>
  right(`3d${suffix}`, 'Borealis', 'Borealis Audio AB (demo)', given);

/** The day so many days from now. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

/** Rights of the demo holders: of each kind and in each state that the interface has to show differently. */
export const DEMO_RIGHTS: readonly { organisationId: string; rights: readonly Right[] }[] = [
  {
    organisationId: AURORA,
    rights: [
      aurora('01', { mark: 'AURORA', place: 'CN', number: '30112233', niceClasses: [18, 25] }),
      aurora('02', { mark: 'AURORA', place: 'US', number: '5123456', niceClasses: [18, 25] }),
      aurora('03', {
        ...{ mark: 'Aurora product photographs 2025', place: 'US', number: 'VA0002200001' },
        ...{ type: 'copyright', expiresOn: null },
      }),
      aurora('04', {
        ...{ mark: 'AURORA TRAIL', place: 'CN', number: '70998877', niceClasses: [25] },
        status: 'unverified',
      }),
      aurora('05', {
        ...{ mark: 'AURORA CLASSIC', place: 'CN', number: '4455667', niceClasses: [25] },
        expiresOn: '2024-05-06',
      }),
      aurora('06', {
        ...{ mark: 'Aurora 40 l backpack', place: 'CN', number: 'ZL202330112233.4' },
        ...{ type: 'design', expiresOn: '2038-03-14' },
      }),
    ],
  },
  {
    organisationId: BOREALIS,
    rights: [
      borealis('01', { mark: 'BOREALIS', place: 'CN', number: '41230987', niceClasses: [9] }),
      borealis('02', { mark: '北极光声', place: 'CN', number: '41230988', niceClasses: [9] }),
      borealis('03', {
        ...{ mark: 'BOREALIS', place: 'EM', number: '018123456', niceClasses: [9] },
        expiresOn: dayIn(60),
      }),
      borealis('04', {
        ...{ mark: 'Folding headband', place: 'CN', number: 'ZL201930445566.1' },
        ...{ type: 'utility', expiresOn: dayIn(20) },
      }),
      borealis('05', {
        ...{ mark: 'BOREALIS PRO', place: 'CN', number: '66001122', niceClasses: [9] },
        status: 'rejected',
      }),
      borealis('06', {
        ...{ mark: 'BOREALIS KIDS', place: 'CN', number: '69887766', niceClasses: [9, 28] },
        status: 'unverified',
      }),
    ],
  },
];
