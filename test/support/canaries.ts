/**
 * Values that stand for secrets. Scenarios put them where people put secrets; none may occur in a snapshot or a report,
 * since both are shown, saved and sent to others.
 */
export const canaries = {
  environment: 'canary-environment-5b1f',
  buildArgument: 'canary-build-argument-93ac',
  label: 'canary-label-e07d',
  command: 'canary-command-24c8',
} as const;

/** Returns the secrets that occur in a text. */
export const canariesIn = (text: string): string[] => Object.values(canaries).filter((canary) => text.includes(canary));
