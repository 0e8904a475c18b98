/** Keys and what they do, as learnt at the foot of a view. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>;
}

export function KeyHint({ keys, children }: { keys: string[]; children: string }) {
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      <span>{children}</span>
    </span>
  );
}
