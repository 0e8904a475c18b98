/** The bridge. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" className="logo" aria-hidden="true">
      <rect width="512" height="512" rx="104" className="logo-ground" />
      <g fill="none" strokeWidth="36" strokeLinecap="round" strokeLinejoin="round" className="logo-line">
        <path d="M100 350C128 232 190 172 256 172s128 60 156 178M86 350h340" />
        <path d="M256 190v150M180 222v118M332 222v118" strokeWidth="28" strokeLinecap="butt" />
      </g>
    </svg>
  );
}
