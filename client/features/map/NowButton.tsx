import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../kit/Button.tsx';
import { patched } from '../../kit/patched.ts';
import type { MapSearch } from './search.ts';

/** The way from a past moment back to now. */
export function NowButton() {
  const navigate = useNavigate({ from: '/map' });
  return (
    <Button onClick={() => void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { at: undefined }) })}>Now</Button>
  );
}
