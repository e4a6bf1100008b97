/** How `raingauge isolation` prints its result. Apart from the command, which is loaded when it is called. */
export const ISOLATION_FORMATS = ['text', 'json', 'md', 'junit', 'github'] as const;
export type IsolationFormat = (typeof ISOLATION_FORMATS)[number];
