import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly openProject: (folder: string) => void;
}

export function installMenu({ openProject }: MenuActions): void {
  const chooseFolder = async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: 'Open a Drizzle project',
      properties: ['openDirectory'],
    });
    const [folder] = filePaths;
    if (!canceled && folder !== undefined) openProject(folder);
  };
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: '&Open Project…', accelerator: 'CmdOrCtrl+O', click: () => void chooseFolder() },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        { role: 'toggleDevTools' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
  app.setName('Raingauge');
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
