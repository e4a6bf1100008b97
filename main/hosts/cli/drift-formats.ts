/** How `raingauge drift` prints its result. Apart from the command, which is loaded when it is called. */
export const DRIFT_FORMATS = ['text', 'json', 'md', 'sarif', 'junit', 'github'] as const;
export type DriftFormat = (typeof DRIFT_FORMATS)[number];
