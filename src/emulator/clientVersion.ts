const SEMVER = /^(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** A version as strict semver; 0.0.0 for any other text, one with a leading `v` among them. */
export interface ClientVersion {
  readonly numbers: readonly [number, number, number];
  readonly isPreRelease: boolean;
}

export function clientVersion(text: string): ClientVersion {
  const match = SEMVER.exec(text);
  const [, major = 0, minor = 0, patch = 0, preRelease] = match ?? [];
  return { numbers: [Number(major), Number(minor), Number(patch)], isPreRelease: preRelease !== undefined };
}

/** Whether `version` is `wanted` or later; a pre-release comes before its release. */
export function isAtLeast(version: ClientVersion, wanted: readonly [number, number, number]): boolean {
  for (let i = 0; i < wanted.length; i += 1) {
    const difference = (version.numbers[i] as number) - (wanted[i] as number);
    if (difference !== 0) return difference > 0;
  }
  return !version.isPreRelease;
}
