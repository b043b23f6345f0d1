import { Check, FieldGroup } from '@marketsafe/looks';
import { WORDS } from './words.ts';

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
    <FieldGroup legend={WORDS.profile}>
      {PROFILES.map((each) => (
        <Check
          key={each}
          type="radio"
          name="profile"
          checked={profile === each}
          help={WORDS.profiles[each].help}
          onCheck={() => onProfile(each)}
        >
          {WORDS.profiles[each].name}
        </Check>
      ))}
    </FieldGroup>
  );
}
