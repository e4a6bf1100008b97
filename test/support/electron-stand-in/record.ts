/** What the code under test did to Electron, for the test to look at. Plain values only: they cross a process. */
export interface StandInRecord {
  readonly windows: { options: Record<string, unknown>; url: string | null; shown: boolean }[];
  readonly schemes: { scheme: string; privileges: Record<string, boolean> }[];
  readonly utilityProcesses: { file: string; serviceName: string | null; pid: number | null }[];
  /** Labels and roles of the menu. */
  menu: unknown;
  sandboxEnabled: boolean;
  singleInstance: boolean;
  quit: boolean;
  /** Page errors, console errors and what the content policy refused. */
  readonly pageErrors: string[];
}

export const record: StandInRecord = {
  windows: [],
  schemes: [],
  utilityProcesses: [],
  menu: null,
  sandboxEnabled: false,
  singleInstance: false,
  quit: false,
  pageErrors: [],
};
