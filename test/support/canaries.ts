/**
 * Values that stand for secrets. Scenarios put them where people put secrets; none may occur in a snapshot or a report,
 * since both are shown, saved and sent to others.
 */
export const canaries = {
  environment: 'canary-environment-5b1f',
  environmentFile: 'canary-environment-file-77d0',
  buildArgument: 'canary-build-argument-93ac',
  label: 'canary-label-e07d',
  command: 'canary-command-24c8',
  entrypoint: 'canary-entrypoint-8a31',
  healthCheck: 'canary-health-check-c5b2',
  logOption: 'canary-log-option-0f6d',
  secret: 'canary-secret-9d24',
  volumeLabel: 'canary-volume-label-6e13',
  networkOption: 'canary-network-option-d8c7',
  host: 'canary-host-3a95',
  dockerfileEnvironment: 'canary-dockerfile-environment-f120',
  dockerfileArgument: 'canary-dockerfile-argument-5d6b',
  dockerfileRun: 'canary-dockerfile-run-a48e',
  dockerfileLabel: 'canary-dockerfile-label-29b0',
  dockerfileCommand: 'canary-dockerfile-command-e6f3',
  url: 'canary-url-71ca',
  content: 'canary-content-b03d',
} as const;

/** Returns the secrets that occur in a text. */
export const canariesIn = (text: string): string[] => Object.values(canaries).filter((canary) => text.includes(canary));
