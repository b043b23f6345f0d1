import { type OrganisationPeople, ROLES_OF_KIND, type Role } from '@marketsafe/contract';
import { Check, FieldGroup } from '@marketsafe/looks';
import { m, personRoleName, roleDuty } from '@marketsafe/words';

/** The roles that an organisation of a kind has, to choose some of them. */
export function RoleChecks(props: {
  kind: OrganisationPeople['organisation']['kind'];
  chosen: readonly Role[];
  wrong: boolean;
  onChoose: (roles: Role[]) => void;
}) {
  const { kind, chosen, wrong, onChoose } = props;
  return (
    <FieldGroup
      legend={m.people_invite_roles()}
      problem={wrong && chosen.length === 0 ? m.people_invite_roles_wrong() : null}
    >
      {ROLES_OF_KIND[kind].map((role) => (
        <Check
          key={role}
          checked={chosen.includes(role)}
          help={roleDuty(role)}
          onCheck={(checked) =>
            onChoose(ROLES_OF_KIND[kind].filter((each) => (each === role ? checked : chosen.includes(each))))
          }
        >
          {personRoleName(role)}
        </Check>
      ))}
    </FieldGroup>
  );
}
