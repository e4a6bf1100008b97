import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { WrittenReport } from '#app/api';
import { follow, toErrorData } from '#renderer/client';
import { saveFile } from '#renderer/lib/save-file.ts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, Menu, Spinner, useToast } from '#renderer/ui';

const TYPES = { html: 'text/html', md: 'text/markdown' } as const;

/** The audit as a file that stands alone, for those who have no Raingauge. */
export function ReportMenu() {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const write = async (format: WrittenReport['format']) => {
    setBusy(true);
    try {
      const { signal } = new AbortController();
      const report = await follow(
        (options) => client.audit.report({ root, fresh: false, format }, options),
        signal,
        () => {},
      );
      saveFile(report.text, report.fileName, TYPES[format]);
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    } finally {
      setBusy(false);
    }
  };
  if (busy) {
    return (
      <Button disabled>
        <Spinner /> Report
      </Button>
    );
  }
  return (
    <Menu
      align="end"
      trigger={<Button icon={FileDown}>Report</Button>}
      entries={[
        { label: 'As HTML, to be read or printed', onSelect: () => void write('html') },
        { label: 'As Markdown', onSelect: () => void write('md') },
      ]}
    />
  );
}
