import { Check, FieldGroup } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

const WHAT = {
  quick: { name: m.workspace_quick, help: m.workspace_quick_help },
  full: { name: m.workspace_whole, help: m.workspace_whole_help },
} satisfies Record<Profile, unknown>;

type Profile = 'quick' | 'full';

const PROFILES: readonly Profile[] = ['quick', 'full'];

/** What one click captures. */
export function ProfileField({
  profile,
  onProfile,
}: {
  profile: Profile;
  onProfile: (profile: Profile) => void;
}) {
  return (
    <FieldGroup legend={m.workspace_profile()}>
      {PROFILES.map((each) => (
        <Check
          key={each}
          type="radio"
          name="profile"
          checked={profile === each}
          help={WHAT[each].help()}
          onCheck={() => onProfile(each)}
        >
          {WHAT[each].name()}
        </Check>
      ))}
    </FieldGroup>
  );
}
