import type { OrganisationKind, Right, Role } from '@marketsafe/contract';

const AURORA = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01';
const PROGRAM = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d02';

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
    organisationId: PROGRAM,
    name: 'MarketSafe program (demo)',
    kind: 'program',
    members: [{ email: 'analyst@demo.example', name: 'Ana Lytton', roles: ['analyst'] }],
  },
];

const OWNER = 'Aurora Outdoor Ltd. (demo)';

/** Rights of the demo holder: one of each kind that the interface has to show differently. */
export const DEMO_RIGHTS: readonly { organisationId: string; rights: readonly Right[] }[] = [
  {
    organisationId: AURORA,
    rights: [
      trademark('01', { mark: 'AURORA', place: 'CN', number: '30112233', niceClasses: [18, 25] }),
      trademark('02', { mark: 'AURORA', place: 'US', number: '5123456', niceClasses: [18, 25] }),
      {
        ...trademark('03', {
          mark: 'Aurora product photographs 2025',
          place: 'US',
          number: 'VA0002200001',
          niceClasses: [],
        }),
        type: 'copyright',
        expiresOn: null,
      },
      {
        ...trademark('04', { mark: 'AURORA TRAIL', place: 'CN', number: '70998877', niceClasses: [25] }),
        status: 'unverified',
      },
      {
        ...trademark('05', { mark: 'AURORA CLASSIC', place: 'CN', number: '4455667', niceClasses: [25] }),
        expiresOn: '2024-05-06',
      },
      {
        ...trademark('06', {
          mark: 'Aurora 40 l backpack',
          place: 'CN',
          number: 'ZL202330112233.4',
          niceClasses: [],
        }),
        type: 'design',
        expiresOn: '2038-03-14',
      },
    ],
  },
];

function trademark(suffix: string, given: Pick<Right, 'mark' | 'place' | 'number' | 'niceClasses'>): Right {
  return {
    rightId: `5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e2d${suffix}`,
    type: 'trademark',
    brand: 'Aurora',
    owner: OWNER,
    status: 'verified',
    expiresOn: '2034-11-20',
    ...given,
  };
}
