/** The engines that scenarios are played on; `test/env/engines.sh` brings them up under these names. */
export const engineNames = ['engine-20.10', 'engine-28-classic', 'engine-28-containerd'] as const;

/** The name of one of the engines. */
export type EngineName = (typeof engineNames)[number];
