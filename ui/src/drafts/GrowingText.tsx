import { useCallback, useEffect, useLayoutEffect, useRef, type Ref, type TextareaHTMLAttributes } from 'react';

interface Props extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  value: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A text field as tall as its text; CSS sets the least and the most. */
export function GrowingText({ ref, ...rest }: Props) {
  const own = useRef<HTMLTextAreaElement | null>(null);

  useLayoutEffect(() => grow(own.current), [rest.value]);

  useEffect(() => {
    const field = own.current;
    if (!field) return;
    let width = field.clientWidth;
    const watch = new ResizeObserver(() => {
      if (field.clientWidth === width) return;
      width = field.clientWidth;
      grow(field);
    });
    watch.observe(field);
    return () => watch.disconnect();
  }, []);

  const hold = useCallback(
    (field: HTMLTextAreaElement | null) => {
      own.current = field;
      if (typeof ref === 'function') ref(field);
      else if (ref) ref.current = field;
    },
    [ref],
  );

  return <textarea {...rest} ref={hold} />;
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
