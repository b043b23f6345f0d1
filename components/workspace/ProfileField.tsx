import { m } from '@marketsafe/words';

type Profile = 'quick' | 'full';

const WHAT = {
  quick: { name: m.workspace_quick, help: m.workspace_quick_help },
  full: { name: m.workspace_whole, help: m.workspace_whole_help },
} satisfies Record<Profile, unknown>;

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
      <legend>{m.workspace_profile()}</legend>
      {PROFILES.map((each) => (
        <label className="check" key={each}>
          <input type="radio" name="profile" checked={profile === each} onChange={() => onProfile(each)} />
          <span>
            <strong>{WHAT[each].name()}</strong>
            <br />
            <span className="soft">{WHAT[each].help()}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
