import { toErrorData } from '#renderer/client';
import type { FileOrigin } from '#renderer/lib/origin.ts';
import { useClient, useOpenProject } from '#renderer/stores';
import { useToast } from '#renderer/ui';

/** Opens a file of the project at its line in the person's editor; says so where that fails. */
export function useOpenInEditor(): (origin: FileOrigin) => void {
  const client = useClient();
  const toast = useToast();
  const root = useOpenProject()?.root ?? '';
  return ({ file, line = 1, column = 1 }) => {
    client.file.openInEditor({ root, file, line, column }).catch((error) => {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    });
  };
}
