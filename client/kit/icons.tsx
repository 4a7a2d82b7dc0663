import {
  IconActivity,
  IconAlertTriangle,
  IconAlignLeft,
  IconArrowsSplit2,
  IconBox,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconChevronUp,
  IconClock,
  IconCopy,
  IconDeviceDesktop,
  IconDots,
  IconDownload,
  IconFolder,
  IconInfoCircle,
  IconLayoutGrid,
  IconLink,
  IconLock,
  IconMinus,
  IconMoon,
  IconPlus,
  type IconProps,
  IconRefresh,
  IconSearch,
  IconServer2,
  IconShare,
  IconSitemap,
  IconSun,
  IconTable,
  IconTrendingUp,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** One hand for all pictures: 16 px, a line of 1.3. Decoration only: whoever uses one names it. */
function drawn(Picture: ComponentType<IconProps>) {
  return ({ size = 16 }: { size?: number }) => <Picture size={size} stroke={2} aria-hidden="true" />;
}

export const SearchIcon = drawn(IconSearch);
export const CaretIcon = drawn(IconChevronDown);
export const RightIcon = drawn(IconChevronRight);
export const UpIcon = drawn(IconChevronUp);
export const MoonIcon = drawn(IconMoon);
export const SunIcon = drawn(IconSun);
export const SystemIcon = drawn(IconDeviceDesktop);
export const TableIcon = drawn(IconTable);
export const DownloadIcon = drawn(IconDownload);
export const LinkIcon = drawn(IconLink);
export const PlusIcon = drawn(IconPlus);
export const MinusIcon = drawn(IconMinus);
export const DashIcon = drawn(IconMinus);
export const CrossIcon = drawn(IconX);
export const CopyIcon = drawn(IconCopy);
export const HomeIcon = drawn(IconAlignLeft);
export const GridIcon = drawn(IconLayoutGrid);
export const ServiceIcon = drawn(IconShare);
export const TopologyIcon = drawn(IconSitemap);
export const NodeIcon = drawn(IconServer2);
export const GrowthIcon = drawn(IconTrendingUp);
export const FamiliesIcon = drawn(IconArrowsSplit2);
export const PodIcon = drawn(IconBox);
export const NamespaceIcon = drawn(IconFolder);
export const PulseIcon = drawn(IconActivity);
export const MoreIcon = drawn(IconDots);
export const FindingIcon = drawn(IconAlertTriangle);
export const LockIcon = drawn(IconLock);
export const ClockIcon = drawn(IconClock);
export const CheckIcon = drawn(IconCheck);
export const RetryIcon = drawn(IconRefresh);
export const InfoIcon = drawn(IconInfoCircle);
