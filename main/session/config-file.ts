/** The name of the project's own settings file, beside drizzle.config.*. */
export const CONFIG_FILE = 'raingauge.config.json';
