import { useEffect, useState } from 'react';
import { useHost } from '../../host';
import { pastedName } from './intake';

type Files = (files: { file: File; name: string }[]) => void;

/** The whole window takes photos: dropped ones come as paths from the shell (a
 *  drop inside the web view is broken in WebKitGTK), pasted ones as files. True
 *  while files are held over the window. */
export function useWindowFiles(onFiles: Files, onPaths: (paths: string[]) => void): boolean {
  const host = useHost();
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    const stops = [
      host.on('dropped', (paths) => {
        setDragging(false);
        onPaths(paths);
      }),
      host.on('dragging', setDragging),
    ];
    return () => stops.forEach((stop) => stop());
  }, [host, onPaths]);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      const now = new Date();
      onFiles(files.map((file) => ({ file, name: pastedName(file, now) })));
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);

  return dragging;
}
