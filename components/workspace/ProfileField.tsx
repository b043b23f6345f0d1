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
    <fieldset className="field">
      <legend>{WORDS.profile}</legend>
      {PROFILES.map((each) => (
        <label className="check" key={each}>
          <input type="radio" name="profile" checked={profile === each} onChange={() => onProfile(each)} />
          <span>
            <strong>{WORDS.profiles[each].name}</strong>
            <br />
            <span className="soft">{WORDS.profiles[each].help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
