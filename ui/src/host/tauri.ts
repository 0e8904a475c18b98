// The host inside the packaged window: Tauri's invoke and events.

import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host } from './host';
import type { PhotosAdded, PrintFile, PrintProgress, SealView } from './types';

export const tauriHost: Host = {
  call: (command, args) => invoke(command, args),

  addPhotoFile: (caseId, name, bytes) =>
    invoke<PhotosAdded>('add_photo_file', new Uint8Array(bytes), {
      // header values are ASCII
      headers: { case: caseId, name: encodeURIComponent(name) },
    }),

  putSeal: (bytes, diameter) =>
    invoke<SealView>('put_seal', new Uint8Array(bytes), { headers: { diameter: String(diameter) } }),

  printLetters: (letters, duplex, onProgress) =>
    invoke<PrintFile>('print_letters', { letters, duplex, progress: new Channel<PrintProgress>(onProgress) }),

  on(event, listener) {
    let stopped = false;
    let unlisten: (() => void) | undefined;
    void listen(event, ({ payload }) => listener(payload as never)).then((stop) => {
      if (stopped) stop();
      else unlisten = stop;
    });
    return () => {
      stopped = true;
      unlisten?.();
    };
  },
};

/** Tells the shell that a view stands on the screen with its data. */
export function reportPainted(view: string): void {
  if (!('__TAURI_INTERNALS__' in window)) return;
  // only a measurement waits for this; nobody is hindered when it fails
  invoke('painted', { view }).catch(() => undefined);
}
