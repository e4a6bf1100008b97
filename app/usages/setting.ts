import { z } from 'zod';

/** A place where the project's code gives a setting of its own (`app.tenant_id`) to the session. */
export const settingUseSchema = z
  .object({
    /** `null` where the name is made while the program runs. */
    name: z.string().nullable(),
    file: z.string(),
    line: z.int().positive(),
    column: z.int().positive(),
    /** True in a file of tests. */
    test: z.boolean(),
  })
  .readonly();
export type SettingUse = z.infer<typeof settingUseSchema>;
