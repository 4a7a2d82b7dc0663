import type { ReactNode } from 'react';

/** One hand for all pictures: 16 px, a line of 1.4, no fill. Decoration only: whoever uses one names it. */
function Icon({ size = 16, children }: { size?: number; children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Icon>
);

export const CaretIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="m5 6.5 3 3 3-3" />
  </Icon>
);

export const RightIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="m6.5 5 3 3-3 3" />
  </Icon>
);

export const MoonIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M13 9.5A5.4 5.4 0 0 1 6.5 3a5.4 5.4 0 1 0 6.5 6.5Z" />
  </Icon>
);

export const SunIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1" />
  </Icon>
);

export const SystemIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="2" y="3" width="12" height="8" rx="1" />
    <path d="M6 13.5h4M8 11v2.5" />
  </Icon>
);

export const TableIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="2.5" y="3" width="11" height="10" rx="1" />
    <path d="M2.5 6.5h11M6.5 6.5V13" />
  </Icon>
);

export const DownloadIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M8 2.5v7.5M5 7.2l3 3 3-3M3 13.2h10" />
  </Icon>
);

export const LinkIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
  </Icon>
);

export const PlusIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);

export const MinusIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M3.5 8h9" />
  </Icon>
);

export const CrossIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="m4.5 4.5 7 7M11.5 4.5l-7 7" />
  </Icon>
);

export const CopyIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
    <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
  </Icon>
);

export const HomeIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M2.5 12.5h11M3.5 9.5h5M3.5 6.5h8M3.5 3.5h3" />
  </Icon>
);

export const GridIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="2.5" y="2.5" width="4.5" height="4.5" />
    <rect x="9" y="2.5" width="4.5" height="4.5" />
    <rect x="2.5" y="9" width="4.5" height="4.5" />
    <rect x="9" y="9" width="4.5" height="4.5" />
  </Icon>
);

export const ServiceIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="3.5" cy="8" r="1.5" />
    <circle cx="12.5" cy="4" r="1.5" />
    <circle cx="12.5" cy="12" r="1.5" />
    <path d="M5 7.4 11 4.5M5 8.6l6 2.9" />
  </Icon>
);

export const NodeIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="2.5" y="3" width="11" height="4" rx="1" />
    <rect x="2.5" y="9" width="11" height="4" rx="1" />
    <path d="M5 5h.1M5 11h.1" />
  </Icon>
);

export const PulseIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M1.8 8.5h3l1.8-5 2.8 9 1.8-4h3" />
  </Icon>
);

export const LockIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
    <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
);

export const ClockIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3.2l2 1.3" />
  </Icon>
);

export const CheckIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
);

export const RetryIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3" />
  </Icon>
);

export const InfoIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 7.5v3M8 5.3v.1" />
  </Icon>
);

export const UpIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="m5 9.5 3-3 3 3" />
  </Icon>
);

export const DashIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M4 8h8" />
  </Icon>
);

export const PodIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M8 2.2 13 5v6l-5 2.8L3 11V5Z M3 5l5 2.8L13 5M8 7.8v6" />
  </Icon>
);

export const NamespaceIcon = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M2.5 5.5v-2h3M13.5 5.5v-2h-3M2.5 10.5v2h3M13.5 10.5v2h-3" />
  </Icon>
);
