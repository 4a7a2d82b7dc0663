import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../kit/Button.tsx';
import { patched } from '../../kit/patched.ts';
import type { MapSearch } from './search.ts';
import { sliderId } from './TimeStrip.tsx';

/** The way from a past moment back to now. It goes away itself: the line of time takes the focus, and says which moment is shown. */
export function NowButton() {
  const navigate = useNavigate({ from: '/map' });
  const toNow = () => {
    document.getElementById(sliderId)?.focus();
    void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { at: undefined }) });
  };
  return <Button onClick={toNow}>Now</Button>;
}
